"""Loads what the calendar shows: the days at once, the trays after the next paint; with a filter, in slices."""

from collections.abc import Generator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from kanbert_desktop.app.boards.calendar import CalendarQuestion, CardTest
from kanbert_desktop.app.boards.service import BoardService

_PAINTED_MS, _UNPAINTED_MS = 15, 300
"""The trays are loaded a frame after the days are painted, or after the longer time if nothing is painted."""
_FRAME_SECONDS = 0.008
"""Time that loading may block the event loop: half a frame."""


class CalendarLoader(QObject):
    """`days_loaded` carries the cards by day, `trays_loaded` the trays."""

    days_loaded = Signal(object)
    trays_loaded = Signal(object)

    def __init__(self, service: BoardService, parent: QObject) -> None:
        super().__init__(parent)
        self._service = service
        self._steps: Generator[None, None, None] | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._continue)

    @property
    def is_loading(self) -> bool:
        return self._steps is not None

    def load(self, asked: CalendarQuestion, accepts: CardTest | None) -> None:
        """Without a test the days are loaded when this returns."""
        self.stop()
        if accepts is None:
            self.days_loaded.emit(self._service.calendar.days(asked))
            self._steps = self._trays(asked)
            self._timer.start(_UNPAINTED_MS)
        else:
            self._steps = self._filtered(asked, accepts)
            self._timer.start(0)

    def note_painted(self) -> None:
        """The days are on the screen: now there is time for the trays."""
        if self._timer.remainingTime() > _PAINTED_MS:
            self._timer.start(_PAINTED_MS)

    def finish(self) -> None:
        """Loads the rest at once."""
        while self._steps is not None:
            self._continue()

    def stop(self) -> None:
        self._timer.stop()
        if self._steps is not None:
            self._steps.close()
            self._steps = None

    def _trays(self, asked: CalendarQuestion) -> Generator[None, None, None]:
        self.trays_loaded.emit(self._service.calendar.trays(asked))
        yield

    def _filtered(self, asked: CalendarQuestion, accepts: CardTest) -> Generator[None, None, None]:
        days = yield from self._service.calendar.accepted_days(asked, accepts)
        self.days_loaded.emit(days)
        trays = yield from self._service.calendar.accepted_trays(asked, accepts)
        self.trays_loaded.emit(trays)

    def _continue(self) -> None:
        steps, until = self._steps, perf_counter() + _FRAME_SECONDS
        if steps is None:
            return
        for _step in steps:
            if perf_counter() >= until:
                self._timer.start(0)
                return
        # A slot of the last signal may have started to load anew.
        if self._steps is steps:
            self._steps = None
