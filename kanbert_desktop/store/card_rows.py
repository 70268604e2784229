"""Reads base rows of cards in one step."""

import json
import sqlite3
from contextlib import suppress

CardRow = tuple[int, str, bytes]
"""Number, key and raw row."""
# The plus keeps SQLite from scanning all cards instead of these.
_ROWS = """SELECT number, key, raw FROM base
    WHERE number IN (SELECT value FROM json_each(?)) AND +kind = 'card' ORDER BY number"""
_AT_ONCE = f"""SELECT json_group_array(json_array(number, key)), CAST(group_concat(raw, char(0)) AS BLOB)
    FROM ({_ROWS})"""  # noqa: S608 - names of our own


def card_rows(db: sqlite3.Connection, numbers: str) -> list[CardRow]:
    """Those of these base rows that are cards, by number; `numbers` is a list in JSON.

    As one value: each row read releases the interpreter, and then waits to get it back.
    """
    # Rows of a gigabyte in all are too much for one value.
    with suppress(sqlite3.DataError):
        named, raws = db.execute(_AT_ONCE, (numbers,)).fetchone()
        rows = _split(json.loads(named), raws)
        if rows is not None:
            return rows
    return db.execute(_ROWS, (numbers,)).fetchall()


def _split(names: list[tuple[int, str]], raws: bytes | None) -> list[CardRow] | None:
    """None if a row contains the character that separates them, which no JSON does: the file is damaged."""
    parts = raws.split(b"\0") if raws is not None else []
    if len(parts) != len(names):
        return None
    return [(number, key, raw) for (number, key), raw in zip(names, parts, strict=True)]
