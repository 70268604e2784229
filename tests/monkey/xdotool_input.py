"""Pointer and keyboard of the X server, one xdotool call an action; also an input method and a clipboard."""

import asyncio
import os

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication, QInputMethodEvent

Point = tuple[int, int]
STEPS = 4


async def press(*keys: str) -> None:
    await _do("key", "--delay", "2", *keys)


async def click(spot: Point, button: int = 1, *, times: int = 1, held: str = "") -> None:
    clicks = ["click", "--repeat", str(times), "--delay", "10", str(button)]
    around = (["keydown", held], ["keyup", held]) if held else ([], [])
    await _do("mousemove", *map(str, spot), *around[0], *clicks, *around[1])


async def drag(start: Point, end: Point, *, give_up: bool) -> None:
    words = ["mousemove", *map(str, start), "mousedown", "1"]
    for step in range(1, STEPS + 1):
        spot = (a + (b - a) * step // STEPS for a, b in zip(start, end, strict=True))
        words += ["mousemove", *map(str, spot), "sleep", "0.01"]
    await _do(*words, *(["key", "Escape"] if give_up else []), "mouseup", "1")


def commit(text: str) -> None:
    """Posted, not sent: whatever a field does with it runs in the Qt loop and not inside our task."""
    field = QGuiApplication.focusObject()
    if field is not None:
        event = QInputMethodEvent()
        event.setCommitString(text)
        QCoreApplication.postEvent(field, event)


def put_in_clipboard(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


async def _do(*words: str) -> None:
    process = await asyncio.create_subprocess_exec("xdotool", *words, env=dict(os.environ))
    assert await process.wait() == 0, words
