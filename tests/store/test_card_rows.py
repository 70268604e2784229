"""Base rows of cards are read in one step, whatever is in them."""

import json
import sqlite3

import pytest

from kanbert_desktop.store import base
from kanbert_desktop.store.base import BaseRow, Kind
from kanbert_desktop.store.card_rows import card_rows
from kanbert_desktop.store.database import Store


def row(name: str, raw: bytes, kind: Kind = Kind.CARD) -> BaseRow:
    return BaseRow(kind, name, f"key-{name}", "place", raw)


@pytest.mark.parametrize(
    "raws",
    [
        [],
        [b""],
        [b'{"title": "a"}', b"", b'{"title": "\\u0000"}', "Größe 😀".encode()],
        [b"no JSON \x00 but two parts", b"other"],
        [b"\x00"],
        [b"\xff\xfe no text", b'"'],
    ],
    ids=["none", "empty", "usual", "zero byte", "only a zero byte", "no text"],
)
def test_rows_come_as_they_were_written(store: Store, raws: list[bytes]) -> None:
    rows = [row(str(number), raw) for number, raw in enumerate(raws)]
    store.write(lambda db: base.put_rows(db, [*rows, row("a comment", b"x", Kind.COMMENT)])).result(30)
    db = store.read()
    numbers = json.dumps([number for (number,) in db.execute("SELECT number FROM base")])
    found = card_rows(db, numbers)
    assert [(key, raw) for _, key, raw in found] == [(one.key, one.raw) for one in rows]
    assert [number for number, _, _ in found] == sorted(number for number, _, _ in found)


def test_rows_that_are_too_much_for_one_value_are_read_one_by_one(store: Store) -> None:
    rows = [row(str(number), b"x" * 900) for number in range(50)]

    def read(db: sqlite3.Connection) -> list[bytes]:
        base.put_rows(db, rows)
        db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 20_000)
        numbers = db.execute("SELECT json_group_array(number) FROM base").fetchone()[0]
        return [raw for _, _, raw in card_rows(db, numbers)]

    assert store.write(read).result(30) == [one.raw for one in rows]
