"""The ranks of cards that the user put into an order of their own ("My order"), by board."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping

from kanbert_desktop.domain.manual_order import LAST_RANK
from kanbert_desktop.store.card_queries import SORT_COLUMNS, ColumnName, make_index
from kanbert_desktop.store.connection import fetch_all, storable_text

# The ranks were one local value a board, with a key a line. The quotes that JSON needs are put around each line.
_LINES = "'[' || replace(json_quote(local.value), '\\n', '\",\"') || ']'"
MOVE_LOCAL_VALUES = (
    f"""INSERT OR IGNORE INTO ranks SELECT substr(local.name, 7), lines.value, lines.key
    FROM local, json_each(iif(json_valid({_LINES}), {_LINES}, '[]')) AS lines
    WHERE local.name GLOB 'order:*' AND lines.value <> ''""",  # noqa: S608 - names of our own
    "DELETE FROM local WHERE name GLOB 'order:*'",
)
# With a row id, so that rows on the pages of a damaged file can be told from others.
RANKS_MIGRATION = (
    "CREATE TABLE ranks (board TEXT, key TEXT, rank REAL NOT NULL, PRIMARY KEY (board, key)) STRICT",
    *MOVE_LOCAL_VALUES,
)
_SORT = "own"
_ASKED = "(SELECT value FROM json_each(?))"


def move_local_values(db: sqlite3.Connection) -> None:
    """Takes over the orders of an older version, if there are any."""
    for statement in MOVE_LOCAL_VALUES:
        db.execute(statement)


def ranks_of(db: sqlite3.Connection, board: str, keys: Collection[str]) -> dict[str, float]:
    """The ranks of those of these cards that have one."""
    sql = f"SELECT key, rank FROM ranks WHERE board = ? AND key IN {_ASKED}"  # noqa: S608
    return dict(fetch_all(db, sql, (board, json.dumps(list(keys)))))


def ranks_of_cards(db: sqlite3.Connection, cards: Iterable[tuple[str, str]]) -> dict[tuple[str, str], float]:
    """The ranks by board and key, of those of these cards that have one."""
    keys: dict[str, list[str]] = {}
    if not db.execute("SELECT EXISTS (SELECT 1 FROM ranks)").fetchone()[0]:
        return {}
    for board, key in cards:
        keys.setdefault(board, []).append(key)
    return {(board, key): rank for board in keys for key, rank in ranks_of(db, board, keys[board]).items()}


def put_ranks(db: sqlite3.Connection, board: str, ranks: Mapping[str, float]) -> None:
    """Sets the ranks of these cards; `LAST_RANK` deletes one."""
    board = storable_text(board)
    db.executemany(
        "DELETE FROM ranks WHERE board = ? AND key = ?",
        [(board, key) for key, rank in ranks.items() if rank == LAST_RANK],
    )
    db.executemany(
        "INSERT INTO ranks VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET rank = excluded.rank",
        [(board, key, rank) for key, rank in ranks.items() if rank != LAST_RANK],
    )
    db.executemany(
        "UPDATE cards SET rank = ? WHERE key = ? AND board = ?",
        [(rank, key, board) for key, rank in ranks.items()],
    )


def rank_unranked(
    db: sqlite3.Connection, board: str, sort: str, aside: Collection[str], names: Collection[ColumnName]
) -> float:
    """Ranks the cards without a rank after all others, column by column in that sort order, but those set `aside`.

    `names` are columns of the board.
    Returns the highest rank before. The order is asked for then, so its index is made too: at the end, which is quicker.
    """
    last = db.execute("SELECT coalesce(max(rank), -1) FROM ranks WHERE board = ?", (board,)).fetchone()[0]
    asked = "(SELECT json_extract(value, '$[1]'), json_extract(value, '$[2]') FROM json_each(?))"
    unranked = f"board = ? AND (col, alone) IN {asked} AND rank = ? AND key NOT IN {_ASKED}"
    db.execute(
        f"""INSERT INTO ranks SELECT board, key, ? + row_number() OVER (ORDER BY col, {SORT_COLUMNS[sort]})
        FROM cards WHERE {unranked} ON CONFLICT DO NOTHING""",  # noqa: S608
        (
            last,
            board,
            json.dumps([(*name[:2], int(name.alone)) for name in names]),
            LAST_RANK,
            json.dumps(list(aside)),
        ),
    )
    copy_to_cards(db, board)
    make_index(db, _SORT)
    return float(last)


def prune(db: sqlite3.Connection, board: str, kept: Collection[str]) -> None:
    """Deletes the ranks of cards that are neither on the board nor `kept`, once they are many: a card may come back."""
    ranked, on_board = db.execute(
        """SELECT (SELECT count(*) FROM ranks WHERE board = ?1),
        (SELECT coalesce(sum(n), 0) FROM counts WHERE board = ?1)""",
        (board,),
    ).fetchone()
    if ranked > 2 * on_board + 50:
        db.execute(
            f"""DELETE FROM ranks WHERE board = ? AND key NOT IN {_ASKED}
            AND NOT EXISTS (SELECT 1 FROM cards WHERE cards.key = ranks.key AND cards.board = ranks.board)""",  # noqa: S608
            (board, json.dumps(list(kept))),
        )


def copy_to_cards(db: sqlite3.Connection, board: str | None = None) -> None:
    """Writes the ranks of one board, or of all, beside the columns that its cards are sorted by."""
    where, parameters = ("", ()) if board is None else (" AND ranks.board = ?", (board,))
    db.execute(
        f"""UPDATE cards SET rank = ranks.rank FROM ranks
        WHERE ranks.board = cards.board AND ranks.key = cards.key AND cards.rank <> ranks.rank{where}""",  # noqa: S608
        parameters,
    )
