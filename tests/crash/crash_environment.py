"""The environment of crash tests: a real sandbox, a fork server, a profile, and what must be true after a kill."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from crash.kill_points import KillPoint
from support.sandbox import RunningSandbox, running_sandbox

CARDS = 40
COLUMNS = {"title": "title", "column": "status", "description": "description"}
TESTS = Path(__file__).parents[1]


@dataclass
class CrashEnvironment:
    sandbox: RunningSandbox
    fork_server: "subprocess.Popen[str]"
    folder: Path
    numbers: Iterator[int] = field(default_factory=count)

    def __post_init__(self) -> None:
        """Every round begins with the server as it is now and a profile that has synced with it."""
        self._server = sqlite3.connect(":memory:", check_same_thread=False)
        self._template = self.folder / "template" / "store.db"
        self.run_in_child("prepare", self._template)
        self.sandbox.state._db.backup(self._server)

    def close(self) -> None:
        self._server.close()

    def run_in_child(self, command: str, path: Path, **more: object) -> dict[str, Any]:
        """Returns what the fork server reports about the child."""
        assert self.fork_server.stdin is not None
        assert self.fork_server.stdout is not None
        keys = {"url": self.sandbox.url, "token": self.sandbox.credentials["access_token"]}
        self.fork_server.stdin.write(json.dumps({"do": command, "path": str(path), **keys, **more}) + "\n")
        self.fork_server.stdin.flush()
        result: dict[str, Any] = json.loads(self.fork_server.stdout.readline())
        assert result["killed"] or result["code"] == 0, f"{command} failed, see above"
        return result

    def kill_points(self) -> list[KillPoint]:
        """All points that a process passes if it is not killed."""
        result = self.run_in_child("work", self._fresh())["reports"]
        return [(name, number) for name, number in result[-1]["points"]]

    def run_round(self, **how: object) -> bool:
        """One process, its end, and the next start; returns whether it was killed."""
        path = self._fresh()
        process = self.run_in_child("work", path, **how)
        self._sound(path)
        recovered = self.run_in_child("recover", path)["reports"][0]
        assert recovered["sound"], how
        assert recovered["left"] == [], how
        self._nothing_lost([line for line in process["reports"] if "saved" in line], how)
        self._nothing_doubled(how)
        shutil.rmtree(path.parent)
        return bool(process["killed"])

    def _fresh(self) -> Path:
        state = self.sandbox.state
        with state._lock:
            self._server.backup(state._db)
        path = self.folder / f"round {next(self.numbers)}" / "store.db"
        shutil.copytree(self._template.parent, path.parent)
        return path

    def _sound(self, path: Path) -> None:
        """Checks a copy of the files as the kill left them: opening the original would merge its log."""
        copy = path.parent.with_name("copy")
        shutil.copytree(path.parent, copy)
        db = sqlite3.connect(copy / path.name)
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        db.close()
        shutil.rmtree(copy)

    def _nothing_lost(self, saved: list[dict[str, Any]], how: object) -> None:
        """I2: whatever was reported as saved has arrived."""
        tasks = self.sandbox.state.rows("SELECT * FROM tasks")
        comments = {row["external_id"] for row in self.sandbox.state.comments()}
        for change in saved:
            row = next((row for row in tasks if change["card"] in (row["id"], row["external_id"])), None)
            assert row is not None, (how, change)
            assert change["comment"] is None or change["comment"] in comments, (how, change)
            assert change["saved"] != "DeleteCard" or row["deleted_at"], (how, change)
            for name, value in change["fields"].items():
                assert row[COLUMNS[name]] == value, (how, change)

    def _nothing_doubled(self, how: object) -> None:
        """I3: by title and by text, whatever their ids."""
        rows = [
            *self.sandbox.state.rows("SELECT title AS words FROM tasks WHERE external_id LIKE 'kd-%'"),
            *self.sandbox.state.rows("SELECT comment AS words FROM comments WHERE external_id LIKE 'kd-%'"),
        ]
        words = [row["words"] for row in rows]
        assert len(words) == len(set(words)), (how, words)


@contextmanager
def open_crash_environment(folder: Path) -> Iterator[CrashEnvironment]:
    with running_sandbox(folder / "sandbox", tasks=CARDS) as sandbox:
        fork_server = subprocess.Popen(
            [sys.executable, "-m", "crash.fork_server"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=TESTS.parent,
            env={**os.environ, "PYTHONPATH": os.pathsep.join([str(TESTS.parent), str(TESTS)])},
        )
        try:
            with closing(CrashEnvironment(sandbox, fork_server, folder)) as environment:
                yield environment
        finally:
            fork_server.communicate(timeout=30)
