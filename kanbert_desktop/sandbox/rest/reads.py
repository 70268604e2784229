"""The five documented reads: `whoami`, users, clients, projects, tasks."""

import dataclasses
from collections.abc import Callable, Collection
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kanbert_desktop.sandbox.context import House, Switches, house_of
from kanbert_desktop.sandbox.rest.authentication import READ, Caller, caller_of
from kanbert_desktop.sandbox.rest.filter_parsers import fields_in
from kanbert_desktop.sandbox.rest.filter_sql import Asking, compile_filter, three_way
from kanbert_desktop.sandbox.rest.paging import Listing, Page, filter_asked, includes_asked, turn_page
from kanbert_desktop.sandbox.rest.resources import CLIENTS, EXTERNAL_ID, PROJECTS, SUB_TASKS, TASKS, USERS
from kanbert_desktop.sandbox.rest.serializers import Shapes
from kanbert_desktop.sandbox.rest.sql_clauses import (
    NOTHING_TO_ASK,
    Clause,
    joined,
    projects_seen_by,
    tasks_seen_by,
    users_seen,
)

Shaper = Callable[[Shapes, Collection[str]], Callable[[Any], dict[str, Any]]]


async def whoami(request: Request) -> Response:
    """Bare UserData, without a wrapper [V]."""
    caller = caller_of(request)
    with house_of(request).world.transaction() as db:
        row = db.execute("SELECT * FROM users WHERE id = ?", (caller.user_id,)).fetchone()
        return JSONResponse(Shapes(db, caller).user(row))


async def users(request: Request) -> Response:
    return answer(request, USERS, caller_of(request), users_seen(), lambda shapes, _: shapes.user)


async def clients(request: Request) -> Response:
    return answer(request, CLIENTS, caller_of(request), NOTHING_TO_ASK, lambda shapes, _: shapes.client)


async def projects(request: Request) -> Response:
    caller = caller_of(request)
    return answer(request, PROJECTS, caller, projects_seen_by(caller), _project_shape)


async def tasks(request: Request) -> Response:
    caller = caller_of(request, READ)
    listing = tasks_listing(house_of(request).switches)
    return answer(request, listing, caller, tasks_seen_by(caller), _task_shape)


def tasks_listing(switches: Switches) -> Listing:
    if not switches.filter_external_id:
        return TASKS
    return dataclasses.replace(TASKS, filters={**TASKS.filters, **EXTERNAL_ID})


def _project_shape(shapes: Shapes, includes: Collection[str]) -> Callable[[Any], dict[str, Any]]:
    return lambda row: shapes.project(row, includes)


def _task_shape(shapes: Shapes, includes: Collection[str]) -> Callable[[Any], dict[str, Any]]:
    return lambda row: shapes.task(row, includes)


def answer(request: Request, listing: Listing, caller: Caller, seen: Clause, shaper: Shaper) -> Response:
    """One page of what `seen` and the filter asked for leave."""
    house = house_of(request)
    includes = includes_asked(listing, request.query_params)
    asked = joined("AND", [seen, _filtered(request, listing, caller, house)])
    with house.world.transaction() as db:
        page = turn_page(db, listing, request, asked, house.switches)
        shape = shaper(Shapes(db, caller), includes)
        return _listed(page, [shape(row) for row in page.rows])


def _listed(page: Page, data: list[dict[str, Any]]) -> Response:
    """`links` is an empty list at run time [I]."""
    return JSONResponse({"data": data, "links": [], "meta": page.meta})


def _filtered(request: Request, listing: Listing, caller: Caller, house: House) -> Clause:
    node = filter_asked(request.query_params)
    asking = Asking(caller.user_id, house.world.clock())
    asked = compile_filter(node, listing.filters, asking) if node else NOTHING_TO_ASK
    named = fields_in(node) if node else set()
    if listing.key != TASKS.key or "sub_tasks_in_list" in named:
        return asked
    return joined("AND", [asked, three_way(SUB_TASKS.sql, house.switches.sub_tasks_default)])
