"""`transitions.db` beside the store: the observed changes of status, and since when each observed card has its status.

A file of its own, because the store's schema has to fit its first page.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable
from typing import NamedTuple

FILE_NAME = "transitions.db"
SCHEMA = """
CREATE TABLE moves (board TEXT NOT NULL, day TEXT NOT NULL, card TEXT NOT NULL, at TEXT NOT NULL, old TEXT NOT NULL,
    new TEXT NOT NULL, PRIMARY KEY (board, day, card, at, new)) STRICT, WITHOUT ROWID;
CREATE TABLE places (card TEXT PRIMARY KEY, board TEXT NOT NULL, status TEXT NOT NULL, day TEXT NOT NULL)
    STRICT, WITHOUT ROWID;
CREATE INDEX places_by_board ON places (board, status, day);
CREATE TABLE boards (board TEXT PRIMARY KEY, since TEXT NOT NULL) STRICT, WITHOUT ROWID;
"""
_ASKED = "(SELECT value FROM json_each(?))"
_AT_ONCE = 500


class Move(NamedTuple):
    """`old` is empty for a card that is new, `new` for one that is gone. `day` is the day of `at` on this computer."""

    board: str
    day: str
    card: str
    at: str
    old: str
    new: str


class Place(NamedTuple):
    """The status a card was last seen to get, and when; an empty one for a card that is gone."""

    card: str
    board: str
    status: str
    day: str


def places_of(db: sqlite3.Connection, cards: Collection[str]) -> dict[str, Place]:
    asked, found = list(cards), dict[str, Place]()
    for start in range(0, len(asked), _AT_ONCE):
        sql = f"SELECT card, board, status, day FROM places WHERE card IN {_ASKED}"  # noqa: S608 - names of our own
        rows = db.execute(sql, (json.dumps(asked[start : start + _AT_ONCE]),))
        found |= {row[0]: Place(*row) for row in rows}
    return found


def put(db: sqlite3.Connection, moves: Iterable[Move], places: Iterable[Place]) -> None:
    db.executemany(
        "INSERT OR IGNORE INTO moves (board, day, card, at, old, new) VALUES (?, ?, ?, ?, ?, ?)", moves
    )
    db.executemany("INSERT OR REPLACE INTO places (card, board, status, day) VALUES (?, ?, ?, ?)", places)


def note_boards(db: sqlite3.Connection, since: Iterable[tuple[str, str]]) -> None:
    """The first note of a board stays."""
    db.executemany("INSERT OR IGNORE INTO boards (board, since) VALUES (?, ?)", since)


def has_boards(db: sqlite3.Connection) -> bool:
    return db.execute("SELECT 1 FROM boards LIMIT 1").fetchone() is not None


def boards_since(db: sqlite3.Connection) -> dict[str, str]:
    """The day since which the moves of each board are observed."""
    return dict(db.execute("SELECT board, since FROM boards").fetchall())


def prune(db: sqlite3.Connection, before: str, final: Iterable[str]) -> None:
    """Removes the moves before that day, and the places of cards that have had a final status since then."""
    db.execute("DELETE FROM moves WHERE day < ?", (before,))
    sql = f"DELETE FROM places WHERE day < ? AND status IN {_ASKED}"  # noqa: S608
    db.execute(sql, (before, json.dumps(list(final))))


def count_moves(
    db: sqlite3.Connection, boards: Iterable[str], first: str
) -> list[tuple[str, str, str, str, int]]:
    """Board, day, old and new status, and the number of such moves, from that day on. Reads the table's own index."""
    sql = f"""SELECT board, day, old, new, count(*) FROM moves
        WHERE board IN {_ASKED} AND day >= ? GROUP BY board, day, old, new"""  # noqa: S608
    return db.execute(sql, (json.dumps(list(boards)), first)).fetchall()


def count_arrivals(
    db: sqlite3.Connection, boards: Iterable[str], first: str, statuses: Iterable[str]
) -> dict[str, int]:
    """The number of cards that reached one of these statuses from another one, by the Monday of the week."""
    asked = json.dumps(list(statuses))
    sql = f"""SELECT date(day, 'weekday 0', '-6 days') AS monday, count(DISTINCT card) FROM moves
        WHERE board IN {_ASKED} AND day >= ? AND new IN {_ASKED} AND old NOT IN {_ASKED} GROUP BY monday"""  # noqa: S608
    return dict(db.execute(sql, (json.dumps(list(boards)), first, asked, asked)).fetchall())


def cards_that_arrived(
    db: sqlite3.Connection, *, boards: Iterable[str], days: tuple[str, str], statuses: Iterable[str]
) -> set[str]:
    """The cards that reached one of these statuses from another one, from the first to the last of these days."""
    asked = json.dumps(list(statuses))
    sql = f"""SELECT DISTINCT card FROM moves
        WHERE board IN {_ASKED} AND day BETWEEN ? AND ? AND new IN {_ASKED} AND old NOT IN {_ASKED}"""  # noqa: S608
    return {row[0] for row in db.execute(sql, (json.dumps(list(boards)), *days, asked, asked))}


def statuses_before(db: sqlite3.Connection, *, boards: Iterable[str], first: str) -> dict[str, str]:
    """The status of each card that has moved from that day on, before it did; empty if it was not there.

    A card that changed its board has two moves of one moment: it left the one before it came to the other.
    """
    sql = f"""SELECT card, old, min(at || (old = '')) FROM moves
        WHERE board IN {_ASKED} AND day >= ? GROUP BY card"""  # noqa: S608
    return {card: old for card, old, _ in db.execute(sql, (json.dumps(list(boards)), first))}


def count_places(db: sqlite3.Connection, boards: Iterable[str]) -> list[tuple[str, str, int]]:
    """Board, status, and the number of cards that were seen to get it and have it. Reads an index alone."""
    sql = f"""SELECT board, status, count(*) FROM places INDEXED BY places_by_board
        WHERE board IN {_ASKED} AND status <> '' GROUP BY board, status"""  # noqa: S608
    return db.execute(sql, (json.dumps(list(boards)),)).fetchall()


def count_place_days(db: sqlite3.Connection, boards: Iterable[str]) -> list[tuple[str, str, int]]:
    """The same of all these boards together: status, the day since when, and the number of cards."""
    sql = f"""SELECT status, day, count(*) FROM places INDEXED BY places_by_board
        WHERE board IN {_ASKED} AND status <> '' GROUP BY status, day"""  # noqa: S608
    return db.execute(sql, (json.dumps(list(boards)),)).fetchall()
