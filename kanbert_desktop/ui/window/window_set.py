"""The windows of the program: the first one, which lives as long as the program, and those opened beside it."""

import json
import logging
from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import QByteArray, QEvent, QObject, QPoint, Qt, QTimer

from kanbert_desktop.app.application import Application
from kanbert_desktop.app.boards.local_data import WINDOWS
from kanbert_desktop.domain.board import BoardId
from kanbert_desktop.ui.window.window_frame import AccountWindow

SAVE_DELAY_MS = 1000
_OFFSET = QPoint(32, 32)
_CHANGES = frozenset({QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.WindowStateChange})
_FIRST_COMES_OR_GOES = frozenset({QEvent.Type.Show, QEvent.Type.Hide})
log = logging.getLogger(__name__)


class WindowSet(QObject):
    """All windows show the same account. Closing the first one while others are open hides it.

    Boards and places of the others are stored with the account, and they are opened again at the next start.
    """

    def __init__(
        self,
        application: Application,
        first: AccountWindow,
        create: Callable[[BoardId | None], AccountWindow],
    ) -> None:
        """`create` makes a window beside the first one, for that board."""
        super().__init__(first)
        self._application, self._first, self._create = application, first, create
        self._account = self._account_id()
        self._used: list[AccountWindow] = [first]
        self._is_restored = False
        self._leaving: AccountWindow | None = None
        self._save_timer = QTimer(self, singleShot=True, interval=SAVE_DELAY_MS)
        self._save_timer.timeout.connect(self.save)
        first.window_state.keep_running_beside(lambda: bool(self._visible_others()))
        first.activated.connect(lambda: self._note_used(first))
        first.titled.connect(self._number_titles)
        first.installEventFilter(self)
        first.account_changed.connect(self._on_account_changed)

    @property
    def windows(self) -> list[AccountWindow]:
        """In the order of their use, the last one first."""
        return list(self._used)

    @property
    def others(self) -> list[AccountWindow]:
        """All but the first one, in the order in which they were opened."""
        return sorted((one for one in self._used if one is not self._first), key=lambda one: one.number)

    @property
    def current(self) -> AccountWindow:
        """The visible window that was used last, else the first one."""
        return next((window for window in self._used if window.isVisible()), self._first)

    def open(self, board: BoardId | None) -> AccountWindow:
        """Opens a window that shows this board, else the last one."""
        if not self._first.isVisible() and self._first.workspace is not None:
            # It was closed while others stayed open.
            if board is not None:
                self._first.workspace.navigator.open_board(board)
            self._first.raise_window()
            return self._first
        self.restore()
        origin = self.current
        window = self._created(board)
        _place_beside(window, origin)
        window.show()
        window.raise_()
        window.activateWindow()
        # A window manager may not give it the focus.
        self._note_used(window)
        self.save()
        return window

    def restore(self) -> None:
        """Opens the windows of the last run again, behind the one in use. A board that is gone is left out."""
        service = self._application.service
        if service is None or self._is_restored:
            return
        self._is_restored = True
        boards = {board.id for board in service.boards()}
        for row in _stored(service.local.value(WINDOWS)):
            board = BoardId(row.get("board", ""))
            if board in boards:
                window = self._created(board)
                window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
                window.restoreGeometry(QByteArray.fromBase64(row.get("place", "").encode("ascii", "ignore")))
                window.show()
                window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, on=False)
        self.save()

    def save(self) -> None:
        """Stores which windows are open, with their boards and places."""
        self._save_timer.stop()
        service = self._application.service
        if service is None:
            return
        rows = [
            {"board": window.board_shown, "place": bytes(window.saveGeometry().toBase64().data()).decode()}
            for window in self.others
            if window.board_shown is not None
        ]
        service.local.save_value(WINDOWS, json.dumps(rows) if rows else "")

    def save_soon(self) -> None:
        self._save_timer.start()

    def save_drafts(self) -> None:
        """Saves all unfinished text of all windows."""
        for window in self._used:
            window.save_drafts()

    def hide_all(self) -> None:
        """Hides all windows at once, for the end of the program: they are open at the next start."""
        if self._application.service is not None:
            self.save()
        for window in self._used:
            if window.workspace is not None:
                window.workspace.toast.dismiss_toast()
            window.hide()

    def close_others(self) -> None:
        """Removes all but the first one at the end of the program, without forgetting them."""
        self._save_timer.stop()
        for window in self.others:
            self._remove(window)

    def can_close(self, window: AccountWindow) -> bool:
        """Whether a window may close; closing the last one may ask, as it may end the program."""
        window.save_drafts()
        if self._is_beside_another(window):
            return True
        self._leaving = window
        try:
            return self._first.window_state.can_close()
        finally:
            self._leaving = None

    def on_closed(self, window: AccountWindow) -> None:
        """The window is removed. The first one takes over the board of the last, for the next start."""
        is_last = not self._is_beside_another(window)
        board, place = window.board_shown, window.saveGeometry()
        self._remove(window)
        self.save()
        if not is_last:
            self.current.activateWindow()
            return
        if board is not None and self._first.workspace is not None:
            self._first.workspace.navigator.open_board(board)
        self._first.restoreGeometry(place)
        self._first.window_state.handle_closed()

    def undone_in(self, window: AccountWindow) -> None:
        """The others no longer offer to undo what was undone in that window."""
        for other in self._used:
            if other is not window and other.workspace is not None:
                other.workspace.drop_undone_toast()

    def smallest_size(self) -> tuple[int, int]:
        """Width and height that no visible window falls below."""
        shown = [window for window in self._used if window.isVisible()] or [self._first]
        return min(window.width() for window in shown), min(window.height() for window in shown)

    # Windows of the set.

    def _created(self, board: BoardId | None) -> AccountWindow:
        window = self._create(board)
        window.number = max((one.number for one in self._used), default=0) + 1
        self._used.insert(1, window)
        window.activated.connect(lambda: self._note_used(window))
        window.capture_requested.connect(self._first.capture_requested)
        window.page_changed.connect(self.save_soon)
        window.titled.connect(self._number_titles)
        window.installEventFilter(self)
        self._number_titles()
        return window

    def _remove(self, window: AccountWindow) -> None:
        self._used.remove(window)
        window.removeEventFilter(self)
        window.shut_down()
        window.deleteLater()
        self._number_titles()
        self._first.fit_text_size()

    def _number_titles(self) -> None:
        """Windows that show the same have a number from the second one on."""
        count = Counter[str]()
        for window in ((self._first,) if not self._first.isHidden() else ()) + tuple(self.others):
            count[window.page_title] += 1
            window.number_title(count[window.page_title])

    def _note_used(self, window: AccountWindow) -> None:
        if window in self._used:
            self._used.remove(window)
            self._used.insert(0, window)

    def _visible_others(self) -> list[AccountWindow]:
        return [window for window in self.others if window.isVisible() and window is not self._leaving]

    def _is_beside_another(self, window: AccountWindow) -> bool:
        return any(other.isVisible() for other in self._used if other is not window)

    def _account_id(self) -> str | None:
        account = self._application.account
        return account.id if account is not None else None

    def _on_account_changed(self) -> None:
        """Another account, or none: one window stays. A recovered file of the same account: all stay."""
        before, self._account = self._account, self._account_id()
        if self._account is None or self._account != before:
            for window in self.others:
                self._remove(window)
            self._is_restored = False
            if not self._first.isVisible() and before is not None:
                self._first.show()
            if self._account is not None:
                QTimer.singleShot(0, self, self.restore)
            return
        for window in self.others:
            window.show_current_account()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._first:
            if event.type() in _CHANGES:
                self.save_soon()
        elif event.type() in _FIRST_COMES_OR_GOES:
            self._number_titles()
        return False


