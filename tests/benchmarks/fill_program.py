"""Helper program: fills a sandbox with cards, and the store of a profile with those that it has not synced."""

import json
import sqlite3
import sys
from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path

from benchmarks.reporting import write_report
from kanbert_desktop.api.payloads import read_card
from kanbert_desktop.app.boards.local_data import LAST_BOARD
from kanbert_desktop.sandbox.oauth.storage import TASK_SCOPES
from kanbert_desktop.sandbox.rest.authentication import Caller
from kanbert_desktop.sandbox.rest.serializers import Serializer
from kanbert_desktop.sandbox.sample_data import SandboxState, open_state
from kanbert_desktop.store import base, local
from kanbert_desktop.store.base import BaseRow, Kind
from kanbert_desktop.store.database import open_store
from kanbert_desktop.sync.batch_writer import index_text_of_rows
from kanbert_desktop.sync.card_columns import columns_of_row

SYNCED = 20
"""So many cards are left to the program's own first sync."""
_ROWS_AT_ONCE = 5000
_HIDDEN = "hidden"
"""Stands for the time of the deletion, while the program syncs for the first time."""
_LONG_COLUMN = "Backlog"
"""Three of four cards of a single board are there."""
_CALLER_PERSON = "mira.%"


def fill_server(folder: Path, cards: int, place: str) -> str:
    """Returns the shortcode of the board with most cards."""
    state = open_state(folder, tasks=cards)
    with state.transaction() as db:
        if place == "one board":
            fullest = "SELECT project_id FROM tasks GROUP BY project_id ORDER BY count(*) DESC LIMIT 1"
            db.execute(f"UPDATE tasks SET project_id = ({fullest})")  # noqa: S608  our own words
            db.execute(
                "UPDATE tasks SET status = ? WHERE rowid % 4 AND parent_task_id IS NULL", (_LONG_COLUMN,)
            )
        db.execute(
            "UPDATE tasks SET deleted_at = ? WHERE id NOT IN (SELECT id FROM tasks WHERE parent_task_id IS NULL LIMIT ?)",
            (_HIDDEN, SYNCED),
        )
    fullest = (
        "SELECT shortcode FROM tasks JOIN projects ON projects.id = project_id WHERE projects.status = 'running' "
        "GROUP BY project_id ORDER BY count(*) DESC LIMIT 1"
    )
    board = str(state.rows(fullest)[0]["shortcode"])
    state.close()
    return board


def fill_store(folder: Path, path: Path) -> int:
    """Returns how many rows were added, each as the server would send it. A start shows the board with most cards."""
    state = open_state(folder)
    with state.transaction() as db:
        db.execute("UPDATE tasks SET deleted_at = NULL WHERE deleted_at = ?", (_HIDDEN,))
    store = open_store(path).store
    store.index_with(index_text_of_rows, columns_of_row)
    known = {row.id for row in base.rows(store.read(), Kind.CARD)}
    added = 0
    with state.transaction() as db:
        rows_left = _rows(db, state, known)
        while rows := list(islice(rows_left, _ROWS_AT_ONCE)):
            store.write(partial(base.put_rows, rows=rows)).result()
            added += len(rows)
        fullest = "SELECT project_id FROM tasks GROUP BY project_id ORDER BY count(*) DESC LIMIT 1"
        board = db.execute(fullest).fetchone()["project_id"]
    store.write(partial(local.set_value, name=LAST_BOARD, value=board)).result()
    state.close()
    assert store.close(600)
    return added


def _rows(db: sqlite3.Connection, state: SandboxState, known: set[str]) -> Iterator[BaseRow]:
    person = db.execute("SELECT id FROM users WHERE email LIKE ?", (_CALLER_PERSON,)).fetchone()["id"]
    sent = Serializer(
        db, Caller(person, "access-token", "access-token", frozenset(TASK_SCOPES), is_guest=False)
    )
    shown = "SELECT tasks.* FROM tasks JOIN projects ON projects.id = project_id WHERE projects.status = 'running'"
    for row in db.execute(shown).fetchall():
        if row["id"] not in known:
            raw = json.dumps(sent.task(row), ensure_ascii=False, separators=(",", ":")).encode()
            yield BaseRow(Kind.CARD, row["id"], read_card(raw).key, row["project_id"], raw)


if sys.argv[1] == "server":
    write_report(fill_server(Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4]))
else:
    write_report(fill_store(Path(sys.argv[2]), Path(sys.argv[3])))
