"""Tells when a widget has been on screen: what nobody can see yet can wait until then."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget


class FirstPaint(QObject):
    """`over` comes once, when Qt has time again after the widget was painted for the first time."""

    over = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.is_over = False
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and not self.is_over:
            self.is_over = True
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.over.emit)
        return False
