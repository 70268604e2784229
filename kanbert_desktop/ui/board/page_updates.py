"""Deferred refresh, write access, empty state, pending marks."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.domain.events import EventBus, SyncState, SyncStatusChanged, WriteAccessChanged
from kanbert_desktop.ui.board.add_cards import AddCards
from kanbert_desktop.ui.board.columns_view import ColumnsView
from kanbert_desktop.ui.board.contents import ColumnsFiller
from kanbert_desktop.ui.board.filter import FilterBar
from kanbert_desktop.ui.board.header import BoardHeader
from kanbert_desktop.ui.board.page_layout import run_when_destroyed
from kanbert_desktop.ui.board.placeholder import BoardPlaceholder, BoardState
from kanbert_desktop.ui.cards.view_model import CardViewModelCache
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.accessibility import set_editable

_AGAIN_MS = 50
_MOST = 60
"""Where a release was never told, as after some drags, news waits three seconds at most."""


class DeferredRefresh(QObject):
    """`due` once for all that was announced by `start` until then."""

    due = Signal()

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._retries = 0
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._on_timer)

    def schedule(self) -> None:
        if not self._timer.isActive():
            self._timer.start(0)

    def cancel(self) -> None:
        """What there was is shown already."""
        self._timer.stop()

    def _on_timer(self) -> None:
        pressed = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton and self._page.underMouse()
        if pressed and self._retries < _MOST:
            self._retries += 1
            self._timer.start(_AGAIN_MS)
            return
        self._retries = 0
        self.due.emit()


class BoardWriteAccess(QObject):
    """The cards themselves ask when a gesture comes; `dress` is the page's own and ends with `show`."""

    def __init__(
        self,
        desk: BoardService,
        bus: EventBus,
        header: BoardHeader,
        strip: ColumnsView,
        dress: Callable[[], None],
    ) -> None:
        super().__init__(strip)
        self._service, self._header, self._columns_view = desk, header, strip
        run_when_destroyed(strip, bus.subscribe(WriteAccessChanged, lambda _event: dress()))
        self.apply()

    def apply(self) -> None:
        can_write = self._service.sync.can_write
        set_editable(can_write, self._header.add_button)
        for view in self._columns_view.columns.values():
            view.set_adding_enabled(can_write)


class EmptyBoard:
    def __init__(
        self,
        theme: Theme,
        strip: ColumnsView,
        adding: AddCards,
        contents: ColumnsFiller,
        filter_bar: FilterBar,
    ) -> None:
        self._adding, self._contents, self._filter_bar = adding, contents, filter_bar
        self.placeholder = BoardPlaceholder(theme, strip)
        self.placeholder.button_clicked.connect(self._act)
        adding.field_toggled.connect(self.update)

    def update(self) -> None:
        """Not over a field in which the first card is being written."""
        self.placeholder.show_state(
            BoardState.CARDS if self._adding.is_field_open else self._contents.board_state
        )

    def _act(self, face: BoardState) -> None:
        if face is BoardState.NO_MATCH:
            self._filter_bar.clear()
        else:
            self._adding.open_field(None, None)


class PendingMarkUpdates:
    """`look_again` is asked for where a card shown may say something else now."""

    def __init__(self, faces: CardViewModelCache, look_again: Callable[[], None]) -> None:
        self._faces, self._look_again = faces, look_again
        self._why: tuple[bool, str | None, bool] = (False, None, False)

    def on_status(self, event: SyncStatusChanged) -> None:
        """Only what lasts counts: no card says of itself that a sync is under way."""
        status = event.status
        why = (status.state is SyncState.NEEDS_SIGN_IN, status.problem, status.no_response_since is not None)
        if why != self._why:
            self._why = why
            self._faces.invalidate_marked()
            self._look_again()
