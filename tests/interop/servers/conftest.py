"""Three other authorization servers, each in its own process on a real socket."""

import json
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from filelock import FileLock

from devtools import node_packages
from kanbert_desktop.identity.loopback_ports import ANY_PORT, LoopbackPorts
from kanbert_desktop.identity.oauth_client import OAuthClient

HERE = Path(__file__).parent
PORTS = 4


@dataclass(frozen=True)
class ForeignServer:
    """`ports` are the loopback ports that its registered redirect URLs need."""

    name: str
    url: str
    ports: LoopbackPorts = field(default=ANY_PORT)

    def application(self, client_id: str = "public", secret: str | None = None) -> OAuthClient:
        return OAuthClient(self.url, client_id, secret)

    @property
    def confidential(self) -> OAuthClient:
        return self.application("confidential", "the-client-secret")


@contextmanager
def running(
    command: Sequence[str | Path], name: str, ports: LoopbackPorts = ANY_PORT
) -> Iterator[ForeignServer]:
    """Until its standard input is closed, which also happens if this process is killed."""
    quiet = subprocess.DEVNULL if command[0] == "node" else None
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=quiet, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line, f"{name} did not start"
        yield ForeignServer(name, json.loads(line)["url"], ports)
        process.stdin.close()
        process.wait(60)


@contextmanager
def oidc_provider(folder: Path) -> Iterator[ForeignServer]:
    with FileLock(node_packages.PACKAGE_FOLDER.with_suffix(".lock")):
        packages = node_packages.prepare()
    script = shutil.copy(HERE / "node" / "provider.mjs", folder)
    (folder / "node_modules").symlink_to(packages / "node_modules")
    with running(["node", script], "oidc-provider") as server:
        yield server


@contextmanager
def django(folder: Path) -> Iterator[ForeignServer]:
    with running([sys.executable, HERE / "django_site.py", folder / "site.sqlite"], "django") as server:
        yield server


@contextmanager
def authlib(_place: Path) -> Iterator[ForeignServer]:
    ports = free_ports()
    redirects = [f"http://127.0.0.1:{port}/callback" for port in ports]
    with running(
        [sys.executable, HERE / "authlib_site.py", *redirects], "authlib", LoopbackPorts(ports)
    ) as server:
        yield server


def free_ports() -> tuple[int, ...]:
    """Registered before anybody listens on them, as in the settings of a real server."""
    listeners = [socket.create_server(("127.0.0.1", 0)) for _ in range(PORTS)]
    ports = tuple(listener.getsockname()[1] for listener in listeners)
    for listener in listeners:
        listener.close()
    return ports


@pytest.fixture(
    scope="module", params=[oidc_provider, django, authlib], ids=["oidc-provider", "django", "authlib"]
)
def foreign(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ForeignServer]:
    with request.param(tmp_path_factory.mktemp("foreign")) as server:
        yield server
