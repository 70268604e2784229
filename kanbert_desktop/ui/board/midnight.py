"""Which day it is here, and the moment at which "tomorrow" becomes "today"."""

from datetime import date, datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal


def today() -> date:
    """On this computer's calendar."""
    return datetime.now().astimezone().date()


class Midnight(QObject):
    """`passed` comes shortly after each midnight of this computer."""

    passed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._on_timer)
        self._wait()

    def _on_timer(self) -> None:
        self._wait()
        self.passed.emit()

    def _wait(self) -> None:
        now = datetime.now().astimezone()
        midnight = (now + timedelta(days=1)).replace(hour=0, minute=0, second=1, microsecond=0)
        self._timer.start(int((midnight - now).total_seconds() * 1000) + 1000)
