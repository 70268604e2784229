"""Puts pages onto a printer or into a file, a few milliseconds at a time: the window goes on answering."""

from collections.abc import Iterator
from time import perf_counter
from typing import Protocol

from PySide6.QtCore import QObject, QSizeF, QTimer, Signal
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPainter

_FRAME = 0.008
"""Seconds of one frame that may be spent."""
_POINTS_AN_INCH = 72


class ForPaper(Protocol):
    """Something that can be printed; `lay_out` is gone through before there are pages."""

    title: str
    orientation: QPageLayout.Orientation

    @property
    def pages(self) -> int: ...
    def lay_out(self, room: QSizeF) -> Iterator[None]: ...
    def paint(self, painter: QPainter, page: int) -> None: ...


class PrintRun(QObject):
    """`ended` carries whether all pages are there."""

    ended = Signal(bool)

    def __init__(self, what: ForPaper, device: QPagedPaintDevice, parent: QObject) -> None:
        super().__init__(parent)
        self._what, self._device = what, device
        self._painter = QPainter()
        self._steps = self._work()
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)

    def start(self) -> None:
        self._timer.start()

    def _go_on(self) -> None:
        until = perf_counter() + _FRAME
        while perf_counter() < until:
            told = next(self._steps, self)
            if told is not None:
                self._end(told is self)
                return

    def _end(self, done: bool) -> None:
        self._timer.stop()
        # What the device was not told to the end is told now: the file is whole.
        done = self._painter.end() and done
        self.ended.emit(done)

    def _work(self) -> Iterator[object]:
        """None after each step; anything else is the end, where the device does not take pages."""
        room = self._device.pageLayout().paintRect(QPageLayout.Unit.Point).size()
        yield from self._what.lay_out(room)
        if not self._painter.begin(self._device):
            yield False
        for page in range(self._what.pages):
            if page and not self._device.newPage():
                yield False
            self._painter.save()
            scale = self._device.logicalDpiX() / _POINTS_AN_INCH
            self._painter.scale(scale, scale)
            self._what.paint(self._painter, page)
            self._painter.restore()
            yield None
