"""A real mouse and keyboard: XTest events sent by xdotool."""

from __future__ import annotations

import asyncio
import subprocess
import time
from collections.abc import Callable
from itertools import cycle

DRAG_STEPS = 12
STEP_SECONDS = 0.02
NUDGE_SECONDS = 0.5
TIMEOUT_SECONDS = 60


async def click(x: int, y: int) -> None:
    await _do("mousemove", str(x), str(y), "click", "1")


async def press(*keys: str) -> None:
    """Keys by their X names, such as `ctrl+shift+Right` or `Return`."""
    await _do("key", "--clearmodifiers", *keys)


async def write(text: str) -> None:
    await _do("type", "--delay", "12", text)


async def press_button(x: int, y: int) -> None:
    """Presses the button on something and holds it."""
    await _do("mousemove", str(x), str(y), "mousedown", "1")


async def move_pointer(start: tuple[int, int], end: tuple[int, int], is_there: Callable[[], bool]) -> None:
    """Moves in steps at a user's pace, so that it is a drag and not a jump. Returns when the program has noticed.

    For a window that stood still, all steps are one, with which the drag begins: only a further one tells what is below it.
    """
    for step in range(1, DRAG_STEPS + 1):
        x, y = (round(a + (b - a) * step / DRAG_STEPS) for a, b in zip(start, end, strict=True))
        await _do("mousemove", str(x), str(y))
        await asyncio.sleep(STEP_SECONDS)
    async with asyncio.timeout(TIMEOUT_SECONDS):
        for offset in cycle((1, 0)):
            if await _is_soon(is_there):
                return
            await _do("mousemove", str(end[0] + offset), str(end[1]))


async def _is_soon(fact: Callable[[], bool]) -> bool:
    until = time.monotonic() + NUDGE_SECONDS
    while time.monotonic() < until:
        if fact():
            return True
        await asyncio.sleep(STEP_SECONDS)
    return False


async def release_button() -> None:
    await _do("mouseup", "1")


async def _do(*arguments: str) -> None:
    # In a thread: the window must respond while the pointer moves.
    await asyncio.to_thread(subprocess.run, ["xdotool", *arguments], check=True)
