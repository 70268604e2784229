"""Child processes that never outlive their parent."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import IO, Self

TIMEOUT_SECONDS = 8
STOP_SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


class ChildProcesses:
    """Starts programs, each in its own process group, and ends the groups in reverse order."""

    def __init__(self) -> None:
        self._running: list[subprocess.Popen[str]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        *,
        stdin: int | None = None,
        stdout: int | IO[str] | None = None,
        stderr: int | IO[str] | None = None,
        pass_fds: Sequence[int] = (),
        cwd: str | None = None,
    ) -> subprocess.Popen[str]:
        with _stopping_later():
            process = subprocess.Popen(
                [*_dies_with_parent(), *command],
                env=dict(environment),
                stdin=stdin,
                stdout=stdout,
                stderr=stderr,
                pass_fds=pass_fds,
                cwd=cwd,
                text=True,
                start_new_session=True,
            )
            self._running.append(process)
        return process

    def wait(self, process: subprocess.Popen[str]) -> int:
        """Exit code of `process`, after everything left in its group has been ended."""
        if sys.platform == "win32":
            return process.wait()
        # Until it is reaped, the process keeps its number, so the signal reaches the right group.
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        _signal_group(process, signal.SIGTERM)
        self._running.remove(process)
        return process.wait()

    def stop(self) -> None:
        while self._running:
            process = self._running.pop()
            if process.poll() is None:
                _end(process)
            for pipe in (process.stdin, process.stdout, process.stderr):
                if pipe is not None and not pipe.closed:
                    pipe.close()


def _end(process: subprocess.Popen[str]) -> None:
    _signal_group(process, signal.SIGTERM)
    try:
        process.wait(TIMEOUT_SECONDS)
    except subprocess.TimeoutExpired:
        _signal_group(process, signal.SIGKILL)
        process.wait()


def _signal_group(process: subprocess.Popen[str], number: signal.Signals) -> None:
    if sys.platform == "win32":
        process.terminate()
        return
    try:
        os.killpg(process.pid, number)
    except ProcessLookupError:
        return


def _dies_with_parent() -> list[str]:
    """A prefix by which Linux ends the child even if this process is killed without cleaning up."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "TERM", "--"] if setpriv else []


@contextmanager
def _stopping_later() -> Iterator[None]:
    """Delays Ctrl+C until the new child is recorded: otherwise nothing would end it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    held: list[int] = []
    known = [number for number in STOP_SIGNALS if signal.getsignal(number) is not None]
    before = {number: signal.signal(number, lambda result, _frame: held.append(result)) for number in known}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        for number in held:
            signal.raise_signal(number)
