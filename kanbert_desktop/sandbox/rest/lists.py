"""The five documented reads: `whoami`, users, clients, projects, tasks, with exactly the documented words [V]."""

import dataclasses
from collections.abc import Callable, Collection, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kanbert_desktop.sandbox.house import House, house_of
from kanbert_desktop.sandbox.rest import filter_sql as ops
from kanbert_desktop.sandbox.rest.callers import READ, Caller, caller_of
from kanbert_desktop.sandbox.rest.clauses import NOTHING_TO_ASK, Clause, joined
from kanbert_desktop.sandbox.rest.filter_sql import Asking, Field, compile_filter, three_way
from kanbert_desktop.sandbox.rest.filter_tree import fields_in
from kanbert_desktop.sandbox.rest.listing import Listing, Page, filter_asked, includes_asked, turn_page
from kanbert_desktop.sandbox.rest.shapes import Shapes
from kanbert_desktop.sandbox.rest.visibility import projects_seen_by, tasks_seen_by

STATUSES = frozenset({"Backlog", "New", "WIP", "Completed", "Approved", "Closed"})
_USER_TYPES = frozenset({"user", "guest", "tax_advisor", "integration"})
_PROJECT_STATUSES = frozenset({"running", "closed"})
_THREE = frozenset({"with", "only", "without"})
_SUB_TASKS = Field("tasks.parent_task_id", "tri", ops.TRI, _THREE)


def _text(sql: str) -> Field:
    return Field(sql, "text", ops.STR)


def _id(sql: str) -> Field:
    return Field(sql, "id", ops.ID)


USERS = Listing(
    source="users",
    key="users.id",
    sorts={"first_name": "users.first_name", "last_name": "users.last_name", "email": "users.email"},
    filters={
        "first_name": _text("users.first_name"),
        "last_name": _text("users.last_name"),
        "email": _text("users.email"),
        "type": Field("users.type", "enum", ops.ENUM0, _USER_TYPES),
    },
)

CLIENTS = Listing(
    source="clients",
    key="clients.id",
    sorts={"name": "clients.name", "shortcode": "COALESCE(clients.shortcode, '')"},
    filters={
        "name": _text("clients.name"),
        "shortcode": _text("clients.shortcode"),
        "primary_contact.id": _id("clients.primary_contact_id"),
        "origin_space.id": _id("NULL"),
    },
)

PROJECTS = Listing(
    source="projects JOIN clients ON clients.id = projects.client_id",
    key="projects.id",
    sorts={name: f"projects.{name}" for name in ("shortcode", "title", "updated_at", "created_at")},
    includes=frozenset({"team", "guests", "tags", "client", "client.primary_contact"}),
    filters={
        "shortcode": _text("projects.shortcode"),
        "title": _text("projects.title"),
        "status": Field("projects.status", "enum", ops.ENUM0, _PROJECT_STATUSES),
        "is_acquisition": Field("projects.is_acquisition", "bool", ops.BOOL),
        "client.id": _id("projects.client_id"),
        "client.name": _text("clients.name"),
        "client.shortcode": _text("clients.shortcode"),
        "client.primary_contact_id": _id("clients.primary_contact_id"),
        "created_by": _id("projects.created_by"),
        "created_at": Field("projects.created_at", "moment", ops.DATE),
        "start_date": Field("projects.start_date", "date", ops.DATE),
        "end_date": Field("projects.end_date", "date", ops.DATE),
    },
)

