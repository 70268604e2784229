"""A sandbox with 10,000 cards, and a profile that the program has filled from it."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from devtools.child_processes import ChildProcesses

PROGRAM = (sys.executable, "-m", "kanbert_desktop")


class CachedSandbox:
    """A real process on a real socket; the same folder is the same server."""

    def __init__(self, children: ChildProcesses, state: Path, cards: int, *words: str) -> None:
        self._children = children
        command = [*PROGRAM, "sandbox", "--state", str(state), "--tasks", str(cards), *words]
        self._process = children.start(command, os.environ, stdout=subprocess.PIPE)
        line = self._process.stdout.readline() if self._process.stdout else ""
        if not line:
            raise SystemExit("The sandbox did not start.")
        self.credentials: Mapping[str, str] = json.loads(line)

    @property
    def variables(self) -> dict[str, str]:
        """The environment that points the program there, signed in with the direct token."""
        return {
            "KANBERT_SERVER": self.credentials["url"],
            "KANBERT_ACCESS_TOKEN": self.credentials["access_token"],
        }

    def stop(self) -> None:
        self._process.send_signal(signal.SIGTERM)
        self._children.wait(self._process)


def sync_profile(children: ChildProcesses, variables: Mapping[str, str], profile: Path) -> int:
    """Runs the verb `sync`; returns the number of cards."""
    wanted = {**os.environ, **variables, "KANBERT_PROFILE": str(profile)}
    process = children.start([*PROGRAM, "sync", "--json"], wanted, stdout=subprocess.PIPE)
    result = process.stdout.read() if process.stdout else ""
    if children.wait(process):
        raise SystemExit(f"`sync` failed:\n{result}")
    return int(json.loads(result)["pulled"])
