"""The OpenAPI document and its endpoint."""

import re
from collections.abc import Iterable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kanbert_desktop.sandbox.context import ServerBehaviour, context_of
from kanbert_desktop.sandbox.rest import authentication
from kanbert_desktop.sandbox.rest.authentication import READ, WRITE
from kanbert_desktop.sandbox.rest.filter_fields import Field, Relation
from kanbert_desktop.sandbox.rest.openapi_schemas import (
    CHANGED_TASK,
    INTEGER,
    NEW_COMMENT,
    NEW_TASK,
    SCHEMAS,
    TEXT,
    Schema,
    all_schemas,
    array_of,
    nullable,
    ref,
)
from kanbert_desktop.sandbox.rest.paging import DEFAULT_SIZE, Listing
from kanbert_desktop.sandbox.rest.reads import tasks_listing
from kanbert_desktop.sandbox.rest.resources import CLIENTS, EFFORTS, PROJECTS, TASKS, THREADS, USERS

_SORTS = (
    "Available sorts are {}. You can sort by multiple options by separating them with a comma. To sort in descending "
    "order, use `-` sign in front of the sort, for example: `-title`."
)
_INCLUDES = "Available includes are {}. You can include multiple options by separating them with a comma."
_FILTERS = (
    'JSON, or words such as `title contains "Acme" and created_at >= today-30d`; unknown fields or operators are '
    "answered by 400. Special values: `me.id` (fields of type id), `now`, `today`, `today±Nd`, `sow`, `eow`, `som`, `eom`.\n"
)


def list_parameters(listing: Listing) -> list[Schema]:
    found = [
        _query("page[size]", {**INTEGER, "default": DEFAULT_SIZE}, "Larger values are lowered to the limit.")
    ]
    found.append(_query("page[cursor]", {"type": "string"}, "The cursor to start the pagination from."))
    sorts = _pattern(listing.sorts, sign="-?")
    found.append(_query("sort", sorts, _SORTS.format(_named(listing.sorts))))
    if listing.includes:
        found.append(include_parameter(listing))
    if listing.filters:
        lines = (_line(name, each) for name, each in listing.filters.items())
        found.append(_query("filter", {"type": "string"}, _FILTERS + "\n".join(lines)))
    return found


def include_parameter(listing: Listing) -> Schema:
    names = sorted(listing.includes)
    return _query("include", _pattern(names), _INCLUDES.format(_named(names)))


def _query(name: str, schema: Schema, description: str) -> Schema:
    return {"name": name, "in": "query", "required": False, "schema": schema, "description": description}


def _pattern(names: Iterable[str], sign: str = "") -> Schema:
    one = f"{sign}({'|'.join(re.escape(name) for name in names)})"
    return {"type": "string", "pattern": f"^{one}(,{one})*$"}


def _line(name: str, field: Field | Relation) -> str:
    operators = ", ".join(sorted(field.ops))
    if isinstance(field, Relation):
        return f"* `{name}` relation over {_named(field.fields)}: {operators}, and `{name}.count`"
    words = f" of {_named(sorted(field.words))}" if field.words else ""
    return f"* `{name}` {field.kind}{words}: {operators}"