class SecondWindowClosing(QObject):
    """Closing of a window beside the first one; as `WindowState`."""

    def __init__(self, windows: WindowSet, window: AccountWindow) -> None:
        super().__init__(window)
        self._windows, self._window = windows, window

    def can_close(self) -> bool:
        return self._windows.can_close(self._window)

    def handle_closed(self) -> None:
        self._windows.on_closed(self._window)


def _place_beside(window: AccountWindow, origin: AccountWindow) -> None:
    """As large as the other one and a little lower, within the screen."""
    before, area = origin.normalGeometry(), origin.screen().availableGeometry()
    frame = origin.frameGeometry().size() - origin.geometry().size()
    size = before.size().boundedTo(area.size() - frame)
    place = before.topLeft() + _OFFSET
    lowest = QPoint(
        area.right() - size.width() - frame.width(), area.bottom() - size.height() - frame.height()
    )
    window.resize(size)
    window.move(
        max(area.left(), min(place.x(), lowest.x())),
        max(area.top(), min(place.y(), lowest.y())),
    )


def _stored(text: str) -> list[dict[str, str]]:
    try:
        rows = json.loads(text or "[]")
        return [{str(name): str(value) for name, value in row.items()} for row in rows]
    except (ValueError, TypeError, AttributeError):
        log.warning("The windows of the last run cannot be read")
        return []
