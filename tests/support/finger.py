"""A finger on a touch screen."""

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QInputDevice, QPointingDevice, QTouchEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

_devices: list[QPointingDevice] = []


def touch_screen() -> QPointingDevice:
    """Qt keeps devices for as long as the program runs."""
    if not _devices:
        _devices.append(QTest.createTouchDevice(QInputDevice.DeviceType.TouchScreen))
    return _devices[0]


class Finger:
    """Places are in pixels of the widget that the finger comes down on, and may lie beyond it."""

    def __init__(self, widget: QWidget) -> None:
        self._widget, self._place = widget, QPoint()

    def press(self, place: QPoint) -> None:
        self._place = place
        QTest.touchEvent(self._widget, touch_screen()).press(0, place, self._widget).commit()

    def glide(self, place: QPoint, steps: int = 8) -> None:
        start = self._place
        for step in range(1, steps + 1):
            self._place = start + (place - start) * step / steps
            QTest.touchEvent(self._widget, touch_screen()).move(0, self._place, self._widget).commit()

    def lift(self) -> None:
        QTest.touchEvent(self._widget, touch_screen()).release(0, self._place, self._widget).commit()

    def take_away(self) -> None:
        """As a compositor does that needs the finger itself."""
        QApplication.sendEvent(self._widget, QTouchEvent(QEvent.Type.TouchCancel, touch_screen()))
        self.lift()
