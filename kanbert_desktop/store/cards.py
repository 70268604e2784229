"""The cards' columns that queries need, and their counts: derived from base rows in the transaction that changes them.

Triggers note the base rows of changed cards in `search_stale`; `refresh` reads those rows and writes `cards`, `counts` and
`priorities`. So these tables are a function of `base`, whatever wrote it.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kanbert_desktop.domain.manual_order import LAST_RANK
from kanbert_desktop.store.card_rows import card_rows
from kanbert_desktop.store.connection import SqlRow, bulk_insert, fetch_all, fetch_value, storable_text
from kanbert_desktop.store.ranks import RANKS_MIGRATION, copy_to_cards, ranks_of_cards

ColumnsReader = Callable[[bytes], "CardColumns"]
"""From a card's raw row; raises ValueError for an unreadable one, which no query then finds."""
_CARDS_AT_ONCE = 2000
"""Cards written in few statements, and whose rows are in memory at once."""
CLOSED = 5
"""`col` is the position in `domain.board.Column`; a sub-task of a closed card stands alone."""
_ASKED = "(SELECT value FROM json_each(?))"
_FIELDS = "number, key, id, board, col, alone, due, title, parent, assignee, priority, priority_id, newest, created, rank"
_NAMES = _FIELDS.split(", ")
_MARKS = ", ".join("?" * len(_NAMES))
_IS_ALONE = f"""NOT EXISTS (
    SELECT 1 FROM cards AS parents INDEXED BY cards_by_key WHERE parents.key = cards.parent AND parents.board = cards.board
    AND parents.col <> {CLOSED} AND parents.key <> cards.key)"""  # noqa: S608 - names of our own


_Option = tuple[str, str, str | None, int]
"""Identifier, title, colour and order of a priority."""


class CardColumns(NamedTuple):
    """What one card is found, sorted and counted by.

    `column` is the position in `domain.board.Column`. `due` is a text that sorts as the days do, last
    without one. `title` is case-folded. `parent` is the server's id. `priority` is its order. `newest` is the negative time of the last change and
    `created` the time of creation, in microseconds since 1970.
    """

    id: str
    board: str
    column: int
    due: str
    title: str
    parent: str | None
    assignee: str | None
    priority: int
    priority_option: "_Option | None"
    newest: int
    created: int


_NOTED_COMMENT = "INSERT INTO stale_threads (key) VALUES ({row}.place) ON CONFLICT DO NOTHING"
_INDEXES = {
    "cards_by_key": "(key)",
    "cards_by_due": "(board, col, alone, due, title, key)",
    "cards_by_parent": "(parent) WHERE parent IS NOT NULL",
    "cards_by_assignee": "(assignee, col, board) WHERE assignee IS NOT NULL",
    "cards_by_change": "(newest, key)",
    "cards_by_board_change": "(board, newest, key)",
    "cards_by_creation": "(created)",
}
_CREATE_INDEXES = tuple(f"CREATE INDEX {name} ON cards {columns}" for name, columns in _INDEXES.items())
# The whole schema has to fit on the file's first page, which a recovery replaces if it is lost: hence the short texts.
CARDS_MIGRATION = (
    (
        "CREATE TABLE cards (number INTEGER PRIMARY KEY, key TEXT NOT NULL, id TEXT NOT NULL, board TEXT NOT NULL, "
        "col INTEGER NOT NULL, alone INTEGER NOT NULL, due TEXT NOT NULL, title TEXT NOT NULL, parent TEXT, assignee TEXT, "
        "priority INTEGER NOT NULL, priority_id TEXT, newest INTEGER NOT NULL, created INTEGER NOT NULL, rank REAL NOT NULL) STRICT"
    ),
    *_CREATE_INDEXES,
    (
        "CREATE TABLE counts (board TEXT, col INTEGER, alone INTEGER, n INTEGER NOT NULL, "
        "PRIMARY KEY (board, col, alone)) STRICT, WITHOUT ROWID"
    ),
    (
        "CREATE TABLE priorities (id TEXT PRIMARY KEY, title TEXT NOT NULL, color TEXT, position INTEGER NOT NULL, "
        "n INTEGER NOT NULL) STRICT, WITHOUT ROWID"
    ),
    # The cards of changed comments: empty again at the end of the same transaction.
    "CREATE TABLE stale_threads (key TEXT PRIMARY KEY) STRICT, WITHOUT ROWID",
    *RANKS_MIGRATION,
    *(
        statement
        for name, moment, row in (
            ("added", "INSERT", "new"),
            ("left", "UPDATE", "old"),
            ("changed", "UPDATE", "new"),
            ("removed", "DELETE", "old"),
        )
        for statement in (
            f"DROP TRIGGER search_{name}_comment",
            (
                f"CREATE TRIGGER search_{name}_comment AFTER {moment} ON base WHEN {row}.kind = 'comment' "
                f"BEGIN {_NOTED_COMMENT.format(row=row)}; END"
            ),
        )
    ),
)


