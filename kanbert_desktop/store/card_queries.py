"""Questions about the cards on disk, each answered by an index: what it costs depends on the answer, not on all cards."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from itertools import chain
from typing import NamedTuple

from kanbert_desktop.store.connection import SqlRow, fetch_all, fetch_value

_ASKED = "(SELECT value FROM json_each(?))"
SORT_COLUMNS = {
    "due": "due, title, key",
    "priority": "priority, due, title, key",
    "title": "title, key",
    "updated": "newest, title, key",
    "own": "rank, created, title, key",
}
"""By `domain.sorting.Sort`: the columns a card is sorted by; the last one makes the order total."""
SORT_INDEXES = {
    sort: f"CREATE INDEX IF NOT EXISTS cards_by_{sort} ON cards (board, col, alone, {SORT_COLUMNS[sort]})"
    for sort in ("priority", "title", "updated", "own")
}
SORT_INDEXES["work"] = (
    "CREATE INDEX IF NOT EXISTS cards_by_work ON cards (assignee, due, title, key, col, board) "
    "WHERE assignee IS NOT NULL"
)
"""Made when a board is first sorted so, or My work first opened: most never are."""
_PLACE = (
    "cards.number, cards.key, cards.id, cards.board, cards.col, cards.alone, cards.parent, cards.priority_id"
)
_WITH_ROW = f"SELECT {_PLACE}, base.raw FROM cards JOIN base ON base.number = cards.number"  # noqa: S608 - names of our own
SortValues = tuple[str | int | float, ...]


class StoredCard(NamedTuple):
    """Where a card is on disk. `raw` is its base row, or empty where only the place was asked for."""

    number: int
    key: str
    id: str
    board: str
    column: int
    alone: bool
    parent: str | None
    priority: str | None
    raw: bytes


class ColumnName(NamedTuple):
    """One column of one board. `alone` is False for the sub-tasks that are shown under their parents."""

    board: str
    column: int
    alone: bool = True


class Assigned(NamedTuple):
    """The cards of a person in some columns of some boards."""

    person: str
    columns: tuple[int, ...]
    boards: tuple[str, ...]


class Position(NamedTuple):
    """A card's key and its place in the order that was asked for."""

    key: str
    values: SortValues


def make_index(db: sqlite3.Connection, sort: str) -> None:
    db.execute(SORT_INDEXES[sort])


def by_keys(db: sqlite3.Connection, keys: Collection[str]) -> list[StoredCard]:
    return _cards(db, f"{_WITH_ROW} WHERE cards.key IN {_ASKED}", (json.dumps(list(keys)),))


def by_ids(db: sqlite3.Connection, ids: Collection[str]) -> list[StoredCard]:
    """By the server's ids."""
    sql = f"{_WITH_ROW} WHERE base.kind = 'card' AND base.id IN {_ASKED}"
    return _cards(db, sql, (json.dumps(list(ids)),))


def rows_of_ids(db: sqlite3.Connection, ids: Collection[str]) -> list[tuple[str, str, bytes]]:
    """Server's id, key and row of the cards with these ids, readable or not."""
    sql = f"SELECT id, key, raw FROM base WHERE kind = 'card' AND id IN {_ASKED}"  # noqa: S608
    return fetch_all(db, sql, (json.dumps(list(ids)),))


def places(db: sqlite3.Connection, keys: Collection[str], parents: Collection[str]) -> list[StoredCard]:
    """The cards of these keys, and the sub-tasks of these parents, without their rows."""
    sql = f"""SELECT {_PLACE}, x'' FROM cards WHERE key IN {_ASKED}
        UNION SELECT {_PLACE}, x'' FROM cards WHERE parent IN {_ASKED}"""  # noqa: S608
    return _cards(db, sql, (json.dumps(list(keys)), json.dumps(list(parents))))


