"""Node's oauth4webapi, which checks every response against the RFCs, using only the metadata document."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import IO, Any

import pytest
from filelock import FileLock

from devtools import node_packages
from interop.clients.conftest import Identity
from support.sandbox import RunningSandbox, walk_to_redirect

SCRIPT = Path(__file__).parent / "node" / "flow.mjs"
DEADLINE = 60


@pytest.fixture(scope="session")
def packages() -> Path:
    """Usually installed by `dev.py test`."""
    with FileLock(node_packages.PACKAGE_FOLDER.with_suffix(".lock")):
        return node_packages.prepare()


def test_a_complete_sign_in(
    kanbert: RunningSandbox, identity: Identity, packages: Path, tmp_path: Path
) -> None:
    script = shutil.copy(SCRIPT, tmp_path)
    (tmp_path / "node_modules").symlink_to(packages / "node_modules")
    task = {"url": kanbert.url, **identity._asdict()}
    with subprocess.Popen(["node", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as node:
        assert node.stdin is not None
        assert node.stdout is not None
        _tell(node.stdin, task)
        address = _heard(node.stdout)["authorize"]
        _tell(node.stdin, {"callback": walk_to_redirect(kanbert, address)})
        result = _heard(node.stdout)
        assert node.wait(DEADLINE) == 0
    assert result["person"]["body"]["email"] == kanbert.credentials["email"]
    assert result["token_type"] == "bearer"
    assert [result[name]["status"] for name in ("person", "replaced", "revoked")] == [200, 401, 401]


def _tell(pipe: IO[str], what: dict[str, Any]) -> None:
    pipe.write(json.dumps(what) + "\n")
    pipe.flush()


def _heard(pipe: IO[str]) -> dict[str, Any]:
    """A failing script prints nothing more on standard output; the reason is on standard error."""
    line = pipe.readline()
    assert line, "the script ended early"
    heard: dict[str, Any] = json.loads(line)
    return heard
