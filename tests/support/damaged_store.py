"""A store with a user's work, as files to be damaged."""

import json
import random
import sqlite3
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from kanbert_desktop.domain.board import BoardId, CardKey
from kanbert_desktop.domain.changes import ChangeId, CreateCard, Entry, Field, State
from kanbert_desktop.store import base, history, local, outbox, ranks, search
from kanbert_desktop.store.base import BaseRow, Kind
from kanbert_desktop.store.connection import PAGE_BYTES
from kanbert_desktop.store.database import OpenedStore, open_store
from kanbert_desktop.store.history import HistoryRow
from kanbert_desktop.sync.batch_writer import index_text_of_rows

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
ENTRIES, DRAFTS, HISTORY, LOCAL, RANKS = 150, 8, 60, 3, 6


def entry(seq: int) -> Entry:
    change = CreateCard(CardKey(f"kd-{seq}"), BoardId("b1"), {Field.TITLE: f"Entwurf {seq} " * 12})
    return Entry(id=ChangeId(f"c{seq}"), seq=seq, change=change, made_at=NOON)


def history_row(number: int) -> bytes:
    """A card as the server sends it, of 1500 bytes and more."""
    fields = {
        "id": str(number),
        "project_id": "b1",
        "title": f"Karte {number}",
        "description": "Worte " * 240,
    }
    return json.dumps(fields).encode()


def fill_store(db: sqlite3.Connection) -> None:
    for number in range(ENTRIES):
        outbox.append(db, entry(number))
    for number in range(DRAFTS):
        local.save_draft(db, f"comment:{number}", "Ein Satz. " * 40)
    for number in range(HISTORY):
        history.save_row(db, HistoryRow(ChangeId(f"c{number}"), entry(number).change, None, NOON))
    for number in range(LOCAL):
        local.set_value(db, f"folded:{number}", "[]")
    ranks.put_ranks(db, "b1", {f"ranked:{number}": number / 2 for number in range(RANKS)})
    base.put_rows(db, (BaseRow(Kind.CARD, str(n), str(n), "b1", history_row(n)) for n in range(40)))
    search.refresh(db, index_text_of_rows)
    base.set_meta(db, "watermark", "2026-03-01")


@dataclass(frozen=True)
class Sample:
    """A store's files: closed (only the database), and as after a crash (most of it still in the log)."""

    closed: bytes
    database: bytes
    wal: bytes


def make_sample(folder: Path) -> Sample:
    path = folder / "store.db"
    store = open_store(path).store
    store.write(lambda db: db.execute("PRAGMA wal_autocheckpoint = 0").fetchall()).result(30)
    store.write(fill_store).result(30)
    crashed = path.read_bytes(), path.with_name("store.db-wal").read_bytes()
    assert store.close()
    return Sample(path.read_bytes(), *crashed)


def start(path: Path, database: bytes, log: bytes = b"", *, thorough: bool = False) -> OpenedStore:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(database)
    if log:
        path.with_name("store.db-wal").write_bytes(log)
    return open_store(path, thorough=thorough)


def end(opened: OpenedStore) -> list[Entry]:
    """Returns the contents of the outbox, after checking that the file is sound and saves new work."""
    store = opened.store
    store.write(lambda db: local.save_draft(db, "new", "text")).result(30)
    assert local.drafts(store.read())["new"] == "text"
    assert store.read().execute("PRAGMA integrity_check").fetchone() == ("ok",)
    found = outbox.entries(store.read())
    assert outbox.unreadable_entries(store.read()) == []
    assert store.close()
    return found


def random_bytes(length: int, seed: int = 1) -> bytes:
    return random.Random(seed).randbytes(length)  # noqa: S311 - repeatable, not secret


def pages(data: bytes) -> int:
    return len(data) // PAGE_BYTES


def suspect_entry(seq: int) -> Entry:
    """As a recovery leaves it: it may have been sent since, so the sync must check first."""
    return replace(entry(seq), state=State.OUTCOME_UNKNOWN)
