"""Five hundred random steps in the window: no errors, nothing lost or doubled, no growth."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from kanbert_desktop.app.qt_translation import use_language
from kanbert_desktop.resources import resource
from monkey.environment import open_environment
from monkey.error_capture import error_capture
from monkey.invariants import shown_after_restart
from monkey.monkey import Monkey
from plugins.qt_loop import QtLoop

SEED = 7


@pytest.mark.usefixtures("keyring_session")
def test_five_hundred_random_actions_break_nothing(
    qt_loop: QtLoop, qapp: QApplication, tmp_path: Path
) -> None:
    async def story() -> None:
        with error_capture(qt_loop.loop) as errors:
            async with open_environment(tmp_path) as home:
                await Monkey(SEED, home, errors).play()
                shown = home.invariants.shown()
            assert list(shown_after_restart(tmp_path / "profile")) == [shown]
            assert not errors.errors

    try:
        qt_loop(story())
    finally:
        use_language(qapp, "en", resource("translations"))
