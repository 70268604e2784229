"""Validation of request bodies, and the rules of a task body (KANBERT_API.md 7.2, [G])."""

import json
import sqlite3
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from starlette.requests import Request

from kanbert_desktop.sandbox.errors import bad_request, unprocessable
from kanbert_desktop.sandbox.rest.authentication import Caller
from kanbert_desktop.sandbox.rest.resources import STATUSES
from kanbert_desktop.sandbox.rest.sql_clauses import visible_projects


async def json_body(request: Request) -> dict[str, Any]:
    """An empty body is an empty object; anything but an object is rejected."""
    raw = await request.body()
    if not raw.strip():
        return {}
    try:
        found = json.loads(raw)
        json.dumps(found, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise bad_request("The request body is not valid JSON.") from None
    if not isinstance(found, dict):
        raise bad_request("The request body must be a JSON object.")
    return found


class BodyValidator:
    """Collects valid values and error sentences. Only fields that were sent are checked."""

    def __init__(self, body: Mapping[str, Any]) -> None:
        self._body = body
        self.values: dict[str, Any] = {}
        self.errors: dict[str, list[str]] = {}

    def add_error(self, name: str, sentence: str) -> None:
        self.errors.setdefault(name, []).append(f"The {name.replace('_', ' ')} {sentence}")

    def raise_errors(self) -> dict[str, Any]:
        if self.errors:
            raise unprocessable(self.errors)
        return self.values

    def require(self, *names: str) -> None:
        for name in names:
            if self._body.get(name) in (None, ""):
                self.add_error(name, "field is required.")

    def text(self, name: str, longest: int, *, trimmed: bool = False, nullable: bool = True) -> None:
        """An empty text becomes null, as Laravel's middleware does [G]."""
        if name not in self._body or name in self.errors:
            return
        value = self._body[name]
        if isinstance(value, str):
            value = (value.strip() if trimmed else value) or None
        if value is None:
            self._empty(name, nullable=nullable)
        elif not isinstance(value, str):
            self.add_error(name, "field must be a string.")
        elif len(value) > longest:
            self.add_error(name, f"field must not be greater than {longest} characters.")
        else:
            self.values[name] = value

    def choice(self, name: str, words: Collection[str]) -> None:
        if name not in self._body:
            return
        if self._body[name] in words if isinstance(self._body[name], str) else False:
            self.values[name] = self._body[name]
        else:
            self.errors.setdefault(name, []).append(f"The selected {name.replace('_', ' ')} is invalid.")

    def date(self, name: str) -> None:
        if name not in self._body:
            return
        value = self._body[name]
        try:
            self.values[name] = date.fromisoformat(value).isoformat() if value not in (None, "") else None
        except (ValueError, TypeError):
            self.add_error(name, "field must be a valid date.")

    def boolean(self, name: str) -> None:
        if name not in self._body:
            return
        if self._body[name] in (True, False):
            self.values[name] = int(self._body[name])
        else:
            self.add_error(name, "field must be true or false.")

    def _empty(self, name: str, *, nullable: bool) -> None:
        if nullable:
            self.values[name] = None
        else:
            self.add_error(name, "field is required.")


_LONGEST_DESCRIPTION = 16_000_000
_REFERENCES = {"assignee_id": "users", "priority_id": "priorities", "parent_task_id": "tasks"}


class TaskValidator(BodyValidator):
    """`values` hold columns of `tasks`, and `watcher_ids` as a list."""

    def __init__(self, db: sqlite3.Connection, caller: Caller, body: Mapping[str, Any]) -> None:
        super().__init__(body)
        self._db = db
        self._caller = caller

    def for_new_task(self) -> dict[str, Any]:
        self.require("project_id", "title")
        self._fields(None)
        return self.raise_errors()

    def for_change(self, task: sqlite3.Row) -> dict[str, Any]:
        self._fields(task)
        return self.raise_errors()

    def _fields(self, task: sqlite3.Row | None) -> None:
        self.text("title", 255, trimmed=True, nullable=False)
        self.text("description", _LONGEST_DESCRIPTION)
        self.choice("status", STATUSES)
        self.date("due_date")
        self.boolean("is_public")
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
            self.add_error("external_id", "has already been taken.")

    def _is_taken(self, value: str, but: str) -> bool:
        sql = "SELECT 1 FROM tasks WHERE integration = ? AND external_id = ? AND id <> ?"
        return self._db.execute(sql, (self._caller.integration, value, but)).fetchone() is not None

    def _project(self) -> None:
        if "project_id" not in self._body or "project_id" in self.errors:
            return
        seen = visible_projects(self._caller)
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
        """A parent is on the same board and is no sub-task itself [G]."""
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
