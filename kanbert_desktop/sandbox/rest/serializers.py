"""Rows to JSON (KANBERT_API.md 4): [V] as documented, undocumented fields of TaskData as guessed [G]."""

import json
import sqlite3
from collections.abc import Callable, Collection
from typing import Any

from kanbert_desktop.sandbox.rest.authentication import Caller
from kanbert_desktop.sandbox.rest.sql_clauses import visible_comments, visible_tasks

Json = dict[str, Any]


class Serializer:
    """Looks up what one response needs, each thing once."""

    def __init__(self, db: sqlite3.Connection, caller: Caller) -> None:
        self._db = db
        self._caller = caller
        self._known: dict[tuple[str, str], Json] = {}
        notes = dict(db.execute("SELECT name, value FROM notes"))
        self._space = {"id": notes["space_id"], "name": notes["space_name"]}

    def user(self, row: sqlite3.Row) -> Json:
        names = ("id", "first_name", "last_name", "email", "type")
        return {**{name: row[name] for name in names}, "space": self._space}

    def client(self, row: sqlite3.Row) -> Json:
        names = ("id", "external_id", "external_origin", "name", "shortcode")
        contact = self._user_of(row["primary_contact_id"])
        return {**{name: row[name] for name in names}, "primary_contact": contact, "origin_space": None}

    def project(self, row: sqlite3.Row, includes: Collection[str] = ()) -> Json:
        """`client` is required on ProjectData, so it is always included."""
        names = ("id", "external_id", "external_origin", "title", "description", "shortcode", "status")
        shape: Json = {name: row[name] for name in names}
        shape |= {
            "po_number": row["po_number"],
            "project_type": self._project_type_of(row["project_type_id"]),
        }
        shape["project_group"] = None
        shape |= {"is_acquisition": bool(row["is_acquisition"]), "is_private": bool(row["is_private"])}
        shape |= {"start_date": row["start_date"], "end_date": row["end_date"]}
        shape["client"] = self._client_of(row["client_id"])
        shape |= {name: self._members(row["id"], name) for name in ("team", "guests") if name in includes}
        if "tags" in includes:
            shape["tags"] = self._tags(row["id"])
        shape["computed_fields"] = json.loads(row["computed_fields"])
        return shape | {"created_at": row["created_at"], "updated_at": row["updated_at"]}

    def task(self, row: sqlite3.Row, includes: Collection[str] = ()) -> Json:
        project = self._project_of(row["project_id"])
        shape: Json = {
            "id": row["id"],
            "project_id": row["project_id"],
            "client_id": project["client"]["id"],
            "parent_task_id": row["parent_task_id"],
        }
        names = ("external_id", "external_origin", "uri", "title", "description", "status", "due_date")
        shape |= {name: row[name] for name in names}
        shape |= {
            "priority": self._priority_of(row["priority_id"]),
            "is_public": bool(row["is_public"]),
            "assignee": self._user_of(row["assignee_id"]),
            "author": self._user_of(row["author_id"]),
            "attachments": [],
            "created_at": row["created_at"],
            "updated_at": row["updated_at"],
        }
        return shape | {name: self._included(name, row, project) for name in sorted(includes)}

    def comment(self, row: sqlite3.Row) -> Json:
        names = ("id", "external_id", "external_origin", "parent_comment_id")
        seen = visible_comments(self._caller).sql
        sql = f"SELECT * FROM comments WHERE parent_comment_id = ? AND {seen} ORDER BY created_at, id"  # noqa: S608
        return {
            **{name: row[name] for name in names},
            "sub_comments": [self.comment(each) for each in self._db.execute(sql, (row["id"],))],
            "author": self._user_of(row["author_id"]),
            "comment": row["comment"],
            "attachements": [],
            "is_public": bool(row["is_public"]),
            "created_at": row["created_at"],
            "updated_at": row["updated_at"],
        }

    def effort(self, row: sqlite3.Row) -> Json:
        """All fields but the id are guesses [G]: no page shows EffortData."""
        project = self._project_of(row["project_id"]) if row["project_id"] else None
        return {
            "id": row["id"],
            "date": row["date"],
            "type": row["type"],
            "hours": row["minutes"] / 60,
            "user": self._user_of(row["user_id"]),
            "project_id": row["project_id"],
            "client_id": project["client"]["id"] if project else None,
        }

    def _included(self, name: str, row: sqlite3.Row, project: Json) -> object:
        if name == "watchers":
            sql = "SELECT users.* FROM watchers JOIN users ON users.id = user_id WHERE task_id = ? ORDER BY last_name"
            return [self.user(each) for each in self._db.execute(sql, (row["id"],))]
        if name == "sub_tasks":
            return [self.task(each) for each in self._tasks("tasks.parent_task_id = ?", row["id"])]
        if name == "parent_task":
            parents = self._tasks("tasks.id = ?", row["parent_task_id"])
            return self.task(parents[0]) if parents else None
        return project if name == "project" else project["client"]

    def _tasks(self, condition: str, value: str | None) -> list[sqlite3.Row]:
        seen = visible_tasks(self._caller)
        sql = (
            "SELECT tasks.* FROM tasks JOIN projects ON projects.id = tasks.project_id "  # noqa: S608
            f"WHERE {condition} AND {seen.sql} ORDER BY tasks.created_at, tasks.uri"
        )
        return self._db.execute(sql, (value, *seen.values)).fetchall()

    def _user_of(self, key: str | None) -> Json | None:
        return None if key is None else self._once("users", key, self.user)

    def _client_of(self, key: str) -> Json:
        return self._once("clients", key, self.client)

    def _project_of(self, key: str) -> Json:
        return self._once("projects", key, self.project)

    def _priority_of(self, key: str | None) -> Json | None:
        return None if key is None else self._once("priorities", key, _priority)

    def _project_type_of(self, key: str | None) -> Json | None:
        return None if key is None else self._once("project_types", key, _project_type)

    def _tags(self, project_id: str) -> list[Json]:
        sql = (
            "SELECT id, title FROM tags JOIN project_tags ON id = tag_id WHERE project_id = ? ORDER BY title"
        )
        return [dict(row) for row in self._db.execute(sql, (project_id,))]

    def _once(self, table: str, key: str, shape: Callable[[sqlite3.Row], Json]) -> Json:
        if (table, key) not in self._known:
            row = self._db.execute(f"SELECT * FROM {table} WHERE id = ?", (key,)).fetchone()  # noqa: S608
            self._known[table, key] = shape(row)
        return self._known[table, key]

    def _members(self, project_id: str, kind: str) -> list[Json]:
        sql = (
            "SELECT users.*, members.is_project_lead, members.added_at FROM members JOIN users ON users.id = user_id "  # noqa: S608
            f"WHERE project_id = ? AND type {'=' if kind == 'guests' else '<>'} 'guest' ORDER BY last_name"
        )
        extra = ("is_project_lead", "added_at")
        rows = self._db.execute(sql, (project_id,)).fetchall()
        return [
            self.user(row) | {"is_project_lead": bool(row[extra[0]]), "added_at": row[extra[1]]}
            for row in rows
        ]


def _priority(row: sqlite3.Row) -> Json:
    return {"id": row["id"], "title": row["title"], "color": row["color"], "order": row["position"]}


def _project_type(row: sqlite3.Row) -> Json:
    names = {name: row[name] for name in ("id", "title", "shortcode", "color")}
    return names | {"order": row["position"], "is_default": bool(row["is_default"])}
