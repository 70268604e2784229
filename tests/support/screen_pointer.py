"""The pointer of the virtual screen, moved by xdotool while Qt's loop runs."""

import os
import subprocess
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

Pointer = Callable[..., None]


@pytest.fixture
def pointer(qtbot: QtBot) -> Pointer:
    """Returns a function that runs xdotool beside the Qt loop, so that Qt can handle each step."""

    def run(*texts: str) -> None:
        program = subprocess.Popen(["xdotool", *texts], env=dict(os.environ))
        qtbot.waitUntil(lambda: program.poll() is not None)
        assert program.returncode == 0

    return run


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
