"""The cards' columns that queries need, and their counts: derived from base rows in the transaction that changes them.

Triggers note the base rows of changed cards in `cards_stale`; `refresh` reads those rows and writes `cards`. Triggers on
`cards` keep `counts` and the number of cards of each priority. So these tables are a function of `base`, whatever wrote it.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from kanbert_desktop.store.connection import SqlRow, bulk_insert, fetch_all, storable_text

ColumnsReader = Callable[[bytes], "CardColumns"]
"""From a card's raw row; raises ValueError for an unreadable one, which no query then finds."""
_CARDS_AT_ONCE = 500
"""Cards written in few statements, and whose rows are in memory at once."""
CLOSED = 5
"""`col` is the position in `domain.board.Column`; a sub-task of a closed card stands alone."""
_ASKED = "(SELECT value FROM json_each(?))"
_FIELDS = (
    "number, key, id, board, col, alone, due, title, parent, assignee, priority, priority_id, newest, created"
)
_ON_CONFLICT = "ON CONFLICT (number) DO UPDATE SET " + ", ".join(
    f"{name} = excluded.{name}" for name in _FIELDS.split(", ")[1:]
)
_IS_ALONE = f"""NOT EXISTS (
    SELECT 1 FROM cards AS parents WHERE parents.key = cards.parent AND parents.board = cards.board
    AND parents.col <> {CLOSED} AND parents.key <> cards.key)"""  # noqa: S608 - names of our own


