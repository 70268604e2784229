"""Garbled responses, duplicated requests, and random faults."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from kanbert_desktop.sandbox import faults
from support.in_process_sandbox import InProcessSandbox
from support.sandbox import RunningSandbox, running_sandbox

TASKS = "/api/v1/tasks"


@pytest.fixture
def running(tmp_path: Path) -> Iterator[RunningSandbox]:
    with running_sandbox(tmp_path / "sandbox", tasks=0) as running:
        yield running


def test_a_truncated_response_has_a_matching_length(sandbox: InProcessSandbox) -> None:
    whole = sandbox.api_request("GET", "/tasks").content
    sandbox.faults.inject("GET", TASKS, faults.truncated_body(0.25))
    part = sandbox.api_request("GET", "/tasks")
    assert part.content == whole[: len(whole) // 4]
    assert part.headers["content-length"] == str(len(part.content))
    with pytest.raises(ValueError, match="line 1"):
        part.json()


def test_a_cut_off_response_is_a_network_error(running: RunningSandbox) -> None:
    with running.client() as client:
        running.faults.inject("GET", "/api/v1/whoami", faults.cut_off_body(10))
        with pytest.raises(httpx.RemoteProtocolError):
            client.get("/whoami")
        assert client.get("/whoami").status_code == 200


def test_a_slow_response_arrives_in_pieces_and_complete(running: RunningSandbox) -> None:
    with running.client() as client:
        whole = client.get("/projects").json()
        running.faults.inject("GET", "/api/v1/projects", faults.slow_body(0.001))
        with client.stream("GET", "/projects") as answer:
            pieces = list(answer.iter_raw())
    assert len(pieces) > 1
    assert json.loads(b"".join(pieces)) == whole


def test_a_simulation_can_use_its_own_clock(sandbox: InProcessSandbox) -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    sandbox = InProcessSandbox(sandbox.state, sandbox.clock, faults=faults.FaultMiddleware(sleep=sleep))
    sandbox.faults.inject("GET", TASKS, faults.delay(3600))
    sandbox.faults.inject("GET", TASKS, faults.slow_body(60))
    assert [sandbox.api_request("GET", "/tasks").status_code for _ in range(2)] == [200, 200]
    assert slept[:2] == [3600, 60]


def test_a_wrong_content_type_has_the_right_body(sandbox: InProcessSandbox) -> None:
    sandbox.faults.inject("GET", TASKS, faults.wrong_content_type("text/csv"))
    answer = sandbox.api_request("GET", "/tasks")
    assert answer.headers["content-type"] == "text/csv"
    assert answer.json()["data"]


def test_a_redirect_leads_to_another_host(sandbox: InProcessSandbox) -> None:
    sandbox.faults.inject("*", TASKS, faults.redirect_elsewhere("https://elsewhere.invalid/login"))
    answer = sandbox.api_request("POST", "/tasks", json={})
    assert (answer.status_code, answer.headers["location"]) == (302, "https://elsewhere.invalid/login")


def test_a_proxy_speaks_html(sandbox: InProcessSandbox) -> None:
    sandbox.faults.inject("GET", TASKS, faults.gateway_error(504))
    answer = sandbox.api_request("GET", "/tasks")
    assert answer.status_code == 504
    assert answer.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize("code", [409, 410, 412])
def test_other_errors_have_their_own_message(sandbox: InProcessSandbox, code: int) -> None:
    sandbox.faults.inject("GET", TASKS, faults.error_status(code))
    assert sandbox.api_request("GET", "/tasks").json()["message"] != "Server Error"


def test_retry_after_can_be_a_date(sandbox: InProcessSandbox) -> None:
    moment = datetime(2026, 11, 24, 9, 31, tzinfo=UTC)
    sandbox.faults.inject("GET", TASKS, faults.error_status(429, retry_after=moment))
    answer = sandbox.api_request("GET", "/tasks")
    assert answer.headers["retry-after"] == "Tue, 24 Nov 2026 09:31:00 GMT"
    assert answer.headers["x-ratelimit-remaining"] == "0"
    assert answer.headers["x-ratelimit-reset"] == str(int(moment.timestamp()))


def test_a_duplicated_request_is_processed_twice_and_answered_once(sandbox: InProcessSandbox) -> None:
    board = sandbox.state.rows("SELECT id FROM projects WHERE shortcode = 'WEB'")[0]["id"]
    sandbox.faults.inject("POST", TASKS, faults.duplicate_request(), times=2)
    assert (
        sandbox.api_request("POST", "/tasks", json={"project_id": board, "title": "Doppelt"}).status_code
        == 201
    )
    assert sum(row["title"] == "Doppelt" for row in sandbox.state.tasks()) == 2
    named = {"project_id": board, "title": "Einfach", "external_id": "kd-1"}
    assert sandbox.api_request("POST", "/tasks", json=named).status_code == 422
    assert sum(row["title"] == "Einfach" for row in sandbox.state.tasks()) == 1
    assert [(seen.status, seen.answered) for seen in sandbox.faults.requests] == [
        (201, False),
        (201, True),
        (201, False),
        (422, True),
    ]


def test_responses_can_contain_undocumented_fields(sandbox: InProcessSandbox) -> None:
    sandbox.faults.inject("GET", TASKS, faults.with_field("status", "Blocked"))
    assert {row["status"] for row in sandbox.api_request("GET", "/tasks").json()["data"]} == {"Blocked"}
    sandbox.faults.inject("GET", TASKS, faults.with_field("title", None))
    assert {row["title"] for row in sandbox.api_request("GET", "/tasks").json()["data"]} == {None}
    sandbox.faults.inject("GET", TASKS, faults.with_field("assignee.type", "robot"))
    people = [row["assignee"] for row in sandbox.api_request("GET", "/tasks").json()["data"]]
    assert {person["type"] for person in people if person} == {"robot"}
    sandbox.faults.inject("GET", "/api/v1/whoami", faults.with_field("mood", {"today": "good"}))
    assert sandbox.api_request("GET", "/whoami").json()["mood"] == {"today": "good"}
    sandbox.faults.inject("GET", "/api/v1/whoami", faults.without_field("email"))
    assert "email" not in sandbox.api_request("GET", "/whoami").json()


def test_errors_and_pages_are_unchanged(sandbox: InProcessSandbox) -> None:
    sandbox.faults.inject("*", "*", faults.with_field("surprise", 1), times=None)
    assert sandbox.api_request("GET", "/tasks/nothing").json().keys() == {"message"}
    assert "<html" in sandbox.request("GET", "/").text


def _struck(sandbox: InProcessSandbox, seed: int) -> list[int]:
    sandbox.faults.clear()
    sandbox.faults.inject("GET", "/api/v1/whoami", faults.error_status(503), None, probability=0.5, seed=seed)
    return [sandbox.api_request("GET", "/whoami").status_code for _ in range(12)]


def test_probability_is_reproducible_by_seed(sandbox: InProcessSandbox) -> None:
    first = _struck(sandbox, 1)
    assert set(first) == {200, 503}
    assert _struck(sandbox, 1) == first
    assert _struck(sandbox, 2) != first


def test_only_hits_are_counted(sandbox: InProcessSandbox) -> None:
    sandbox.faults.inject("GET", "/api/v1/whoami", faults.error_status(503), 2, probability=0.5, seed=3)
    codes = [sandbox.api_request("GET", "/whoami").status_code for _ in range(20)]
    assert codes.count(503) == 2
    assert sandbox.faults.pending_rules() == []
