"""The session of a user of the minimal Debian: screen, bus and keyring run outside, started programs inside."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

import httpx

from devtools.browser import SystemBrowser
from devtools.child_processes import ChildProcesses
from devtools.steps import StepError
from support.screen_reader import ALWAYS_ON

# The test may enter the root and read; what it starts there may do neither.
DROP_PRIVILEGES = ("setpriv", "--inh-caps=-all", "--ambient-caps=-all", "--")
TIMEOUT_SECONDS = 60


class UserSession:
    """`program` is the installed program as seen from inside `root`; `folder` has the same path there.

    The program's standard error goes to `log`.
    """

    def __init__(self, children: ChildProcesses, root: Path, program: str, folder: Path, log: Path) -> None:
        self.children = children
        self.log, self.folder = log, folder
        self.is_frozen = root != Path("/")
        self._inside = ("chroot", str(root), *DROP_PRIVILEGES) if self.is_frozen else ()
        self._program = program
        self._state = folder / "sandbox"
        self._server: subprocess.Popen[str] | None = None
        self.credentials: Mapping[str, str] = {}
        self.browser_environment_file = folder / "browser-environment"
        self.browser = SystemBrowser(folder, os.environ, confined=False, note=self.browser_environment_file)

    def start_server(self) -> None:
        """The program's own sandbox is the server; its address stays the same."""
        self._server = self._start("sandbox", "--state", str(self._state), stdout=subprocess.PIPE)
        line = self._server.stdout.readline() if self._server.stdout else ""
        self.credentials = json.loads(line)

    def stop_server(self) -> None:
        if self._server is not None:
            self._server.kill()
            self.children.wait(self._server)

    def open_window(self) -> subprocess.Popen[str]:
        return self._start()

    def open_program(self, program: str) -> subprocess.Popen[str]:
        """Starts another installed program."""
        return self.children.start([*self._inside, program], _variables(), stderr=subprocess.DEVNULL)

    def close_window(self, window: subprocess.Popen[str]) -> int:
        """Returns the exit code after asking the program to end."""
        window.terminate()
        return window.wait(TIMEOUT_SECONDS)

    def runs_replaced_file(self, window: subprocess.Popen[str]) -> bool:
        """Whether an upgrade has removed the file that the process was started from."""
        return Path(f"/proc/{window.pid}/exe").readlink().name.endswith(" (deleted)")

    def run_verb(self, *arguments: str) -> object:
        """The JSON document of a verb that must succeed."""
        asked = subprocess.run(
            [*self._inside, self._program, *arguments, "--json"],
            env=_variables(),
            capture_output=True,
            text=True,
            check=False,
            timeout=TIMEOUT_SECONDS,
        )
        if asked.returncode:
            raise StepError(
                f"{' '.join(arguments)} ended with {asked.returncode}: {asked.stdout}{asked.stderr}"
            )
        return json.loads(asked.stdout)

    def open_link(self, link: str) -> None:
        """As every program of a desktop does."""
        self.children.start([*self._inside, "xdg-open", link], _variables(), stderr=subprocess.DEVNULL)

    def count_on_server(self, title: str) -> int:
        """The number of tasks with that title, read from the server."""
        with httpx.Client(
            base_url=f"{self.credentials['url']}/api/v1",
            headers={"Authorization": f"Bearer {self.credentials['access_token']}"},
            trust_env=False,
        ) as client:
            found = client.get("/tasks", params={"sort": "-created_at,uri"}).raise_for_status().json()
        return sum(task["title"] == title for task in found["data"])

    def _start(self, *arguments: str, stdout: int | None = None) -> subprocess.Popen[str]:
        command = [*self._inside, self._program, *arguments]
        with self.log.open("a", encoding="utf-8") as log:
            return self.children.start(command, _variables() | ALWAYS_ON, stdout=stdout, stderr=log)


def _variables() -> dict[str, str]:
    """The program must not search for modules where this test finds its own."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
