"""Undo history rows and their JSON."""

import json
import logging
import sqlite3
from datetime import datetime

from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.domain.changes import Change, ChangeId, DecisionMade, Entry, Outcome, UserAction
from kanbert_desktop.domain.value_classes import dataclass
from kanbert_desktop.store.change_codec import VERSION, UnreadableChange, decode_change, encode_change
from kanbert_desktop.store.connection import SqlRow, fetch_all
from kanbert_desktop.store.outbox import from_row, to_row

log = logging.getLogger(__name__)
DECISION = "decide"
MAX_UNDO_STEPS = 1000
"""The newest steps that a later process can undo; an undo group is never cut in two."""
_COLUMNS = "id, change, inverse, made_at, undone, gesture, outcome, redo, undone_by, undone_card, number"
# Only `set_outcome` writes the outcome of a change; a row written again keeps it.
_PUT = """
INSERT INTO history (id, change, inverse, made_at, undone, gesture, redo, undone_by, undone_card, card)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET
    change = excluded.change, inverse = excluded.inverse, made_at = excluded.made_at, undone = excluded.undone,
    gesture = excluded.gesture, redo = excluded.redo, undone_by = excluded.undone_by,
    undone_card = excluded.undone_card
"""
_IS_STEP = "undone = 0 AND outcome IS NOT 'discarded'"


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """`id` is that of the change's outbox entry; `inverse` is None if only withdrawing can undo it.

    All changes of one user action share `undo_group`. `redo` is the row's rank among the redoable ones (the highest
    comes first); `undone_by` is the inverse change, if there was one, and `undone_card` the card's key since then.
    """

    id: ChangeId
    change: UserAction
    inverse: Change | None
    made_at: datetime
    undone: bool = False
    undo_group: str | None = None
    outcome: Outcome | None = None
    redo: int | None = None
    undone_by: ChangeId | None = None
    undone_card: CardKey | None = None

    @property
    def card(self) -> CardKey:
        return self.change.card


def save_row(db: sqlite3.Connection, row: HistoryRow) -> None:
    """Adds the row, or replaces the one of the same id."""
    inverse = encode_change(row.inverse) if row.inverse is not None else None
    fields = (row.redo, row.undone_by, row.undone_card, row.card)
    data = (
        row.id,
        encode_action(row.change),
        inverse,
        row.made_at.isoformat(),
        int(row.undone),
        row.undo_group,
    )
    db.execute(_PUT, (*data, *fields))


def save_row_as_newest(db: sqlite3.Connection, row: HistoryRow) -> None:
    """The same, and the row becomes the next one to undo."""
    save_row(db, row)
    db.execute("UPDATE history SET number = (SELECT max(number) + 1 FROM history) WHERE id = ?", (row.id,))


def set_outcome(db: sqlite3.Connection, change: ChangeId, outcome: Outcome | None) -> None:
    """Stores what became of the change; None if it is unsent again."""
    db.execute("UPDATE history SET outcome = ? WHERE id = ?", (outcome, change))


def clear_redo(db: sqlite3.Connection) -> None:
    """Something new was done, so nothing can be redone any more."""
    db.execute("UPDATE history SET redo = NULL WHERE redo IS NOT NULL")


def latest_rows(db: sqlite3.Connection, limit: int = 200) -> list[HistoryRow]:
    """The newest first, without rows that this version cannot read."""
    return _read(db, "ORDER BY number DESC LIMIT ?", limit)


def undoable_rows(db: sqlite3.Connection, limit: int = MAX_UNDO_STEPS) -> list[HistoryRow]:
    """Rows that are not undone, the newest first, the oldest undo group complete."""
    found = _rows(db, f"WHERE {_IS_STEP} ORDER BY number DESC LIMIT ?", limit)
    if len(found) == limit and found[-1][5] is not None:
        rest = f"WHERE {_IS_STEP} AND gesture = ? AND number < ? ORDER BY number DESC"
        found += _rows(db, rest, found[-1][5], found[-1][-1])
    return _readable(found)


def redoable_rows(db: sqlite3.Connection) -> list[HistoryRow]:
    """Undone rows that can be redone, in the order in which they were undone."""
    return _read(db, "WHERE redo IS NOT NULL ORDER BY redo")


def moved_cards(db: sqlite3.Connection) -> dict[CardKey, CardKey]:
    """Cards that were restored under a new id, and that id."""
    found = fetch_all(
        db, "SELECT card, undone_card FROM history WHERE undone_card IS NOT card AND undone = 1"
    )
    return {CardKey(old): CardKey(new) for old, new in found if old and new}


def rows_of_card(db: sqlite3.Connection, card: CardKey, limit: int = 200) -> list[HistoryRow]:
    """The newest first."""
    return _read(db, "WHERE card = ? ORDER BY number DESC LIMIT ?", card, limit)


def _read(db: sqlite3.Connection, where: str, *values: object) -> list[HistoryRow]:
    return _readable(_rows(db, where, *values))


def _rows(db: sqlite3.Connection, where: str, *values: object) -> list[SqlRow]:
    return fetch_all(db, f"SELECT {_COLUMNS} FROM history {where}", values)  # noqa: S608 - clauses of our own


def _readable(found: list[SqlRow]) -> list[HistoryRow]:
    rows = [row for row in map(_from_row, found) if row is not None]
    if len(rows) < len(found):
        log.warning("%d history rows cannot be read by this version; they are kept", len(found) - len(rows))
    return rows


def _from_row(row: SqlRow) -> HistoryRow | None:
    id_, change, inverse, made_at, undone, gesture, outcome, redo, undone_by, undone_card, _number = row
    try:
        return HistoryRow(
            ChangeId(id_),
            decode_action(change),
            decode_change(inverse) if inverse is not None else None,
            datetime.fromisoformat(made_at),
            bool(undone),
            gesture,
            Outcome(outcome) if outcome is not None else None,
            redo,
            undone_by,
            undone_card,
        )
    except (UnreadableChange, ValueError):
        return None


def encode_action(action: UserAction) -> str:
    if not isinstance(action, DecisionMade):
        return encode_change(action)
    data = {
        "version": VERSION,
        "kind": DECISION,
        "card": action.card,
        "choice": action.choice,
        "before": [to_row(entry) for entry in action.before],
        "keys": action.keys,
    }
    return json.dumps(data, separators=(",", ":"))


def decode_action(text: str) -> UserAction:
    """Raises `UnreadableChange`."""
    return _decide(text) if f'"kind":"{DECISION}"' in text else decode_change(text)


def _decide(text: str) -> DecisionMade:
    try:
        data = json.loads(text)
        before = [from_row(tuple(row)) for row in data["before"]]
        keys = tuple(CardKey(str(key)) for key in data["keys"])
        entries = tuple(entry for entry in before if isinstance(entry, Entry))
        if data["version"] != VERSION or not entries or len(entries) < len(before):
            raise UnreadableChange("not of this version")
        return DecisionMade(str(data["choice"]), entries, keys)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        # The text is the user's and stays out of the message.
        raise UnreadableChange(type(error).__name__) from None
