"""Runs a function of a test module in a child process: a crash or an endless loop fails only that test.

A fork server imports the module once and forks for each function, before Qt or a thread is started.
"""

import faulthandler
import gc
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import time
import weakref
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).resolve().parents[2]
TIMEOUT_SECONDS = 240
"""Seconds: many times the duration on a busy computer, and far less than quadratic time would take."""
EXIT_SECONDS = 60


def run_in_child_process(work: Callable[[], None], environment: Mapping[str, str] | None = None) -> None:
    """`work` is a module-level function. Fails with the child's output."""
    file = sys.modules[work.__module__].__file__
    assert file is not None
    ended = fork_server(file).run(work.__name__, {**os.environ, **(environment or {})})
    assert ended["exit_code"] == 0, f"exit {ended['exit_code']}\n{ended['output']}"


class ForkServer:
    """The process that forks; it ends when nothing refers to this object any more."""

    def __init__(self, file: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "support.child_process", file],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")])},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        weakref.finalize(self, self._process.communicate, timeout=EXIT_SECONDS)

    def run(self, work: str, environment: Mapping[str, str]) -> dict[str, Any]:
        """Returns the exit code as `subprocess` tells it, and the output."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"work": work, "environment": dict(environment)}) + "\n")
        self._process.stdin.flush()
        result: dict[str, Any] = json.loads(self._process.stdout.readline())
        return result


@lru_cache(maxsize=1)
def fork_server(file: str) -> ForkServer:
    """One at a time: the tests of a module mostly follow one another."""
    return ForkServer(file)


def serve(file: str) -> None:
    faulthandler.enable()
    spec = importlib.util.spec_from_file_location("worked", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["worked"] = module
    spec.loader.exec_module(module)
    # A collection in a child would write to every object, and so copy all memory that the processes share.
    gc.freeze()
    while line := sys.stdin.readline():
        request = json.loads(line)
        with tempfile.TemporaryFile() as output:
            child = os.fork()
            if child == 0:
                _prepare(request["environment"], output)
                getattr(module, request["work"])()
                # The process ends as any other: with its threads, its exit functions and what Qt destroys.
                sys.exit()
            _, status = os.waitpid(child, 0)
            output.seek(0)
            text = output.read().decode("utf-8", "replace")
        sys.stdout.write(json.dumps({"exit_code": os.waitstatus_to_exitcode(status), "output": text}) + "\n")
        sys.stdout.flush()


def _prepare(environment: Mapping[str, str], output: IO[bytes]) -> None:
    with Path(os.devnull).open() as nothing:
        os.dup2(nothing.fileno(), 0)
    for number in (1, 2):
        os.dup2(output.fileno(), number)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    faulthandler.dump_traceback_later(TIMEOUT_SECONDS, exit=True)


if __name__ == "__main__":
    serve(sys.argv[1])
