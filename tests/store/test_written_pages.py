"""What a changed card costs the disk: the pages of the indexes that know another value of it, and no others."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kanbert_desktop.store import base, cards
from kanbert_desktop.store.base import BaseRow, Kind
from kanbert_desktop.store.migrations import migrate
from kanbert_desktop.sync.card_columns import columns_of_row

FRAME, PAGE_NUMBER = 24, 4
"""Bytes of the head of a page in the log, and those of its number, with which it begins."""
LOG_HEAD = 32
RAW = {
    "id": "7",
    "project_id": "p1",
    "title": "Karte",
    "status": "New",
    "due_date": "2026-03-01",
    "assignee": {"id": "u1"},
    "created_at": "2026-01-01T00:00:00Z",
    "updated_at": "2026-01-02T00:00:00Z",
}
INDEXES = {
    "base_by_place",
    "cards_by_key",
    "cards_by_due",
    "cards_by_assignee",
    "cards_by_change",
    "cards_by_board_change",
    "cards_by_creation",
}


def row(**changed: object) -> BaseRow:
    raw = {**RAW, **changed}
    return BaseRow(Kind.CARD, "7", "7", str(raw["project_id"]), json.dumps(raw).encode())


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A file with one card, so that each index is one page."""
    path = tmp_path / "store.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        migrate(db, path)
        put(db, row())
        yield db


def put(db: sqlite3.Connection, changed: BaseRow) -> None:
    db.execute("BEGIN")
    base.put_rows(db, [changed])
    cards.refresh(db, columns_of_row)
    db.execute("DELETE FROM search_stale")
    db.execute("COMMIT")


def written_indexes(db: sqlite3.Connection, changed: BaseRow) -> set[str]:
    """The indexes of which this change writes a page."""
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    put(db, changed)
    (path,) = (name for _, schema, name in db.execute("PRAGMA database_list") if schema == "main")
    (page_bytes,) = db.execute("PRAGMA page_size").fetchone()
    log = Path(f"{path}-wal").read_bytes()
    heads = range(LOG_HEAD, len(log), FRAME + page_bytes)
    pages = {int.from_bytes(log[head : head + PAGE_NUMBER], "big") for head in heads}
    roots = dict(db.execute("SELECT name, rootpage FROM sqlite_schema WHERE type = 'index'").fetchall())
    return {name for name in INDEXES if roots[name] in pages}


def test_another_title_leaves_the_indexes_alone_that_do_not_know_it(db: sqlite3.Connection) -> None:
    assert written_indexes(db, row(title="Anders")) == {"cards_by_due"}


def test_a_text_that_no_index_knows_writes_none(db: sqlite3.Connection) -> None:
    assert written_indexes(db, row(description="Mehr davon")) == set()


def test_another_assignee_and_time_of_change_write_their_indexes(db: sqlite3.Connection) -> None:
    changed = row(assignee={"id": "u2"}, updated_at="2026-01-03T00:00:00Z")
    assert written_indexes(db, changed) == {"cards_by_assignee", "cards_by_change", "cards_by_board_change"}


def test_another_board_is_found_by_every_index_that_begins_with_it(db: sqlite3.Connection) -> None:
    assert written_indexes(db, row(project_id="p2")) == {
        "base_by_place",
        "cards_by_due",
        "cards_by_assignee",
        "cards_by_board_change",
    }
    assert db.execute("SELECT place FROM base").fetchall() == [("p2",)]
    assert db.execute("SELECT board FROM cards").fetchall() == [("p2",)]


def test_a_row_that_moves_twice_in_one_list_is_where_it_was_last(db: sqlite3.Connection) -> None:
    base.put_rows(db, [row(project_id="p2"), row(), row(project_id="p3", title="Drei")])
    assert db.execute("SELECT place, raw FROM base").fetchall() == [
        ("p3", row(project_id="p3", title="Drei").raw)
    ]
