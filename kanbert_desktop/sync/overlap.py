"""What a new wish means for refused ones of the same card: editing a refused field is trying again."""

from collections.abc import Iterable
from dataclasses import replace

from kanbert_desktop.domain.changes import Change, CreateCard, EditCard, Entry, Reason, State
from kanbert_desktop.sync.batch import Batch

_SHOWN = (Reason.REFUSED, Reason.UNCLEAR)


def revived(entries: Iterable[Entry], change: Change) -> Batch:
    """Parked wishes that `change` corrects become pending again, so that both are folded into one request."""
    if not isinstance(change, EditCard):
        return Batch()
    return Batch(put=[pending_again(entry) for entry in entries if _is_corrected(entry, change)])


def pending_again(entry: Entry) -> Entry:
    return replace(
        entry,
        state=State.PENDING,
        reason=None,
        detail="",
        theirs=None,
        status=0,
        attempts=0,
        not_before=None,
    )


def _is_corrected(entry: Entry, change: EditCard) -> bool:
    if entry.state is not State.PARKED or entry.reason not in _SHOWN:
        return False
    if isinstance(entry.change, CreateCard):
        return entry.reason is Reason.REFUSED
    return isinstance(entry.change, EditCard) and not change.wished.keys().isdisjoint(entry.change.wished)
