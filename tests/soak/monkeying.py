"""A monkey at the window for long: what may not happen in five hundred steps may not in many thousands."""

import asyncio
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from kanbert_desktop.app.loop import run_on_qt
from monkey.ears import listening
from monkey.house import house
from monkey.monkey import Monkey
from monkey.promises import shown_by_another_start


def play(seed: int, steps: int, say: Callable[[str], None]) -> None:
    """Raises with the last steps and the way to go them again."""
    application = QApplication(["kanbert-desktop"])
    application.setQuitOnLastWindowClosed(False)
    with tempfile.TemporaryDirectory(prefix="kd-") as folder:
        run_on_qt(application, _story(Path(folder), seed, steps, say))
    say(f"{steps:>8} steps of a monkey, and every promise was kept")


async def _story(folder: Path, seed: int, steps: int, say: Callable[[str], None]) -> None:
    with listening(asyncio.get_running_loop()) as ears:
        async with house(folder) as home:
            await Monkey(seed, home, ears, say, watches_memory=True).play(steps)
            shown = home.promises.shown()
        assert list(shown_by_another_start(folder / "profile")) == [shown], (
            "I4: another start shows otherwise"
        )
        assert not ears.heard, "\n".join(ears.heard)
