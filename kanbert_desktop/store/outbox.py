"""Pending changes as rows."""

import logging
import sqlite3
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from kanbert_desktop.domain.changes import ChangeId, Entry, Reason, State
from kanbert_desktop.domain.value_classes import replace
from kanbert_desktop.store.change_codec import (
    UnreadableChange,
    decode_change,
    decode_fields,
    encode_change,
    encode_fields,
)
from kanbert_desktop.store.connection import SqlRow, fetch_all, storable_text

log = logging.getLogger(__name__)

_COLUMNS = (
    "id, seq, change, made_at, state, reason, detail, theirs, attempts, not_before, sent_at, status, origin"
)
_PUT = f"""
INSERT INTO outbox ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET
    seq = excluded.seq, change = excluded.change, made_at = excluded.made_at, state = excluded.state,
    reason = excluded.reason, detail = excluded.detail, theirs = excluded.theirs,
    attempts = excluded.attempts, not_before = excluded.not_before, sent_at = excluded.sent_at,
    status = excluded.status, origin = excluded.origin
"""  # noqa: S608 - columns of our own


class UnreadableEntry(NamedTuple):
    """A row that a newer version wrote, or that is damaged: stored, never sent, never shown as a change."""

    id: str
    seq: int


def append(db: sqlite3.Connection, entry: Entry) -> None:
    """May be repeated: a commit that was reported as failed may have reached the disk."""
    put(db, entry)


def put(db: sqlite3.Connection, entry: Entry) -> None:
    """Adds the entry, or replaces the one of the same id."""
    db.execute(_PUT, to_row(entry))


def drop(db: sqlite3.Connection, ids: Iterable[ChangeId]) -> None:
    db.executemany("DELETE FROM outbox WHERE id = ?", ((id_,) for id_ in ids))


def entries(db: sqlite3.Connection) -> list[Entry]:
    """All readable entries by `seq`, as at a start: what was in flight when the program ended has an unknown outcome."""
    return read(db)[0]


def read(db: sqlite3.Connection) -> tuple[list[Entry], int]:
    """The same, and the number of stored rows that this version cannot read."""
    found = [_after_start(from_row(row)) for row in _rows(db)]
    readable = [entry for entry in found if isinstance(entry, Entry)]
    unreadable_count = len(found) - len(readable)
    if unreadable_count:
        log.warning("%d outbox rows cannot be read by this version; they are kept", unreadable_count)
    return readable, unreadable_count


def unreadable_entries(db: sqlite3.Connection) -> list[UnreadableEntry]:
    return [row for row in map(from_row, _rows(db)) if isinstance(row, UnreadableEntry)]


def _rows(db: sqlite3.Connection) -> list[SqlRow]:
    return fetch_all(db, f"SELECT {_COLUMNS} FROM outbox ORDER BY seq, number")  # noqa: S608


def to_row(entry: Entry) -> SqlRow:
    return (
        entry.id,
        entry.seq,
        encode_change(entry.change),
        entry.made_at.isoformat(),
        entry.state,
        entry.reason,
        storable_text(entry.detail),
        encode_fields(entry.theirs),
        entry.attempts,
        _moment_text(entry.not_before),
        _moment_text(entry.sent_at),
        entry.status,
        entry.origin,
    )


def from_row(row: SqlRow) -> Entry | UnreadableEntry:
    (
        id_,
        seq,
        change,
        made_at,
        state,
        reason,
        detail,
        theirs,
        attempts,
        not_before,
        sent_at,
        status,
        origin,
    ) = row
    try:
        return Entry(
            id=ChangeId(id_),
            seq=seq,
            change=decode_change(change),
            made_at=datetime.fromisoformat(made_at),
            state=State(state),
            reason=Reason(reason) if reason is not None else None,
            detail=detail,
            theirs=decode_fields(theirs),
            attempts=attempts,
            not_before=_moment(not_before),
            sent_at=_moment(sent_at),
            status=status,
            origin=origin,
        )
    except (UnreadableChange, ValueError):
        return UnreadableEntry(id_, seq)


def _after_start(row: Entry | UnreadableEntry) -> Entry | UnreadableEntry:
    if isinstance(row, Entry) and row.state is State.IN_FLIGHT:
        return replace(row, state=State.OUTCOME_UNKNOWN)
    return row


def _moment_text(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment is not None else None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text is not None else None