def _named(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


Operation = dict[str, Any]
_SAID = {
    "400": "A sort, an include, a filter, a cursor or a body that cannot be read.",
    "401": "No living token.",
    "403": "A scope or a right is missing.",
    "404": "Unknown, or not for these eyes.",
    "422": "Fields that are not accepted.",
}
_TASK_ID: Schema = {"name": "task_id", "in": "path", "required": True, "schema": TEXT}


def paths(behaviour: ServerBehaviour) -> dict[str, dict[str, Any]]:
    """By method. What a switch disables is not described."""
    found: dict[str, dict[str, Any]] = {
        "/whoami": {"get": _read("whoami", "V", ref("UserData"), "Retrieve current user's information")},
        "/users": {"get": _list("users.index", "V", USERS, "UserData")},
        "/clients": {"get": _list("clients.index", "V", CLIENTS, "ClientData")},
        "/projects": {"get": _list("projects.index", "V", PROJECTS, "ProjectData")},
        "/tasks": {"get": _list("tasks.index", "V", tasks_listing(behaviour), "TaskData", READ)},
        "/tasks/comments": {"post": _write("taskComments.store", "V", NEW_COMMENT, "201", "CommentData")},
        "/tasks/{task_id}": {"parameters": [_TASK_ID], "delete": _delete()},
    }
    if behaviour.task_writes:
        found["/tasks"]["post"] = _write("tasks.store", "G", NEW_TASK, "201", "TaskData", include=TASKS)
        found["/tasks/{task_id}"] |= _one_task()
    if behaviour.comments_readable:
        threads = _list("taskComments.comments", "G", THREADS, "CommentData", READ, "404")
        found["/tasks/{task_id}/comments"] = {"parameters": [_TASK_ID], "get": threads}
    if behaviour.efforts_readable:
        listed = _list("efforts.index", "G", EFFORTS, "EffortData", authentication.EFFORTS)
        found["/efforts"] = {"get": listed}
    return found


def _one_task() -> dict[str, Operation]:
    show = _read("tasks.show", "G", ref("TaskData"), "One task", READ, "400", "403", "404")
    show["parameters"] = [include_parameter(TASKS)]
    return {
        "get": show,
        "patch": _write("tasks.update", "G", CHANGED_TASK, "200", "TaskData", include=TASKS, more=("404",)),
        "put": _write("tasks.replace", "G", CHANGED_TASK, "200", "TaskData", include=TASKS, more=("404",)),
    }


def _list(
    name: str, evidence: str, listing: Listing, item: str, scope: str | None = None, *more: str
) -> Operation:
    pages = nullable(TEXT)
    keys = (
        "next_cursor",
        "next_cursor_url",
        "next_page_url",
        "prev_cursor",
        "prev_cursor_url",
        "prev_page_url",
    )
    meta = all_schemas(path=TEXT, per_page=INTEGER, **dict.fromkeys(keys, pages))
    page = all_schemas(data=array_of(ref(item)), links=array_of(TEXT), meta=meta)
    text = f"The cursor paginated collection of `{item}`"
    refused = ("400", *(("403",) if scope else ()), *more)
    return _read(name, evidence, page, text, scope, *refused) | {"parameters": list_parameters(listing)}


def _read(
    name: str, evidence: str, schema: Schema, text: str, scope: str | None = None, *refused: str
) -> Operation:
    return _operation(name, evidence, scope) | {
        "summary": text,
        "responses": {"200": _json(schema, text), **_error_responses("401", *refused)},
    }


def _write(
    name: str,
    evidence: str,
    body: Schema,
    status: str,
    made: str,
    *,
    include: Listing | None = None,
    more: tuple[str, ...] = (),
) -> Operation:
    return _operation(name, evidence, WRITE) | {
        "parameters": [include_parameter(include)] if include else [],
        "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
        "responses": {status: _json(ref(made), made), **_error_responses("400", "401", "403", *more, "422")},
    }


def _delete() -> Operation:
    gone: dict[str, Any] = {"204": {"description": "Deleted, with its sub-tasks."}}
    return _operation("tasks.delete", "G", WRITE) | {
        "responses": gone | _error_responses("401", "403", "404")
    }


def _operation(name: str, evidence: str, scope: str | None) -> Operation:
    scopes = [scope] if scope else []
    return {
        "operationId": name,
        "x-evidence": evidence,
        "security": [{"token": []}, {"oauth2": scopes}],
        "description": f"Required scope: {scope}" if scope else "No specific scope required.",
    }


def _error_responses(*codes: str) -> dict[str, Schema]:
    return {code: _json(ref("Invalid" if code == "422" else "Refusal"), _SAID[code]) for code in codes}


def _json(schema: Schema, text: str) -> Schema:
    return {"description": text, "content": {"application/json": {"schema": schema}}}


async def get_openapi(request: Request) -> Response:
    return JSONResponse(openapi_document(context_of(request).behaviour))


def openapi_document(behaviour: ServerBehaviour) -> dict[str, Any]:
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Kanbert sandbox",
            "version": "v1",
            "description": "What this sandbox answers. `x-evidence`: V was read, I inferred, G guessed.",
        },
        "servers": [{"url": "/api/v1"}],
        "paths": paths(behaviour),
        "components": {"schemas": dict(SCHEMAS), "securitySchemes": _security()},
    }


def _security() -> dict[str, Any]:
    scopes = {
        READ: "Read tasks and comments",
        WRITE: "Create, change and delete them",
        authentication.EFFORTS: "Read hours booked",
    }
    flow = {
        "authorizationUrl": "/oauth/authorize",
        "tokenUrl": "/oauth/token",
        "refreshUrl": "/oauth/token",
        "scopes": scopes,
    }
    return {
        "token": {"type": "http", "scheme": "bearer"},
        "oauth2": {"type": "oauth2", "flows": {"authorizationCode": flow}},
    }
