"""One process per profile."""

import asyncio
import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest

from kanbert_desktop.app.system.handover import HandoverRequest, HandoverResult, hand_over
from kanbert_desktop.app.system.handover_server import HandoverServer
from kanbert_desktop.app.system.instance_lock import InstanceLock, holder_pid, socket_path
from kanbert_desktop.app.system.plain_handover import listen_by_asyncio

DEAD = 1 << 22
"""A process id above Linux's limit."""
HOLD = """
import sys
from pathlib import Path
from kanbert_desktop.app.system.instance_lock import InstanceLock
lock = InstanceLock(Path(sys.argv[1]))
print(lock.try_acquire(), flush=True)
sys.stdin.read()
"""


def hold(profile: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(profile)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "True\n"
    return process


def test_a_second_process_does_not_get_the_lock(profile: Path) -> None:
    with hold(profile) as other:
        assert not InstanceLock(profile).try_acquire()
        other.communicate()
    with InstanceLock(profile) as lock:
        assert lock.try_acquire()


def test_the_lock_of_a_killed_process_is_taken_over(profile: Path) -> None:
    with hold(profile) as other:
        other.kill()
        other.wait()
    with InstanceLock(profile) as lock:
        assert lock.try_acquire()


@pytest.mark.parametrize(
    "left",
    [
        "",
        "4",
        "4711\n",
        "-1\nkanbert\n",
        "no number",
        f"{DEAD}\npython3",
        f"{DEAD}\npython3\n",
        f"{DEAD}\npython3\nvm\n0a1b",
    ],
    ids=repr,
)
def test_a_lock_that_was_cut_off_while_it_was_written_is_taken_over(profile: Path, left: str) -> None:
    (profile / "lock").write_text(left)
    lock = InstanceLock(profile)
    assert lock.try_acquire()
    with lock:
        assert holder_pid(profile) == os.getpid()


def test_a_lock_that_a_process_holds_is_not_taken_over_while_it_names_nobody(profile: Path) -> None:
    """Between creating the file and writing it, the holder has the system's lock on it."""
    with hold(profile) as other:
        os.truncate(profile / "lock", 0)
        assert not InstanceLock(profile).try_acquire()
        other.communicate()


@pytest.fixture
def far_profile(tmp_path: Path) -> Path:
    """Its path is too long for a socket."""
    return tmp_path / ("x" * 90)


@pytest.fixture
def temporary(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """As short as the system's folder; here it belongs to this user."""
    with tempfile.TemporaryDirectory(prefix="kd-") as folder:
        monkeypatch.setattr(tempfile, "tempdir", folder)
        yield Path(folder)


def test_a_runtime_folder_of_this_user_is_taken(
    far_profile: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runtime = temporary / "run"
    runtime.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    assert Path(socket_path(far_profile)).parent == runtime


@pytest.mark.parametrize("error", ["group", "others", "link", "file", "missing", "relative", "owner"])
def test_a_runtime_folder_that_others_can_change_is_not_used(
    far_profile: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch, error: str
) -> None:
    runtime = temporary / "run"
    if error == "link":
        (temporary / "real").mkdir(mode=0o700)
        runtime.symlink_to(temporary / "real")
    elif error == "file":
        runtime.write_text("")
    elif error != "missing":
        runtime.mkdir()
        runtime.chmod({"group": 0o770, "others": 0o1707}.get(error, 0o700))
    monkeypatch.setenv("XDG_RUNTIME_DIR", "run" if error == "relative" else str(runtime))
    monkeypatch.chdir(temporary)
    if error == "owner":
        give_away(runtime, monkeypatch)
    place = Path(socket_path(far_profile))
    own = temporary / f"kanbert-{os.getuid()}"
    assert place.parent == own
    assert stat.S_IMODE(own.stat().st_mode) == 0o700


def give_away(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Owned by another user: really if possible, otherwise as reported by a patched `stat`."""
    if os.getuid() == 0:
        os.chown(folder, 12345, 12345)
        return
    real = Path.lstat

    def of_another(path: Path) -> os.stat_result:
        seen = real(path)
        return os.stat_result((*seen[:4], seen.st_uid + 1, *seen[5:])) if path == folder else seen

    monkeypatch.setattr(Path, "lstat", of_another)


def test_a_temporary_folder_that_somebody_else_made_first_is_not_used(
    far_profile: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    taken = temporary / f"kanbert-{os.getuid()}"
    taken.mkdir()
    taken.chmod(0o777)
    assert socket_path(far_profile) == ""
    assert hand_over("", HandoverRequest(("sync",), "1"), lambda *_: None) == HandoverResult()


def test_without_a_safe_folder_the_holder_works_and_does_not_listen(
    qt_loop: Callable[[Coroutine[Any, Any, Any]], Any], caplog: pytest.LogCaptureFixture
) -> None:
    async def scenario() -> None:
        server = HandoverServer("", lambda _: True, lambda *_: asyncio.sleep(0, 0), listen=listen_by_asyncio)
        await server.close()

    qt_loop(scenario())
    assert "No hand-over" in caplog.text


def test_the_socket_is_in_the_profile_unless_its_path_is_too_long(tmp_path: Path) -> None:
    assert socket_path(Path("/p")) == "/p/hand-over"
    long = tmp_path / ("x" * 90)
    place = socket_path(long)
    assert len(place) < 80
    assert place != socket_path(tmp_path / ("y" * 90))