TASKS = Listing(
    # CROSS keeps SQLite from starting with the boards, which would mean to sort every card for every page.
    source=(
        "tasks CROSS JOIN projects ON projects.id = tasks.project_id "
        "CROSS JOIN clients ON clients.id = projects.client_id"
    ),
    key="tasks.id",
    sorts={
        **{name: f"tasks.{name}" for name in ("title", "uri", "status", "updated_at", "created_at")},
        "due_date": "COALESCE(tasks.due_date, '')",
    },
    includes=frozenset({"project", "watchers", "client", "parent_task", "sub_tasks"}),
    filters={
        "title": _text("tasks.title"),
        "uri": _text("tasks.uri"),
        "sub_tasks_in_list": _SUB_TASKS,
        "due_date": Field("tasks.due_date", "date", ops.DATE),
        # The plus keeps SQLite from gathering half of all cards by their column only to sort them.
        "status": Field("+tasks.status", "enum", ops.ENUM, STATUSES),
        "project.id": _id("tasks.project_id"),
        "project.external_id": _text("projects.external_id"),
        "project.shortcode": _text("projects.shortcode"),
        "project.name": _text("projects.title"),
        "project.status": Field("projects.status", "enum", ops.ENUM0, _PROJECT_STATUSES),
        "client.id": _id("projects.client_id"),
        "client.external_id": _text("clients.external_id"),
        "client.name": _text("clients.name"),
        "client.shortcode": _text("clients.shortcode"),
        "assignee.id": _id("tasks.assignee_id"),
    },
)
_EXTERNAL_ID: Mapping[str, Field] = {"external_id": _text("tasks.external_id")}


async def whoami(request: Request) -> Response:
    """Bare UserData, without a wrapper [V]."""
    caller = caller_of(request)
    with house_of(request).world.transaction() as db:
        row = db.execute("SELECT * FROM users WHERE id = ?", (caller.user_id,)).fetchone()
        return JSONResponse(Shapes(db, caller).user(row))


async def users(request: Request) -> Response:
    return _answer(request, USERS, caller_of(request), NOTHING_TO_ASK, lambda shapes, _: shapes.user)


async def clients(request: Request) -> Response:
    return _answer(request, CLIENTS, caller_of(request), NOTHING_TO_ASK, lambda shapes, _: shapes.client)


async def projects(request: Request) -> Response:
    caller = caller_of(request)
    return _answer(request, PROJECTS, caller, projects_seen_by(caller), _project_shape)


async def tasks(request: Request) -> Response:
    caller = caller_of(request, READ)
    listing = TASKS
    if house_of(request).switches.filter_external_id:
        listing = dataclasses.replace(TASKS, filters={**TASKS.filters, **_EXTERNAL_ID})
    return _answer(request, listing, caller, tasks_seen_by(caller), _task_shape)


_Shaper = Callable[[Shapes, Collection[str]], Callable[[Any], dict[str, Any]]]


def _project_shape(shapes: Shapes, includes: Collection[str]) -> Callable[[Any], dict[str, Any]]:
    return lambda row: shapes.project(row, includes)


def _task_shape(shapes: Shapes, includes: Collection[str]) -> Callable[[Any], dict[str, Any]]:
    return lambda row: shapes.task(row, includes)


def _answer(request: Request, listing: Listing, caller: Caller, seen: Clause, shaper: _Shaper) -> Response:
    house = house_of(request)
    includes = includes_asked(listing, request.query_params)
    asked = joined("AND", [seen, _filtered(request, listing, caller, house)])
    with house.world.transaction() as db:
        page = turn_page(db, listing, request, asked, house.switches)
        shape = shaper(Shapes(db, caller), includes)
        return listed(page, [shape(row) for row in page.rows])


def listed(page: Page, data: list[dict[str, Any]]) -> Response:
    """`links` is an empty list at run time [I]."""
    return JSONResponse({"data": data, "links": [], "meta": page.meta})


def _filtered(request: Request, listing: Listing, caller: Caller, house: House) -> Clause:
    node = filter_asked(request.query_params)
    asking = Asking(caller.user_id, house.world.clock())
    asked = compile_filter(node, listing.filters, asking) if node else NOTHING_TO_ASK
    named = fields_in(node) if node else set()
    if listing.key != TASKS.key or "sub_tasks_in_list" in named:
        return asked
    return joined("AND", [asked, three_way(_SUB_TASKS.sql, house.switches.sub_tasks_default)])
