"""The OpenAPI document matches the handlers: the same routes, parameters and response schemas."""

from typing import Any

import jsonschema_rs
import pytest
from starlette.routing import Route

from kanbert_desktop.sandbox.rest.filter_fields import Relation
from kanbert_desktop.sandbox.rest.paging import Listing
from kanbert_desktop.sandbox.rest.resources import CLIENTS, PROJECTS, TASKS, USERS
from support.in_process_sandbox import InProcessSandbox

LISTS = {"/users": USERS, "/clients": CLIENTS, "/projects": PROJECTS, "/tasks": TASKS}
METHODS = ("get", "post", "put", "patch", "delete")


def _document(sandbox: InProcessSandbox) -> dict[str, Any]:
    answer = sandbox.request("GET", "/openapi.json")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def _described(sandbox: InProcessSandbox) -> set[tuple[str, str]]:
    paths = _document(sandbox)["paths"]
    return {(method.upper(), path) for path, found in paths.items() for method in METHODS if method in found}


def _routed(sandbox: InProcessSandbox) -> set[tuple[str, str]]:
    routes = [route for route in sandbox.app.routes if isinstance(route, Route)]
    found = [(method, route.path) for route in routes for method in route.methods or ()]
    return {
        (method, path.removeprefix("/api/v1"))
        for method, path in found
        if path.startswith("/api/v1/") and method != "HEAD"
    }


def _answered(sandbox: InProcessSandbox, method: str, path: str) -> bool:
    """Whether the route exists."""
    task = sandbox.state.tasks()[0]["id"]
    return sandbox.api_request(method, path.format(task_id=task), json={}).status_code not in {404, 405}


def test_the_routes_are_the_described_ones(sandbox: InProcessSandbox) -> None:
    assert _described(sandbox) == _routed(sandbox)
    assert not [each for each in _described(sandbox) if not _answered(sandbox, *each) and each[0] != "DELETE"]


def test_disabled_endpoints_are_not_described(sandbox: InProcessSandbox) -> None:
    everything = _described(sandbox)
    sandbox.behaviour.task_writes = sandbox.behaviour.comments_readable = False
    left = _described(sandbox)
    gone = everything - left
    assert gone == {
        ("POST", "/tasks"),
        ("GET", "/tasks/{task_id}"),
        ("PATCH", "/tasks/{task_id}"),
        ("PUT", "/tasks/{task_id}"),
        ("GET", "/tasks/{task_id}/comments"),
    }
    assert not any(_answered(sandbox, *each) for each in gone)


def test_every_operation_has_a_marker_and_a_unique_id(
    sandbox: InProcessSandbox,
) -> None:
    paths = _document(sandbox)["paths"].values()
    operations = [found[method] for found in paths for method in METHODS if method in found]
    assert {operation["x-evidence"] for operation in operations} <= {"V", "I", "G"}
    names = [operation["operationId"] for operation in operations]
    assert len(set(names)) == len(names)


def _validator(
    sandbox: InProcessSandbox, path: str, method: str = "get", status: str = "200"
) -> jsonschema_rs.Validator:
    document = _document(sandbox)
    schema = document["paths"][path][method]["responses"][status]["content"]["application/json"]["schema"]
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return jsonschema_rs.validator_for({**whole, "components": document["components"]}, validate_formats=True)


@pytest.mark.parametrize("path", LISTS)
def test_every_sort_and_include_works_as_described(sandbox: InProcessSandbox, path: str) -> None:
    listing, validator = LISTS[path], _validator(sandbox, path)
    queries = [*_sorts(listing), *_includes(listing)]
    assert queries
    for query in queries:
        answer = sandbox.api_request("GET", path, params={**query, "page[size]": "5"})
        assert answer.status_code == 200, (query, answer.text)
        validator.validate(answer.json())


def _sorts(listing: Listing) -> list[dict[str, str]]:
    every = [{"sort": f"{sign}{name}"} for name in listing.sorts for sign in ("", "-")]
    return [*every, {"sort": ",".join(listing.sorts)}]


def _includes(listing: Listing) -> list[dict[str, str]]:
    every = [{"include": name} for name in sorted(listing.includes)]
    return [*every, {"include": ",".join(sorted(listing.includes))}]


VALUES = {"text": "a", "id": "me.id", "date": "today", "moment": "sow", "bool": "true", "tri": "with"}


@pytest.mark.parametrize("path", LISTS)
def test_every_field_accepts_exactly_its_operators(sandbox: InProcessSandbox, path: str) -> None:
    fields = {name: field for name, field in LISTS[path].filters.items() if not isinstance(field, Relation)}
    assert fields
    for name, field in fields.items():
        value = VALUES.get(field.kind) or min(field.words)
        for op in (
            "eq",
            "ne",
            "neq",
            "lt",
            "lte",
            "le",
            "gt",
            "gte",
            "ge",
            "contains",
            "like",
            "startswith",
            "endswith",
        ):
            asked = {"filter": f"{name} {op} '{value}'"}
            expected = 200 if op in field.ops else 400
            assert sandbox.api_request("GET", path, params=asked).status_code == expected, asked
        for words, op in ((f"in ['{value}']", "in"), (f"notin ['{value}']", "notin"), ("is null", "isnull")):
            expected = 200 if op in field.ops else 400
            assert (
                sandbox.api_request("GET", path, params={"filter": f"{name} {words}"}).status_code == expected
            ), words


@pytest.mark.parametrize("path", LISTS)
def test_the_filter_s_text_names_every_field(sandbox: InProcessSandbox, path: str) -> None:
    parameters = _document(sandbox)["paths"][path]["get"]["parameters"]
    text = next(each["description"] for each in parameters if each["name"] == "filter")
    assert [name for name in LISTS[path].filters if f"* `{name}` " not in text] == []
    assert ("`external_id`" in text) == (path == "/tasks")


def test_writes_and_single_objects_match_the_description(sandbox: InProcessSandbox) -> None:
    board = sandbox.state.rows("SELECT id FROM projects WHERE shortcode = 'WEB'")[0]["id"]
    every = {"include": "project,client,watchers,parent_task,sub_tasks"}
    made = sandbox.api_request("POST", "/tasks", params=every, json={"project_id": board, "title": "Neu"})
    _validator(sandbox, "/tasks", "post", "201").validate(made.json())
    task = f"/tasks/{made.json()['id']}"
    changed = sandbox.api_request(
        "PATCH", task, params=every, json={"description": "<p>x</p>", "due_date": "2026-12-24"}
    )
    _validator(sandbox, "/tasks/{task_id}", "patch").validate(changed.json())
    said = sandbox.api_request(
        "POST", "/tasks/comments", json={"task_id": made.json()["id"], "comment": "<p>x</p>"}
    )
    _validator(sandbox, "/tasks/comments", "post", "201").validate(said.json())
    _validator(sandbox, "/tasks/{task_id}/comments").validate(
        sandbox.api_request("GET", f"{task}/comments").json()
    )
    _validator(sandbox, "/whoami").validate(sandbox.api_request("GET", "/whoami").json())
    refused = sandbox.api_request("POST", "/tasks", json={})
    _validator(sandbox, "/tasks", "post", "422").validate(refused.json())
