"""Keeps one iCalendar file up to date with the due dates of an account, for other calendars.

The path is the local value `CALENDAR_FILE` of the account. The file is written again some seconds after a change: only the changed cards
are read for it. It is replaced as a whole and has mode 0600.
"""

import asyncio
import importlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from kanbert_desktop.app.boards.export import write_file
from kanbert_desktop.app.boards.local_data import CALENDAR_FILE
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.tasks import Tasks, run_in_thread
from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.domain.events import BoardsChanged, CardsChanged, EventBus

if TYPE_CHECKING:
    from kanbert_desktop.app.boards.icalendar_export import Events

_TASK = "calendar-file"
_MODULE = "kanbert_desktop.app.boards.icalendar_export"
_DELAY_MS, _RETRY_MS = 3_000, 300_000
_CARDS_AT_ONCE = 25
"""Cards that are written as text before other work may run: about two milliseconds."""


class CalendarFile(QObject):
    """`failed` carries the error once, until the file could be written again; meanwhile it is tried every few minutes."""

    failed = Signal(object)

    def __init__(self, service: BoardService, bus: EventBus, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._service, self._tasks = service, tasks
        self._texts: dict[CardKey, str] = {}
        self._stale: set[CardKey] | None = None
        """The cards to be read again; None for all."""
        self._is_writing = self._has_failed = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._start)
        self._retry = QTimer(
            self, singleShot=True, interval=_RETRY_MS, timerType=Qt.TimerType.VeryCoarseTimer
        )
        self._retry.timeout.connect(self._start)
        self._unsubscribers: list[Callable[[], None]] = [
            bus.subscribe(CardsChanged, lambda event: self._mark(event.cards)),
            bus.subscribe(BoardsChanged, lambda _event: self._mark(None)),
        ]
        self._timer.start(_DELAY_MS)

    def write_now(self) -> None:
        """Writes all due dates soon: the path was chosen just now."""
        self._stale, self._has_failed = None, False
        self._timer.start(0)

    def close(self) -> None:
        """What was not written is written after the next start."""
        self._timer.stop()
        self._retry.stop()
        self._tasks.stop(_TASK)
        for unsubscribe in self._unsubscribers:
            unsubscribe()

    def _mark(self, cards: Iterable[CardKey] | None) -> None:
        if cards is None:
            self._stale = None
        elif self._stale is not None:
            self._stale |= set(cards)
        if not self._timer.isActive():
            self._timer.start(_DELAY_MS)

    def _start(self) -> None:
        if self._is_writing:
            # A later change is written after this one, never before.
            self._timer.start(_DELAY_MS)
            return
        self._is_writing = True
        self._tasks.start(_TASK, self._update())

    async def _update(self) -> None:
        path = self._service.local.value(CALENDAR_FILE)
        try:
            # The library takes a third of a second to import.
            module = await run_in_thread(_TASK, lambda: importlib.import_module(_MODULE))
            await self._read(module.Events(self._service), module.is_in_calendar)
            frame, texts = module.calendar_frame("Kanbert"), list(self._texts.values())
            await run_in_thread(_TASK, lambda: write_file(Path(path), "".join((frame[0], *texts, frame[1]))))
        except KanbertError as error:
            self._report(error)
        else:
            self._has_failed = False
            self._retry.stop()
        finally:
            self._is_writing = False

    async def _read(self, events: "Events", is_in_calendar: Callable[..., bool]) -> None:
        stale, self._stale = self._stale, set()
        boards = {board.id for board in self._service.boards()}
        if stale is None:
            self._texts.clear()
            cards = self._service.calendar.dated_cards(boards)
        else:
            cards = iter(self._service.calendar.cards(stale))
            for key in stale:
                self._texts.pop(key, None)
        try:
            for number, card in enumerate(cards, start=1):
                if is_in_calendar(card) and card.board in boards:
                    self._texts[card.key] = events.text_of(card)
                if number % _CARDS_AT_ONCE == 0:
                    await asyncio.sleep(0)
        except BaseException:
            # The next time all cards are read: half of these were.
            self._stale = None
            raise

    def _report(self, error: KanbertError) -> None:
        self._retry.start()
        if not self._has_failed:
            self._has_failed = True
            self.failed.emit(error)
