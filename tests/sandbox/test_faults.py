"""Faults over a socket, and in process as an exception."""

import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from kanbert_desktop.sandbox import faults
from kanbert_desktop.sandbox.faults import HeldRequest, RecordedRequest
from support.in_process_sandbox import InProcessSandbox
from support.sandbox import RunningSandbox, running_sandbox

NEW_TASK = {"title": "Genau einmal", "external_id": "kd-1"}


@pytest.fixture
def running(tmp_path: Path) -> Iterator[RunningSandbox]:
    with running_sandbox(tmp_path / "sandbox") as running:
        yield running


@pytest.fixture
def client(running: RunningSandbox) -> Iterator[httpx.Client]:
    with running.client() as client:
        yield client


def _create(running: RunningSandbox) -> dict[str, str]:
    return {
        **NEW_TASK,
        "project_id": running.state.rows("SELECT id FROM projects WHERE shortcode = 'WEB'")[0]["id"],
    }


def _made(running: RunningSandbox) -> int:
    return sum(row["external_id"] == "kd-1" for row in running.state.tasks())


def test_after_a_lost_response_the_write_is_done(running: RunningSandbox, client: httpx.Client) -> None:
    running.faults.inject("POST", "/api/v1/tasks", faults.lose_response())
    with pytest.raises(httpx.RemoteProtocolError):
        client.post("/tasks", json=_create(running))
    assert _made(running) == 1
    assert running.faults.requests == [RecordedRequest("POST", "/api/v1/tasks", 201, answered=False)]
    assert client.post("/tasks", json=_create(running)).status_code == 422
    assert running.faults.count_requests("POST", "/api/v1/tasks") == 2


def test_a_reset_comes_before_the_write(running: RunningSandbox, client: httpx.Client) -> None:
    running.faults.inject("POST", "/api/v1/tasks", faults.reset_connection())
    with pytest.raises(httpx.TransportError):
        client.post("/tasks", json=_create(running))
    assert _made(running) == 0
    assert running.faults.requests == [RecordedRequest("POST", "/api/v1/tasks", None, answered=False)]


def test_offline_ends_every_connection(running: RunningSandbox, client: httpx.Client) -> None:
    assert client.get("/whoami").status_code == 200
    running.faults.offline = True
    for _ in range(3):
        with pytest.raises(httpx.TransportError):
            client.get("/whoami")
    running.faults.offline = False
    assert client.get("/whoami").status_code == 200


@pytest.mark.parametrize("code", [401, 403, 404, 405, 409, 422, 429, 500, 502, 503, 504])
def test_a_status_replaces_the_response_once(sandbox: InProcessSandbox, code: int) -> None:
    sandbox.faults.inject("GET", "/api/v1/whoami", faults.error_status(code))
    answer = sandbox.api_request("GET", "/whoami")
    assert answer.status_code == code
    assert answer.json()["message"]
    assert sandbox.api_request("GET", "/whoami").status_code == 200


def test_too_many_requests_send_retry_after(sandbox: InProcessSandbox) -> None:
    sandbox.faults.inject("*", "/api/v1/*", faults.error_status(429, retry_after=7))
    answer = sandbox.api_request("GET", "/tasks")
    assert answer.headers["retry-after"] == "7"
    assert answer.headers["date"] == "Tue, 24 Nov 2026 09:30:00 GMT"


def test_a_gateway_may_fail_after_the_write(running: RunningSandbox, client: httpx.Client) -> None:
    running.faults.inject("POST", "/api/v1/tasks", faults.error_status(502, after=True))
    assert client.post("/tasks", json=_create(running)).status_code == 502
    assert _made(running) == 1


def test_a_custom_body_is_sent_unchanged(sandbox: InProcessSandbox) -> None:
    said = {"message": "Nein.", "errors": {"status": ["Nein."]}}
    sandbox.faults.inject("GET", "/api/v1/whoami", faults.error_status(422, said))
    assert sandbox.api_request("GET", "/whoami").json() == said


def test_a_captive_portal_sends_html_with_status_200(sandbox: InProcessSandbox) -> None:
    sandbox.faults.inject("GET", "/api/v1/tasks", faults.captive_portal())
    answer = sandbox.api_request("GET", "/tasks")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")


def test_broken_json_breaks_in_the_middle(sandbox: InProcessSandbox) -> None:
    sandbox.faults.inject("GET", "/api/v1/tasks", faults.broken_json())
    answer = sandbox.api_request("GET", "/tasks")
    assert answer.headers["content-type"] == "application/json"
    with pytest.raises(ValueError, match="Unterminated string"):
        answer.json()


def test_a_rule_applies_to_matching_requests_as_often_as_requested(sandbox: InProcessSandbox) -> None:
    sandbox.faults.inject("GET", "/api/v1/*", faults.error_status(503), times=2)
    codes = [sandbox.api_request("GET", path).status_code for path in ("/users", "/tasks", "/users")]
    assert codes == [503, 503, 200]
    sandbox.faults.inject("GET", "/api/v1/users", faults.error_status(500), times=None)
    codes = [sandbox.api_request("GET", path).status_code for path in ("/users", "/clients", "/users")]
    assert codes == [500, 200, 500]
    sandbox.faults.clear()
    assert sandbox.api_request("GET", "/users").status_code == 200


def test_without_a_socket_a_cut_is_an_exception(sandbox: InProcessSandbox) -> None:
    sandbox.faults.inject("GET", "/api/v1/whoami", faults.lose_response())
    with pytest.raises(httpx.ReadError):
        sandbox.api_request("GET", "/whoami")


def test_a_delayed_response_arrives(sandbox: InProcessSandbox) -> None:
    sandbox.faults.inject("GET", "/api/v1/whoami", faults.delay(0.01))
    assert sandbox.api_request("GET", "/whoami").status_code == 200


def test_a_held_request_waits_until_released(running: RunningSandbox) -> None:
    gate = HeldRequest()
    running.faults.inject("POST", "/api/v1/tasks", faults.hold_request(gate))
    answers: list[int] = []

    def send() -> None:
        with running.client() as client:
            answers.append(client.post("/tasks", json=_create(running)).status_code)

    sender = threading.Thread(target=send)
    sender.start()
    assert gate.has_arrived.wait(60)
    assert _made(running) == 0
    gate.release()
    sender.join(30)
    assert answers == [201]


def test_the_log_contains_paths_without_queries(sandbox: InProcessSandbox) -> None:
    flow = sandbox.flow()
    flow.code()
    assert sandbox.faults.requests[0] == RecordedRequest("GET", "/oauth/authorize", 200, answered=True)
    assert not any("?" in seen.path for seen in sandbox.faults.requests)
