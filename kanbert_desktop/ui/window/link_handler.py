"""Follows deep links; opens external URLs."""

import sys
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QFileOpenEvent
from PySide6.QtWidgets import QApplication

from kanbert_desktop.app.application import Application
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.deep_links import Link, LinkTarget, is_link, parse_link
from kanbert_desktop.app.messages.status_texts import title_and_message
from kanbert_desktop.app.system.processes import open_with_desktop, prefers_own_opener
from kanbert_desktop.domain.errors import InvalidInput, KanbertError, Refused
from kanbert_desktop.domain.events import BoardsChanged, CardsChanged, LoadProgressed, SyncStatusChanged
from kanbert_desktop.ui.window.main_window import MainWindow

TIMEOUT_MS = 10_000
"""So long one sync may take to bring what is not here yet; a first load may take as long as it needs."""
_UNKNOWN = {LinkTarget.CARD: "link_card_unknown", LinkTarget.BOARD: "link_board_unknown"}


class LinkHandler(QObject):
    """One link at a time: a newer one takes the place of one that still waits, for a sign-in or for a sync."""

    def __init__(self, application: Application, window: MainWindow, *, timeout_ms: int = TIMEOUT_MS) -> None:
        super().__init__(window)
        self._application, self._window = application, window
        self._link: Link | None = None
        self._is_sync_requested = False
        self._last_sync: datetime | None = None
        self._timer = QTimer(self, singleShot=True, interval=timeout_ms)
        self._timer.timeout.connect(self._on_time)
        bus = application.bus
        self._ends = [
            *(bus.subscribe(fact, lambda _event: self._check()) for fact in (CardsChanged, BoardsChanged)),
            bus.subscribe(LoadProgressed, lambda _event: self._check()),
            bus.subscribe(SyncStatusChanged, lambda _event: self._on_status()),
        ]
        window.account_changed.connect(self._on_account_changed)
        qt = QApplication.instance()
        if sys.platform == "darwin" and qt is not None:
            qt.installEventFilter(self)

    def open_link(self, text: str) -> None:
        """The window comes. Raises `InvalidInput` for what is no link, after it was said there."""
        self._window.bring_to_front()
        try:
            self._link = parse_link(text)
        except InvalidInput as error:
            self._show_error(error)
            raise
        self._on_account_changed()

    def close(self) -> None:
        self._timer.stop()
        for end in self._ends:
            end()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """The way in which macOS hands a link to a program that runs already."""
        link = bytes(event.url().toEncoded().data()).decode() if isinstance(event, QFileOpenEvent) else ""
        if not is_link(link):
            return False
        try:
            self.open_link(link)
        except InvalidInput:
            """It was said in the window."""
        return True

    def _on_account_changed(self) -> None:
        self._is_sync_requested = False
        if self._link is not None and self._application.service is None:
            self._window.first_run_page.show_notice(KanbertError("link_waits"))
        self._check()

    def _check(self) -> None:
        desk, link = self._application.service, self._link
        if link is None or desk is None or self._window.workspace is None:
            return
        if self._is_known(desk, link):
            self._finish()
            self._open(link)
        elif not self._is_sync_requested:
            self._is_sync_requested = True
            self._last_sync = desk.sync.status().last_sync
            self._timer.start()
            desk.sync.sync_now()

    def _on_status(self) -> None:
        """A sync that has ended without bringing it, or could not begin, decides."""
        self._check()
        desk = self._application.service
        if self._link is None or desk is None or not self._is_sync_requested:
            return
        status = desk.sync.status()
        if status.problem is not None or status.last_sync != self._last_sync:
            self._give_up(self._link)

    def _on_time(self) -> None:
        desk = self._application.service
        if self._link is None or desk is None:
            return
        if desk.sync.status().last_sync is None:
            self._timer.start()
        else:
            self._give_up(self._link)

    def _is_known(self, desk: BoardService, link: Link) -> bool:
        if link.target is LinkTarget.CARD:
            return desk.card(link.id) is not None
        try:
            desk.board(link.id)
        except Refused:
            return False
        return True

    def _open(self, link: Link) -> None:
        """Whatever else was on screen makes room; a sign-in under way goes on."""
        workspace, desk = self._window.workspace, self._application.service
        if workspace is None or desk is None:
            return
        if self._window.pages.currentWidget() is not workspace:
            self._window.show_current_account()
        if link.target is LinkTarget.CARD:
            workspace.navigator.open_card(link.id)
        else:
            workspace.navigator.open_board(desk.board(link.id).id)

    def _give_up(self, link: Link) -> None:
        self._finish()
        self._show_error(Refused(_UNKNOWN[link.target]))

    def _finish(self) -> None:
        self._link = None
        self._timer.stop()

    def _show_error(self, error: KanbertError) -> None:
        if self._window.workspace is not None:
            self._window.workspace.toast.show_problem(*title_and_message(error))
        else:
            self._window.first_run_page.show_notice(error)


SCHEMES = ("http", "https", "mailto", "file")


class ExternalUrlHandler(QObject):
    """As long as it lives; where Qt's own way is as good, it leaves that."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        if prefers_own_opener():
            for scheme in SCHEMES:
                QDesktopServices.setUrlHandler(scheme, self, "open")  # type: ignore[arg-type]  # PySide wants a name
            # From PySide6 6.12.0 on Qt goes on calling a handler that is gone, and the program ends with it.
            self.destroyed.connect(_unset_handlers)

    @Slot(QUrl)
    def open(self, address: QUrl) -> None:
        open_with_desktop(address.toString(QUrl.ComponentFormattingOption.FullyEncoded))


def _unset_handlers() -> None:
    for scheme in SCHEMES:
        QDesktopServices.unsetUrlHandler(scheme)
