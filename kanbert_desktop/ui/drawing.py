"""Tells the record on disk what a widget is about to draw, and when it has been drawn."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from kanbert_desktop.app.boards.crash_guard import Opening, OpeningRecord

_AT_LATEST = 2_000
"""Milliseconds in which the window answers without painting: then there was nothing to paint."""


class Drawing(QObject):
    """Of one widget and all within it."""

    def __init__(self, record: OpeningRecord, widget: QWidget) -> None:
        super().__init__(widget)
        self._record = record
        self._what: Opening | None = None
        self._at_latest = QTimer(self, singleShot=True, interval=_AT_LATEST)
        self._at_latest.timeout.connect(self._end)
        widget.installEventFilter(self)

    def begin(self, what: Opening) -> None:
        """Call before anything of it is given to a widget."""
        self._what = what
        self._record.begin(what)
        self._at_latest.start()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if self._what is not None and event.type() is QEvent.Type.Paint:
            # What lies within the widget is painted after it, before Qt has time again.
            QTimer.singleShot(0, self, self._end)
        return False

    def _end(self) -> None:
        self._at_latest.stop()
        if self._what is not None:
            what, self._what = self._what, None
            self._record.end(what)
