"""The embedded sandbox as a child process."""

import asyncio
import json
import os
from pathlib import Path

import pytest

from kanbert_desktop.app.accounts.sandbox_identity import sandbox_id
from kanbert_desktop.app.system.processes import SandboxProcess
from kanbert_desktop.domain.errors import NotReady
from plugins.qt_loop import QtLoop


def is_gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def test_it_starts_says_where_it_is_and_ends_with_us(qt_loop: QtLoop, tmp_path: Path) -> None:
    async def scenario() -> int:
        process = SandboxProcess(tmp_path, "en")
        await process.start()
        assert process.url.startswith("http://127.0.0.1:")
        assert process.client_id
        pid = process.pid
        await process.close()
        return pid

    pid = qt_loop(scenario())
    assert is_gone(pid)
    assert sandbox_id(tmp_path) == json.loads((tmp_path / "identity.json").read_text("utf-8"))["id"]


def test_it_gets_none_of_our_secrets(
    qt_loop: QtLoop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KANBERT_ACCESS_TOKEN", "a-token")
    monkeypatch.setenv("KANBERT_CLIENT_SECRET", "a-secret")

    async def scenario() -> str:
        process = SandboxProcess(tmp_path, "en")
        await process.start()
        folder = Path(f"/proc/{process.pid}")
        seen = (folder / "environ").read_bytes() + (folder / "cmdline").read_bytes()
        await process.close()
        return seen.decode()

    seen = qt_loop(scenario())
    assert "--watch-parent" in seen
    assert "KANBERT_" not in seen
    assert "a-token" not in seen
    assert "a-secret" not in seen


def test_a_start_that_is_cancelled_leaves_no_process(qt_loop: QtLoop, tmp_path: Path) -> None:
    async def scenario() -> int:
        process = SandboxProcess(tmp_path, "en")
        starting = asyncio.create_task(process.start())
        await asyncio.sleep(0)
        pid = process.pid
        assert pid
        starting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await starting
        return pid

    assert is_gone(qt_loop(scenario()))


def test_a_failed_start_is_reported(qt_loop: QtLoop, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")

    async def scenario() -> None:
        with pytest.raises(NotReady) as caught:
            await SandboxProcess(tmp_path / "file", "en").start()
        assert caught.value.key == "sandbox_failed"

    qt_loop(scenario())


@pytest.mark.parametrize("text", ["", "{}", "[]", "nonsense"])
def test_an_identity_that_cannot_be_read_is_none(tmp_path: Path, text: str) -> None:
    assert sandbox_id(tmp_path) is None
    (tmp_path / "identity.json").write_text(text, "utf-8")
    assert sandbox_id(tmp_path) is None
