"""Ranks of "My order" in the store: taken over from an older version, kept by a recovery, deleted by a sign-out."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kanbert_desktop.domain.manual_order import LAST_RANK
from kanbert_desktop.store import base, card_queries, cards, local, migrations, ranks
from kanbert_desktop.store.base import BaseRow, Kind
from kanbert_desktop.store.connection import PAGE_BYTES, new_store_file
from kanbert_desktop.store.database import open_store
from kanbert_desktop.store.migrations import MIGRATIONS, backups, run_migrations
from kanbert_desktop.sync.card_columns import columns_of_row
from support.damaged_store import start

ORDERS = {"order:b1": 'c\na"\n\nb\nc', "order:b2": "", "order:b3": "x", "folded:b1": "[1]"}
RANKED = {("b1", "c"): 0.0, ("b1", 'a"'): 1.0, ("b1", "b"): 3.0, ("b3", "x"): 0.0}


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        run_migrations(connection)
        yield connection


def stored(db: sqlite3.Connection) -> dict[tuple[str, str], float]:
    found = db.execute("SELECT board, key, rank FROM ranks").fetchall()
    return {(board, key): rank for board, key, rank in found}


def older_file(path: Path) -> None:
    """As version 3 left it, with a card and its order."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    with new_store_file(path) as old:
        run_migrations(old, MIGRATIONS[:3])
        base.put_rows(old, (row(str(number)) for number in range(300)))
        for name, value in ORDERS.items():
            local.set_value(old, name, value)


def row(key: str) -> BaseRow:
    raw = f'{{"id": "{key}", "project_id": "b1", "title": "Karte", "status": "New", "note": "{"x" * 900}"}}'
    return BaseRow(Kind.CARD, key, key, "b1", raw.encode())


def test_the_schema_fits_on_the_first_page_with_every_index_that_is_made_later(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    path.touch()
    with new_store_file(path) as made:
        run_migrations(made)
        for sort in card_queries.SORT_INDEXES:
            card_queries.make_index(made, sort)
    leaf = 0x0D
    assert path.read_bytes()[100] == leaf
    with closing(sqlite3.connect(path)) as made:
        assert made.execute("PRAGMA page_size").fetchone() == (PAGE_BYTES,)


def test_an_upgrade_takes_the_orders_over(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    older_file(path)
    with closing(open_store(path, read=columns_of_row).store) as store:
        assert stored(store.read()) == RANKED
        assert local.values(store.read()) == {"folded:b1": "[1]"}


def test_the_backup_of_a_large_older_file_holds_its_orders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "store.db"
    older_file(path)
    monkeypatch.setattr(migrations, "MAX_WHOLE_COPY_BYTES", 0)
    assert open_store(path).store.close()
    (backup,) = backups(path)
    with closing(open_store(backup).store) as store:
        assert stored(store.read()) == RANKED


def lose_the_header(path: Path) -> bytes:
    data = path.read_bytes()
    return bytes(100) + data[100:]


def lose_a_page_of_cards(path: Path) -> bytes:
    """Nothing of the user's own is touched, but the file cannot be used."""
    data = path.read_bytes()
    with closing(sqlite3.connect(path)) as db:
        root = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'base'").fetchone()[0]
    return data[: (root - 1) * PAGE_BYTES] + bytes(PAGE_BYTES) + data[root * PAGE_BYTES :]


Damage = Callable[[Path], bytes]
DAMAGES = pytest.mark.parametrize("damage", [lose_the_header, lose_a_page_of_cards])


@DAMAGES
def test_a_recovery_keeps_the_ranks_of_an_upgraded_file(tmp_path: Path, damage: Damage) -> None:
    path = tmp_path / "old" / "store.db"
    older_file(path)
    store = open_store(path, read=columns_of_row).store
    store.write(lambda db: ranks.put_ranks(db, "b1", {"d": 0.5, "c": LAST_RANK})).result(30)
    assert store.close()
    opened = start(tmp_path / "new" / "store.db", damage(path), thorough=True)
    assert opened.recovery is not None
    expected = {place: rank for place, rank in RANKED.items() if place != ("b1", "c")} | {("b1", "d"): 0.5}
    assert stored(opened.store.read()) == expected
    assert opened.store.close()


@DAMAGES
def test_a_recovery_of_an_older_file_takes_its_orders_over(tmp_path: Path, damage: Damage) -> None:
    path = tmp_path / "old" / "store.db"
    older_file(path)
    opened = start(tmp_path / "new" / "store.db", damage(path), thorough=True)
    assert opened.recovery is not None
    assert opened.recovery.is_complete == (damage is lose_a_page_of_cards)
    assert stored(opened.store.read()) == RANKED
    assert local.values(opened.store.read()) == {"folded:b1": "[1]"}
    assert opened.store.close()


@pytest.mark.parametrize("keeps_unsent", [False, True])
def test_a_sign_out_leaves_them(db: sqlite3.Connection, keeps_unsent: bool) -> None:
    assert not base.has_own_data(db, ["views"])
    ranks.put_ranks(db, "b1", {"a": 1.0})
    base.delete_all(db)
    base.delete_all_but_own(db, ["views"], keeps_unsent=keeps_unsent)
    assert base.has_own_data(db, ["views"])
    assert stored(db) == {("b1", "a"): 1.0}


def test_a_card_has_its_rank_whatever_is_written_first(db: sqlite3.Connection) -> None:
    ranks.put_ranks(db, "b1", {"1": 1.5, "2": 2.5})
    base.put_rows(db, [row("1"), row("3")])
    cards.refresh(db, columns_of_row)
    ranks.put_ranks(db, "b1", {"3": 0.5})
    written = "SELECT key, rank FROM cards ORDER BY key"
    assert db.execute(written).fetchall() == [("1", 1.5), ("3", 0.5)]
    cards.fill(db, columns_of_row)
    assert db.execute(written).fetchall() == [("1", 1.5), ("3", 0.5)]
    ranks.put_ranks(db, "b1", {"3": LAST_RANK})
    assert db.execute(written).fetchall() == [("1", 1.5), ("3", LAST_RANK)]
    assert stored(db) == {("b1", "1"): 1.5, ("b1", "2"): 2.5}
