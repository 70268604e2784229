"""A monkey at the window for many thousands of steps."""

import asyncio
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from kanbert_desktop.app.system.event_loop import run_on_qt
from monkey.environment import open_environment
from monkey.error_capture import error_capture
from monkey.invariants import shown_after_restart
from monkey.monkey import Monkey


def run_monkey(seed: int, steps: int, say: Callable[[str], None], *, is_read: bool = False) -> None:
    """Raises with the last steps and the command that repeats them.

    `is_read`: screen readers are running. What Qt keeps for them is not our growth, so memory is not checked.
    """
    application = QApplication(["kanbert-desktop"])
    application.setQuitOnLastWindowClosed(False)
    with tempfile.TemporaryDirectory(prefix="kd-") as folder:
        run_on_qt(application, _run(Path(folder), seed, steps, say, is_read=is_read))
    say(f"{steps:>8} steps of a monkey, and every promise was kept")


async def _run(folder: Path, seed: int, steps: int, say: Callable[[str], None], *, is_read: bool) -> None:
    with error_capture(asyncio.get_running_loop(), is_read=is_read) as errors:
        async with open_environment(folder) as home:
            await Monkey(
                seed, home, errors, say, watches_memory=not is_read, has_screen_readers=is_read
            ).play(steps)
            shown = home.invariants.shown()
        assert list(shown_after_restart(folder / "profile")) == [shown], "I4: another start shows otherwise"
        assert not errors.errors, "\n".join(errors.errors)
