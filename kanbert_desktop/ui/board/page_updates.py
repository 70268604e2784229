"""Deferred refresh, write access, empty state, pending marks."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.domain.events import EventBus, SyncState, SyncStatusChanged, WriteAccessChanged
from kanbert_desktop.ui.board.add_cards import Adding
from kanbert_desktop.ui.board.columns_view import ColumnStrip
from kanbert_desktop.ui.board.contents import BoardContents
from kanbert_desktop.ui.board.filter import FilterBar
from kanbert_desktop.ui.board.header import BoardHeader
from kanbert_desktop.ui.board.page_layout import end_with
from kanbert_desktop.ui.board.placeholder import BoardFace, Face
from kanbert_desktop.ui.cards.view_model import CardFaces
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.accessibility import allow

_AGAIN_MS = 50
_MOST = 60
"""Where a release was never told, as after some drags, news waits three seconds at most."""


class News(QObject):
    """`due` once for all that was announced by `start` until then."""

    due = Signal()

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._waited = 0
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._on_timer)

    def start(self) -> None:
        if not self._timer.isActive():
            self._timer.start(0)

    def stop(self) -> None:
        """What there was is shown already."""
        self._timer.stop()

    def _on_timer(self) -> None:
        pressed = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton and self._page.underMouse()
        if pressed and self._waited < _MOST:
            self._waited += 1
            self._timer.start(_AGAIN_MS)
            return
        self._waited = 0
        self.due.emit()


class Access(QObject):
    """The cards themselves ask when a gesture comes; `dress` is the page's own and ends with `show`."""

    def __init__(
        self,
        desk: BoardService,
        bus: EventBus,
        header: BoardHeader,
        strip: ColumnStrip,
        dress: Callable[[], None],
    ) -> None:
        super().__init__(strip)
        self._desk, self._header, self._strip = desk, header, strip
        end_with(strip, bus.subscribe(WriteAccessChanged, lambda _event: dress()))
        self.show()

    def show(self) -> None:
        can_write = self._desk.can_write()
        allow(can_write, self._header.add)
        for view in self._strip.columns.values():
            view.allow_adding(can_write)


class EmptyBoard:
    def __init__(
        self, theme: Theme, strip: ColumnStrip, adding: Adding, contents: BoardContents, filter_bar: FilterBar
    ) -> None:
        self._adding, self._contents, self._filter_bar = adding, contents, filter_bar
        self.face = BoardFace(theme, strip)
        self.face.acted.connect(self._act)
        adding.turned.connect(self.show)

    def show(self) -> None:
        """Not over a field in which the first card is being written."""
        self.face.show_face(Face.CARDS if self._adding.is_writing else self._contents.face)

    def _act(self, face: Face) -> None:
        if face is Face.NO_MATCH:
            self._filter_bar.clear()
        else:
            self._adding.open_field(None, None)


class WaitingMarks:
    """`look_again` is asked for where a card shown may say something else now."""

    def __init__(self, faces: CardFaces, look_again: Callable[[], None]) -> None:
        self._faces, self._look_again = faces, look_again
        self._why: tuple[bool, str | None, bool] = (False, None, False)

    def on_status(self, event: SyncStatusChanged) -> None:
        """Only what lasts counts: no card says of itself that a sync is under way."""
        status = event.status
        why = (status.state is SyncState.NEEDS_SIGN_IN, status.problem, status.no_response_since is not None)
        if why != self._why:
            self._why = why
            self._faces.forget_marked()
            self._look_again()
