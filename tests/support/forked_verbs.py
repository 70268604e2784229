"""Runs many verbs one after the other, each in a forked process that need not import the program again.

A driver imports everything once and forks for each verb, before Qt is started. Tests of a verb's start, or of two
simultaneous verbs, use `Terminal`.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, Self

from support.terminal import TIMEOUT_SECONDS, VerbResult


class ForkedVerbs:
    """A context manager; `run` takes the profile for the verb."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._driver = subprocess.Popen(
            [sys.executable, str(Path(__file__)), str(TIMEOUT_SECONDS)],
            env={**os.environ, **variables, "PYTHONPATH": os.pathsep.join(sys.path)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._driver.communicate(timeout=TIMEOUT_SECONDS)

    def run(self, profile: Path, *words: str) -> VerbResult:
        assert self._driver.stdin is not None
        assert self._driver.stdout is not None
        self._driver.stdin.write(json.dumps(["--profile", str(profile), *words]) + "\n")
        self._driver.stdin.flush()
        return VerbResult(**json.loads(self._driver.stdout.readline()))


def serve(deadline: int) -> None:
    from kanbert_desktop.app.system import plain_event_loop, plain_handover
    from kanbert_desktop.cli import (
        account_commands,
        account_runner,
        handover,
        reading,
        verb_runner,
        write_commands,
    )
    from kanbert_desktop.main import run

    assert all((plain_event_loop, plain_handover, account_commands, account_runner))
    assert all((handover, reading, verb_runner, write_commands))
    for line in sys.stdin:
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            child = os.fork()
            if child == 0:
                os._exit(_run(run, json.loads(line), out, err, deadline))
            _, status = os.waitpid(child, 0)
            result = {
                "exit_code": os.waitstatus_to_exitcode(status),
                "stdout": _read(out),
                "stderr": _read(err),
            }
        sys.stdout.write(json.dumps(result) + "\n")
        sys.stdout.flush()


def _run(
    run: Callable[[list[str]], int], words: list[str], out: IO[bytes], err: IO[bytes], deadline: int
) -> int:
    os.dup2(out.fileno(), 1)
    os.dup2(err.fileno(), 2)
    signal.alarm(deadline)
    try:
        code = run(words)
    except SystemExit as left:
        code = int(left.code or 0)
    sys.stdout.flush()
    sys.stderr.flush()
    return code


def _read(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode()


if __name__ == "__main__":
    serve(int(sys.argv[1]))
