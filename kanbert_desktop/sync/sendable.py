"""Which request may go out next, and which must wait for what."""

from datetime import datetime, timedelta

from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.domain.changes import Entry, Field, Fields, State, Value
from kanbert_desktop.domain.coalescing import (
    Forget,
    SendComment,
    SendCreate,
    SendDelete,
    SendEdit,
    Sending,
    fold,
)
from kanbert_desktop.domain.mirror import Mirror
from kanbert_desktop.sync.capabilities import Way

LONGEST_HOLD = timedelta(minutes=6)
"""A little more than a toast may show, or a setback lasts."""


def waiting_cards(mirror: Mirror, now: datetime, *, release_holds: bool) -> list[CardKey]:
    """Cards with something to send, in the order of their first wish; one that is held back waits as a whole."""
    held = set[CardKey]()
    cards: dict[CardKey, None] = {}
    for entry in mirror.entries():
        if entry.state is State.PENDING:
            cards.setdefault(entry.card)
            if not release_holds and is_held(entry, now):
                held.add(entry.card)
    return [card for card in cards if card not in held]


def is_held(entry: Entry, now: datetime) -> bool:
    """Not longer than anything is ever held: what is further away was set by a clock that has been put right since."""
    return entry.not_before is not None and timedelta(0) < entry.not_before - now <= LONGEST_HOLD


def next_request(mirror: Mirror, key: CardKey) -> Sending | None:
    """None while the card must wait: for its parent, for the server's row, for an unclear request."""
    sending = fold(mirror.entries_of(key))
    match sending:
        case None | Forget():
            return sending
        case SendCreate():
            return sending if with_parent(mirror, sending.fields) is not None else None
        case SendEdit():
            wished = with_parent(mirror, sending.wished)
            return sending if wished is not None and mirror.base_card(key) is not None else None
        case SendDelete() | SendComment():
            return sending if mirror.base_card(key) is not None else None


def with_parent(mirror: Mirror, fields: Fields) -> dict[Field, Value] | None:
    """The fields as the server must hear them: a parent by its server id. None while it has none yet."""
    parent = fields.get(Field.PARENT)
    if not isinstance(parent, str) or not parent:
        return dict(fields)
    card = mirror.base_card(mirror.key_of(parent) or CardKey(parent))
    if card is None or card.server_id is None:
        return None
    return {**fields, Field.PARENT: card.server_id}


def way_of(sending: Sending) -> Way:
    match sending:
        case SendCreate():
            return Way.CREATE
        case SendDelete():
            return Way.DELETE
        case SendComment():
            return Way.COMMENT
        case _:
            return Way.CHANGE


def needs_fresh_base(sending: Sending) -> bool:
    """A PATCH or DELETE overwrites, and so does not sending one; a create or comment only adds (sync.md 0, "Push")."""
    return isinstance(sending, SendEdit | SendDelete | Forget)
