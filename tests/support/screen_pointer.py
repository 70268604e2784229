"""The pointer of the virtual screen, moved by xdotool while Qt's loop runs."""

import os
import subprocess
import time
from collections.abc import Callable, Sequence
from itertools import cycle

import pytest
from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

Words = Sequence[str]
Stage = tuple[Callable[[], bool], Words | Callable[[], Words]]
Pointer = Callable[..., None]
RELEASE = ("mouseup", "1")
CANCEL = ("key", "Escape", "sleep", "0.1", *RELEASE)
NUDGE_SECONDS = 0.5


@pytest.fixture
def pointer(qtbot: QtBot) -> Pointer:
    """Returns a function that runs xdotool beside the Qt loop, so that Qt can handle each step."""

    def run(*texts: str) -> None:
        program = subprocess.Popen(["xdotool", *texts], env=dict(os.environ))
        qtbot.waitUntil(lambda: program.poll() is not None)
        assert program.returncode == 0

    return run


class _StagedPointer:
    """Runs xdotool's words once each stage's condition holds.

    Until it holds, the pointer goes back and forth by one pixel now and then: for a machine that stood still, its steps were
    one, with which the drag began, and nothing was below the drag yet.
    """

    def __init__(self, stages: Sequence[Stage]) -> None:
        self._left = list(stages)
        self._place = ("0", "0")
        self._steps = cycle((1, 0))
        self._program: subprocess.Popen[bytes] | None = None
        self._moved_at = 0.0

    @property
    def is_done(self) -> bool:
        return not self._left and not self._is_running

    @property
    def _is_running(self) -> bool:
        return self._program is not None and self._program.poll() is None

    def go_on(self) -> None:
        if self._is_running or not self._left:
            return
        is_met, words = self._left[0]
        if is_met():
            del self._left[0]
            self._run(words() if callable(words) else words)
        elif time.monotonic() - self._moved_at > NUDGE_SECONDS:
            x, y = self._place
            self._run(("mousemove", str(int(x) + next(self._steps)), y), is_nudge=True)

    def _run(self, words: Words, *, is_nudge: bool = False) -> None:
        places = [index for index, word in enumerate(words) if word == "mousemove"]
        if places and not is_nudge:
            x, y = (word for word in words[places[-1] + 1 :][:3] if word.isdigit())
            self._place = x, y
        self._program = subprocess.Popen(["xdotool", *words], env=dict(os.environ))
        self._moved_at = time.monotonic()


@pytest.fixture
def stages(qtbot: QtBot) -> Pointer:
    """Returns a function that takes conditions with xdotool's words; it works inside a drag, which runs a loop of its own."""

    def run(*expected: Stage) -> None:
        staged = _StagedPointer(expected)
        timer = QTimer(interval=20)
        timer.timeout.connect(staged.go_on)
        timer.start()
        try:
            qtbot.waitUntil(lambda: staged.is_done)
        finally:
            # A failure keeps the timer in its traceback: it would go on in the tests that follow.
            timer.stop()

    return run


def at_once() -> bool:
    """The condition of a first stage."""
    return True


def position(widget: QWidget, inside: QPoint) -> tuple[str, str]:
    spot = widget.mapToGlobal(inside)
    return str(spot.x()), str(spot.y())


def path(start: tuple[str, str], end: tuple[str, str]) -> list[str]:
    """Returns press, then eight steps from start to end."""
    return ["mousemove", *start, "mousedown", "1", *steps(start, end)]


def steps(start: tuple[str, str], end: tuple[str, str]) -> list[str]:
    """Returns eight steps from start to end."""
    (x0, y0), (x1, y1) = ((int(x), int(y)) for x, y in (start, end))
    texts = []
    for step in range(1, 9):
        x, y = x0 + (x1 - x0) * step // 8, y0 + (y1 - y0) * step // 8
        texts += ["mousemove", "--sync", str(x), str(y), "sleep", "0.03"]
    return texts
