"""The real pointer of the virtual screen."""

from collections.abc import Callable
from itertools import cycle

from PySide6.QtCore import QPoint
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot


def point_at(widget: QWidget, spot: QPoint, qtbot: QtBot, until: Callable[[], bool]) -> None:
    """Moves the pointer to a spot of the widget, and back and forth by one pixel there until the condition holds.

    Qt notices entering and leaving with a motion only. A pointer that an earlier test left at this spot does not move,
    and what was below it while the window was laid out counts as entered.
    """
    steps = cycle((QPoint(0, 0), QPoint(1, 0)))

    def holds() -> bool:
        QCursor.setPos(widget.mapToGlobal(spot) + next(steps))
        return until()

    qtbot.waitUntil(holds)
