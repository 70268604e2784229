"""The control API over HTTP: access, commands, and that it runs on request only."""

import asyncio
from typing import Any

import httpx
import pytest

from kanbert_desktop.sandbox.control.app import create_control_app
from kanbert_desktop.sandbox.control.commands import CHANGE_COMMANDS, fault_commands
from support.in_process_sandbox import InProcessSandbox

TOKEN = "the-token-of-this-start"
HOST = "127.0.0.1:4711"


class Bench:
    def __init__(self, sandbox: InProcessSandbox) -> None:
        self._app = create_control_app(
            sandbox.state, sandbox.behaviour, sandbox.faults, TOKEN, frozenset({HOST})
        )

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> httpx.Response:
        return self.raw(method, path, None if body is None else {"json": body}, **headers)

    def raw(
        self, method: str, path: str, more: dict[str, Any] | None = None, **headers: str
    ) -> httpx.Response:
        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(self._app)
            async with httpx.AsyncClient(transport=transport, base_url=f"http://{HOST}") as client:
                allowed = {"Authorization": f"Bearer {TOKEN}", **headers}
                return await client.request(method, path, headers=allowed, **(more or {}))

        return asyncio.run(send())

    def change(self, name: str, **arguments: object) -> Any:  # noqa: ANN401 — JSON
        answer = self.ask("POST", "/changes", {"change": name, "with": arguments})
        assert answer.status_code == 200, answer.text
        return answer.json()["result"]


@pytest.fixture
def bench(sandbox: InProcessSandbox) -> Bench:
    return Bench(sandbox)


PATHS = [
    ("GET", "/"),
    ("GET", "/requests"),
    ("GET", "/digest"),
    ("POST", "/changes"),
    ("POST", "/troubles"),
    ("OPTIONS", "/troubles"),
    ("GET", "/nothing"),
]


@pytest.mark.parametrize(("method", "path"), PATHS)
@pytest.mark.parametrize("token", ["", "Bearer", "Bearer wrong", f"Basic {TOKEN}", f"Bearer {TOKEN} "])
def test_without_the_token_there_is_nothing(bench: Bench, method: str, path: str, token: str) -> None:
    answer = bench.ask(method, path, Authorization=token)
    assert (answer.status_code, answer.json()) == (401, {"message": "Unauthenticated."})


@pytest.mark.parametrize("host", ["evil.example:4711", "127.0.0.1", "127.0.0.1:80", "localhost.evil.example"])
def test_another_host_name_is_rejected(bench: Bench, host: str) -> None:
    assert bench.ask("GET", "/digest", Host=host).status_code == 421


def test_a_page_of_another_origin_gets_no_permission(bench: Bench) -> None:
    answers = [
        bench.ask("GET", "/digest", Origin="http://evil.example"),
        bench.ask(
            "OPTIONS", "/digest", Origin="http://evil.example", **{"Access-Control-Request-Method": "GET"}
        ),
    ]
    assert [answer.status_code for answer in answers] == [200, 405]
    assert not any(name.startswith("access-control") for answer in answers for name in answer.headers)


def test_the_root_lists_all_commands(bench: Bench) -> None:
    found = bench.ask("GET", "/").json()
    assert found["troubles"]["with_field"] == ["path", "value"]
    assert found["changes"]["move_clock"] == ["seconds"]
    assert found["switches"]["page_limit"] == 30


def test_a_fault_is_added_listed_and_removed(bench: Bench, sandbox: InProcessSandbox) -> None:
    order = {"trouble": "status", "with": {"code": 429, "retry_after_date": 60}, "method": "GET", "times": 2}
    assert bench.ask("POST", "/troubles", order).status_code == 204
    answer = sandbox.api_request("GET", "/whoami")
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "Tue, 24 Nov 2026 09:31:00 GMT")
    waiting = {"method": "GET", "path": "/api/v1/*", "left": 1, "probability": 1, "seed": 0}
    assert bench.ask("GET", "/troubles").json() == [waiting]
    assert bench.ask("DELETE", "/troubles").status_code == 204
    assert sandbox.api_request("GET", "/whoami").status_code == 200


ARGUMENTS: dict[str, dict[str, object]] = {
    "status": {"code": 503, "body": {"message": "x"}, "retry_after": 3, "after": True},
    "delay": {"seconds": 0.001},
    "with_field": {"path": "status", "value": None},
    "without_field": {"path": "status"},
    "afterwards": {"change": {"change": "touch_cards", "with": {"count": 3}}},
    "drip": {"pause": 0.001},
    "redirect": {"to": "https://elsewhere.invalid/", "code": 307},
}


def test_every_fault_can_be_requested(bench: Bench, sandbox: InProcessSandbox) -> None:
    names = list(fault_commands(sandbox.state))
    for name in names:
        order = {
            "trouble": name,
            "with": ARGUMENTS.get(name, {}),
            "path": f"/only/{name}",
            "probability": 0.5,
        }
        assert bench.ask("POST", "/troubles", order).status_code == 204, name
    assert len(bench.ask("GET", "/troubles").json()) == len(names)


