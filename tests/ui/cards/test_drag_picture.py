"""The picture that follows the pointer, and where a tooltip can be read beside it."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDrag, QPixmap
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kanbert_desktop.ui.cards.drag import DRAG_MARGIN, below_drag_picture

POINTER = QPoint(300, 200)


def test_a_tooltip_is_shown_below_the_picture(qtbot: QtBot) -> None:
    source = QWidget()
    qtbot.addWidget(source)
    drag = QDrag(source)
    picture = QPixmap(2 * 240, 2 * 120)
    picture.setDevicePixelRatio(2)
    picture.fill(Qt.GlobalColor.white)
    drag.setPixmap(picture)
    drag.setHotSpot(QPoint(100, 50))
    bottom_of_card = POINTER.y() + 120 - 50 - DRAG_MARGIN
    assert below_drag_picture(source, POINTER) == QPoint(POINTER.x(), bottom_of_card - DRAG_MARGIN)


def test_a_drag_of_another_program_has_its_tooltip_at_the_pointer(qtbot: QtBot) -> None:
    source = QWidget()
    qtbot.addWidget(source)
    assert below_drag_picture(None, POINTER) == POINTER
    assert below_drag_picture(source, POINTER) == POINTER
