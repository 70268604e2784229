"""Questions about cards by due day, answered by the index of due days alone: no row of a card is read."""

import json
import sqlite3
from collections.abc import Collection, Iterable
from itertools import islice
from typing import NamedTuple

from kanbert_desktop.store.connection import fetch_all, fetch_value

_ASKED = "(SELECT value FROM json_each(?))"
_SEPARATOR = "\n"
"""In no key: ids have no control characters (`api.ids`)."""
_FROM = f"""FROM cards INDEXED BY cards_by_due
    WHERE board IN {_ASKED} AND col IN {_ASKED} AND alone IN (0, 1) AND due >= ? AND due < ?"""


class DuePlaces(NamedTuple):
    """Cards on these boards, in these columns, due from `first` until before `beyond` (texts of `sync.card_columns.day_text`)."""

    boards: Iterable[str]
    columns: Iterable[int]
    first: str
    beyond: str

    def parameters(self) -> tuple[str, ...]:
        return (json.dumps(list(self.boards)), json.dumps(list(self.columns)), self.first, self.beyond)


def find(db: sqlite3.Connection, places: DuePlaces) -> list[tuple[str, int, str, str]]:
    """Due day, column, title and key of each card, in no order."""
    return fetch_all(db, f"SELECT due, col, title, key {_FROM}", places.parameters())


def keys_by_day(db: sqlite3.Connection, places: DuePlaces, last: Iterable[int]) -> dict[str, list[str]]:
    """Keys by due day; the cards in the columns `last` follow the others, and each part is in the order of titles.

    Both queries have to see one state. The keys come as one text: a row for each would take as long as their order.
    """
    counts = fetch_all(db, f"SELECT due, count(*) {_FROM} GROUP BY due ORDER BY due", places.parameters())
    ordered = f"SELECT key {_FROM} ORDER BY due, col IN {_ASKED}, title, key"
    sql = f"SELECT group_concat(key, char({ord(_SEPARATOR)})) FROM ({ordered})"  # noqa: S608 - names of our own
    text: str | None = fetch_value(db, sql, (*places.parameters(), json.dumps(list(last))))
    keys = iter(text.split(_SEPARATOR) if text else ())
    return {due: list(islice(keys, number)) for due, number in counts}


def find_first(db: sqlite3.Connection, places: DuePlaces, count: int) -> list[tuple[str, int, str, str]]:
    """The same of the first cards by due day and title, at most so many."""
    sql = f"SELECT due, col, title, key {_FROM} ORDER BY due, title, key LIMIT ?"
    return fetch_all(db, sql, (*places.parameters(), count))


def count(db: sqlite3.Connection, places: DuePlaces) -> int:
    found: int = fetch_value(db, f"SELECT count(*) {_FROM}", places.parameters()) or 0
    return found


def count_of(db: sqlite3.Connection, keys: Collection[str], places: DuePlaces) -> int:
    """How many of the cards with these keys `count` counts."""
    sql = f"""SELECT count(*) FROM cards INDEXED BY cards_by_key WHERE key IN {_ASKED}
        AND board IN {_ASKED} AND col IN {_ASKED} AND due >= ? AND due < ?"""  # noqa: S608
    found: int = fetch_value(db, sql, (json.dumps(list(keys)), *places.parameters())) or 0
    return found
