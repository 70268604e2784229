"""Task and comment endpoints, and writing of task rows. Paths, bodies and responses are assumed (KANBERT_API.md 7.2, [G]).

Only the name `tasks.delete` is documented, so with the switch `task_writes` off, only DELETE remains.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kanbert_desktop.sandbox.context import AppContext, ServerBehaviour, context_of
from kanbert_desktop.sandbox.errors import ErrorResponse, not_found, unauthorized
from kanbert_desktop.sandbox.rest.authentication import READ, WRITE, Caller, caller_of
from kanbert_desktop.sandbox.rest.paging import requested_includes
from kanbert_desktop.sandbox.rest.reads import list_response
from kanbert_desktop.sandbox.rest.resources import TASKS, THREADS
from kanbert_desktop.sandbox.rest.serializers import Serializer
from kanbert_desktop.sandbox.rest.sql_clauses import Clause, join_clauses, visible_comments, visible_tasks
from kanbert_desktop.sandbox.rest.validation import BodyValidator, TaskValidator, json_body
from kanbert_desktop.sandbox.state import SandboxState, format_timestamp


def insert_task(db: sqlite3.Connection, state: SandboxState, values: Mapping[str, Any]) -> str:
    """`values` are columns; number, id and times are set here. Returns the new id."""
    watchers = values.get("watcher_ids", ())
    now = state.now()
    row = {
        "status": "New",
        "is_public": 0,
        **{name: value for name, value in values.items() if name != "watcher_ids"},
        "id": state.new_id(),
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
    db: sqlite3.Connection,
    state: SandboxState,
    behaviour: ServerBehaviour,
    task: sqlite3.Row,
    values: Mapping[str, Any],
) -> None:
    """As Eloquent does: without a change, nothing is touched [G]."""
    changed = {name: value for name, value in values.items() if name != "watcher_ids" and task[name] != value}
    if "watcher_ids" in values:
        _set_watchers(db, task["id"], values["watcher_ids"])
    if not changed:
        return
    changed["updated_at"] = _later(state, behaviour, task["updated_at"])
    pairs = ", ".join(f"{name} = :{name}" for name in changed)
    db.execute(f"UPDATE tasks SET {pairs} WHERE id = :id", {**changed, "id": task["id"]})  # noqa: S608


def mark_task_deleted(db: sqlite3.Connection, state: SandboxState, task_id: str) -> None:
    """A soft delete with its sub-tasks; the `external_id` stays taken [G]."""
    sql = "UPDATE tasks SET deleted_at = ? WHERE (id = ? OR parent_task_id = ?) AND deleted_at IS NULL"
    db.execute(sql, (state.now(), task_id, task_id))


def _later(state: SandboxState, behaviour: ServerBehaviour, before: str) -> str:
    """Times have whole seconds, so two writes in one second share them unless the switch separates them."""
    if behaviour.distinct_updated_at:
        return max(state.now(), format_timestamp(datetime.fromisoformat(before) + timedelta(seconds=1)))
    return max(state.now(), before)


def _next_uri(db: sqlite3.Connection, project_id: str) -> str:
    sql = "UPDATE projects SET cards = cards + 1 WHERE id = ? RETURNING shortcode, cards"
    shortcode, number = db.execute(sql, (project_id,)).fetchone()
    return f"{shortcode}-{number}"


def _set_watchers(db: sqlite3.Connection, task_id: str, watchers: Iterable[str]) -> None:
    db.execute("DELETE FROM watchers WHERE task_id = ?", (task_id,))
    db.executemany("INSERT INTO watchers VALUES (?, ?)", [(task_id, user) for user in watchers])


async def post_task(request: Request) -> Response:
    context = _context_for_writing(request)
    caller = _writer(request)
    body = await json_body(request)
    with context.state.transaction() as db:
        values = TaskValidator(db, caller, body).for_new_task()
        values.setdefault("external_origin", caller.slug if values.get("external_id") else None)
        made = {**values, "integration": caller.integration, "author_id": caller.user_id}
        task_id = insert_task(db, context.state, made)
        return _one(request, db, caller, task_id, 201)


async def get_task(request: Request) -> Response:
    context = _context_for_writing(request)
    caller = caller_of(request, READ)
    with context.state.transaction() as db:
        return _one(request, db, caller, request.path_params["task_id"], 200)


async def patch_task(request: Request) -> Response:
    """PATCH; PUT is treated the same."""
    context = _context_for_writing(request)
    caller = _writer(request)
    body = await json_body(request)
    with context.state.transaction() as db:
        task = find_task(db, caller, request.path_params["task_id"])
        values = TaskValidator(db, caller, body).for_change(task)
        update_task(db, context.state, context.behaviour, task, values)
        return _one(request, db, caller, task["id"], 200)


async def delete_task(request: Request) -> Response:
    context = context_of(request)
    caller = _writer(request)
    with context.state.transaction() as db:
        task = find_task(db, caller, request.path_params["task_id"])
        mark_task_deleted(db, context.state, task["id"])
    return Response(status_code=204)


def find_task(db: sqlite3.Connection, caller: Caller, task_id: str) -> sqlite3.Row:
    """Responds with 404 for a task that is unknown, deleted or not visible to this caller."""
    seen = visible_tasks(caller)
    sql = (
        "SELECT tasks.* FROM tasks JOIN projects ON projects.id = tasks.project_id "  # noqa: S608 — the clause is ours
        f"WHERE tasks.id = ? AND {seen.sql}"
    )
    row: sqlite3.Row | None = db.execute(sql, (task_id, *seen.values)).fetchone()
    if row is None:
        raise not_found("App\\Models\\Task", task_id)
    return row


def _one(request: Request, db: sqlite3.Connection, caller: Caller, task_id: str, status: int) -> Response:
    includes = requested_includes(TASKS, request.query_params)
    row = find_task(db, caller, task_id)
    return JSONResponse(Serializer(db, caller).task(row, includes), status)


def _writer(request: Request) -> Caller:
    """Guests may read and comment only [G]."""
    caller = caller_of(request, WRITE)
    if caller.is_guest:
        raise unauthorized()
    return caller


def _context_for_writing(request: Request) -> AppContext:
    context = context_of(request)
    if not context.behaviour.task_writes:
        allowed = "GET, HEAD" if request.method == "POST" else "DELETE"
        message = (
            f"The {request.method} method is not supported for this route. Supported methods: {allowed}."
        )
        raise ErrorResponse(405, {"message": message}, {"Allow": allowed})
    return context


MAX_COMMENT_LENGTH = 65_535


async def post_comment(request: Request) -> Response:
    context = context_of(request)
    caller = caller_of(request, WRITE)
    body = await json_body(request)
    with context.state.transaction() as db:
        values = _values(db, caller, body)
        comment_id = insert_comment(db, context.state, caller, values)
        row = db.execute("SELECT * FROM comments WHERE id = ?", (comment_id,)).fetchone()
        return JSONResponse(Serializer(db, caller).comment(row), 201)


async def get_comments(request: Request) -> Response:
    """The task's threads with their replies."""
    context = context_of(request)
    if not context.behaviour.comments_readable:
        raise ErrorResponse(404, {"message": f"The route {request.url.path.lstrip('/')} could not be found."})
    caller = caller_of(request, READ)
    with context.state.transaction() as db:
        task = find_task(db, caller, request.path_params["task_id"])
        top = Clause("comments.task_id = ? AND comments.parent_comment_id IS NULL", (task["id"],))
        seen = join_clauses("AND", [top, visible_comments(caller)])
        return list_response(request, THREADS, caller, seen, lambda shapes, _: shapes.comment)