def key_of(db: sqlite3.Connection, reference: str) -> str | None:
    """The key of the card with this server id, or this key."""
    sql = "SELECT key FROM base WHERE kind = 'card' AND id = ?"
    found: str | None = fetch_value(db, sql, (reference,))
    return found or fetch_value(db, "SELECT key FROM cards WHERE key = ? LIMIT 1", (reference,))


def ids_of_keys(db: sqlite3.Connection, keys: Collection[str]) -> dict[str, str]:
    """The server's ids of the cards that have these keys."""
    sql = f"SELECT key, id FROM cards WHERE key IN {_ASKED}"  # noqa: S608
    return dict(fetch_all(db, sql, (json.dumps(list(keys)),)))


def children(db: sqlite3.Connection, parents: Collection[str]) -> list[tuple[str, int]]:
    """Keys and columns of the sub-tasks of these parents."""
    sql = f"SELECT key, col FROM cards WHERE parent IN {_ASKED} ORDER BY number"  # noqa: S608
    return fetch_all(db, sql, (json.dumps(list(parents)),))


def columns_of_children(db: sqlite3.Connection, parents: Collection[str]) -> list[tuple[str, str, int]]:
    """Parent, key and column of the sub-tasks of these parents."""
    sql = f"SELECT parent, key, col FROM cards WHERE parent IN {_ASKED}"  # noqa: S608
    return fetch_all(db, sql, (json.dumps(list(parents)),))


def after(
    db: sqlite3.Connection, name: ColumnName, sort: str, values: SortValues | None, count: int
) -> list[Position]:
    """The next cards after that place in display order; None stands for the top."""
    return _slice(db, name, sort, values, count, is_backwards=False)


def before(
    db: sqlite3.Connection, name: ColumnName, sort: str, values: SortValues | None, count: int
) -> list[Position]:
    """The cards before that place, the nearest first; None stands for the end."""
    return _slice(db, name, sort, values, count, is_backwards=True)


def count_before(db: sqlite3.Connection, name: ColumnName, sort: str, values: SortValues) -> int:
    """Reads the index up to that place."""
    columns = SORT_COLUMNS[sort]
    sql = f"SELECT count(*) FROM cards WHERE {_IN_COLUMN} AND ({columns}) < ({_marks(values)})"  # noqa: S608
    # A damaged file may answer nothing.
    found: int | None = fetch_value(db, sql, (*name, *values))
    return found or 0


def at_offset(db: sqlite3.Connection, name: ColumnName, sort: str, offset: int, size: int) -> Position | None:
    """The card with so many before it on disk, of `size` in its column, or None beyond the last one.

    Reads the index from the nearer end up to that place.
    """
    columns, is_backwards = SORT_COLUMNS[sort], offset > size // 2
    order = _order(columns, is_backwards=is_backwards)
    sql = f"SELECT {columns} FROM cards WHERE {_IN_COLUMN} ORDER BY {order} LIMIT 1 OFFSET ?"  # noqa: S608
    skipped = size - 1 - offset if is_backwards else offset
    # A negative offset is none to SQLite.
    found = fetch_all(db, sql, (*name, skipped)) if skipped >= 0 else []
    return Position(found[0][-1], found[0]) if found else None


def values_of(db: sqlite3.Connection, keys: Collection[str], sort: str) -> list[SortValues]:
    """The values that these cards are sorted by on disk."""
    sql = f"SELECT {SORT_COLUMNS[sort]} FROM cards WHERE key IN {_ASKED}"  # noqa: S608
    return fetch_all(db, sql, (json.dumps(list(keys)),))


def listing_places(db: sqlite3.Connection, keys: Collection[str]) -> list[SortValues]:
    """What listings sort these cards by: board, column, due date, title and key. In no order."""
    sql = f"SELECT board, col, {SORT_COLUMNS['due']} FROM cards WHERE key IN {_ASKED}"  # noqa: S608
    return fetch_all(db, sql, (json.dumps(list(keys)),))


