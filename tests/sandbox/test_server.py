"""The server as a process: its output, port, end, and persistence."""

import json
import os
import signal
import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from kanbert_desktop.cli.arguments import SERVER_BEHAVIOURS
from kanbert_desktop.sandbox.context import BEHAVIOURS
from kanbert_desktop.sandbox.server import bind_listener
from support.oauth_steps import OAuthSteps
from support.sandbox import RunningSandbox, running_sandbox, sign_in_by_http, walk_to_redirect
from support.sandbox_server import TIMEOUT_SECONDS, SandboxProcess

NAMES = ["url", "client_id", "email", "password", "confidential_client_id", "client_secret", "access_token"]


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_prints_one_line_serves_and_ends_without_output(tmp_path: Path, how: signal.Signals) -> None:
    process = SandboxProcess(tmp_path / "sandbox")
    assert list(process.announcement) == NAMES
    assert process.announcement["url"].startswith("http://127.0.0.1:")
    assert process.request("GET", "/whoami").json()["email"] == process.announcement["email"]
    assert process.stop(how) == (0, b"")


def test_a_client_that_goes_away_within_its_request_is_no_error(tmp_path: Path) -> None:
    process = SandboxProcess(tmp_path / "sandbox")
    address = urlsplit(process.announcement["url"])
    head = f"POST /api/v1/tasks HTTP/1.1\r\nHost: {address.netloc}\r\nContent-Length: 100\r\n"
    head += f"Authorization: Bearer {process.announcement['access_token']}\r\n\r\n{{"
    for _ in range(3):
        with socket.create_connection((address.hostname, address.port), TIMEOUT_SECONDS) as client:
            client.sendall(head.encode())
    assert process.request("GET", "/whoami").is_success
    assert process.stop() == (0, b"")


def test_it_can_follow_the_rules_of_laravel_passport(tmp_path: Path) -> None:
    process = SandboxProcess(
        tmp_path / "sandbox", "--like", "passport", program=("kanbert_desktop", "sandbox")
    )
    refused = httpx.post(
        f"{process.announcement['url']}/oauth/token",
        data={
            "grant_type": "refresh_token",
            "refresh_token": "x",
            "client_id": process.announcement["client_id"],
        },
        trust_env=False,
        timeout=TIMEOUT_SECONDS,
    )
    assert refused.json()["hint"] == "Token has been revoked"
    process.stop()
    assert set(SERVER_BEHAVIOURS) == set(BEHAVIOURS)


def test_a_restart_finds_the_edits_at_the_same_address(tmp_path: Path) -> None:
    first = SandboxProcess(tmp_path / "sandbox")
    task = first.request("GET", "/tasks").json()["data"][0]
    first.request("PATCH", f"/tasks/{task['id']}", json={"title": "Noch da"})
    first.stop(signal.SIGKILL)
    second = SandboxProcess(tmp_path / "sandbox")
    assert second.announcement == first.announcement
    assert second.request("GET", f"/tasks/{task['id']}").json()["title"] == "Noch da"
    second.stop()


def test_the_folder_holds_its_id_and_port_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "sandbox"
    with running_sandbox(folder) as first:
        identity = json.loads((folder / "identity.json").read_text())
        assert first.url.endswith(f":{identity['port']}")
    assert folder.stat().st_mode & 0o077 == 0
    assert (folder / "identity.json").stat().st_mode & 0o077 == 0
    with running_sandbox(folder):
        assert json.loads((folder / "identity.json").read_text()) == identity


def test_a_taken_port_is_replaced_and_remembered(tmp_path: Path) -> None:
    folder = tmp_path / "sandbox"
    with running_sandbox(folder) as first:
        port = int(first.url.rpartition(":")[2])
        identity = json.loads((folder / "identity.json").read_text())
    with closing(socket.socket()) as squatter:
        squatter.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        squatter.bind(("127.0.0.1", port))
        squatter.listen()
        with running_sandbox(folder) as second:
            assert second.url != first.url
    after = json.loads((folder / "identity.json").read_text())
    assert after["id"] == identity["id"]
    assert second.url.endswith(f":{after['port']}")


def test_a_requested_port_in_use_is_reported(tmp_path: Path) -> None:
    with closing(socket.socket()) as squatter:
        squatter.bind(("127.0.0.1", 0))
        squatter.listen()
        port = squatter.getsockname()[1]
        process = SandboxProcess(tmp_path / "sandbox", "--port", str(port))
        code, errors = process.wait_for_exit()
    assert code == 2
    assert errors.decode() == f"Port {port} is in use. Choose another one with --port, or leave it out.\n"


def _bench(line: dict[str, str], method: str, path: str, **options: object) -> httpx.Response:
    headers = {"Authorization": f"Bearer {line['control_token']}"}
    with httpx.Client(
        base_url=line["control_url"], headers=headers, trust_env=False, timeout=TIMEOUT_SECONDS
    ) as client:
        return client.request(method, path, **options)  # type: ignore[arg-type] # passed through


