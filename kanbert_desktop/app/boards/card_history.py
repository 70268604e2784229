"""What was changed here about one card, and what became of each change."""

from enum import StrEnum
from typing import NamedTuple

from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.domain.changes import Entry, Outcome, Reason, State
from kanbert_desktop.store import history
from kanbert_desktop.store.database import Store
from kanbert_desktop.store.history import HistoryRow
from kanbert_desktop.sync.replica import Replica

LATEST = 200


class Standing(StrEnum):
    SENT = "sent"
    HERE = "here"
    """Saved on this computer, not sent yet."""
    TO_DECIDE = "to_decide"
    REFUSED = "refused"
    DISCARDED = "discarded"
    WITHDRAWN = "withdrawn"
    """It had cancelled itself out before it was sent."""
    REPLACED = "replaced"
    """A later change holds what it wished."""
    TAKEN_BACK = "taken_back"


class Remembered(NamedTuple):
    """`entry` is what is unsent of it."""

    row: HistoryRow
    standing: Standing
    entry: Entry | None = None


_OF_OUTCOME = {
    Outcome.DISCARDED: Standing.DISCARDED,
    Outcome.WITHDRAWN: Standing.WITHDRAWN,
    Outcome.REPLACED: Standing.REPLACED,
}


def card_history(ledger: Replica, store: Store, card: CardKey, limit: int = LATEST) -> list[Remembered]:
    """The newest first; what was wished a moment ago and is not on disk yet is among them."""
    unsent = {name: entry for entry in ledger.mirror.entries_of(card) for name in (entry.origin, entry.id)}
    on_disk = {row.id: row for row in reversed(history.rows_of_card(store.read(), card, limit))}
    rows = on_disk | ledger.recent_history(card)
    return [_remembered(row, ledger, unsent.get(row.id)) for row in reversed(list(rows.values())[-limit:])]


def _remembered(row: HistoryRow, ledger: Replica, entry: Entry | None) -> Remembered:
    outcome = ledger.outcomes.get(row.id, row.outcome)
    if row.undone:
        return Remembered(row, Standing.TAKEN_BACK, entry)
    if entry is not None:
        return Remembered(row, _of_entry(entry), entry)
    return Remembered(row, _OF_OUTCOME[outcome] if outcome is not None else Standing.SENT)


def _of_entry(entry: Entry) -> Standing:
    if entry.state is not State.PARKED:
        return Standing.HERE
    return Standing.REFUSED if entry.reason is Reason.REJECTED else Standing.TO_DECIDE
