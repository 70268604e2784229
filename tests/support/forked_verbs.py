"""Runs verbs one after the other, each in a forked process that need not import the program again.

A driver imports everything once and forks for each verb, before Qt or a thread is started.
"""

import atexit
import gc
import importlib
import json
import os
import pkgutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import IO, Any, NoReturn

DEADLINE_SECONDS = 60
TIMEOUT_SECONDS = 40.0
"""How long a verb waits for the holder of the profile, which on a busy machine may stand still for longer than five seconds."""
WITHOUT_QT = ("domain", "api", "net", "store", "sync")
IMPORTED_BY_VERBS = (
    *(f"kanbert_desktop.app.system.{name}" for name in ("plain_event_loop", "plain_handover")),
    *(
        f"kanbert_desktop.cli.{name}"
        for name in ("account_commands", "account_runner", "handover", "reading")
    ),
    *(f"kanbert_desktop.cli.{name}" for name in ("verb_runner", "write_commands")),
    *(f"kanbert_desktop.app.accounts.{name}" for name in ("credentials", "sign_in")),
    *(
        f"kanbert_desktop.app.boards.{name}"
        for name in ("html_text", "inbox.inbox", "inbox.recorder", "undo")
    ),
    *(f"kanbert_desktop.app.overview.{name}" for name in ("overview", "recorder")),
    *("kanbert_desktop.main", "kanbert_desktop.startup_acceleration.code_file"),
    *("anyio._backends._asyncio", "encodings.idna", "httpcore", "secretstorage"),
)


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

    def run(
        self, words: Sequence[str], environment: Mapping[str, str], *, has_long_timeouts: bool = True
    ) -> dict[str, Any]:
        """Returns the exit code as `subprocess` tells it, and the output."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        request = {
            "words": words,
            "environment": dict(environment),
            "folder": str(Path.cwd()),
            "has_long_timeouts": has_long_timeouts,
        }
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
    # A collection in a child would write to every object, and so copy all memory that the processes share.
    gc.freeze()
    while line := sys.stdin.readline():
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            child = os.fork()
            if child == 0:
                _end(_run(json.loads(line), out, err))
            _, status = os.waitpid(child, 0)
            result = {
                "exit_code": os.waitstatus_to_exitcode(status),
                "stdout": _read(out),
                "stderr": _read(err),
            }
        sys.stdout.write(json.dumps(result) + "\n")
        sys.stdout.flush()


def _import_verbs() -> None:
    """What a verb imports later it would import each time."""
    import kanbert_desktop

    for package in WITHOUT_QT:
        folder = str(Path(kanbert_desktop.__file__).with_name(package))
        for module in pkgutil.iter_modules([folder], f"kanbert_desktop.{package}."):
            importlib.import_module(module.name)
    for name in IMPORTED_BY_VERBS:
        importlib.import_module(name)


def use_long_timeouts() -> None:
    """From now on this process gives up a busy holder later than the program would."""
    from kanbert_desktop.app.system.handover import hand_over
    from kanbert_desktop.cli import handover, reading

    handover.WAIT_SECONDS = reading._ANSWER_SECONDS = TIMEOUT_SECONDS
    assert hand_over.__kwdefaults__ is not None
    hand_over.__kwdefaults__["accept_seconds"] = TIMEOUT_SECONDS


def _run(request: dict[str, Any], out: IO[bytes], err: IO[bytes]) -> int:
    from kanbert_desktop.main import run

    if request["has_long_timeouts"]:
        use_long_timeouts()
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


def _end(code: int) -> NoReturn:
    """As any other process ends: with its threads, its exit functions and what is not yet written.

    Only the modules are not taken apart, which takes a third of the time of most verbs.
    """
    threading._shutdown()
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _read(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode()


if __name__ == "__main__":
    serve()