class CardColumns(NamedTuple):
    """What one card is found, sorted and counted by.

    `column` is the position in `domain.board.Column`. `due` is ISO 8601, a day that sorts last without one. `title` is
    case-folded. `parent` is the server's id. `priority` is its order. `newest` is the negative time of the last change and
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
    priority_option: tuple[str, str, str | None, int] | None
    newest: int
    created: int


CARDS_MIGRATION = (
    """CREATE TABLE cards (
        number INTEGER PRIMARY KEY, key TEXT NOT NULL, id TEXT NOT NULL, board TEXT NOT NULL, col INTEGER NOT NULL,
        alone INTEGER NOT NULL, due TEXT NOT NULL, title TEXT NOT NULL, parent TEXT, assignee TEXT,
        priority INTEGER NOT NULL, priority_id TEXT, newest INTEGER NOT NULL, created INTEGER NOT NULL) STRICT""",
    "CREATE INDEX cards_by_key ON cards (key)",
    "CREATE INDEX cards_by_id ON cards (id)",
    "CREATE INDEX cards_by_due ON cards (board, col, alone, due, title, key)",
    "CREATE INDEX cards_by_parent ON cards (parent) WHERE parent IS NOT NULL",
    "CREATE INDEX cards_by_assignee ON cards (assignee, col, due, title, key) WHERE assignee IS NOT NULL",
    "CREATE INDEX cards_by_change ON cards (newest, key)",
    "CREATE INDEX cards_by_change_on_board ON cards (board, newest, key)",
    "CREATE INDEX cards_by_creation ON cards (created)",
    # Cards whose base rows changed: empty again at the end of the same transaction.
    "CREATE TABLE cards_stale (number INTEGER PRIMARY KEY) STRICT",
    """CREATE TABLE counts (
        board TEXT NOT NULL, col INTEGER NOT NULL, alone INTEGER NOT NULL, n INTEGER NOT NULL,
        PRIMARY KEY (board, col, alone)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE priorities (
        id TEXT PRIMARY KEY, title TEXT NOT NULL, color TEXT, position INTEGER NOT NULL, n INTEGER NOT NULL) STRICT""",
    *(
        f"""CREATE TRIGGER cards_{name} AFTER {moment} ON base WHEN {row}.kind = 'card' BEGIN
            INSERT INTO cards_stale (number) VALUES ({row}.number) ON CONFLICT DO NOTHING; END"""  # noqa: S608
        for name, moment, row in (
            ("row_added", "INSERT", "new"),
            ("row_changed", "UPDATE", "new"),
            ("row_removed", "DELETE", "old"),
        )
    ),
    "INSERT INTO cards_stale SELECT number FROM base WHERE kind = 'card'",
)
_COUNT = "INSERT INTO counts VALUES (new.board, new.col, new.alone, 1) ON CONFLICT DO UPDATE SET n = n + 1;"
_UNCOUNT = "UPDATE counts SET n = n - 1 WHERE board = old.board AND col = old.col AND alone = old.alone;"
_COUNT_PRIORITY = "UPDATE priorities SET n = n + 1 WHERE id = new.priority_id;"
_UNCOUNT_PRIORITY = "UPDATE priorities SET n = n - 1 WHERE id = old.priority_id;"
COUNT_TRIGGERS = {
    "cards_counted": f"AFTER INSERT ON cards BEGIN {_COUNT} {_COUNT_PRIORITY} END",
    "cards_uncounted": f"AFTER DELETE ON cards BEGIN {_UNCOUNT} {_UNCOUNT_PRIORITY} END",
    "cards_moved": f"""AFTER UPDATE OF board, col, alone ON cards
        WHEN (old.board, old.col, old.alone) IS NOT (new.board, new.col, new.alone)
        BEGIN {_UNCOUNT} {_COUNT} END""",
    "cards_prioritised": f"""AFTER UPDATE OF priority_id ON cards WHEN old.priority_id IS NOT new.priority_id
        BEGIN {_UNCOUNT_PRIORITY} {_COUNT_PRIORITY} END""",
}
CARDS_MIGRATION += tuple(f"CREATE TRIGGER {name} {body}" for name, body in COUNT_TRIGGERS.items())


def refresh(db: sqlite3.Connection, read: ColumnsReader) -> None:
    """Brings `cards` up to date with the base rows that changed, in the transaction that changed them."""
    while numbers := _stale(db):
        _refresh(db, json.dumps(numbers), read)


def is_up_to_date(db: sqlite3.Connection) -> bool:
    """Returns False after a migration that only created the tables."""
    return not db.execute("SELECT EXISTS (SELECT 1 FROM cards_stale)").fetchone()[0]


def rebuild(db: sqlite3.Connection, read: ColumnsReader) -> None:
    """Makes the tables anew from the base rows."""
    clear(db)
    db.execute("INSERT INTO cards_stale SELECT number FROM base WHERE kind = 'card'")
    refresh(db, read)


def clear(db: sqlite3.Connection) -> None:
    for table in ("cards", "cards_stale", "counts", "priorities"):
        db.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own


def are_counts_right(db: sqlite3.Connection) -> bool:
    """Compares the counts with the cards, and the number of cards with that of base rows. Reads every card's index."""
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


def _stale(db: sqlite3.Connection) -> list[int]:
    """As one value, because each row read releases the interpreter."""
    listed = db.execute(
        "SELECT json_group_array(number) FROM (SELECT number FROM cards_stale ORDER BY number LIMIT ?)",
        (_CARDS_AT_ONCE,),
    ).fetchone()[0]
    numbers: list[int] = json.loads(listed)
    return numbers


def _refresh(db: sqlite3.Connection, asked: str, read: ColumnsReader) -> None:
    """`asked` is a list of base row numbers in JSON."""
    before = db.execute(f"SELECT number, key, id FROM cards WHERE number IN {_ASKED}", (asked,)).fetchall()  # noqa: S608
    found = db.execute(
        f"SELECT number, key, raw FROM base WHERE number IN {_ASKED} AND +kind = 'card'",  # noqa: S608
        (asked,),
    ).fetchall()
    rows = [
        (number, key, columns) for number, key, raw in found if (columns := _columns(read, raw)) is not None
    ]
    present = {number for number, _, _ in rows}
    db.executemany("DELETE FROM cards WHERE number = ?", ((n,) for n, _, _ in before if n not in present))
    _put(db, rows)
    own = {number: (key, id_) for number, key, id_ in before if key != id_}
    now = {number: (key, columns.id) for number, key, columns in rows if key != columns.id}
    for number, (key, id_) in own.items():
        if now.get(number) != (key, id_):
            db.execute("UPDATE cards SET parent = ? WHERE parent = ?", (id_, key))
    for number, (key, id_) in now.items():
        if own.get(number) != (key, id_):
            db.execute("UPDATE cards SET parent = ? WHERE parent = ?", (key, id_))
    _settle_alone(db, asked, {key for _, key, _ in (*before, *rows)} | {id_ for _, _, id_ in before})
    db.execute(f"DELETE FROM cards_stale WHERE number IN {_ASKED}", (asked,))  # noqa: S608


def _columns(read: ColumnsReader, raw: bytes) -> CardColumns | None:
    try:
        return read(raw)
    except ValueError:
        return None


def _put(db: sqlite3.Connection, rows: Sequence[tuple[int, str, CardColumns]]) -> None:
    options = {
        columns.priority_option[0]: columns.priority_option
        for _, _, columns in rows
        if columns.priority_option
    }
    for option in options.values():
        db.execute(
            """INSERT INTO priorities VALUES (?, ?, ?, ?, 0) ON CONFLICT (id) DO UPDATE SET
            title = excluded.title, color = excluded.color, position = excluded.position""",
            [storable_text(value) if isinstance(value, str) else value for value in option],
        )
    parents = _keys_of(db, {columns.parent for _, _, columns in rows if columns.parent})
    bulk_insert(db, f"cards ({_FIELDS})", (_row(*row, parents) for row in rows), _ON_CONFLICT)


def _row(number: int, key: str, columns: CardColumns, parents: dict[str, str]) -> SqlRow:
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


def _settle_alone(db: sqlite3.Connection, asked: str, keys: set[str]) -> None:
    """A sub-task is shown under its parent unless that is closed, on another board, or not here."""
    of_these = f"UPDATE cards SET alone = {_IS_ALONE} WHERE {{}} AND alone <> {_IS_ALONE}"  # noqa: S608
    db.execute(of_these.format(f"number IN {_ASKED} AND parent IS NOT NULL"), (asked,))
    db.execute(of_these.format(f"parent IN {_ASKED}"), (json.dumps(list(keys)),))
