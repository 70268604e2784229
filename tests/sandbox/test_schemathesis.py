"""Schemathesis calls every operation of the OpenAPI document: no server error, only documented responses."""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from support.in_process_sandbox import InProcessSandbox

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
OPERATIONS = [
    "GET /whoami",
    "GET /users",
    "GET /clients",
    "GET /projects",
    "GET /tasks",
    "POST /tasks",
    "POST /tasks/comments",
    "GET /tasks/{task_id}",
    "PATCH /tasks/{task_id}",
    "PUT /tasks/{task_id}",
    "DELETE /tasks/{task_id}",
    "GET /tasks/{task_id}/comments",
    "GET /efforts",
]


@pytest.fixture
def operations(sandbox: InProcessSandbox) -> dict[str, Any]:
    schema = schemathesis.openapi.from_asgi("/openapi.json", sandbox.app)
    return {result.ok().label: result.ok() for result in schema.get_all_operations()}


def test_all_operations_are_called(operations: dict[str, Any]) -> None:
    assert sorted(operations) == sorted(OPERATIONS)


@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode))
@pytest.mark.parametrize("label", OPERATIONS)
def test_only_documented_responses_are_sent(
    sandbox: InProcessSandbox, operations: dict[str, Any], label: str, mode: schemathesis.GenerationMode
) -> None:
    real = {name: str(sandbox.state.rows(sql)[0]["id"]) for name, sql in REAL.items()}
    with sandbox.state.transaction() as db:
        # The sample token may not read hours.
        db.execute("UPDATE tokens SET scopes = scopes || ' efforts:read'")
    strategy = operations[label].as_strategy(generation_mode=mode)
    headers = {"Authorization": f"Bearer {sandbox.credentials['access_token']}"}
    codes: set[int] = set()

    @settings(max_examples=20, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=strategy, is_real=st.booleans())
    def play(case: schemathesis.Case, is_real: bool) -> None:
        if is_real:
            _make_real(case, real)
        answer = case.call(headers=headers)
        codes.add(answer.status_code)
        case.validate_response(answer, checks=CHECKS, headers=headers)

    play()
    assert codes <= {200, 201, 204, 400, 404, 405, 415, 422}


REAL = {
    "task_id": "SELECT id FROM tasks WHERE deleted_at IS NULL",
    "project_id": "SELECT id FROM projects WHERE shortcode = 'WEB'",
}


def _make_real(case: schemathesis.Case, real: dict[str, str]) -> None:
    """Generated ids find nothing; real ones make the call succeed."""
    parts: list[Any] = [case.path_parameters, case.body]
    for part in parts:
        if isinstance(part, dict):
            part.update({name: value for name, value in real.items() if name in part})
