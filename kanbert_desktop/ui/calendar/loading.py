"""Loads what the calendar shows: the days at once, the trays after the next paint; with a filter, in slices."""

from collections.abc import Collection, Generator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from kanbert_desktop.app.boards.calendar import CalendarQuestion, CardsByDay, CardTest
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.domain.board import CardKey

_PAINTED_MS, _UNPAINTED_MS = 15, 300
"""The trays are loaded a frame after the days are painted, or after the longer time if nothing is painted."""
_FRAME_SECONDS = 0.008
"""Time that loading may block the event loop: half a frame."""
_FEW_CHANGES = 50
"""The days of so many changed cards are read in less time than all days."""


class CalendarLoader(QObject):
    """`days_loaded` carries the cards by day, `trays_loaded` the trays."""

    days_loaded = Signal(object)
    trays_loaded = Signal(object)

    def __init__(self, service: BoardService, parent: QObject) -> None:
        super().__init__(parent)
        self._service = service
        self._steps: Generator[None, None, None] | None = None
        self._known: tuple[CalendarQuestion, CardsByDay] | None = None
        self._changed: set[CardKey] = set()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._continue)

    @property
    def is_loading(self) -> bool:
        return self._steps is not None

    def load(self, asked: CalendarQuestion, accepts: CardTest | None) -> None:
        """Without a test the days are loaded when this returns."""
        self.stop()
        if accepts is None:
            days = self._days(asked)
            self._known = (asked, days)
            self.days_loaded.emit(days)
            self._steps = self._trays(asked)
            self._timer.start(_UNPAINTED_MS)
        else:
            self._known = None
            self._steps = self._filtered(asked, accepts)
            self._timer.start(0)

    def note_painted(self) -> None:
        """The days are on the screen: now there is time for the trays."""
        if self._timer.remainingTime() > _PAINTED_MS:
            self._timer.start(_PAINTED_MS)

    def note_changed(self, cards: Collection[CardKey]) -> None:
        """These cards have changed, were added or were removed."""
        self._changed.update(cards)
        if len(self._changed) > _FEW_CHANGES:
            self.forget()

    def forget(self) -> None:
        """Anything may have changed."""
        self._known = None
        self._changed.clear()

    def _days(self, asked: CalendarQuestion) -> CardsByDay:
        known, changed = self._known, self._changed
        self._changed = set()
        if known is None or known[0] != asked:
            return self._service.calendar.days(asked)
        return self._service.calendar.days_after(asked, known[1], changed)

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
        # A slot of the last signal may have started to load again.
        if self._steps is steps:
            self._steps = None