def unranked(db: sqlite3.Connection, name: ColumnName, rank: float, count: int) -> int:
    """The number of cards with that rank in "My order", at most `count`; does not need its index."""
    sql = f"SELECT count(*) FROM (SELECT 1 FROM cards WHERE {_IN_COLUMN} AND rank = ? LIMIT ?)"  # noqa: S608
    found: int = fetch_value(db, sql, (*name, rank, count)) or 0
    return found


_IN_COLUMN = "board = ? AND col = ? AND alone = ?"


def _slice(
    db: sqlite3.Connection,
    name: ColumnName,
    sort: str,
    values: SortValues | None,
    count: int,
    *,
    is_backwards: bool,
) -> list[Position]:
    columns = SORT_COLUMNS[sort]
    beyond = f" AND ({columns}) {'<' if is_backwards else '>'} ({_marks(values)})" if values else ""
    order = _order(columns, is_backwards=is_backwards)
    sql = f"SELECT {columns} FROM cards WHERE {_IN_COLUMN}{beyond} ORDER BY {order} LIMIT ?"  # noqa: S608
    found = fetch_all(db, sql, (*name, *(values or ()), count))
    return [Position(row[-1], row) for row in found]


def _order(columns: str, *, is_backwards: bool) -> str:
    return ", ".join(f"{column} DESC" for column in columns.split(", ")) if is_backwards else columns


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def counts(db: sqlite3.Connection, board: str | None = None) -> dict[ColumnName, int]:
    """The number of cards of each column that has any, of one board or of all."""
    where = "" if board is None else " AND board = ?"
    sql = f"SELECT board, col, alone, n FROM counts WHERE n > 0{where}"  # noqa: S608
    found = fetch_all(db, sql, () if board is None else (board,))
    return {ColumnName(place, column, bool(alone)): n for place, column, alone, n in found}


def has_cards(db: sqlite3.Connection) -> bool:
    return bool(fetch_value(db, "SELECT EXISTS (SELECT 1 FROM cards)"))


def assigned_to(db: sqlite3.Connection, person: str, columns: Iterable[int]) -> list[str]:
    """Keys of a person's cards in these columns of all boards."""
    sql = f"SELECT key FROM cards WHERE assignee = ? AND col IN {_ASKED}"  # noqa: S608
    return [key for (key,) in fetch_all(db, sql, (person, json.dumps(list(columns))))]


def assigned_days(
    db: sqlite3.Connection,
    assigned: Assigned,
    without: Collection[str],
    days: Sequence[str],
) -> list[int]:
    """How many of the cards are due before each of the days, in ascending order, and from the last one on."""
    spans = list(zip(["", *days], [*days, "~"], strict=True))
    counts = ", ".join(["count(*) FILTER (WHERE due >= ? AND due < ?)"] * len(spans))
    sql = f"SELECT {counts} FROM cards WHERE {_ASSIGNED}"  # noqa: S608
    asked = (*chain.from_iterable(spans), *_assigned(assigned, without))
    found = fetch_all(db, sql, asked)
    # A damaged file may answer nothing.
    return list(found[0]) if found else [0] * len(spans)


def assigned_at(
    db: sqlite3.Connection,
    assigned: Assigned,
    without: Collection[str],
    index: int,
    count: int,
) -> list[SortValues]:
    """The places of the cards by due date, from that index on. Reads the index up to there."""
    sql = f"SELECT due, title, key FROM cards WHERE {_ASSIGNED} ORDER BY due, title, key LIMIT ? OFFSET ?"  # noqa: S608
    return fetch_all(db, sql, (*_assigned(assigned, without), count, index))


def assigned_before(
    db: sqlite3.Connection,
    assigned: Assigned,
    without: Collection[str],
    values: SortValues,
) -> int:
    """How many of the cards are before that place."""
    sql = f"SELECT count(*) FROM cards WHERE {_ASSIGNED} AND (due, title, key) < (?, ?, ?)"  # noqa: S608
    return fetch_value(db, sql, (*_assigned(assigned, without), *values)) or 0


# A plus keeps SQLite from the index of columns, which has no order.
_ASSIGNED = f"assignee = ? AND +col IN {_ASKED} AND +board IN {_ASKED} AND +key NOT IN {_ASKED}"


