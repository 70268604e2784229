"""Starts other programs: this one again, the sandbox server, and the desktop's opener."""

import asyncio
import json
import logging
import os
import sys
from pathlib import Path

from PySide6.QtCore import QProcess, QProcessEnvironment

from kanbert_desktop.app.system.own_program import program_command
from kanbert_desktop.domain.errors import NotReady

log = logging.getLogger(__name__)
START_SECONDS = 60.0
STOP_SECONDS = 3.0
KILL_MS = 1000


def opens_urls_without_qt() -> bool:
    """Returns True if our way to open a URL is preferred to Qt's.

    On Linux Qt passes on all our variables: those of a bundle break other programs, and some are secret (S27).
    Qt also waits for a portal that may hang (S26).
    """
    return sys.platform.startswith("linux")


def open_with_desktop(address: str) -> None:
    """Returns at once. Success is unknown."""
    from kanbert_desktop.identity.browser import open_in_browser  # noqa: PLC0415  seldom needed

    open_in_browser(address)


class SandboxProcess:
    """`url`, `client_id` and `access_token` are set by `start`. The process ends when its standard input closes, also when we crash."""

    def __init__(self, folder: Path, language: str) -> None:
        """`language` is that of the sample data, if the folder is new."""
        self._command = _command(folder, language)
        self._process = QProcess()
        self._process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        self._started: asyncio.Future[dict[str, str]] | None = None
        self._received = b""
        self.url = ""
        self.client_id = ""
        self.access_token = ""

    @property
    def pid(self) -> int:
        return int(self._process.processId())

    async def start(self) -> None:
        """Raises `NotReady("sandbox_failed")`."""
        program, *arguments = self._command
        self._started = asyncio.get_running_loop().create_future()
        self._process.readyReadStandardOutput.connect(self._read_output)
        self._process.finished.connect(self._on_ended)
        self._process.errorOccurred.connect(self._on_ended)
        self._process.setProcessEnvironment(_environment())
        self._process.start(program, arguments)
        try:
            async with asyncio.timeout(START_SECONDS):
                address = await self._started
        except (TimeoutError, NotReady):
            await self.close()
            raise NotReady("sandbox_failed") from None
        except asyncio.CancelledError:
            await self.close()
            raise
        self.url, self.client_id = address["url"], address["client_id"]
        self.access_token = address["access_token"]

    async def close(self) -> None:
        if self._process.state() == QProcess.ProcessState.NotRunning:
            return
        finished = asyncio.Event()
        self._process.finished.connect(finished.set)
        self._process.closeWriteChannel()
        self._process.terminate()
        try:
            async with asyncio.timeout(STOP_SECONDS):
                await finished.wait()
        except TimeoutError:
            self._process.kill()
            self._process.waitForFinished(KILL_MS)

    def _read_output(self) -> None:
        self._received += self._process.readAllStandardOutput().data()
        line, newline, _ = self._received.partition(b"\n")
        if newline and self._started is not None and not self._started.done():
            try:
                self._started.set_result(json.loads(line))
            except ValueError:
                self._started.set_exception(NotReady("sandbox_failed"))

    def _on_ended(self, *_: object) -> None:
        if self._started is not None and not self._started.done():
            self._started.set_exception(NotReady("sandbox_failed"))
        else:
            log.info("The sandbox has ended")


def _environment() -> QProcessEnvironment:
    """The environment without our own variables: some are secret, and the command holds everything needed."""
    from kanbert_desktop.identity.browser import child_environment  # noqa: PLC0415  only where one is started

    environment = QProcessEnvironment()
    for name, value in child_environment(os.environ, bundle=None).items():
        environment.insert(name, value)
    return environment


def _command(folder: Path, language: str) -> list[str]:
    options = ["--state", str(folder), "--language", language, "--watch-parent"]
    return [*program_command(), "sandbox", "--json", *options]
