"""Step indicator of the sign-in: its circles grow with the text."""

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kanbert_desktop.ui.sign_in.step_header import StepIcon
from kanbert_desktop.ui.style.theme import Theme
from support.appearance import appearance_restored

__all__ = ["appearance_restored"]


def share_of_line(theme: Theme, qtbot: QtBot) -> float:
    """The share of ring and dot in the line through the middle of the current step's circle."""
    icon = StepIcon(theme)
    qtbot.addWidget(icon)
    icon.show_state("now")
    image = icon.grab().toImage()
    accent, middle = theme.color("accent"), image.height() // 2
    line = [QColor(image.pixel(x, middle)) for x in range(image.width())]
    return sum(abs(one.red() - accent.red()) < 64 for one in line) / len(line)


@pytest.mark.parametrize("scale", [2.0, 3.0])
def test_ring_and_dot_of_a_step_grow_with_the_text(qapp: QApplication, qtbot: QtBot, scale: float) -> None:
    usual = share_of_line(Theme(qapp, "light"), qtbot)
    assert share_of_line(Theme(qapp, "light", text_scale=scale), qtbot) == pytest.approx(usual, abs=0.08)