def refresh(db: sqlite3.Connection, read: ColumnsReader) -> None:
    """Brings `cards` up to date with the base rows that changed, in the transaction that changed them."""
    _refresh_all(db, "SELECT number FROM search_stale WHERE number > ?", read)


def is_filled(db: sqlite3.Connection) -> bool:
    """Returns False after a migration that only created the tables."""
    sql = "SELECT EXISTS (SELECT 1 FROM cards) OR NOT EXISTS (SELECT 1 FROM base WHERE kind = 'card')"
    return bool(fetch_value(db, sql))


def fill(db: sqlite3.Connection, read: ColumnsReader) -> None:
    """Makes the tables again from all base rows: ten times as quick as row by row, with the indexes made at the end."""
    clear(db)
    for name in _INDEXES:
        db.execute(f"DROP INDEX {name}")
    options: dict[str, _Option] = {}
    own = dict(db.execute("SELECT id, key FROM base WHERE kind = 'card' AND key <> id").fetchall())
    # The plus keeps SQLite from sorting all cards instead of reading one after the other.
    found = db.execute("SELECT number, key, raw FROM base WHERE +kind = 'card' ORDER BY number")
    db.executemany(f"INSERT INTO cards ({_FIELDS}) VALUES ({_MARKS})", _all_rows(found, read, own, options))  # noqa: S608
    for statement in _CREATE_INDEXES:
        db.execute(statement)
    db.execute(f"UPDATE cards SET alone = {_IS_ALONE} WHERE parent IS NOT NULL")  # noqa: S608
    db.execute("INSERT INTO counts SELECT board, col, alone, count(*) FROM cards GROUP BY board, col, alone")
    copy_to_cards(db)
    _note_options(db, options.values())
    counted = db.execute(
        "SELECT count(*), priority_id FROM cards WHERE priority_id NOT NULL GROUP BY priority_id"
    )
    db.executemany("UPDATE priorities SET n = ? WHERE id = ?", counted.fetchall())


def _all_rows(
    found: sqlite3.Cursor, read: ColumnsReader, own: dict[str, str], options: "dict[str, _Option]"
) -> Iterator[SqlRow]:
    for number, key, raw in found:
        columns = _columns(read, raw)
        if columns is not None:
            if columns.priority_option is not None:
                options[columns.priority_option[0]] = columns.priority_option
            yield _row(number, key, columns, own, LAST_RANK)


def clear(db: sqlite3.Connection) -> None:
    for table in ("cards", "counts", "priorities"):
        db.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own


def are_counts_right(db: sqlite3.Connection) -> bool:
    """Compares the counts with the cards. Reads an index of all cards; called in a transaction, as it asks thrice."""
    wrong = fetch_all(
        db,
        """SELECT board, col, alone, n FROM counts WHERE n <> 0
        EXCEPT SELECT board, col, alone, count(*) FROM cards GROUP BY board, col, alone""",
    )
    missing = fetch_all(
        db,
        """SELECT board, col, alone, count(*) FROM cards GROUP BY board, col, alone
        EXCEPT SELECT board, col, alone, n FROM counts""",
    )
    priorities = fetch_all(
        db,
        """SELECT id, n FROM priorities WHERE n <> 0
        EXCEPT SELECT priority_id, count(*) FROM cards GROUP BY priority_id""",
    )
    return not wrong and not missing and not priorities


