"""A store filled with the rows of a sandbox, without a sync."""

from pathlib import Path
from typing import Any

import msgspec

from kanbert_desktop.sandbox.sample_data import open_state
from kanbert_desktop.store import base
from kanbert_desktop.store.base import BaseRow, Kind
from kanbert_desktop.store.database import open_store

_encode = msgspec.json.encode


def fill(path: Path, sandbox_folder: Path, cards: int) -> None:
    state = open_state(sandbox_folder, tasks=cards)
    store = open_store(path).store
    for rows in (
        map(board, state.rows("SELECT * FROM projects")),
        map(card, state.rows("SELECT * FROM tasks")),
        map(comment, state.rows("SELECT * FROM comments")),
    ):
        listed = list(rows)
        store.write(lambda db, listed=listed: base.put_rows(db, listed)).result()
    state.close()
    assert store.close(600)


def board(row: dict[str, Any]) -> BaseRow:
    fields = {"id": row["id"], "title": row["title"], "shortcode": row["shortcode"], "status": "running"}
    return BaseRow(Kind.BOARD, row["id"], "", "", _encode(fields))


def card(row: dict[str, Any]) -> BaseRow:
    """As the server sends it, without its assignee's name."""
    assignee = {"id": row["assignee_id"], "name": row["assignee_id"]} if row["assignee_id"] else None
    fields = {**dict(row), "is_public": bool(row["is_public"]), "assignee": assignee}
    return BaseRow(Kind.CARD, row["id"], row["id"], row["project_id"], _encode(fields))


def comment(row: dict[str, Any]) -> BaseRow:
    return BaseRow(Kind.COMMENT, row["id"], row["id"], row["task_id"], _encode(dict(row)))
