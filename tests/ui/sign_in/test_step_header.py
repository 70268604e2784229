"""Steps of the sign-in: circles grow with the text, numbers are at the height of their text."""

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kanbert_desktop.ui.sign_in.method_form import numbered_step
from kanbert_desktop.ui.sign_in.step_header import StepIcon
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.centred_page import Paragraph
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


def ink_centre(image: QImage) -> float:
    """The middle of the rows that are not of one colour."""
    rows = [y for y in range(image.height()) if len({image.pixel(x, y) for x in range(image.width())}) > 1]
    return (rows[0] + rows[-1]) / 2


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_number_of_a_step_is_level_with_its_text(qapp: QApplication, qtbot: QtBot, scale: float) -> None:
    theme = Theme(qapp, "light", text_scale=scale)
    page, text = QWidget(), Paragraph("step")
    qtbot.addWidget(page)
    text.setText("HEN")
    box = QVBoxLayout(page)
    box.addLayout(numbered_step(1, text))
    box.addStretch(1)
    page.resize(theme.px(300), theme.px(60))
    with qtbot.waitExposed(page):
        page.show()
    number = next(label for label in page.findChildren(QLabel) if label is not text)
    middle = number.geometry().top() + number.height() / 2
    assert text.indent() == 0
    assert text.y() + ink_centre(text.grab().toImage()) == pytest.approx(middle, abs=1.5 * scale)