def _refresh_all(db: sqlite3.Connection, numbers: str, read: ColumnsReader) -> None:
    """`numbers` selects base row numbers after a given one. As one value: each row read releases the interpreter."""
    listed = f"SELECT json_group_array(number), max(number) FROM ({numbers} ORDER BY number LIMIT ?)"  # noqa: S608
    last = 0
    while (found := db.execute(listed, (last, _CARDS_AT_ONCE)).fetchone())[1] is not None:
        asked, last = found
        _refresh(db, asked, read)


def _refresh(db: sqlite3.Connection, asked: str, read: ColumnsReader) -> None:
    """`asked` is a list of base row numbers in JSON."""
    known = {
        row[0]: row
        for row in db.execute(f"SELECT {_FIELDS} FROM cards WHERE number IN {_ASKED}", (asked,)).fetchall()  # noqa: S608
    }
    before = [(number, key, id_) for number, key, id_, *_ in known.values()]
    found = card_rows(db, asked)
    rows = [
        (number, key, columns) for number, key, raw in found if (columns := _columns(read, raw)) is not None
    ]
    names = {name for _, key, id_ in before for name in (key, id_)}
    parents = json.dumps([*names, *(name for _, key, columns in rows for name in (key, columns.id))])
    children = db.execute(
        f"SELECT json_group_array(number) FROM cards WHERE parent IN {_ASKED}",  # noqa: S608
        (parents,),
    ).fetchone()[0]
    counted = _counts(db, asked, children)
    present = {number for number, _, _ in rows}
    db.executemany("DELETE FROM cards WHERE number = ?", ((n,) for n, _, _ in before if n not in present))
    _put(db, rows, known)
    _rename_parents(db, before, rows)
    _settle_alone(db, asked, children)
    _count(db, _counts(db, asked, children), counted)


def _rename_parents(
    db: sqlite3.Connection,
    before: Sequence[tuple[int, str, str]],
    rows: Sequence[tuple[int, str, CardColumns]],
) -> None:
    """Sub-tasks name their parent by its key, if that is not the server's id."""
    own = {number: (key, id_) for number, key, id_ in before if key != id_}
    now = {number: (key, columns.id) for number, key, columns in rows if key != columns.id}
    for number, (key, id_) in own.items():
        if now.get(number) != (key, id_):
            db.execute("UPDATE cards SET parent = ? WHERE parent = ?", (id_, key))
    for number, (key, id_) in now.items():
        if own.get(number) != (key, id_):
            db.execute("UPDATE cards SET parent = ? WHERE parent = ?", (key, id_))


_Counted = Counter[tuple[str, int, int, str | None]]


def _counts(db: sqlite3.Connection, asked: str, children: str) -> _Counted:
    """The number of these cards and sub-tasks by board, column, whether they stand alone, and priority."""
    found = db.execute(
        """SELECT board, col, alone, priority_id, count(*) FROM cards
        WHERE number IN (SELECT value FROM json_each(?) UNION SELECT value FROM json_each(?))
        GROUP BY board, col, alone, priority_id""",
        (asked, children),
    ).fetchall()
    return Counter({(board, col, alone, option): n for board, col, alone, option, n in found})


def _count(db: sqlite3.Connection, now: _Counted, before: _Counted) -> None:
    places: Counter[tuple[str, int, int]] = Counter()
    options: Counter[str] = Counter()
    for key in now.keys() | before.keys():
        places[key[:3]] += now[key] - before[key]
        if key[3] is not None:
            options[key[3]] += now[key] - before[key]
    db.executemany(
        "INSERT INTO counts VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n",
        [(*place, n) for place, n in places.items() if n],
    )
    db.executemany(
        "UPDATE priorities SET n = n + ? WHERE id = ?", [(n, id_) for id_, n in options.items() if n]
    )


