"""A web page with a host name of its own gets nothing: requests must use the server's own name."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.sandbox import RunningSandbox, running_sandbox
from support.sandbox_server import SandboxProcess

PLACES = ("/api/v1/whoami", "/api/v1/tasks", "/oauth/authorize", "/openapi.json", "/settings", "/nowhere")


def status(port: int, *hosts: str, path: str = "/api/v1/whoami", token: str = "") -> int:
    """As bytes: our client would not send invalid requests."""
    lines = [f"GET {path} HTTP/1.1", *(f"Host: {host}" for host in hosts), f"Authorization: Bearer {token}"]
    with socket.create_connection(("127.0.0.1", port), 30) as connection:
        connection.sendall("\r\n".join((*lines, "Connection: close", "", "")).encode("latin-1"))
        return int(connection.makefile("rb").readline().split()[1])


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSandbox]:
    with running_sandbox(tmp_path_factory.mktemp("hosts") / "sandbox", tasks=1) as running:
        yield running


def port_of(sandbox: RunningSandbox) -> int:
    return int(sandbox.url.rpartition(":")[2])


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "LocalHost"])
def test_own_host_names_are_accepted(sandbox: RunningSandbox, name: str) -> None:
    port = port_of(sandbox)
    assert status(port, f"{name}:{port}", token=sandbox.credentials["access_token"]) == 200


@pytest.mark.parametrize("path", PLACES)
@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:{port}",
        "127.0.0.1",
        "localhost",
        "127.0.0.1:1",
        "localhost:{port}.evil.example",
        "localhost.evil.example:{port}",
        "[::1]:{port}",
        "0.0.0.0:{port}",
        "127.0.0.2:{port}",
        "user@localhost:{port}",
        "\xe4:{port}",
        "",
    ],
)
def test_any_other_host_name_is_rejected_everywhere(sandbox: RunningSandbox, path: str, host: str) -> None:
    port = port_of(sandbox)
    token = sandbox.credentials["access_token"]
    assert status(port, host.format(port=port), path=path, token=token) in {400, 421}


def test_none_and_two_host_headers_are_rejected(sandbox: RunningSandbox) -> None:
    port = port_of(sandbox)
    own = f"127.0.0.1:{port}"
    assert status(port) in {400, 421}
    assert status(port, own, "evil.example") in {400, 421}
    assert status(port, own, own) in {400, 421}


def test_the_process_and_its_control_port_check_the_host_header(tmp_path: Path) -> None:
    process = SandboxProcess(tmp_path / "sandbox", "--control")
    try:
        for address in (process.announcement["url"], process.announcement["control_url"]):
            port = int(address.rpartition(":")[2])
            assert status(port, f"evil.example:{port}") == 421
            assert status(port, f"127.0.0.1:{port}", token=process.announcement["access_token"]) in {200, 401}
    finally:
        process.stop()
