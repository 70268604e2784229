"""What was changed here, for undo and for a card's history."""

import logging
import sqlite3
from dataclasses import dataclass
from datetime import datetime

from kanbert_desktop.domain.changes import Change, ChangeId
from kanbert_desktop.store.change_codec import Unreadable, decode, encode
from kanbert_desktop.store.queries import Tuple, fetch_all

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """`id` is that of the outbox entry the change was; `inverse` is None where it cannot be undone."""

    id: ChangeId
    change: Change
    inverse: Change | None
    made_at: datetime
    undone: bool = False


_PUT = """
INSERT INTO history (id, change, inverse, made_at, undone) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET
    change = excluded.change, inverse = excluded.inverse, made_at = excluded.made_at, undone = excluded.undone
"""


def record(db: sqlite3.Connection, row: HistoryRow) -> None:
    """Add the row, or replace that of the same id."""
    inverse = encode(row.inverse) if row.inverse is not None else None
    db.execute(_PUT, (row.id, encode(row.change), inverse, row.made_at.isoformat(), int(row.undone)))


def latest(db: sqlite3.Connection, limit: int = 200) -> list[HistoryRow]:
    """The newest first; rows that this version cannot read are left out."""
    found = fetch_all(
        db, "SELECT id, change, inverse, made_at, undone FROM history ORDER BY number DESC LIMIT ?", (limit,)
    )
    rows = [row for row in map(_from_row, found) if row is not None]
    if len(rows) < len(found):
        log.warning("%d history rows cannot be read by this version; they are kept", len(found) - len(rows))
    return rows


def mark_undone(db: sqlite3.Connection, change: ChangeId, *, undone: bool = True) -> None:
    db.execute("UPDATE history SET undone = ? WHERE id = ?", (int(undone), change))


def _from_row(row: Tuple) -> HistoryRow | None:
    id_, change, inverse, made_at, undone = row
    try:
        undoing = decode(inverse) if inverse is not None else None
        return HistoryRow(
            ChangeId(id_), decode(change), undoing, datetime.fromisoformat(made_at), bool(undone)
        )
    except (Unreadable, ValueError):
        return None
