"""One fault after another into one scene, and what must be true after each: nothing lost, doubled or unexplained."""

import json
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from faults.nursery import Life, open_nursery
from faults.scenes import Scene, Stage, scenes
from faults.shim import Kind
from support.sandbox import running_sandbox

CARDS = 12
LOGGED = 2000
"""Characters of the log that are shown with what nobody explained."""
DOCUMENTED = frozenset({3, 4, 5, 6, 7})
"""Exit codes of command-line.md for what is no success, no bug and no wrong usage."""


@dataclass
class Verdict:
    """`faults` were met; what is named in the lists should not have happened."""

    scene: str
    faults: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    unexplained: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        counts = f"{len(self.lost)} lost, {len(self.doubled)} doubled, {len(self.unexplained)} unexplained"
        return f"{self.faults:>8} faults in {self.scene}: {counts}"

    @property
    def troubles(self) -> list[str]:
        return [*self.lost, *self.doubled, *self.unexplained]


class Injection:
    """All faults of one scene, on copies of what it begins with."""

    def __init__(self, stage: Stage, scene: Scene) -> None:
        self._stage = stage
        self._scene = scene
        self._template = stage.folder / f"template of {scene.name}"
        scene.prepare(stage, self._template)
        self._root = stage.folder / "r"
        self._server = sqlite3.connect(":memory:", check_same_thread=False)
        with stage.sandbox.world._lock:
            stage.sandbox.world._db.backup(self._server)
        self._begin()
        self._before = Counter(self._found(self._look()))
        self.verdict = Verdict(scene.name)

    def every(self, kind: Kind) -> None:
        """n = 1, 2, 3 and so on, until the life ends before the nth operation."""
        at = 1
        while self.inject(kind, at):
            at += 1

    def inject(self, kind: Kind, at: int) -> bool:
        """Was there an `at`th operation?"""
        self._begin()
        life = self._live(kind, at)
        if life.counted is not None and life.counted < at:
            return False
        self.verdict.faults += 1
        name = f"{self._scene.name}, {kind.name} at {at}"
        self._judge(life, name)
        if not life.was_killed and life.code and self._scene.is_repeated:
            life = self._live(Kind.NOTHING, 0)
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
        world = self._stage.sandbox.world
        if self._scene.is_synced:
            with world._lock:
                self._server.backup(world._db)

    def _live(self, kind: Kind, at: int) -> Life:
        scene = self._scene
        return self._stage.nursery.live(
            scene.life, self._root, *scene.arguments(self._stage), kind=kind, at=at
        )

    def _look(self) -> Life:
        return self._stage.nursery.live(self._scene.look, self._root)

    def _judge(self, life: Life, name: str) -> None:
        """Whatever ended it was told: by title, message and a documented exit code."""
        if life.was_killed:
            return
        if "Traceback" in life.errors or life.code not in DOCUMENTED | {0}:
            self._unexplained(life, name)
        elif life.code and not _explains(life):
            self.verdict.unexplained.append(f"{name}: code {life.code} without a word: {life}")

    def _require(self, life: Life, name: str) -> None:
        if life.code:
            self._unexplained(life, name)

    def _unexplained(self, life: Life, name: str) -> None:
        log = self._root / "profile" / "logs" / "kanbert-desktop.log"
        logged = log.read_text("utf-8", "replace") if log.exists() else ""
        self.verdict.unexplained.append(
            f"{name}: code {life.code}\n{life.errors}\n{life.output}\n{logged[-LOGGED:]}"
        )

    def _compare(self, life: Life, found: Counter[str], name: str) -> None:
        told = [line for line in life.told if isinstance(line, dict)]
        saved = {line["saved"] for line in told if "saved" in line}
        gone = {line["gone"] for line in told if "gone" in line} | set(self._scene.takes)
        if not life.code:
            saved |= set(self._scene.saves)
        if not self._scene.is_synced:
            lost = (set(self._before) - gone | saved) - set(found)
            self.verdict.lost += [f"{name}: {fact}" for fact in sorted(lost)]
        doubled = [fact for fact, times in found.items() if times > max(1, self._before[fact])]
        self.verdict.doubled += [f"{name}: {fact}" for fact in doubled]

    def _sync(self, name: str) -> None:
        stage = self._stage
        synced = stage.nursery.live("faults.lives:verb", self._root, stage.variables, "sync")
        self._require(synced, f"{name}: sync afterwards")
        world = stage.sandbox.world
        there = [row["title"] for row in world.rows("SELECT title FROM tasks WHERE deleted_at IS NULL")]
        there += [row["comment"] for row in world.comments()]
        times = Counter(there)
        self.verdict.lost += [
            f"{name}: {words} on the server" for words in self._scene.served if not times[words]
        ]
        self.verdict.doubled += [
            f"{name}: {words} on the server" for words in self._scene.served if times[words] > 1
        ]

    def _found(self, life: Life) -> list[str]:
        facts: list[str] = next((line["found"] for line in life.told if "found" in line), [])
        return facts


def _explains(life: Life) -> bool:
    told: dict[str, Any] | None = next((line["error"] for line in life.told if "error" in line), None)
    if told is None:
        try:
            told = json.loads(life.output)["error"]
        except (ValueError, KeyError, TypeError):
            return False
    return bool(told and told["title"] and told["message"] and told["code"] == life.code)


@contextmanager
def open_stage(folder: Path) -> Iterator[Stage]:
    folder.mkdir(parents=True, exist_ok=True)
    with running_sandbox(folder / "sandbox", tasks=CARDS) as sandbox, open_nursery() as nursery:
        yield Stage(nursery, sandbox, folder)


def every_scene(stage: Stage) -> Iterator[Scene]:
    return scenes(stage)