def insert_comment(
    db: sqlite3.Connection, state: SandboxState, caller: Caller, values: Mapping[str, Any]
) -> str:
    now = state.now()
    row = {
        "parent_comment_id": None,
        "comment": None,
        "external_id": None,
        "external_origin": caller.slug if values.get("external_id") else None,
        "is_public": 1 if caller.is_guest else 0,
        **values,
        "id": state.new_id(),
        "integration": caller.integration,
        "author_id": caller.user_id,
        "created_at": now,
        "updated_at": now,
    }
    names, marks = ", ".join(row), ", ".join(f":{name}" for name in row)
    db.execute(f"INSERT INTO comments ({names}) VALUES ({marks})", row)  # noqa: S608 — names are our columns
    return str(row["id"])


def _values(db: sqlite3.Connection, caller: Caller, body: Mapping[str, Any]) -> dict[str, Any]:
    form = BodyValidator(body)
    form.require("task_id")
    form.text("task_id", 255, nullable=False)
    form.text("comment", MAX_COMMENT_LENGTH)
    form.text("parent_comment_id", 255)
    form.text("external_id", 255)
    form.text("external_origin", 255)
    form.boolean("is_public")
    _refuse_strangers(db, caller, form)
    return form.raise_errors()


def _refuse_strangers(db: sqlite3.Connection, caller: Caller, form: BodyValidator) -> None:
    task_id, parent = form.values.get("task_id"), form.values.get("parent_comment_id")
    if task_id is not None:
        try:
            find_task(db, caller, task_id)
        except ErrorResponse:
            form.errors["task_id"] = ["The selected task id is invalid."]
    seen = "SELECT 1 FROM comments WHERE id = ? AND task_id = ?"
    if parent is not None and db.execute(seen, (parent, task_id)).fetchone() is None:
        form.errors["parent_comment_id"] = ["The selected parent comment id is invalid."]
    taken = "SELECT 1 FROM comments WHERE integration = ? AND external_id = ?"
    external_id = form.values.get("external_id")
    if external_id is not None and db.execute(taken, (caller.integration, external_id)).fetchone():
        form.errors["external_id"] = ["The external id has already been taken."]
