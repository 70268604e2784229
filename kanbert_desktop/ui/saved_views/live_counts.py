"""Counts the cards of the saved views between the events of the window."""

from collections.abc import Sequence
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from kanbert_desktop.app.boards.saved_views import SavedView
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.boards.view_counts import ViewCounts
from kanbert_desktop.domain.events import BoardsChanged, CardsChanged, EventBus
from kanbert_desktop.ui.cards.texts import Midnight

_FRAME_SECONDS = 0.004


class LiveCounts(QObject):
    """`changed` is emitted when the counts are up to date again. At rest no timer runs but that of the next midnight."""

    changed = Signal()

    def __init__(self, service: BoardService, bus: EventBus, parent: QObject) -> None:
        super().__init__(parent)
        self._counts = ViewCounts(service.view_cards)
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._continue)
        self._unsubscribers = [
            bus.subscribe(CardsChanged, self._on_cards),
            bus.subscribe(BoardsChanged, lambda _event: self._on_names_or_day()),
        ]
        Midnight(self).passed.connect(self._on_names_or_day)

    def watch(self, views: Sequence[SavedView]) -> None:
        self._counts.watch(list(dict.fromkeys(view.query for view in views)))
        self._work_on()

    def count(self, view: SavedView) -> int | None:
        """None until its cards have been counted."""
        return self._counts.count(view.query)

    def stop(self) -> None:
        self._timer.stop()
        for unsubscribe in self._unsubscribers:
            unsubscribe()

    def _on_cards(self, event: CardsChanged) -> None:
        self._counts.note_changed(event.cards)
        self._work_on()

    def _on_names_or_day(self) -> None:
        self._counts.note_names_or_day()
        self._work_on()

    def _work_on(self) -> None:
        if not self._counts.is_up_to_date:
            self._timer.start()

    def _continue(self) -> None:
        if self._counts.advance(perf_counter() + _FRAME_SECONDS):
            self.changed.emit()
        else:
            self._timer.start()
