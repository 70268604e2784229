"""Many rows in one statement: each statement gives the interpreter away, and has to wait until it is its turn again."""

import sqlite3
from collections.abc import Iterable, Sequence
from itertools import chain, islice

_AT_ONCE = 500
"""Rows; SQLite takes 32,766 values in a statement."""


def insert(db: sqlite3.Connection, into: str, rows: Iterable[Sequence[object]], otherwise: str = "") -> None:
    """`into` is a table and its columns, `otherwise` what an upsert does; all rows have as many values."""
    waiting = iter(rows)
    while group := list(islice(waiting, _AT_ONCE)):
        marks = f"({', '.join('?' * len(group[0]))})"
        values = ", ".join([marks] * len(group))
        db.execute(f"INSERT INTO {into} VALUES {values} {otherwise}", list(chain.from_iterable(group)))  # noqa: S608 - names of our own