def test_the_log_is_read_and_emptied(bench: Bench, sandbox: InProcessSandbox) -> None:
    sandbox.api_request("GET", "/whoami")
    seen = {"method": "GET", "path": "/api/v1/whoami", "status": 200, "answered": True}
    assert bench.ask("GET", "/requests").json() == [seen]
    bench.ask("DELETE", "/requests")
    assert bench.ask("GET", "/requests").json() == []


def test_the_server_goes_offline_and_online(bench: Bench, sandbox: InProcessSandbox) -> None:
    bench.ask("PUT", "/offline", {"offline": True})
    with pytest.raises(httpx.ReadError):
        sandbox.api_request("GET", "/whoami")
    bench.ask("PUT", "/offline", {"offline": False})
    assert sandbox.api_request("GET", "/whoami").status_code == 200


def test_switches_can_be_set(bench: Bench, sandbox: InProcessSandbox) -> None:
    turned = bench.ask("PATCH", "/switches", {"page_limit": 7, "sub_tasks_default": "only"}).json()
    assert (turned["page_limit"], turned["sub_tasks_default"]) == (7, "only")
    assert sandbox.api_request("GET", "/users").json()["meta"]["per_page"] == 7
    assert bench.ask("GET", "/switches").json() == turned


BAD: list[tuple[str, str, object]] = [
    ("POST", "/troubles", {}),
    ("POST", "/troubles", []),
    ("POST", "/troubles", {"trouble": "earthquake"}),
    ("POST", "/troubles", {"trouble": ["reset"]}),
    ("POST", "/troubles", {"trouble": "reset", "with": {"hard": True}}),
    ("POST", "/troubles", {"trouble": "reset", "with": 1}),
    ("POST", "/troubles", {"trouble": "delay"}),
    ("POST", "/troubles", {"trouble": "delay", "with": {"seconds": "1"}}),
    ("POST", "/troubles", {"trouble": "status", "with": {"code": 204}}),
    ("POST", "/troubles", {"trouble": "status", "with": {"code": 9000}}),
    ("POST", "/troubles", {"trouble": "reset", "probability": 2}),
    ("POST", "/troubles", {"trouble": "reset", "times": 1.5}),
    ("POST", "/troubles", {"trouble": "reset", "whenever": 1}),
    ("POST", "/troubles", {"trouble": "afterwards", "with": {"change": {"change": "nothing"}}}),
    ("POST", "/changes", {"change": "nothing"}),
    ("POST", "/changes", {"change": "move_clock"}),
    ("POST", "/changes", {"change": "move_clock", "with": {"seconds": True}}),
    ("POST", "/changes", {"change": "move_clock", "seconds": 1}),
    ("POST", "/changes", {"change": "set_project_status", "with": {"board": "???"}}),
    ("POST", "/changes", {"change": "deactivate_user", "with": {"email": "nobody@example.com"}}),
    ("PATCH", "/switches", {"page_limit": "many"}),
    ("PATCH", "/switches", {"page_limit": True}),
    ("PATCH", "/switches", {"sub_tasks_default": "perhaps"}),
    ("PATCH", "/switches", {"gravity": 1}),
    ("PUT", "/offline", {"offline": 1}),
]


@pytest.mark.parametrize(("method", "path", "order"), BAD)
def test_an_invalid_command_changes_nothing(
    bench: Bench, sandbox: InProcessSandbox, method: str, path: str, order: object
) -> None:
    before = bench.ask("GET", "/digest").json()
    answer = bench.ask(method, path, order)
    assert answer.status_code == 422
    assert answer.json()["message"]
    assert bench.ask("GET", "/digest").json() == before
    assert (sandbox.faults.pending_rules(), sandbox.faults.offline) == ([], False)


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[" * 5000, b"null"])
def test_a_body_that_is_no_object_is_rejected(bench: Bench, body: bytes) -> None:
    assert bench.raw("POST", "/changes", {"content": body}).status_code == 422


def test_every_change_can_be_requested(bench: Bench, sandbox: InProcessSandbox) -> None:
    arguments: dict[str, dict[str, object]] = {
        "move_clock": {"seconds": -30},
        "set_project_status": {"board": "WEB"},
        "take_permission": {"board": "WEB", "email": sandbox.credentials["email"]},
        "give_permission": {"board": "WEB", "email": sandbox.credentials["email"]},
        "deactivate_user": {"email": sandbox.credentials["email"]},
        "activate_user": {"email": sandbox.credentials["email"]},
        "revoke_tokens": {"kind": None, "email": sandbox.credentials["email"]},
    }
    for name in CHANGE_COMMANDS:
        bench.change(name, **arguments.get(name, {}))
    assert sandbox.api_request("GET", "/whoami").status_code == 401


def test_the_digest_changes_with_the_state_only(bench: Bench, sandbox: InProcessSandbox) -> None:
    first = bench.ask("GET", "/digest").json()
    sandbox.api_request("GET", "/tasks")
    assert bench.ask("GET", "/digest").json() == first
    task = bench.ask("GET", "/tasks").json()[0]
    sandbox.api_request("PATCH", f"/tasks/{task['id']}", json={"title": "Neu"})
    second = bench.ask("GET", "/digest").json()
    assert second["digest"] != first["digest"]
    moved = [name for name, table in second["tables"].items() if table != first["tables"][name]]
    assert moved == ["tasks"]
    assert len(bench.ask("GET", "/comments").json()) == second["tables"]["comments"]["rows"]
