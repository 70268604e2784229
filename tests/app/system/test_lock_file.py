"""The lock file and `QLockFile`, which older versions of the program use, exclude each other."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile

from kanbert_desktop.app.system import lock_file
from kanbert_desktop.app.system.lock_file import LockAttempt, LockFile

HOLD_BY_QT = """
import sys
from PySide6.QtCore import QLockFile
lock = QLockFile(sys.argv[1])
lock.setStaleLockTime(0)
print(lock.tryLock(0), flush=True)
sys.stdin.read()
"""
HOLD = """
import sys
from pathlib import Path
from kanbert_desktop.app.system.lock_file import LockAttempt, LockFile
lock = LockFile(Path(sys.argv[1]))
print(lock.try_acquire() is LockAttempt.TAKEN, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "lock"


def hold(code: str, path: Path) -> "subprocess.Popen[str]":
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "True\n"
    return process


def qt_lock(path: Path) -> QLockFile:
    lock = QLockFile(str(path))
    lock.setStaleLockTime(0)
    return lock


def test_a_file_that_qt_holds_is_not_taken(path: Path) -> None:
    with hold(HOLD_BY_QT, path) as other:
        assert LockFile(path).try_acquire() is LockAttempt.HELD_ELSEWHERE
        other.communicate()


def test_qt_does_not_take_a_file_that_is_held(path: Path) -> None:
    with hold(HOLD, path) as other:
        lock = qt_lock(path)
        assert not lock.tryLock(0)
        assert lock.error() == QLockFile.LockError.LockFailedError
        assert not lock.removeStaleLockFile()
        other.communicate()


@pytest.mark.parametrize("holder", [HOLD, HOLD_BY_QT], ids=["ours", "qt"])
def test_the_file_of_a_killed_process_is_taken_over(path: Path, holder: str) -> None:
    for take in (lambda: LockFile(path).try_acquire() is LockAttempt.TAKEN, lambda: qt_lock(path).tryLock(0)):
        with hold(holder, path) as other:
            other.kill()
            other.wait()
        assert take()
        path.unlink(missing_ok=True)


@pytest.mark.parametrize("holder", [HOLD, HOLD_BY_QT], ids=["ours", "qt"])
def test_a_killed_process_holds_nothing_even_if_nobody_has_waited_for_it(path: Path, holder: str) -> None:
    with hold(holder, path) as other:
        other.kill()
        os.waitid(os.P_PID, other.pid, os.WEXITED | os.WNOWAIT)
        assert LockFile(path).try_acquire() is LockAttempt.TAKEN


def test_the_content_is_what_qt_writes(path: Path) -> None:
    by_qt = qt_lock(path)
    assert by_qt.tryLock(0)
    expected = path.read_bytes()
    by_qt.unlock()
    lock = LockFile(path)
    assert lock.try_acquire() is LockAttempt.TAKEN
    assert path.read_bytes() == expected
    assert path.stat().st_mode & 0o777 == 0o600
    lock.release()
    assert not path.exists()


def changed(line: int, value: str) -> str:
    lines = [str(os.getpid()), Path(sys.executable).resolve().name, os.uname().nodename]
    lines += [lock_file._computer_id(), lock_file._boot_id()]
    lines[line] = value
    return "".join(f"{each}\n" for each in lines)


@pytest.mark.parametrize(
    ("content", "is_stale"),
    [
        (changed(0, str(os.getpid())), False),
        (changed(0, str(1 << 22)), True),
        (changed(0, str(1 << 70)), True),
        (changed(1, "another-program"), True),
        (changed(3, "0" * 32), False),
        (changed(4, "an earlier boot"), True),
        (changed(0, "4") .rpartition("\n")[0], True),
        ("", True),
    ],
    ids=["alive", "dead", "no process", "other program", "other computer", "earlier boot", "cut off", "empty"],
)  # fmt: skip
def test_a_file_is_stale_as_for_qt(path: Path, content: str, is_stale: bool) -> None:
    path.write_text(content)
    attempt = LockFile(path).try_acquire()
    assert attempt is (LockAttempt.TAKEN if is_stale else LockAttempt.HELD_ELSEWHERE)


def test_a_folder_that_takes_no_file_is_not_mistaken_for_a_holder(tmp_path: Path) -> None:
    assert LockFile(tmp_path / "missing" / "lock").try_acquire() is LockAttempt.UNUSABLE