def _columns(read: ColumnsReader, raw: bytes) -> CardColumns | None:
    try:
        return read(raw)
    except ValueError:
        return None


def _put(
    db: sqlite3.Connection, rows: Sequence[tuple[int, str, CardColumns]], known: Mapping[int, SqlRow]
) -> None:
    """`known` are those of the rows that are there, by number."""
    options = (columns.priority_option for _, _, columns in rows)
    _note_options(db, {option[0]: option for option in options if option is not None}.values())
    parents = _keys_of(db, {columns.parent for _, _, columns in rows if columns.parent})
    ranks = ranks_of_cards(db, ((columns.board, key) for _, key, columns in rows))
    values = [_row(*row, parents, ranks.get((row[2].board, row[1]), LAST_RANK)) for row in rows]
    bulk_insert(db, f"cards ({_FIELDS})", (row for row in values if row[0] not in known))
    _update(db, ((known[row[0]], row) for row in values if row[0] in known))


def _update(db: sqlite3.Connection, rows: Iterable[tuple[SqlRow, SqlRow]]) -> None:
    """Rows as they were and as they are. SQLite writes each index of a column that a statement names, changed or not."""
    changed: dict[tuple[str, ...], list[SqlRow]] = {}
    for before, now in rows:
        values = {name: value for name, value, was in zip(_NAMES, now, before, strict=True) if value != was}
        if values:
            changed.setdefault(tuple(values), []).append((*values.values(), now[0]))
    for names, parameters in changed.items():
        columns = ", ".join(f"{name} = ?" for name in names)
        db.executemany(f"UPDATE cards SET {columns} WHERE number = ?", parameters)  # noqa: S608 - names of our own


def _note_options(db: sqlite3.Connection, options: Iterable[_Option]) -> None:
    db.executemany(
        """INSERT INTO priorities VALUES (?, ?, ?, ?, 0) ON CONFLICT (id) DO UPDATE SET
        title = excluded.title, color = excluded.color, position = excluded.position""",
        (
            [storable_text(value) if isinstance(value, str) else value for value in option]
            for option in options
        ),
    )


def _row(number: int, key: str, columns: CardColumns, parents: dict[str, str], rank: float) -> SqlRow:
    """Without a parent a card stands alone; whether a sub-task does is settled afterwards."""
    parent = parents.get(columns.parent, columns.parent) if columns.parent else None
    option = columns.priority_option
    return (
        number,
        key,
        columns.id,
        columns.board,
        columns.column,
        int(parent is None),
        columns.due,
        storable_text(columns.title),
        storable_text(parent) if parent is not None else None,
        storable_text(columns.assignee) if columns.assignee is not None else None,
        columns.priority,
        storable_text(option[0]) if option else None,
        columns.newest,
        columns.created,
        rank,
    )


def _keys_of(db: sqlite3.Connection, ids: Iterable[str]) -> dict[str, str]:
    """The keys of cards that are known under another name than the server's id, by that id."""
    asked = json.dumps(list(ids))
    if asked == "[]":
        return {}
    return dict(
        db.execute(
            f"SELECT id, key FROM base WHERE kind = 'card' AND id IN {_ASKED} AND key <> id",  # noqa: S608
            (asked,),
        ).fetchall()
    )


def _settle_alone(db: sqlite3.Connection, asked: str, children: str) -> None:
    """A sub-task is shown under its parent unless that is closed, on another board, or not here."""
    db.execute(
        f"""UPDATE cards SET alone = {_IS_ALONE}
        WHERE number IN (SELECT value FROM json_each(?) UNION SELECT value FROM json_each(?))
        AND parent IS NOT NULL AND alone <> {_IS_ALONE}""",  # noqa: S608
        (asked, children),
    )