def _assigned(assigned: Assigned, without: Collection[str]) -> tuple[str, ...]:
    person, *lists = assigned
    return (person, *(json.dumps(list(each)) for each in (*lists, without)))


def count_assigned(db: sqlite3.Connection, person: str, columns: Iterable[int], boards: Iterable[str]) -> int:
    """The number of a person's cards in these columns of these boards. Reads the index alone."""
    sql = f"""SELECT count(*) FROM cards INDEXED BY cards_by_assignee
        WHERE assignee = ? AND col IN {_ASKED} AND board IN {_ASKED}"""  # noqa: S608
    found: int = fetch_value(db, sql, (person, json.dumps(list(columns)), json.dumps(list(boards)))) or 0
    return found


def count_assigned_of(
    db: sqlite3.Connection,
    keys: Collection[str],
    person: str,
    columns: Iterable[int],
    boards: Iterable[str],
) -> int:
    """How many of the cards with these keys `count_assigned` counts."""
    sql = f"""SELECT count(*) FROM cards INDEXED BY cards_by_key
        WHERE key IN {_ASKED} AND assignee = ? AND col IN {_ASKED} AND board IN {_ASKED}"""  # noqa: S608
    asked = (json.dumps(list(keys)), person, json.dumps(list(columns)), json.dumps(list(boards)))
    found: int = fetch_value(db, sql, asked) or 0
    return found


def priorities(db: sqlite3.Connection) -> list[tuple[str, str, str | None, int, int]]:
    """Identifier, title, colour, order and number of cards of each priority."""
    return fetch_all(db, "SELECT id, title, color, position, n FROM priorities WHERE n > 0")


def last_changed(
    db: sqlite3.Connection, after: SortValues | None, count: int, board: str | None = None
) -> list[Position]:
    """The cards that were changed last, the newest first, after that place; of all boards, or of one."""
    beyond = " AND (newest, key) > (?, ?)" if after else ""
    where = " AND board = ?" if board is not None else ""
    sql = f"SELECT newest, key FROM cards WHERE true{beyond}{where} ORDER BY newest, key LIMIT ?"  # noqa: S608
    parameters = (*(after or ()), *([board] if board is not None else ()), count)
    return [Position(row[-1], row) for row in fetch_all(db, sql, parameters)]


def last_changed_in(
    db: sqlite3.Connection, after: SortValues, count: int, columns: Iterable[int], boards: Iterable[str]
) -> list[tuple[Position, bool]]:
    """The next `count` places of `last_changed`, and whether the card is in one of these columns of these boards."""
    sql = f"""SELECT newest, key, col IN {_ASKED} AND board IN {_ASKED} FROM cards INDEXED BY cards_by_change
        WHERE (newest, key) > (?, ?) ORDER BY newest, key LIMIT ?"""  # noqa: S608
    asked = (json.dumps(list(columns)), json.dumps(list(boards)), *after, count)
    return [(Position(key, (newest, key)), bool(is_in)) for newest, key, is_in in fetch_all(db, sql, asked)]


def created_between(db: sqlite3.Connection, above: int, below: int) -> list[str]:
    """Keys of the cards created between two times, exclusively, in microseconds since 1970."""
    sql = "SELECT key FROM cards WHERE created > ? AND created < ?"
    return [key for (key,) in fetch_all(db, sql, (above, below))]


def listed_keys(db: sqlite3.Connection, number: int, count: int) -> list[tuple[int, str]]:
    """Numbers and keys of the next cards after that number, in the order in which they were first written."""
    sql = "SELECT number, key FROM cards WHERE number > ? ORDER BY number LIMIT ?"
    return fetch_all(db, sql, (number, count))


def _cards(db: sqlite3.Connection, sql: str, parameters: SqlRow) -> list[StoredCard]:
    return [StoredCard._make((*row[:5], bool(row[5]), *row[6:])) for row in fetch_all(db, sql, parameters)]
