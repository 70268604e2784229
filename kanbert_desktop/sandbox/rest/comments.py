"""Task comments: writing as documented [V], reading as assumed [G]."""

import sqlite3
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kanbert_desktop.sandbox.house import house_of
from kanbert_desktop.sandbox.refusals import Refusal
from kanbert_desktop.sandbox.rest.bodies import Form, json_body
from kanbert_desktop.sandbox.rest.callers import READ, WRITE, Caller, caller_of
from kanbert_desktop.sandbox.rest.clauses import Clause, joined
from kanbert_desktop.sandbox.rest.lists import answer
from kanbert_desktop.sandbox.rest.shapes import Shapes
from kanbert_desktop.sandbox.rest.tables import THREADS
from kanbert_desktop.sandbox.rest.task_writes import find_task
from kanbert_desktop.sandbox.rest.visibility import comments_seen_by
from kanbert_desktop.sandbox.state import World

LONGEST = 65_535


async def create(request: Request) -> Response:
    house = house_of(request)
    caller = caller_of(request, WRITE)
    body = await json_body(request)
    with house.world.transaction() as db:
        values = _values(db, caller, body)
        comment_id = insert_comment(db, house.world, caller, values)
        row = db.execute("SELECT * FROM comments WHERE id = ?", (comment_id,)).fetchone()
        return JSONResponse(Shapes(db, caller).comment(row), 201)


async def of_task(request: Request) -> Response:
    """The task's threads, replies inside them."""
    house = house_of(request)
    if not house.switches.comments_readable:
        raise Refusal(404, {"message": f"The route {request.url.path.lstrip('/')} could not be found."})
    caller = caller_of(request, READ)
    with house.world.transaction() as db:
        task = find_task(db, caller, request.path_params["task_id"])
        top = Clause("comments.task_id = ? AND comments.parent_comment_id IS NULL", (task["id"],))
        seen = joined("AND", [top, comments_seen_by(caller)])
        return answer(request, THREADS, caller, seen, lambda shapes, _: shapes.comment)


def insert_comment(db: sqlite3.Connection, world: World, caller: Caller, values: Mapping[str, Any]) -> str:
    now = world.now()
    row = {
        "parent_comment_id": None,
        "comment": None,
        "external_id": None,
        "external_origin": caller.slug if values.get("external_id") else None,
        "is_public": 1 if caller.is_guest else 0,
        **values,
        "id": world.new_id(),
        "integration": caller.integration,
        "author_id": caller.user_id,
        "created_at": now,
        "updated_at": now,
    }
    names, marks = ", ".join(row), ", ".join(f":{name}" for name in row)
    db.execute(f"INSERT INTO comments ({names}) VALUES ({marks})", row)  # noqa: S608 — names are our columns
    return str(row["id"])


def _values(db: sqlite3.Connection, caller: Caller, body: Mapping[str, Any]) -> dict[str, Any]:
    form = Form(body)
    form.require("task_id")
    form.text("task_id", 255, nullable=False)
    form.text("comment", LONGEST)
    form.text("parent_comment_id", 255)
    form.text("external_id", 255)
    form.text("external_origin", 255)
    form.flag("is_public")
    _refuse_strangers(db, caller, form)
    return form.finish()


def _refuse_strangers(db: sqlite3.Connection, caller: Caller, form: Form) -> None:
    task_id, parent = form.values.get("task_id"), form.values.get("parent_comment_id")
    if task_id is not None:
        try:
            find_task(db, caller, task_id)
        except Refusal:
            form.errors["task_id"] = ["The selected task id is invalid."]
    seen = "SELECT 1 FROM comments WHERE id = ? AND task_id = ?"
    if parent is not None and db.execute(seen, (parent, task_id)).fetchone() is None:
        form.errors["parent_comment_id"] = ["The selected parent comment id is invalid."]
    taken = "SELECT 1 FROM comments WHERE integration = ? AND external_id = ?"
    external_id = form.values.get("external_id")
    if external_id is not None and db.execute(taken, (caller.integration, external_id)).fetchone():
        form.errors["external_id"] = ["The external id has already been taken."]
