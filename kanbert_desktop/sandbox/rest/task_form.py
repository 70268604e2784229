"""What a task body may hold. All of it is assumed: kanbert-api.md 7.2 [G]."""

import sqlite3
from collections.abc import Mapping
from typing import Any

from kanbert_desktop.sandbox.rest.bodies import Form
from kanbert_desktop.sandbox.rest.callers import Caller
from kanbert_desktop.sandbox.rest.tables import STATUSES
from kanbert_desktop.sandbox.rest.visibility import projects_seen_by

_LONGEST_DESCRIPTION = 16_000_000
_REFERENCES = {"assignee_id": "users", "priority_id": "priorities", "parent_task_id": "tasks"}


class TaskForm(Form):
    """`values` hold columns of `tasks`, and `watcher_ids` as a list."""

    def __init__(self, db: sqlite3.Connection, caller: Caller, body: Mapping[str, Any]) -> None:
        super().__init__(body)
        self._db = db
        self._caller = caller

    def for_new_task(self) -> dict[str, Any]:
        self.require("project_id", "title")
        self._fields(None)
        return self.finish()

    def for_change(self, task: sqlite3.Row) -> dict[str, Any]:
        self._fields(task)
        return self.finish()

    def _fields(self, task: sqlite3.Row | None) -> None:
        self.text("title", 255, trimmed=True, nullable=False)
        self.text("description", _LONGEST_DESCRIPTION)
        self.choice("status", STATUSES)
        self.day("due_date")
        self.flag("is_public")
        self.text("external_origin", 255)
        self._external_id(task)
        self._project()
        for name, table in _REFERENCES.items():
            self._reference(name, table)
        self._family(task)
        self._watchers()

    def _external_id(self, task: sqlite3.Row | None) -> None:
        self.text("external_id", 255)
        value = self.values.get("external_id")
        if value is not None and self._is_taken(value, task["id"] if task else ""):
            self.refuse("external_id", "has already been taken.")

    def _is_taken(self, value: str, but: str) -> bool:
        sql = "SELECT 1 FROM tasks WHERE integration = ? AND external_id = ? AND id <> ?"
        return self._db.execute(sql, (self._caller.integration, value, but)).fetchone() is not None

    def _project(self) -> None:
        if "project_id" not in self._body or "project_id" in self.errors:
            return
        seen = projects_seen_by(self._caller)
        sql = f"SELECT 1 FROM projects WHERE id = ? AND ({seen.sql})"  # noqa: S608 — the clause is ours
        value = self._body["project_id"]
        if isinstance(value, str) and self._db.execute(sql, (value, *seen.values)).fetchone():
            self.values["project_id"] = value
        else:
            self._unknown("project_id")

    def _reference(self, name: str, table: str) -> None:
        if name not in self._body:
            return
        value = self._body[name]
        if value in (None, ""):
            self.values[name] = None
        elif isinstance(value, str) and self._exists(table, value):
            self.values[name] = value
        else:
            self._unknown(name)

    def _family(self, task: sqlite3.Row | None) -> None:
        """A parent stands on the same board and is no sub-task itself [G]."""
        parent_id = self.values.get("parent_task_id")
        if parent_id is None or self.errors:
            return
        parent = self._db.execute("SELECT * FROM tasks WHERE id = ?", (parent_id,)).fetchone()
        board = self.values.get("project_id") or (task["project_id"] if task else None)
        is_itself = task is not None and task["id"] == parent_id
        if parent["parent_task_id"] or parent["project_id"] != board or is_itself:
            self._unknown("parent_task_id")

    def _watchers(self) -> None:
        value = self._body.get("watcher_ids")
        if value is None:
            return
        if isinstance(value, list) and all(
            isinstance(each, str) and self._exists("users", each) for each in value
        ):
            self.values["watcher_ids"] = list(dict.fromkeys(value))
        else:
            self._unknown("watcher_ids")

    def _exists(self, table: str, key: str) -> bool:
        alive = " AND deleted_at IS NULL" if table == "tasks" else ""
        sql = f"SELECT 1 FROM {table} WHERE id = ?{alive}"  # noqa: S608 — the tables are named above
        return self._db.execute(sql, (key,)).fetchone() is not None

    def _unknown(self, name: str) -> None:
        self.errors.setdefault(name, []).append(f"The selected {name.replace('_', ' ')} is invalid.")
