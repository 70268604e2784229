"""Follows deep links; opens external URLs."""

import sys
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QFileOpenEvent, QGuiApplication
from PySide6.QtWidgets import QApplication

from kanbert_desktop.app.application import Application
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.deep_links import Link, LinkTarget, is_link, parse_link
from kanbert_desktop.app.messages.status_texts import title_and_message
from kanbert_desktop.app.system.activation import hand_on_tokens
from kanbert_desktop.app.system.processes import open_with_desktop, opens_urls_without_qt
from kanbert_desktop.domain.errors import InvalidInput, KanbertError, Refused
from kanbert_desktop.domain.events import BoardsChanged, CardsChanged, LoadProgressed, SyncStatusChanged
from kanbert_desktop.ui.window.main_window import MainWindow

TIMEOUT_MS = 10_000
"""Time that one sync may take to bring the linked card; the first load has no limit."""
_UNKNOWN = {LinkTarget.CARD: "link_card_unknown", LinkTarget.BOARD: "link_board_unknown"}
SCHEMES = ("http", "https", "mailto", "file")


class LinkHandler(QObject):
    """Handles one deep link at a time: a newer link replaces one that still waits for a sign-in or a sync."""

    def __init__(self, application: Application, window: MainWindow, *, timeout_ms: int = TIMEOUT_MS) -> None:
        super().__init__(window)
        self._application, self._window = application, window
        self._link: Link | None = None
        self._is_sync_requested = False
        self._last_sync: datetime | None = None
        self._timer = QTimer(self, singleShot=True, interval=timeout_ms)
        self._timer.timeout.connect(self._on_time)
        bus = application.bus
        self._unsubscribers = [
            *(bus.subscribe(fact, lambda _event: self._check()) for fact in (CardsChanged, BoardsChanged)),
            bus.subscribe(LoadProgressed, lambda _event: self._check()),
            bus.subscribe(SyncStatusChanged, lambda _event: self._on_status()),
        ]
        window.account_changed.connect(self._on_account_changed)
        qt = QApplication.instance()
        if sys.platform == "darwin" and qt is not None:
            qt.installEventFilter(self)

    def open_link(self, text: str) -> None:
        """Brings the window to the front. Raises `InvalidInput` for an invalid link, after reporting it.

        A link to the window does nothing else: an older link goes on waiting.
        """
        self._window.bring_to_front()
        try:
            link = parse_link(text)
        except InvalidInput as error:
            self._show_error(error)
            raise
        if link.target is not LinkTarget.WINDOW:
            self._link = link
            self._on_account_changed()

    def close(self) -> None:
        self._timer.stop()
        for end in self._unsubscribers:
            end()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Receives links on macOS while the program is running."""
        link = bytes(event.url().toEncoded().data()).decode() if isinstance(event, QFileOpenEvent) else ""
        if not is_link(link):
            return False
        try:
            self.open_link(link)
        except InvalidInput:
            """Already reported in the window."""
        return True

    def _on_account_changed(self) -> None:
        self._is_sync_requested = False
        if self._link is not None and self._application.service is None:
            self._window.access.first_run_page.show_notice(KanbertError("link_waits"))
        self._check()

    def _check(self) -> None:
        service, link = self._application.service, self._link
        if link is None or service is None or self._window.current_window().workspace is None:
            return
        if self._is_known(service, link):
            self._finish()
            self._open(link)
        elif not self._is_sync_requested:
            self._is_sync_requested = True
            self._last_sync = service.sync.status().last_sync
            self._timer.start()
            service.sync.sync_now()

    def _on_status(self) -> None:
        """Gives up if a sync has ended without bringing the card, or could not start."""
        self._check()
        service = self._application.service
        if self._link is None or service is None or not self._is_sync_requested:
            return
        status = service.sync.status()
        if status.problem is not None or status.last_sync != self._last_sync:
            self._give_up(self._link)

    def _on_time(self) -> None:
        service = self._application.service
        if self._link is None or service is None:
            return
        if service.sync.status().last_sync is None:
            self._timer.start()
        else:
            self._give_up(self._link)

    def _is_known(self, service: BoardService, link: Link) -> bool:
        if link.target is LinkTarget.CARD:
            return service.card(link.id) is not None
        try:
            service.board(link.id)
        except Refused:
            return False
        return True

    def _open(self, link: Link) -> None:
        """Opens the linked card or board in place of the current page; a sign-in in progress continues."""
        window = self._window.current_window()
        workspace, service = window.workspace, self._application.service
        if workspace is None or service is None:
            return
        if window.pages.currentWidget() is not workspace:
            window.show_current_account()
        if link.target is LinkTarget.CARD:
            workspace.navigator.open_card(link.id)
        else:
            workspace.navigator.open_board(service.board(link.id).id)

    def _give_up(self, link: Link) -> None:
        self._finish()
        self._show_error(Refused(_UNKNOWN[link.target]))

    def _finish(self) -> None:
        self._link = None
        self._timer.stop()

    def _show_error(self, error: KanbertError) -> None:
        workspace = self._window.current_window().workspace
        if workspace is not None:
            workspace.toast.show_problem(*title_and_message(error))
        else:
            self._window.access.first_run_page.show_notice(error)


class ExternalUrlHandler(QObject):
    """Opens URLs with the desktop's opener while this object exists, where Qt's own opener is not good enough."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        if QGuiApplication.platformName().startswith("wayland"):
            hand_on_tokens(_make_token)
        if opens_urls_without_qt():
            for scheme in SCHEMES:
                QDesktopServices.setUrlHandler(scheme, self, "open")  # type: ignore[arg-type]  # PySide wants a name
            # From PySide6 6.12.0 on Qt still calls the handler of a destroyed object, which crashes the program.
            self.destroyed.connect(_unset_handlers)

    @Slot(QUrl)
    def open(self, address: QUrl) -> None:
        open_with_desktop(address.toString(QUrl.ComponentFormattingOption.FullyEncoded))


def _make_token() -> str:
    from kanbert_desktop.ui.window.wayland_activation import make_token  # noqa: PLC0415  once a link is opened

    return make_token()


def _unset_handlers() -> None:
    for scheme in SCHEMES:
        QDesktopServices.unsetUrlHandler(scheme)
