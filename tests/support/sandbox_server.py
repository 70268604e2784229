"""The sandbox as a separate process, as the verb and the window start it."""

import json
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import httpx

TIMEOUT_SECONDS = 60


class SandboxProcess:
    """`python -m kanbert_desktop.sandbox` on a folder; `announcement` is what it printed."""

    def __init__(
        self, folder: Path, *more: str, program: Sequence[str] = ("kanbert_desktop.sandbox",)
    ) -> None:
        command = [sys.executable, "-m", *program, "--state", str(folder), *more]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        assert self.process.stdout
        self.announcement: dict[str, str] = json.loads(self.process.stdout.readline() or b"{}")

    def request(self, method: str, path: str, **options: object) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.announcement['access_token']}"}
        with httpx.Client(
            base_url=f"{self.announcement['url']}/api/v1",
            headers=headers,
            trust_env=False,
            timeout=TIMEOUT_SECONDS,
        ) as client:
            return client.request(method, path, **options)  # type: ignore[arg-type] # passed through

    def stop(self, how: signal.Signals = signal.SIGTERM) -> tuple[int, bytes]:
        self.process.send_signal(how)
        return self.wait_for_exit()

    def wait_for_exit(self) -> tuple[int, bytes]:
        _, errors = self.process.communicate(timeout=TIMEOUT_SECONDS)
        return self.process.returncode, errors
