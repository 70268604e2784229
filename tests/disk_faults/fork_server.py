"""A process with the shim that imports everything and only forks: each child is a real process.

It reads orders, one JSON object a line, and answers each with one: how the child ended and what it reported.
"""

import gc
import importlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, NoReturn

from disk_faults import shim
from disk_faults.shim import FaultKind
from kanbert_desktop.app.tasks import PRELOADED_MODULES, SIGN_IN_MODULES

TESTS = Path(__file__).parents[1]
TIMEOUT_SECONDS = 60
"""Seconds after which a running child counts as hung."""

PRELOADED = (
    "disk_faults.workloads",
    "kanbert_desktop.cli.verb_runner",
    "kanbert_desktop.cli.account_runner",
    "kanbert_desktop.cli.reading",
    "kanbert_desktop.cli.write_commands",
    "kanbert_desktop.cli.account_commands",
    "kanbert_desktop.store.reading",
    "kanbert_desktop.store.read_only",
    "kanbert_desktop.store.recovery",
    "kanbert_desktop.store.page_carving",
    "kanbert_desktop.app.system.plain_event_loop",
    "kanbert_desktop.app.system.plain_handover",
    "kanbert_desktop.app.system.qt_handover",
    "kanbert_desktop.app.boards.export",
    "kanbert_desktop.app.system.event_loop",
    "kanbert_desktop.app.boards.undo",
    "qasync",
    *PRELOADED_MODULES,
    *SIGN_IN_MODULES,
)
"""What most workloads need: imported once, before the first fork."""


@dataclass(frozen=True)
class ChildResult:
    """`operation_count` is None if it was killed before counting; `code` is negative for a signal; `errors` is its standard error."""

    code: int
    reports: list[Any]
    operation_count: int | None
    output: str
    errors: str

    @property
    def was_killed(self) -> bool:
        return self.code == -signal.SIGKILL


@dataclass(frozen=True)
class ForkServer:
    process: "subprocess.Popen[str]"

    def run(
        self,
        function: str,
        root: Path,
        *arguments: object,
        kind: FaultKind = FaultKind.NOTHING,
        at: int = 0,
        record: Path | None = None,
    ) -> ChildResult:
        """`function` is "module:function"; it gets a function to report with, `root`, and the arguments."""
        order = {
            "function": function,
            "root": str(root),
            "arguments": arguments,
            "kind": int(kind),
            "at": at,
            "record": str(record) if record else None,
        }
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        return ChildResult(**json.loads(self.process.stdout.readline()))


@contextmanager
def open_fork_server() -> Iterator[ForkServer]:
    process = subprocess.Popen(
        [sys.executable, "-m", "disk_faults.fork_server"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=TESTS.parent,
        env={
            **shim.variables(),
            "PYTHONPATH": os.pathsep.join(map(str, (TESTS.parent, TESTS, TESTS.parent / "packaging"))),
        },
    )
    try:
        yield ForkServer(process)
    finally:
        process.communicate(timeout=TIMEOUT_SECONDS)


def main() -> None:
    for name in PRELOADED:
        importlib.import_module(name)
    # A collection in a child would write to every object, and so copy all memory that the processes share.
    gc.freeze()
    for line in sys.stdin:
        answer = json.dumps(_run_child(json.loads(line)))
        sys.stdout.write(answer + "\n")
        sys.stdout.flush()


def _run_child(order: dict[str, Any]) -> dict[str, Any]:
    module, _, name = order["function"].partition(":")
    workload = getattr(importlib.import_module(module), name)
    reading, writing = os.pipe()
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        child = os.fork()
        if child == 0:
            os.close(reading)
            os.dup2(output.fileno(), 1)
            os.dup2(errors.fileno(), 2)
            _work(workload, order, writing)
        os.close(writing)
        with os.fdopen(reading, encoding="utf-8") as result:
            lines = [json.loads(line) for line in result.read().splitlines() if line.endswith("}")]
        _, status = os.waitpid(child, 0)
        text = {name: _read(file) for name, file in (("output", output), ("errors", errors))}
    counted = next((line["counted"] for line in lines if "counted" in line), None)
    reported_lines = [line for line in lines if "counted" not in line]
    return {
        "code": os.waitstatus_to_exitcode(status),
        "reports": reported_lines,
        "operation_count": counted,
        **text,
    }


def _read(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode("utf-8", "replace")


def _work(workload: Any, order: dict[str, Any], writing: int) -> NoReturn:  # noqa: ANN401  any function
    def report(what: dict[str, Any]) -> None:
        # Directly to the pipe: nothing is buffered when the process is killed.
        os.write(writing, (json.dumps(what) + "\n").encode())

    signal.alarm(TIMEOUT_SECONDS)
    code = 0
    try:
        root = Path(order["root"])
        record = -1
        if order["record"]:
            record = os.open(order["record"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        if order["kind"] or order["record"]:
            shim.arm(root, FaultKind(order["kind"]), order["at"], record)
        code = workload(report, root, *order["arguments"]) or 0
    except BaseException:  # noqa: BLE001  reported by exit code and traceback
        traceback.print_exc()
        code = 1
    finally:
        report({"counted": shim.disarm()})
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    main()