def test_the_control_api_runs_on_a_second_port_on_request(tmp_path: Path) -> None:
    process = SandboxProcess(tmp_path / "sandbox", "--control", "--tasks", "0")
    assert list(process.announcement) == [*NAMES, "control_url", "control_token"]
    order = {"trouble": "lose_answer", "method": "GET"}
    assert _bench(process.announcement, "POST", "/troubles", json=order).status_code == 204
    with pytest.raises(httpx.TransportError):
        process.request("GET", "/whoami")
    assert process.request("GET", "/whoami").status_code == 200
    seen = _bench(process.announcement, "GET", "/requests").json()
    assert [(each["status"], each["answered"]) for each in seen] == [(200, False), (200, True)]
    wrong = {**process.announcement, "control_token": process.announcement["access_token"]}
    assert _bench(wrong, "GET", "/digest").status_code == 401
    assert process.stop() == (0, b"")


def test_the_verb_offers_the_control_api_too(tmp_path: Path) -> None:
    verb = ("kanbert_desktop", "sandbox")
    process = SandboxProcess(tmp_path / "sandbox", "--control", "--tasks", "0", program=verb)
    assert list(process.announcement) == [*NAMES, "control_url", "control_token"]
    assert _bench(process.announcement, "GET", "/digest").json()["tables"]["tasks"]["rows"] == 0
    code, _ = process.stop()
    assert code == 0


def test_the_control_api_has_a_new_token_with_every_start(tmp_path: Path) -> None:
    both = [SandboxProcess(tmp_path / "sandbox", "--control", "--tasks", "0") for _ in range(2)]
    assert len({process.announcement["control_token"] for process in both}) == 2
    assert [process.stop(signal.SIGINT) for process in both] == [(0, b""), (0, b"")]


def test_a_sandbox_of_the_window_never_has_a_control_api(tmp_path: Path) -> None:
    process = SandboxProcess(tmp_path / "sandbox", "--control", "--watch-parent", "--tasks", "0")
    assert list(process.announcement) == NAMES
    assert process.wait_for_exit() == (0, b"")


def test_it_ends_with_its_parent(tmp_path: Path) -> None:
    process = SandboxProcess(tmp_path / "sandbox", "--watch-parent")
    assert process.process.poll() is None
    code, errors = process.wait_for_exit()
    assert (code, errors) == (0, b"")


def test_it_listens_on_this_computer_only(tmp_path: Path) -> None:
    with running_sandbox(tmp_path / "sandbox") as sandbox:
        port = int(sandbox.url.rpartition(":")[2])
        outside = [address for address in _own_addresses() if not address.startswith("127.")]
        for address in outside:
            with closing(socket.socket()) as probe:
                assert probe.connect_ex((address, port)) != 0
        with closing(socket.socket()) as probe:
            assert probe.connect_ex(("127.0.0.1", port)) == 0


def _own_addresses() -> set[str]:
    return {str(found[4][0]) for found in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}


def test_responses_are_not_delayed_by_nagle(tmp_path: Path) -> None:
    """asyncio turns Nagle off only for explicit TCP sockets; otherwise each response comes 40 ms late."""
    with bind_listener(tmp_path, 0) as listener:
        assert listener.proto == socket.IPPROTO_TCP


def test_concurrent_requests_lose_nothing(tmp_path: Path) -> None:
    with running_sandbox(tmp_path / "sandbox") as sandbox, sandbox.client() as client:
        board = client.get("/projects").json()["data"][0]["id"]

        def make(number: int) -> list[int]:
            body = {"project_id": board, "title": f"Karte {number}", "external_id": f"kd-{number % 20}"}
            with sandbox.client() as own:
                return [own.post("/tasks", json=body).status_code, own.get("/tasks").status_code]

        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(make, range(40)))
    assert sorted(created for created, _ in answers) == [201] * 20 + [422] * 20
    assert {read for _, read in answers} == {200}


def test_two_processes_may_share_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "sandbox"
    with ThreadPoolExecutor(2) as pool:
        both = list(pool.map(lambda _: SandboxProcess(folder), range(2)))
    assert both[0].announcement["access_token"] == both[1].announcement["access_token"]
    assert both[0].announcement["url"] != both[1].announcement["url"]
    task = both[0].request("GET", "/tasks").json()["data"][0]
    both[0].request("PATCH", f"/tasks/{task['id']}", json={"title": "Von nebenan"})
    assert both[1].request("GET", f"/tasks/{task['id']}").json()["title"] == "Von nebenan"
    assert [process.stop() for process in both] == [(0, b""), (0, b"")]


def _authorize_url(sandbox: RunningSandbox, redirect: str) -> str:
    flow = OAuthSteps(lambda *_, **__: httpx.Response(500), sandbox.credentials, {"redirect_uri": redirect})
    return sandbox.url + flow.authorize_url


@pytest.mark.parametrize(("decision", "word"), [("allow", "code="), ("deny", "error=access_denied")])
def test_a_sign_in_can_be_walked_without_a_browser(tmp_path: Path, decision: str, word: str) -> None:
    with running_sandbox(tmp_path / "sandbox") as sandbox:
        back = walk_to_redirect(sandbox, _authorize_url(sandbox, "http://127.0.0.1:9/callback"), decision)
        assert back.startswith("http://127.0.0.1:9/callback?")
        assert word in back
        # The redirect goes to the sandbox itself, which has no such page; that response is returned.
        shown = sign_in_by_http(sandbox, _authorize_url(sandbox, f"{sandbox.url}/callback"), decision)
        assert shown.status_code == 404
        assert word in str(shown.url)


def test_the_environment_of_a_proxy_does_not_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "HTTP_PROXY", "http://127.0.0.1:9")
    with running_sandbox(tmp_path / "sandbox") as sandbox, sandbox.client() as client:
        assert client.get("/whoami").status_code == 200
