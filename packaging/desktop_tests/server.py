"""The sandbox as the server: what it holds, and a colleague who changes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from devtools.steps import require
from support.colleague import Colleague
from support.sandbox import RunningSandbox, running_sandbox


class Server:
    """It keeps its address and its data over the log-ins of a run."""

    def __init__(self, sandbox: RunningSandbox) -> None:
        self._sandbox = sandbox
        self.credentials: Mapping[str, str] = sandbox.credentials
        self.colleague = Colleague(sandbox.state)

    def status(self, title: str) -> str:
        """The column of the card of that title."""
        return str(self._row(title)["status"])

    def boards(self, title: str) -> list[str]:
        """The shortcodes of the boards that have a card of that title."""
        found = self._sandbox.state.rows(
            "SELECT shortcode FROM projects JOIN tasks ON project_id = projects.id"
            " WHERE tasks.title = ? AND tasks.deleted_at IS NULL",
            title,
        )
        return [row["shortcode"] for row in found]

    def count(self, title: str) -> int:
        return len(self._rows(title))

    def comments(self, title: str) -> str:
        """The HTML of all comments on it."""
        found = self._sandbox.state.rows(
            "SELECT comment FROM comments WHERE task_id = ?", self._row(title)["id"]
        )
        return "\n".join(row["comment"] for row in found)

    def own_id(self) -> str:
        """The id of the user who signs in."""
        email = self.credentials["email"]
        return str(self._sandbox.state.rows("SELECT id FROM users WHERE email = ?", email)[0]["id"])

    def _row(self, title: str) -> Mapping[str, Any]:
        rows = self._rows(title)
        require(len(rows) == 1, f"the server has one card “{title}”", len(rows))
        return rows[0]

    def _rows(self, title: str) -> Sequence[Mapping[str, Any]]:
        return self._sandbox.state.rows("SELECT * FROM tasks WHERE title = ? AND deleted_at IS NULL", title)


@contextmanager
def running_server(folder: Path) -> Iterator[Server]:
    with running_sandbox(folder) as sandbox:
        yield Server(sandbox)
