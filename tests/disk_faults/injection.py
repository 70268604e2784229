"""One fault after another into one scene, and what must be true after each: nothing lost, doubled or unexplained."""

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
"""The number of an operation that no life comes to."""
LOGGED = 2000
"""Characters of the log that are shown with what nobody explained."""
MEMORY = Path("/dev/shm")
OUTCOME_UNKNOWN_CODES = texts_for_key("save_unclear")[0]
DOCUMENTED = frozenset({3, 4, 5, 6, 7})
"""Exit codes of command-line.md for what is no success, no bug and no wrong usage."""


@dataclass
class FaultResult:
    """`faults` were met; what is named in the lists should not have happened."""

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
    """All faults of one scene, on copies of what it begins with."""

    def __init__(self, stage: FaultEnvironment, scene: Scenario) -> None:
        self._stage = stage
        self._scene = scene
        self._template = stage.folder / f"template of {scene.name}"
        if not self._template.exists():
            scene.prepare(stage, self._template)
        self._root = stage.root
        self._begin()
        self._before = Counter(self._found(self._look()))
        self.result = FaultResult(scene.name)

    def inject_everywhere(self, kind: FaultKind) -> None:
        """n = 1, 2, 3 and so on, until the life ends before the nth operation."""
        at = 1
        while self.inject(kind, at):
            at += 1

    def count(self, kind: FaultKind) -> int:
        """How many operations a fault of that kind can meet."""
        self._begin()
        counted = self._live(kind, PAST_THE_END).operation_count
        assert counted is not None
        return counted

    def inject(self, kind: FaultKind, at: int) -> bool:
        """Was there an `at`th operation?"""
        self._begin()
        life = self._live(kind, at)
        if life.operation_count is not None and life.operation_count < at:
            return False
        self.result.faults += 1
        name = f"{self._scene.name}, {kind.name} at {at}"
        life = _asker(life)
        self._judge(life, name)
        # Who is told that it may have been saved looks first.
        is_told_to_look = OUTCOME_UNKNOWN_CODES in life.output
        if not life.was_killed and life.code and self._scene.is_repeated and not is_told_to_look:
            life = _asker(self._live(FaultKind.NOTHING, 0))
            self._require(life, f"{name}: repeated")
        after = self._look()
        self._require(after, f"{name}: the next start")
        self._compare(life, Counter(self._found(after)), name)
        if self._scene.is_synced:
            self._sync(name)
        return True

    def _begin(self) -> None:
        shutil.rmtree(self._root, ignore_errors=True)
        shutil.copytree(self._template, self._root)
        if self._scene.is_synced:
            self._stage.reset_server()

    def _live(self, kind: FaultKind, at: int) -> ChildResult:
        scene = self._scene
        return self._stage.fork_server.run(
            scene.workload, self._root, *scene.arguments(self._stage), kind=kind, at=at
        )

    def _look(self) -> ChildResult:
        return self._stage.fork_server.run(self._scene.check, self._root)

    def _judge(self, life: ChildResult, name: str) -> None:
        """Whatever ended it was told: by title, message and a documented exit code."""
        if life.was_killed:
            return
        if "Traceback" in life.errors or life.code not in DOCUMENTED | {0}:
            self._unexplained(life, name)
        elif life.code and not _explains(life):
            self.result.unexplained.append(f"{name}: code {life.code} without a word: {life}")

    def _require(self, life: ChildResult, name: str) -> None:
        if life.code:
            self._unexplained(life, name)

    def _unexplained(self, life: ChildResult, name: str) -> None:
        log = self._root / "profile" / "logs" / "kanbert-desktop.log"
        logged = log.read_text("utf-8", "replace") if log.exists() else ""
        self.result.unexplained.append(
            f"{name}: code {life.code}\n{life.errors}\n{life.output}\n{logged[-LOGGED:]}"
        )

    def _compare(self, life: ChildResult, found: Counter[str], name: str) -> None:
        told = [line for line in life.reports if isinstance(line, dict)]
        saved = {line["saved"] for line in told if "saved" in line}
        if not life.code:
            saved |= set(self._scene.saves(self._stage))
        if not self._scene.is_synced:
            kept = {fact for fact in self._before if not fact.startswith(self._scene.removes)}
            lost = (kept | saved) - set(found)
            self.result.lost += [f"{name}: {fact}" for fact in sorted(lost)]
        if not life.code and self._scene.removes and self._scene.arguments_of:
            left = [fact for fact in found if fact in self._before and fact.startswith(self._scene.removes)]
            self.result.unexplained += [f"{name}: {fact} was to go and is there" for fact in left]
        doubled = [fact for fact, times in found.items() if times > max(1, self._before[fact])]
        self.result.doubled += [f"{name}: {fact}" for fact in doubled]

    def _sync(self, name: str) -> None:
        stage = self._stage
        synced = stage.fork_server.run("disk_faults.workloads:verb", self._root, stage.variables, "sync")
        self._require(synced, f"{name}: sync afterwards")
        world = stage.sandbox.state
        there = [row["title"] for row in world.rows("SELECT title FROM tasks WHERE deleted_at IS NULL")]
        there += [row["comment"] for row in world.comments()]
        times = Counter(there)
        served = SERVED if self._scene.serves else ()
        self.result.lost += [f"{name}: {words} on the server" for words in served if not times[words]]
        self.result.doubled += [f"{name}: {words} on the server" for words in served if times[words] > 1]

    def _found(self, life: ChildResult) -> list[str]:
        facts: list[str] = next((line["found"] for line in life.reports if "found" in line), [])
        return facts


def _asker(life: ChildResult) -> ChildResult:
    """Where another process asked the one that the fault met: what that one was told."""
    codes = [line["client"] for line in life.reports if isinstance(line, dict) and "client" in line]
    return replace(life, code=codes[0]) if codes else life


def _explains(life: ChildResult) -> bool:
    told: dict[str, Any] | None = next((line["error"] for line in life.reports if "error" in line), None)
    if told is None:
        try:
            told = json.loads(life.output)["error"]
        except (ValueError, KeyError, TypeError):
            return False
    return bool(told and told["title"] and told["message"] and told["code"] == life.code)


@contextmanager
def open_fault_environment() -> Iterator[FaultEnvironment]:
    """In memory where the system has a folder there: nobody waits for a disk's fsync thousands of times."""
    memory = MEMORY if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="kd-faults-", dir=memory) as place:
        folder = Path(place)
        with (
            running_sandbox(folder / "sandbox", tasks=CARDS) as sandbox,
            open_fork_server() as nursery,
            closing(FaultEnvironment(nursery, sandbox, folder)) as stage,
        ):
            yield stage
