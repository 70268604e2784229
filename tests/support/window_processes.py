"""Windows as real processes on the virtual screen."""

import os
import re
import signal
import socket
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QRect
from PySide6.QtGui import QCursor, QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.system.instance_lock import socket_path
from support.terminal import TIMEOUT_SECONDS, Terminal

IDLE_LOOKS = 50
"""At 10 ms each (`QtBot.waitUntil`)."""
SIDEBAR, HEADER_HEIGHT, FOOTER_HEIGHT = 260, 110, 60


def is_served(profile: Path) -> bool:
    """Whether a process listens for others there. A window that crashed leaves its socket, and nobody listens."""
    with socket.socket(socket.AF_UNIX) as connection:
        return connection.connect_ex(socket_path(profile)) == 0


class WindowProcess:
    """A running window that serves other processes; `close` ends it as a desktop does."""

    def __init__(self, terminal: Terminal, qtbot: QtBot, display: str, *words: str) -> None:
        self._qtbot = qtbot
        self.process = terminal.start(*words, DISPLAY=display, QT_QPA_PLATFORM="xcb", LANG="C.UTF-8")
        self.wait_until(lambda: is_served(terminal.profile))

    def wait_until(self, fact: Callable[[], bool]) -> None:
        def holds() -> bool:
            assert self.process.poll() is None, self.process.communicate()
            return fact()

        self._qtbot.waitUntil(holds)

    def wait_until_idle(self) -> None:
        """Returns when each thread has slept for a while: what follows a start is done.

        A thread that gets no processor time, or waits for the disk, uses none either, but does not sleep.
        """
        seen: list[frozenset[tuple[str, ...]] | None] = []

        def rests() -> bool:
            seen.append(self._sleeping_threads())
            last = seen[-IDLE_LOOKS:]
            return len(seen) > IDLE_LOOKS and last[0] is not None and len(set(last)) == 1

        self.wait_until(rests)

    def _sleeping_threads(self) -> frozenset[tuple[str, ...]] | None:
        """Each thread with its processor time, of proc_pid_stat(5). None while one of them does not sleep, or ends."""
        found = set()
        for thread in Path(f"/proc/{self.process.pid}/task").iterdir():
            try:
                state, *fields = (thread / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
            except OSError:
                return None
            if state != "S":
                return None
            found.add((thread.name, *fields[10:12]))
        return frozenset(found)

    def shows(self, pattern: str) -> bool:
        """Whether this process has a visible window with such a title."""
        return any(re.search(pattern, title) for title in self._titles())

    def _titles(self) -> list[str]:
        mine = ["--all", "--onlyvisible", "--pid", str(self.process.pid), "--name", "."]
        found = subprocess.run(["xdotool", "search", *mine], capture_output=True, text=True, check=False)
        asked = (["xdotool", "getwindowname", number] for number in found.stdout.split())
        result = (subprocess.run(one, capture_output=True, text=True, check=False) for one in asked)
        return [one.stdout.strip() for one in result]

    def board(self) -> QImage:
        """A screenshot of the columns: sidebar, header and footer show the time."""
        self._qtbot.waitUntil(lambda: self._place() is not None)
        place = self._place()
        assert place is not None
        room = place.adjusted(SIDEBAR, HEADER_HEIGHT, 0, -FOOTER_HEIGHT)
        screen = QGuiApplication.primaryScreen()
        return screen.grabWindow(0, room.x(), room.y(), room.width(), room.height()).toImage()

    def stable_board(self) -> QImage:
        """Waits until nothing moves there any more. The pointer is moved to the screen's corner, where nothing is below it."""
        QCursor.setPos(QGuiApplication.primaryScreen().geometry().bottomRight())
        seen: list[QImage] = [QImage(), self.board()]

        def stands_still() -> bool:
            seen[:] = [seen[1], self.board()]
            return seen[0] == seen[1]

        for _ in range(3):
            self.wait_until(stands_still)
        return seen[1]

    def close(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        self.process.communicate(timeout=TIMEOUT_SECONDS)
        return self.process.returncode

    def _place(self) -> QRect | None:
        search = [
            "xdotool",
            "search",
            "--onlyvisible",
            "--pid",
            str(self.process.pid),
            "--name",
            "Kanbert Desktop",
        ]
        found = subprocess.run(search, capture_output=True, text=True, check=False).stdout.split()
        if not found:
            return None
        result = subprocess.run(
            ["xdotool", "getwindowgeometry", found[-1]], capture_output=True, text=True, check=False
        ).stdout
        numbers = list(map(int, re.findall(r"\d+", result.partition("\n")[2].replace("screen: 0", ""))))
        return QRect(*numbers[:4]) if len(numbers) >= 4 else None


OpenWindow = Callable[..., WindowProcess]
"""A window of that terminal with these arguments; closed at the end if it is still open."""


def processes_on(profile: Path) -> set[int]:
    """The running processes that were started with this `--profile`."""
    found = set()
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError, ValueError):
            words = file.read_bytes().split(b"\0")
            if os.fsencode(profile) in words[words.index(b"--profile") :]:
                found.add(int(file.parent.name))
    return found
