"""The sandbox as a process of its own, as the verb and the window start it."""

import json
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import httpx


class Process:
    """`python -m kanbert_desktop.sandbox` on a folder; `line` is what it printed."""

    def __init__(
        self, folder: Path, *more: str, program: Sequence[str] = ("kanbert_desktop.sandbox",)
    ) -> None:
        command = [sys.executable, "-m", *program, "--state", str(folder), *more]
        self.running = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        assert self.running.stdout
        self.line: dict[str, str] = json.loads(self.running.stdout.readline() or b"{}")

    def ask(self, method: str, path: str, **options: object) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.line['access_token']}"}
        with httpx.Client(base_url=f"{self.line['url']}/api/v1", headers=headers, trust_env=False) as client:
            return client.request(method, path, **options)  # type: ignore[arg-type] # passed through

    def end(self, how: signal.Signals = signal.SIGTERM) -> tuple[int, bytes]:
        self.running.send_signal(how)
        return self.finish()

    def finish(self) -> tuple[int, bytes]:
        _, errors = self.running.communicate(timeout=30)
        return self.running.returncode, errors
