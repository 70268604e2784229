"""The sandbox as the server: what it holds, and a colleague who changes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from support.colleague import Colleague
from support.sandbox import RunningSandbox, running_sandbox


class Server:
    """It keeps its address and its data over the log-ins of a run."""

    def __init__(self, sandbox: RunningSandbox) -> None:
        self._sandbox = sandbox
        self.credentials: Mapping[str, str] = sandbox.credentials
        self.colleague = Colleague(sandbox.state)

    def task(self, title: str) -> Mapping[str, Any]:
        """As the server has it; empty if there is none of that title."""
        return next((task for task in self._tasks() if task["title"] == title), {})

    def titles(self) -> list[str]:
        return [task["title"] for task in self._tasks()]

    def comments(self, title: str) -> str:
        """The HTML of all comments on the task of that title."""
        task = self.task(title)
        found = self._sandbox.state.rows("SELECT comment FROM comments WHERE task_id = ?", task["id"])
        return "\n".join(row["comment"] for row in found)

    def own_id(self) -> str:
        """The id of the user who signs in."""
        email = self.credentials["email"]
        return str(self._sandbox.state.rows("SELECT id FROM users WHERE email = ?", email)[0]["id"])

    def _tasks(self) -> Sequence[Mapping[str, Any]]:
        with self._sandbox.client() as client:
            answer = client.get("/tasks", params={"sort": "-created_at,uri"}).raise_for_status()
        found: Sequence[Mapping[str, Any]] = answer.json()["data"]
        return found


@contextmanager
def running_server(folder: Path) -> Iterator[Server]:
    with running_sandbox(folder) as sandbox:
        yield Server(sandbox)
