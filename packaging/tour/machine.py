"""A computer with a network: runs the sandbox as the server, and the program."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Container, Mapping, Sequence
from pathlib import Path
from typing import Any

import httpx

from devtools.child_processes import ChildProcesses
from tour.scenes import GO_OFFLINE, GO_ONLINE


class TourMachine:
    """`folder` holds the profile, the sandbox's state and the browser; starts online."""

    def __init__(self, children: ChildProcesses, folder: Path) -> None:
        self._children = children
        self._folder = folder
        self._server: subprocess.Popen[str] | None = None
        self.credentials: Mapping[str, str] = {}
        self.go_online()

    @property
    def profile(self) -> Path:
        return self._folder / "profile"

    def go_online(self) -> None:
        """The server can be reached at the same address as before."""
        command = [
            sys.executable,
            "-m",
            "kanbert_desktop",
            "sandbox",
            "--state",
            str(self._folder / "sandbox"),
        ]
        self._server = self._children.start(command, os.environ, stdout=subprocess.PIPE)
        line = self._server.stdout.readline() if self._server.stdout else ""
        self.credentials = json.loads(line)

    def go_offline(self) -> None:
        """The server is gone without notice."""
        if self._server is not None:
            self._server.send_signal(signal.SIGKILL)
            self._children.wait(self._server)

    def run_session(self, session_name: str, screenshots: Path, number: int) -> int:
        """Runs the program with one session; returns the next screenshot's number."""
        session = {
            **os.environ,
            "TOUR_PLACE": str(self._folder),
            "TOUR_CREDENTIALS": json.dumps(self.credentials),
        }
        command = [sys.executable, "-m", "tour.session", session_name, str(screenshots), str(number)]
        process = self._children.start(command, session, stdout=subprocess.PIPE)
        last = number
        for line in process.stdout or ():
            word = line.strip()
            if word.startswith("next picture "):
                last = int(word.split()[-1])
            elif word == GO_OFFLINE:
                self.go_offline()
            elif word == GO_ONLINE:
                self.go_online()
            else:
                print(word, flush=True)
        if self._children.wait(process) not in (0, -signal.SIGKILL):
            raise SystemExit(f"The tour stopped in the session “{session_name}”.")
        return last

    def edit_as_colleague(self, title: str, change: Mapping[str, object]) -> None:
        """Another user edits that card directly on the server."""
        self.go_online()
        task = next(task for task in self.tasks() if task["title"] == title)
        with self._client() as client:
            client.patch(f"/tasks/{task['id']}", json=change).raise_for_status()
        self.go_offline()

    def edit_cards_of_user(self, changes: Sequence[Mapping[str, object]], without: Container[str]) -> None:
        """Others edit the first open cards of the user directly on the server, each change another card."""
        self.go_online()
        with self._client() as client:
            me = client.get("/whoami").raise_for_status().json()["id"]
            cards = [
                task["id"]
                for task in self.tasks()
                if (task["assignee"] or {}).get("id") == me
                and task["status"] in ("Backlog", "New")
                and task["title"] not in without
            ]
            for card, change in zip(cards, changes, strict=False):
                client.patch(f"/tasks/{card}", json=change).raise_for_status()
        self.go_offline()

    def tasks(self) -> list[dict[str, Any]]:
        """Every task on the server, with archived ones and sub-tasks."""
        return self._all("/tasks", {"filter": "sub_tasks_in_list eq with", "sort": "created_at,uri"})

    def comments(self, task: str) -> list[str]:
        """The texts of a task's comments."""
        return [str(comment["comment"]) for comment in self._all(f"/tasks/{task}/comments", {})]

    def _all(self, path: str, parameters: Mapping[str, str]) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        cursor: dict[str, str] = {}
        with self._client() as client:
            while True:
                page = client.get(path, params={**parameters, **cursor}).raise_for_status().json()
                found += page["data"]
                if not page["meta"]["next_cursor"]:
                    return found
                cursor = {"page[cursor]": page["meta"]["next_cursor"]}

    def _client(self) -> httpx.Client:
        """Talks to the server directly, past the program and every proxy."""
        return httpx.Client(
            base_url=f"{self.credentials['url']}/api/v1",
            headers={"Authorization": f"Bearer {self.credentials['access_token']}"},
            trust_env=False,
        )
