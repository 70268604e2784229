"""Field button: the full text if there is enough space, else elided, never wider than the panel."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kanbert_desktop.ui.card_panel.fields import FieldButton
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.literal_text import wrapped_tooltip
from support.painted_text import painted_texts

NAME = "Maximiliane Freifrau von Hohenstein & Söhne"


@pytest.fixture
def field(theme: Theme, qtbot: QtBot) -> Iterator[FieldButton]:
    """A field button in a panel 400 pixels wide."""
    panel = QWidget()
    qtbot.addWidget(panel)
    made = FieldButton(panel)
    made.show_value("Assignee", NAME, theme.icon("user"), 22)
    QVBoxLayout(panel).addWidget(made)
    panel.resize(400, 60)
    panel.show()
    yield made
    panel.close()
    # A tooltip is hidden some time after it was asked to be.
    QToolTip.hideText()
    qtbot.waitUntil(lambda: not QToolTip.text())


def shown(field: FieldButton) -> str:
    return " ".join(one.text for one in painted_texts(field))


def tooltip(field: FieldButton) -> str:
    position = field.rect().center()
    QToolTip.hideText()
    QApplication.sendEvent(field, QHelpEvent(QEvent.Type.ToolTip, position, field.mapToGlobal(QPoint())))
    return QToolTip.text()


def test_a_name_with_enough_space_is_complete(field: FieldButton) -> None:
    assert shown(field) == NAME
    assert tooltip(field) == ""


def test_a_name_without_enough_space_is_elided_with_a_tooltip(field: FieldButton, qtbot: QtBot) -> None:
    field.window().resize(180, 60)
    qtbot.waitUntil(lambda: field.width() < 180)
    assert shown(field).endswith("…")
    assert tooltip(field) == wrapped_tooltip(NAME)
    assert field.accessibleName() == f"Assignee: {NAME}"


def test_a_long_name_does_not_widen_the_panel(field: FieldButton) -> None:
    assert field.window().minimumSizeHint().width() < 120
