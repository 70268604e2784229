"""Injects one fault after another into a scenario, and checks that nothing is lost, doubled or unexplained."""

import json
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from disk_faults.fork_server import ChildResult, open_fork_server
from disk_faults.scenarios import SERVED, FaultEnvironment, Scenario
from disk_faults.shim import FaultKind
from kanbert_desktop.app.messages.status_texts import texts_for_key
from support.sandbox import running_sandbox

CARDS = 12
PAST_THE_END = 1 << 30
"""An operation number that no workload reaches."""
LOGGED = 2000
"""Characters of the log that are printed with an unexplained result."""
MEMORY = Path("/dev/shm")
OUTCOME_UNKNOWN_CODES = texts_for_key("save_unclear")[0]
DOCUMENTED = frozenset({3, 4, 5, 6, 7})
"""Exit codes of COMMAND_LINE.md that mean neither success nor a bug nor wrong usage."""


@dataclass
class FaultResult:
    """`faults` is the number of injected faults; the lists should be empty."""

    scenario: str
    faults: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    unexplained: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.faults:>8} faults in {self.scenario}: {self.counts}"

    @property
    def counts(self) -> str:
        return f"{len(self.lost)} lost, {len(self.doubled)} doubled, {len(self.unexplained)} unexplained"

    def add(self, other: "FaultResult") -> None:
        self.faults += other.faults
        self.lost += other.lost
        self.doubled += other.doubled
        self.unexplained += other.unexplained

    @property
    def violations(self) -> list[str]:
        return [*self.lost, *self.doubled, *self.unexplained]


class Injection:
    """All faults of one scenario, on copies of its initial folder."""

    def __init__(self, environment: FaultEnvironment, scenario: Scenario) -> None:
        self._environment = environment
        self._scene = scenario
        self._template = environment.folder / f"template of {scenario.name}"
        if not self._template.exists():
            scenario.prepare(environment, self._template)
        self._root = environment.root
        self._begin()
        self._before = Counter(self._found(self._look()))
        self.result = FaultResult(scenario.name)

    def inject_everywhere(self, kind: FaultKind) -> None:
        """n = 1, 2, 3 and so on, until the workload ends before the nth operation."""
        at = 1
        while self.inject(kind, at):
            at += 1

    def count(self, kind: FaultKind) -> int:
        """How many operations a fault of that kind can hit."""
        self._begin()
        counted = self._run_process(kind, PAST_THE_END).operation_count
        assert counted is not None
        return counted

    def inject(self, kind: FaultKind, at: int) -> bool:
        """Returns whether there was an `at`th operation."""
        self._begin()
        process = self._run_process(kind, at)
        if process.operation_count is not None and process.operation_count < at:
            return False
        self.result.faults += 1
        name = f"{self._scene.name}, {kind.name} at {at}"
        process = _asker(process)
        self._judge(process, name)
        # After "may have been saved" a user looks first.
        must_look_first = OUTCOME_UNKNOWN_CODES in process.output
        if not process.was_killed and process.code and self._scene.is_repeated and not must_look_first:
            process = _asker(self._run_process(FaultKind.NOTHING, 0))
            self._require(process, f"{name}: repeated")
        after = self._look()
        self._require(after, f"{name}: the next start")
        self._compare(process, Counter(self._found(after)), name)
        if self._scene.is_synced:
            self._sync(name)
        return True

    def _begin(self) -> None:
        shutil.rmtree(self._root, ignore_errors=True)
        shutil.copytree(self._template, self._root)
        if self._scene.is_synced:
            self._environment.reset_server()

    def _run_process(self, kind: FaultKind, at: int) -> ChildResult:
        scenario = self._scene
        return self._environment.fork_server.run(
            scenario.workload, self._root, *scenario.arguments(self._environment), kind=kind, at=at
        )

    def _look(self) -> ChildResult:
        return self._environment.fork_server.run(self._scene.check, self._root)

    def _judge(self, process: ChildResult, name: str) -> None:
        """Whatever ended the workload was reported with title, message and a documented exit code."""
        if process.was_killed:
            return
        if "Traceback" in process.errors or process.code not in DOCUMENTED | {0}:
            self._unexplained(process, name)
        elif process.code and not _explains(process):
            self.result.unexplained.append(f"{name}: code {process.code} without a word: {process}")

    def _require(self, process: ChildResult, name: str) -> None:
        if process.code:
            self._unexplained(process, name)

    def _unexplained(self, process: ChildResult, name: str) -> None:
        log = self._root / "profile" / "logs" / "kanbert-desktop.log"
        logged = log.read_text("utf-8", "replace") if log.exists() else ""
        self.result.unexplained.append(
            f"{name}: code {process.code}\n{process.errors}\n{process.output}\n{logged[-LOGGED:]}"
        )

    def _compare(self, process: ChildResult, found: Counter[str], name: str) -> None:
        result = [line for line in process.reports if isinstance(line, dict)]
        saved = {line["saved"] for line in result if "saved" in line}
        if not process.code:
            saved |= set(self._scene.saves(self._environment))
        if not self._scene.is_synced:
            stored = {fact for fact in self._before if not fact.startswith(self._scene.removes)}
            lost = (stored | saved) - set(found)
            self.result.lost += [f"{name}: {fact}" for fact in sorted(lost)]
        if not process.code and self._scene.removes and self._scene.arguments_of:
            left = [fact for fact in found if fact in self._before and fact.startswith(self._scene.removes)]
            self.result.unexplained += [f"{name}: {fact} was to go and is there" for fact in left]
        doubled = [fact for fact, times in found.items() if times > max(1, self._before[fact])]
        self.result.doubled += [f"{name}: {fact}" for fact in doubled]

    def _sync(self, name: str) -> None:
        environment = self._environment
        synced = environment.fork_server.run(
            "disk_faults.workloads:verb", self._root, environment.variables, "sync"
        )
        self._require(synced, f"{name}: sync afterwards")
        state = environment.sandbox.state
        there = [row["title"] for row in state.rows("SELECT title FROM tasks WHERE deleted_at IS NULL")]
        there += [row["comment"] for row in state.comments()]
        times = Counter(there)
        served = SERVED if self._scene.serves else ()
        self.result.lost += [f"{name}: {words} on the server" for words in served if not times[words]]
        self.result.doubled += [f"{name}: {words} on the server" for words in served if times[words] > 1]

    def _found(self, process: ChildResult) -> list[str]:
        facts: list[str] = next((line["found"] for line in process.reports if "found" in line), [])
        return facts


def _asker(process: ChildResult) -> ChildResult:
    """The report to the process that had handed over a verb to the one with the fault."""
    codes = [line["client"] for line in process.reports if isinstance(line, dict) and "client" in line]
    return replace(process, code=codes[0]) if codes else process


def _explains(process: ChildResult) -> bool:
    result: dict[str, Any] | None = next((line["error"] for line in process.reports if "error" in line), None)
    if result is None:
        try:
            result = json.loads(process.output)["error"]
        except (ValueError, KeyError, TypeError):
            return False
    return bool(result and result["title"] and result["message"] and result["code"] == process.code)


@contextmanager
def open_fault_environment() -> Iterator[FaultEnvironment]:
    """In memory if possible: thousands of fsyncs on a disk would take too long."""
    memory = MEMORY if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="kd-faults-", dir=memory) as place:
        folder = Path(place)
        with (
            running_sandbox(folder / "sandbox", tasks=CARDS) as sandbox,
            open_fork_server() as fork_server,
            closing(FaultEnvironment(fork_server, sandbox, folder)) as environment,
        ):
            yield environment
