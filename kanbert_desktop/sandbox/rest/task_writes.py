"""Reading one task and writing tasks. Every path, body and answer here is assumed: kanbert-api.md 7.2 [G].

Only the name `tasks.delete` is documented; so with the switch `task_writes` off, DELETE alone stays.
"""

import sqlite3

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kanbert_desktop.sandbox.house import House, house_of
from kanbert_desktop.sandbox.refusals import Refusal, no_such, unauthorized
from kanbert_desktop.sandbox.rest.bodies import json_body
from kanbert_desktop.sandbox.rest.callers import READ, WRITE, Caller, caller_of
from kanbert_desktop.sandbox.rest.listing import includes_asked
from kanbert_desktop.sandbox.rest.shapes import Shapes
from kanbert_desktop.sandbox.rest.tables import TASKS
from kanbert_desktop.sandbox.rest.task_form import TaskForm
from kanbert_desktop.sandbox.rest.task_rows import delete_task, insert_task, update_task
from kanbert_desktop.sandbox.rest.visibility import tasks_seen_by


async def create(request: Request) -> Response:
    house = _house_that_writes(request)
    caller = _writer(request)
    body = await json_body(request)
    with house.world.transaction() as db:
        values = TaskForm(db, caller, body).for_new_task()
        values.setdefault("external_origin", caller.slug if values.get("external_id") else None)
        made = {**values, "integration": caller.integration, "author_id": caller.user_id}
        task_id = insert_task(db, house.world, made)
        return _one(request, db, caller, task_id, 201)


async def read(request: Request) -> Response:
    house = _house_that_writes(request)
    caller = caller_of(request, READ)
    with house.world.transaction() as db:
        return _one(request, db, caller, request.path_params["task_id"], 200)


async def change(request: Request) -> Response:
    """PATCH, and PUT as the same."""
    house = _house_that_writes(request)
    caller = _writer(request)
    body = await json_body(request)
    with house.world.transaction() as db:
        task = find_task(db, caller, request.path_params["task_id"])
        values = TaskForm(db, caller, body).for_change(task)
        update_task(db, house.world, house.switches, task, values)
        return _one(request, db, caller, task["id"], 200)


async def delete(request: Request) -> Response:
    house = house_of(request)
    caller = _writer(request)
    with house.world.transaction() as db:
        task = find_task(db, caller, request.path_params["task_id"])
        delete_task(db, house.world, task["id"])
    return Response(status_code=204)


def find_task(db: sqlite3.Connection, caller: Caller, task_id: str) -> sqlite3.Row:
    """404 for what is unknown, deleted or not for this caller's eyes."""
    seen = tasks_seen_by(caller)
    sql = (
        "SELECT tasks.* FROM tasks JOIN projects ON projects.id = tasks.project_id "  # noqa: S608 — the clause is ours
        f"WHERE tasks.id = ? AND {seen.sql}"
    )
    row: sqlite3.Row | None = db.execute(sql, (task_id, *seen.values)).fetchone()
    if row is None:
        raise no_such("App\\Models\\Task", task_id)
    return row


def _one(request: Request, db: sqlite3.Connection, caller: Caller, task_id: str, status: int) -> Response:
    includes = includes_asked(TASKS, request.query_params)
    row = find_task(db, caller, task_id)
    return JSONResponse(Shapes(db, caller).task(row, includes), status)


def _writer(request: Request) -> Caller:
    """Guests may read and comment, no more [G]."""
    caller = caller_of(request, WRITE)
    if caller.is_guest:
        raise unauthorized()
    return caller


def _house_that_writes(request: Request) -> House:
    house = house_of(request)
    if not house.switches.task_writes:
        allowed = "GET, HEAD" if request.method == "POST" else "DELETE"
        message = (
            f"The {request.method} method is not supported for this route. Supported methods: {allowed}."
        )
        raise Refusal(405, {"message": message}, {"Allow": allowed})
    return house
