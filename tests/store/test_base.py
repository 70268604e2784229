"""Server rows, walks and meta values."""

import sqlite3
from collections.abc import Callable
from typing import TypeVar

import pytest

from kanbert_desktop.store import base
from kanbert_desktop.store.base import BaseRow, Kind, Walk
from kanbert_desktop.store.database import Store

T = TypeVar("T")


def card(id_: str, place: str = "b1", raw: bytes = b"{}") -> BaseRow:
    return BaseRow(Kind.CARD, id_, f"kd-{id_}", place, raw)


def do(store: Store, function: Callable[..., T], *arguments: object) -> T:
    return store.write(lambda db: function(db, *arguments)).result(30)


def test_rows_come_back_byte_by_byte(store: Store) -> None:
    strange = card("1", raw='{"title":"Straße \x00 \U0001f600", "new_field": [1.0, 2e3]}'.encode())
    do(store, base.put_rows, [strange])
    assert base.rows(store.read(), Kind.CARD) == [strange]


def test_a_row_of_the_same_kind_and_id_is_replaced_in_its_place(store: Store) -> None:
    do(store, base.put_rows, [card("1"), card("2"), BaseRow(Kind.COMMENT, "1", "1", "kd-2", b"[]")])
    do(store, base.put_rows, [card("1", "b2", b"[1]")])
    assert base.rows(store.read(), Kind.CARD) == [card("1", "b2", b"[1]"), card("2")]
    assert base.count(store.read(), Kind.COMMENT) == 1


def test_of_rows_with_the_same_id_the_last_one_counts_also_at_a_new_place(store: Store) -> None:
    do(store, base.put_rows, [card("1")])
    do(store, base.put_rows, [card("1", "b2", b"[1]"), card("1", "b2", b"[2]")])
    assert base.rows(store.read(), Kind.CARD) == [card("1", "b2", b"[2]")]


def test_rows_of_a_place_are_found_without_reading_the_others(store: Store) -> None:
    do(store, base.put_rows, [card(str(number), f"b{number % 8}") for number in range(100)])
    found = base.rows(store.read(), Kind.CARD, "b3")
    assert [row.id for row in found] == [str(number) for number in range(3, 100, 8)]
    statements: list[str] = []
    store.read().set_trace_callback(statements.append)
    base.rows(store.read(), Kind.CARD, "b3")
    plan = store.read().execute(f"EXPLAIN QUERY PLAN {statements[0]}").fetchall()
    assert len(plan) == 1
    assert "USING INDEX base_by_place (kind=? AND place=?)" in plan[0][3]


def test_a_page_that_changes_nothing_writes_nothing(store: Store) -> None:
    rows = [card(str(number)) for number in range(50)]

    def changes(db: sqlite3.Connection) -> int:
        before = db.total_changes
        base.put_rows(db, rows)
        return db.total_changes - before

    assert do(store, changes) >= 50
    assert do(store, changes) == 0


def test_replacing_touches_only_that_kind_and_place(store: Store) -> None:
    do(
        store,
        base.put_rows,
        [card("1"), card("2"), card("3", "b2"), BaseRow(Kind.BOARD, "b1", "b1", "", b"{}")],
    )
    do(store, base.replace_rows, Kind.CARD, "b1", [card("9"), card("2")])
    assert [row.id for row in base.rows(store.read(), Kind.CARD, "b1")] == ["9", "2"]
    assert base.rows(store.read(), Kind.CARD, "b2") == [card("3", "b2")]
    do(store, base.replace_rows, Kind.CARD, None, [card("4")])
    assert base.rows(store.read(), Kind.CARD) == [card("4")]
    assert base.count(store.read(), Kind.BOARD) == 1


def test_replacing_rows_by_the_same_writes_nothing(store: Store) -> None:
    def changes(db: sqlite3.Connection, *rows: BaseRow) -> int:
        before = db.total_changes
        base.replace_rows(db, Kind.CARD, "b1", rows)
        return db.total_changes - before

    assert do(store, changes, card("1"), card("2")) >= 2
    assert do(store, changes, card("1"), card("2")) == 0
    assert do(store, changes, card("2"), card("1")) > 0, "another order"
    assert [row.id for row in base.rows(store.read(), Kind.CARD)] == ["2", "1"]


def test_removed_rows_are_gone_and_unknown_ids_do_not_matter(store: Store) -> None:
    do(store, base.put_rows, [card("1"), card("2")])
    do(store, base.remove_rows, Kind.CARD, ["2", "nobody"])
    assert base.rows(store.read(), Kind.CARD) == [card("1")]


def test_a_walk_is_resumed_where_it_stood(store: Store) -> None:
    do(store, base.save_walk, Walk("open"))
    do(store, base.save_walk, Walk("open", "cursor2", "2026-03-01T12:00:00Z"))
    do(store, base.save_walk, Walk("closed", done=True))
    assert base.walks(store.read()) == {
        "open": Walk("open", "cursor2", "2026-03-01T12:00:00Z"),
        "closed": Walk("closed", done=True),
    }
    do(store, base.drop_walk, "open")
    assert list(base.walks(store.read())) == ["closed"]


def test_rows_and_their_walk_are_one_transaction(store: Store) -> None:
    def page(db: sqlite3.Connection) -> None:
        base.put_rows(db, [card("1")])
        base.save_walk(db, Walk("open", "cursor2"))
        raise ValueError("cut off")

    with pytest.raises(ValueError, match="cut off"):
        do(store, page)
    assert base.rows(store.read(), Kind.CARD) == []
    assert base.walks(store.read()) == {}


def test_meta_values_are_saved_replaced_and_deleted(store: Store) -> None:
    assert base.get_meta(store.read(), "watermark") is None
    do(store, base.set_meta, "watermark", "1")
    do(store, base.set_meta, "watermark", "2")
    assert base.get_meta(store.read(), "watermark") == "2"
    do(store, base.set_meta, "watermark", None)
    assert base.get_meta(store.read(), "watermark") is None


def test_deleting_leaves_no_server_text_in_the_file(store: Store) -> None:
    do(store, base.put_rows, [card(str(number), raw=b"geheim-geheim" * 900) for number in range(40)])
    do(store, base.set_meta, "me", "geheim-geheim")
    do(store, base.save_walk, Walk("open", "geheim-geheim"))
    do(store, base.delete_all)
    assert base.count(store.read(), Kind.CARD) == 0
    assert store.close()
    assert b"geheim" not in store.path.read_bytes()
    assert [file.name for file in store.path.parent.iterdir()] == ["store.db"]
