"""Figures of many cards, each counted in an index: no row of a card is read."""

import json
import sqlite3
from collections.abc import Collection, Iterable

from kanbert_desktop.store.connection import fetch_all, fetch_value

_ASKED = "(SELECT value FROM json_each(?))"


def count_due(
    db: sqlite3.Connection, boards: Iterable[str], columns: Iterable[int], first: str, last: str
) -> int:
    """The number of cards on these boards, in these columns, due from the first day to the last (`day_text`)."""
    sql = f"""SELECT count(*) FROM cards INDEXED BY cards_by_due WHERE board IN {_ASKED} AND col IN {_ASKED}
        AND alone IN (0, 1) AND due >= ? AND due <= ?"""  # noqa: S608 - names of our own
    asked = (json.dumps(list(boards)), json.dumps(list(columns)), first, last)
    found: int = fetch_value(db, sql, asked) or 0
    return found


def count_by_assignee(
    db: sqlite3.Connection, boards: Iterable[str], columns: Iterable[int]
) -> dict[str, int]:
    """The number of cards of each person on these boards, in these columns."""
    sql = f"""SELECT assignee, count(*) FROM cards INDEXED BY cards_by_assignee
        WHERE assignee IS NOT NULL AND col IN {_ASKED} AND board IN {_ASKED} GROUP BY assignee"""  # noqa: S608
    return dict(fetch_all(db, sql, (json.dumps(list(columns)), json.dumps(list(boards)))))


def counted_columns(
    db: sqlite3.Connection, keys: Collection[str]
) -> list[tuple[str, str, int, str, str | None]]:
    """Key, board, column, due day and assignee on disk of these cards."""
    sql = f"SELECT key, board, col, due, assignee FROM cards WHERE key IN {_ASKED}"  # noqa: S608
    return fetch_all(db, sql, (json.dumps(list(keys)),))
