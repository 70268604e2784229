"""What the history keeps as JSON text: a wish, or the answer to a question with the entries it touched."""

import json

from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.domain.changes import Decide, Deed, Entry
from kanbert_desktop.store.change_codec import VERSION, Unreadable, decode, encode
from kanbert_desktop.store.outbox import from_row, to_row

DECIDE = "decide"


def encode_deed(deed: Deed) -> str:
    if not isinstance(deed, Decide):
        return encode(deed)
    told = {
        "version": VERSION,
        "kind": DECIDE,
        "card": deed.card,
        "choice": deed.choice,
        "before": [to_row(entry) for entry in deed.before],
        "keys": deed.keys,
    }
    return json.dumps(told, separators=(",", ":"))


def decode_deed(text: str) -> Deed:
    """Raises `Unreadable`."""
    return _decide(text) if f'"kind":"{DECIDE}"' in text else decode(text)


def _decide(text: str) -> Decide:
    try:
        told = json.loads(text)
        before = [from_row(tuple(row)) for row in told["before"]]
        keys = tuple(CardKey(str(key)) for key in told["keys"])
        entries = tuple(entry for entry in before if isinstance(entry, Entry))
        if told["version"] != VERSION or not entries or len(entries) < len(before):
            raise Unreadable("not of this version")
        return Decide(str(told["choice"]), entries, keys)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        # The text is the person's own and stays out of the message.
        raise Unreadable(type(error).__name__) from None
