"""The changes made here to one card, and what became of each."""

from enum import StrEnum
from typing import NamedTuple

from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.domain.changes import Entry, Outcome, Reason, State
from kanbert_desktop.store import history
from kanbert_desktop.store.database import Store
from kanbert_desktop.store.history import HistoryRow
from kanbert_desktop.sync.replica import Replica

DEFAULT_LIMIT = 200


class ChangeStatus(StrEnum):
    SENT = "sent"
    NOT_SENT = "here"
    """Saved on this computer, not sent yet."""
    NEEDS_DECISION = "to_decide"
    REJECTED = "refused"
    DISCARDED = "discarded"
    WITHDRAWN = "withdrawn"
    """Cancelled out before it was sent."""
    REPLACED = "replaced"
    """Included in a later change."""
    UNDONE = "taken_back"


class HistoryEntry(NamedTuple):
    """`entry` is the unsent part of the change."""

    row: HistoryRow
    status: ChangeStatus
    entry: Entry | None = None


_OF_OUTCOME = {
    Outcome.DISCARDED: ChangeStatus.DISCARDED,
    Outcome.WITHDRAWN: ChangeStatus.WITHDRAWN,
    Outcome.REPLACED: ChangeStatus.REPLACED,
}


def card_history(
    replica: Replica, store: Store, card: CardKey, limit: int = DEFAULT_LIMIT
) -> list[HistoryEntry]:
    """The newest first, including changes that are not on the disk yet."""
    unsent = {
        name: entry
        for entry in replica.local_cards.pending.entries_of(card)
        for name in (entry.origin, entry.id)
    }
    on_disk = {row.id: row for row in reversed(history.rows_of_card(store.read(), card, limit))}
    rows = on_disk | replica.recent_history(card)
    return [
        _history_entry(row, replica, unsent.get(row.id)) for row in reversed(list(rows.values())[-limit:])
    ]


def _history_entry(row: HistoryRow, replica: Replica, entry: Entry | None) -> HistoryEntry:
    outcome = replica.outcomes.get(row.id, row.outcome)
    if row.undone:
        return HistoryEntry(row, ChangeStatus.UNDONE, entry)
    if entry is not None:
        return HistoryEntry(row, _entry_status(entry), entry)
    return HistoryEntry(row, _OF_OUTCOME[outcome] if outcome is not None else ChangeStatus.SENT)


def _entry_status(entry: Entry) -> ChangeStatus:
    if entry.state is not State.PARKED:
        return ChangeStatus.NOT_SENT
    return ChangeStatus.REJECTED if entry.reason is Reason.REJECTED else ChangeStatus.NEEDS_DECISION
