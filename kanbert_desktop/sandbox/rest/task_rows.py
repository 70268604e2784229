"""Writing task rows: made, changed, put away."""

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from kanbert_desktop.sandbox.state import World, atom
from kanbert_desktop.sandbox.switches import Switches


def insert_task(db: sqlite3.Connection, world: World, values: Mapping[str, Any]) -> str:
    """`values` are columns; number, id and times are given here. Answers the new id."""
    watchers = values.get("watcher_ids", ())
    now = world.now()
    row = {
        "status": "New",
        "is_public": 0,
        **{name: value for name, value in values.items() if name != "watcher_ids"},
        "id": world.new_id(),
        "uri": _next_uri(db, values["project_id"]),
        "created_at": now,
        "updated_at": now,
    }
    names = ", ".join(row)
    marks = ", ".join(f":{name}" for name in row)
    db.execute(f"INSERT INTO tasks ({names}) VALUES ({marks})", row)  # noqa: S608 — names are our columns
    _set_watchers(db, row["id"], watchers)
    return str(row["id"])


def update_task(
    db: sqlite3.Connection, world: World, switches: Switches, task: sqlite3.Row, values: Mapping[str, Any]
) -> None:
    """As Eloquent does: nothing changed means nothing is touched [G]."""
    changed = {name: value for name, value in values.items() if name != "watcher_ids" and task[name] != value}
    if "watcher_ids" in values:
        _set_watchers(db, task["id"], values["watcher_ids"])
    if not changed:
        return
    changed["updated_at"] = _later(world, switches, task["updated_at"])
    pairs = ", ".join(f"{name} = :{name}" for name in changed)
    db.execute(f"UPDATE tasks SET {pairs} WHERE id = :id", {**changed, "id": task["id"]})  # noqa: S608


def delete_task(db: sqlite3.Connection, world: World, task_id: str) -> None:
    """Soft, with its sub-tasks; the `external_id` stays taken [G]."""
    sql = "UPDATE tasks SET deleted_at = ? WHERE (id = ? OR parent_task_id = ?) AND deleted_at IS NULL"
    db.execute(sql, (world.now(), task_id, task_id))


def _later(world: World, switches: Switches, before: str) -> str:
    """Whole seconds, so two writes in one second share them, unless the switch keeps them apart."""
    if switches.distinct_updated_at:
        return max(world.now(), atom(datetime.fromisoformat(before) + timedelta(seconds=1)))
    return max(world.now(), before)


def _next_uri(db: sqlite3.Connection, project_id: str) -> str:
    sql = "UPDATE projects SET cards = cards + 1 WHERE id = ? RETURNING shortcode, cards"
    shortcode, number = db.execute(sql, (project_id,)).fetchone()
    return f"{shortcode}-{number}"


def _set_watchers(db: sqlite3.Connection, task_id: str, watchers: Iterable[str]) -> None:
    db.execute("DELETE FROM watchers WHERE task_id = ?", (task_id,))
    db.executemany("INSERT INTO watchers VALUES (?, ?)", [(task_id, user) for user in watchers])
