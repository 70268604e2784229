"""`efforts.db` beside the store: hours booked, summed by day, board and person. What it holds can be loaded again."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import NamedTuple

FILE_NAME = "efforts.db"
SCHEMA = """
CREATE TABLE efforts (day TEXT NOT NULL, board TEXT NOT NULL, person TEXT NOT NULL, minutes INTEGER NOT NULL,
    PRIMARY KEY (day, board, person)) STRICT, WITHOUT ROWID;
CREATE TABLE people (person TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE loads (name TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT, WITHOUT ROWID;
"""


class DayMinutes(NamedTuple):
    day: str
    board: str
    person: str
    minutes: int


class WeekMinutes(NamedTuple):
    """`monday` is the first day of the week."""

    monday: str
    board: str
    person: str
    minutes: int


def replace_from(db: sqlite3.Connection, first: str, sums: Iterable[DayMinutes]) -> None:
    """Replaces everything from that day on."""
    db.execute("DELETE FROM efforts WHERE day >= ?", (first,))
    db.executemany("INSERT INTO efforts (day, board, person, minutes) VALUES (?, ?, ?, ?)", sums)


def note(db: sqlite3.Connection, people: Mapping[str, str], loads: Mapping[str, str]) -> None:
    """The names of people, and when which part was loaded."""
    db.executemany("INSERT OR REPLACE INTO people (person, name) VALUES (?, ?)", people.items())
    db.executemany("INSERT OR REPLACE INTO loads (name, at) VALUES (?, ?)", loads.items())


def prune(db: sqlite3.Connection, before: str) -> None:
    """Removes what was booked before that day, and the people without anything since."""
    db.execute("DELETE FROM efforts WHERE day < ?", (before,))
    db.execute("DELETE FROM people WHERE person NOT IN (SELECT person FROM efforts)")


def clear(db: sqlite3.Connection) -> None:
    """Nothing of it stays in the file."""
    db.execute("DELETE FROM efforts")
    db.execute("DELETE FROM people")
    db.execute("DELETE FROM loads")


def loads(db: sqlite3.Connection) -> dict[str, str]:
    return dict(db.execute("SELECT name, at FROM loads").fetchall())


def names(db: sqlite3.Connection) -> dict[str, str]:
    return dict(db.execute("SELECT person, name FROM people").fetchall())


def weeks(db: sqlite3.Connection, boards: Iterable[str], first: str, last: str) -> list[WeekMinutes]:
    """What was booked on these boards, by week, board and person. `last` is included."""
    sql = """SELECT date(day, 'weekday 0', '-6 days') AS monday, board, person, sum(minutes) FROM efforts
        WHERE day BETWEEN ? AND ? AND board IN (SELECT value FROM json_each(?)) GROUP BY monday, board, person"""
    rows = db.execute(sql, (first, last, json.dumps(list(boards))))
    return [WeekMinutes._make(row) for row in rows]
