"""Runs verbs one after the other, each in a forked process that need not import the program again.

A driver imports everything once and forks for each verb, before Qt or a thread is started.
"""

import atexit
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import IO, Any

DEADLINE_SECONDS = 60


class VerbDriver:
    """The process that forks; each verb has the environment and the working folder of its request."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__))],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, words: Sequence[str], environment: Mapping[str, str]) -> dict[str, Any]:
        """Returns the exit code as `subprocess` tells it, and the output."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        request = {"words": words, "environment": dict(environment), "folder": str(Path.cwd())}
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        result: dict[str, Any] = json.loads(self._process.stdout.readline())
        return result

    def close(self) -> None:
        self._process.communicate(timeout=DEADLINE_SECONDS)


@cache
def verb_driver() -> VerbDriver:
    """One for each test process, which ends it."""
    driver = VerbDriver()
    atexit.register(driver.close)
    return driver


def serve() -> None:
    _import_verbs()
    while line := sys.stdin.readline():
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            child = os.fork()
            if child == 0:
                # The process ends as any other: with its threads, its exit functions and what is not yet written.
                sys.exit(_run(json.loads(line), out, err))
            _, status = os.waitpid(child, 0)
            result = {
                "exit_code": os.waitstatus_to_exitcode(status),
                "stdout": _read(out),
                "stderr": _read(err),
            }
        sys.stdout.write(json.dumps(result) + "\n")
        sys.stdout.flush()


def _import_verbs() -> None:
    from kanbert_desktop.app.system import plain_event_loop, plain_handover
    from kanbert_desktop.cli import (
        account_commands,
        account_runner,
        handover,
        reading,
        verb_runner,
        write_commands,
    )

    assert all((plain_event_loop, plain_handover, account_commands, account_runner))
    assert all((handover, reading, verb_runner, write_commands))


def _run(request: dict[str, Any], out: IO[bytes], err: IO[bytes]) -> int:
    from kanbert_desktop.main import run

    with Path(os.devnull).open() as nothing:
        os.dup2(nothing.fileno(), 0)
    sys.stdin = os.fdopen(0, closefd=False)
    os.dup2(out.fileno(), 1)
    os.dup2(err.fileno(), 2)
    os.environ.clear()
    os.environ.update(request["environment"])
    os.chdir(request["folder"])
    signal.alarm(DEADLINE_SECONDS)
    return run(request["words"])


def _read(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode()


if __name__ == "__main__":
    serve()
