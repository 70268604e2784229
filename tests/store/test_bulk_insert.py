"""Many rows in few statements are the same rows."""

import sqlite3

import pytest

from kanbert_desktop.store import base, connection
from kanbert_desktop.store.base import BaseRow, Kind
from kanbert_desktop.store.database import Store


def statements(store: Store, rows: list[BaseRow]) -> int:
    """Returns how many INSERTs into the base it took."""

    def job(db: sqlite3.Connection) -> int:
        # Each trigger repeats the statement.
        statements_seen: set[str] = set()
        db.set_trace_callback(statements_seen.add)
        base.put_rows(db, rows)
        db.set_trace_callback(None)
        return sum(one.startswith("INSERT INTO base") for one in statements_seen)

    return store.write(job).result(30)


def test_more_rows_than_one_statement_takes_arrive_byte_for_byte_and_in_order(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "_ROWS_AT_ONCE", 500)
    rows = [BaseRow(Kind.CARD, str(n), f"k{n}", "b1", bytes([n % 256, 0, 255]) * 9) for n in range(1234)]
    assert statements(store, rows) == 3
    assert base.rows(store.read(), Kind.CARD) == rows


def test_of_two_forms_of_a_row_in_one_statement_the_later_one_stays(store: Store) -> None:
    rows = [BaseRow(Kind.CARD, "1", "1", "b1", raw) for raw in (b"first", b"second")]
    assert statements(store, rows) == 1
    assert base.rows(store.read(), Kind.CARD) == rows[1:]


def test_a_statement_has_no_more_values_than_sqlite_accepts(store: Store) -> None:
    """Wide rows take more statements, and no row is left out."""
    count = connection._ROWS_AT_ONCE
    names = [f"c{n}" for n in range(40)]

    def job(db: sqlite3.Connection) -> int:
        db.execute(f"CREATE TEMP TABLE wide ({', '.join(names)})")
        connection.bulk_insert(db, f"wide ({', '.join(names)})", [range(40)] * count)
        return int(db.execute("SELECT count(*) FROM wide").fetchone()[0])

    assert store.write(job).result(30) == count


def test_no_rows_are_no_statement(store: Store) -> None:
    assert statements(store, []) == 0


def test_a_rejected_row_undoes_its_whole_job(store: Store) -> None:
    def job(db: sqlite3.Connection) -> None:
        connection.bulk_insert(db, "local (name, value)", [("a", "1"), ("b", None)])

    with pytest.raises(sqlite3.IntegrityError):
        store.write(job).result(30)
    assert store.read().execute("SELECT count(*) FROM local").fetchone() == (0,)
