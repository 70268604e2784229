"""A menu opens beside its button."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kanbert_desktop.ui.widgets.popups import Menu, open_menu_above, open_menu_below


@pytest.fixture
def button(qtbot: QtBot) -> Iterator[QPushButton]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 400)
    made = QPushButton("Choose", window)
    made.setGeometry(300, 200, 120, 32)
    window.show()
    yield made
    window.close()


def opened(button: QPushButton, qtbot: QtBot, how: str) -> tuple[QRect, QRect]:
    """Rectangles of the button and its menu on the screen."""
    menu = Menu(button)
    menu.addActions([menu.addAction(text) for text in ("Project team only", "Clients too")])
    open_menu_above(button, menu) if how == "above" else open_menu_below(button, menu, at_end=how == "end")
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is menu)
    places = QRect(button.mapToGlobal(QPoint()), button.size()), menu.geometry()
    menu.close()
    return places


@pytest.mark.parametrize("how", ["below", "end", "above"])
def test_a_menu_covers_no_button(how: str, button: QPushButton, qtbot: QtBot) -> None:
    place, menu = opened(button, qtbot, how)
    assert not menu.intersects(place)
    assert (menu.bottom() < place.top()) is (how == "above")
    assert menu.right() == place.right() if how == "end" else menu.left() == place.left()
