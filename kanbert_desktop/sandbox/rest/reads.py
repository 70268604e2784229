"""The five documented reads: `whoami`, users, clients, projects, tasks."""

import dataclasses
from collections.abc import Callable, Collection
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kanbert_desktop.sandbox.context import AppContext, ServerBehaviour, context_of
from kanbert_desktop.sandbox.rest.authentication import READ, Caller, caller_of
from kanbert_desktop.sandbox.rest.filter_parsers import fields_in
from kanbert_desktop.sandbox.rest.filter_sql import FilterContext, compile_filter, three_way
from kanbert_desktop.sandbox.rest.paging import Listing, Page, read_page, requested_filter, requested_includes
from kanbert_desktop.sandbox.rest.resources import CLIENTS, EXTERNAL_ID, PROJECTS, SUB_TASKS, TASKS, USERS
from kanbert_desktop.sandbox.rest.serializers import Serializer
from kanbert_desktop.sandbox.rest.sql_clauses import (
    ALWAYS_TRUE,
    Clause,
    join_clauses,
    visible_projects,
    visible_tasks,
    visible_users,
)

RowSerializer = Callable[[Serializer, Collection[str]], Callable[[Any], dict[str, Any]]]


async def whoami(request: Request) -> Response:
    """Plain UserData without a wrapper [V]."""
    caller = caller_of(request)
    with context_of(request).state.transaction() as db:
        row = db.execute("SELECT * FROM users WHERE id = ?", (caller.user_id,)).fetchone()
        return JSONResponse(Serializer(db, caller).user(row))


async def users(request: Request) -> Response:
    return list_response(request, USERS, caller_of(request), visible_users(), lambda shapes, _: shapes.user)


async def clients(request: Request) -> Response:
    return list_response(request, CLIENTS, caller_of(request), ALWAYS_TRUE, lambda shapes, _: shapes.client)


async def projects(request: Request) -> Response:
    caller = caller_of(request)
    return list_response(request, PROJECTS, caller, visible_projects(caller), _project_shape)


async def tasks(request: Request) -> Response:
    caller = caller_of(request, READ)
    listing = tasks_listing(context_of(request).behaviour)
    return list_response(request, listing, caller, visible_tasks(caller), _task_shape)


def tasks_listing(behaviour: ServerBehaviour) -> Listing:
    if not behaviour.filter_external_id:
        return TASKS
    return dataclasses.replace(TASKS, filters={**TASKS.filters, **EXTERNAL_ID})


def _project_shape(shapes: Serializer, includes: Collection[str]) -> Callable[[Any], dict[str, Any]]:
    return lambda row: shapes.project(row, includes)


def _task_shape(shapes: Serializer, includes: Collection[str]) -> Callable[[Any], dict[str, Any]]:
    return lambda row: shapes.task(row, includes)


def list_response(
    request: Request, listing: Listing, caller: Caller, seen: Clause, shaper: RowSerializer
) -> Response:
    """One page of the rows that are visible and match the filter."""
    context = context_of(request)
    includes = requested_includes(listing, request.query_params)
    asked = join_clauses("AND", [seen, _filtered(request, listing, caller, context)])
    with context.state.transaction() as db:
        page = read_page(db, listing, request, asked, context.behaviour)
        shape = shaper(Serializer(db, caller), includes)
        return _listed(page, [shape(row) for row in page.rows])


def _listed(page: Page, data: list[dict[str, Any]]) -> Response:
    """`links` is an empty list at run time [I]."""
    return JSONResponse({"data": data, "links": [], "meta": page.meta})


def _filtered(request: Request, listing: Listing, caller: Caller, context: AppContext) -> Clause:
    node = requested_filter(request.query_params)
    filter_context = FilterContext(caller.user_id, context.state.clock())
    asked = compile_filter(node, listing.filters, filter_context) if node else ALWAYS_TRUE
    named = fields_in(node) if node else set()
    if listing.key != TASKS.key or "sub_tasks_in_list" in named:
        return asked
    return join_clauses("AND", [asked, three_way(SUB_TASKS.sql, context.behaviour.sub_tasks_default)])
