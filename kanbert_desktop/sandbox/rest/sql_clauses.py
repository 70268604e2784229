"""SQL clauses: conditions with their values, cursors, visibility."""

import base64
import binascii
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kanbert_desktop.sandbox.errors import bad_request
from kanbert_desktop.sandbox.rest.authentication import ADMIN_EFFORTS, Caller


class Clause(NamedTuple):
    sql: str
    values: tuple[object, ...] = ()


ALWAYS_TRUE = Clause("1")


def join_clauses(word: str, clauses: Iterable[Clause]) -> Clause:
    """`word` is AND or OR; no clause gives an always-true one."""
    parts = list(clauses)
    if not parts:
        return ALWAYS_TRUE
    sql = f" {word} ".join(f"({part.sql})" for part in parts)
    return Clause(sql, tuple(value for part in parts for value in part.values))


_FORWARD = "_pointsToNextItems"


@dataclass(frozen=True)
class Sort:
    """`sql` must never be NULL; otherwise rows would be missing from every comparison."""

    name: str
    sql: str
    descending: bool

    @property
    def alias(self) -> str:
        return f"sort_{self.name.replace('.', '_')}"

    def reversed(self) -> "Sort":
        return Sort(self.name, self.sql, not self.descending)


@dataclass(frozen=True)
class Cursor:
    values: Mapping[str, str]
    forward: bool

    def encode(self) -> str:
        text = json.dumps({**self.values, _FORWARD: self.forward})
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def decode(text: str) -> Cursor:
    try:
        padded = text + "=" * (-len(text) % 4)
        found = json.loads(base64.urlsafe_b64decode(padded.encode("ascii")))
        forward = found.pop(_FORWARD)
        if isinstance(forward, bool) and all(isinstance(value, str) for value in found.values()):
            json.dumps(found, ensure_ascii=False).encode()
            return Cursor(found, forward)
    except (ValueError, binascii.Error, AttributeError, TypeError, KeyError, RecursionError):
        pass
    raise bad_request("The page cursor is not valid.")


def cursor_at(row: sqlite3.Row, sorts: Sequence[Sort], *, forward: bool) -> str:
    return Cursor({sort.name: row[sort.alias] for sort in sorts}, forward).encode()


def clause_after(cursor: Cursor, sorts: Sequence[Sort]) -> Clause:
    """All rows after the cursor in the order of `sorts`."""
    if set(cursor.values) != {sort.name for sort in sorts}:
        raise bad_request("The page cursor does not belong to this sort.")
    choices = []
    for number, sort in enumerate(sorts):
        equal = [_past(before, cursor, "=") for before in sorts[:number]]
        choices.append(join_clauses("AND", [*equal, _past(sort, cursor, "<" if sort.descending else ">")]))
    # The first condition follows from the rest. SQLite uses it to walk an index in order and stops at the page's end.
    start = Clause(
        f"{sorts[0].sql} {'<' if sorts[0].descending else '>'}= ?", (cursor.values[sorts[0].name],)
    )
    return join_clauses("AND", [start, join_clauses("OR", choices)])


def _past(sort: Sort, cursor: Cursor, sign: str) -> Clause:
    """The plus keeps SQLite from collecting and sorting all rows by several indexes."""
    return Clause(f"+{sort.sql} {sign} ?", (cursor.values[sort.name],))


_MEMBER = "EXISTS (SELECT 1 FROM members WHERE members.project_id = projects.id AND members.user_id = ?)"


def visible_users() -> Clause:
    """A deactivated user is no longer listed, but stays author and assignee of old cards [G]."""
    return Clause("users.deactivated_at IS NULL")


def visible_projects(caller: Caller) -> Clause:
    if caller.is_guest:
        return Clause(_MEMBER, (caller.user_id,))
    return Clause(f"NOT projects.is_private OR {_MEMBER}", (caller.user_id,))


def visible_tasks(caller: Caller) -> Clause:
    boards = visible_projects(caller)
    public = " AND tasks.is_public" if caller.is_guest else ""
    return Clause(f"tasks.deleted_at IS NULL AND ({boards.sql}){public}", boards.values)


def visible_efforts(caller: Caller) -> Clause:
    """Administrative ones belong to no project and have a scope of their own [V]."""
    boards = visible_projects(caller)
    on_boards = Clause(f"efforts.type <> 'admin' AND ({boards.sql})", boards.values)
    if ADMIN_EFFORTS not in caller.scopes:
        return on_boards
    return join_clauses("OR", [on_boards, Clause("efforts.type = 'admin'")])


def visible_comments(caller: Caller) -> Clause:
    return Clause("comments.is_public" if caller.is_guest else "1")
