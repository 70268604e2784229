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

PATIENCE_MS = 10_000
"""So long one sync may take to bring what is not here yet; a first load may take as long as it needs."""
_UNKNOWN = {LinkTarget.CARD: "link_card_unknown", LinkTarget.BOARD: "link_board_unknown"}


class LinkFollowing(QObject):
    """One link at a time: a newer one takes the place of one that still waits, for a sign-in or for a sync."""

    def __init__(
        self, application: Application, window: MainWindow, *, patience_ms: int = PATIENCE_MS
    ) -> None:
        super().__init__(window)
        self._application, self._window = application, window
        self._link: Link | None = None
        self._has_asked = False
        self._last_sync: datetime | None = None
        self._timer = QTimer(self, singleShot=True, interval=patience_ms)
        self._timer.timeout.connect(self._on_time)
        bus = application.bus
        self._ends = [
            *(bus.subscribe(fact, lambda _event: self._look()) for fact in (CardsChanged, BoardsChanged)),
            bus.subscribe(LoadProgressed, lambda _event: self._look()),
            bus.subscribe(SyncStatusChanged, lambda _event: self._on_status()),
        ]
        window.desk_changed.connect(self._on_desk)
        qt = QApplication.instance()
        if sys.platform == "darwin" and qt is not None:
            qt.installEventFilter(self)

    def follow(self, text: str) -> None:
        """The window comes. Raises `InvalidInput` for what is no link, after it was said there."""
        self._window.come_forward()
        try:
            self._link = parse_link(text)
        except InvalidInput as error:
            self._say(error)
            raise
        self._on_desk()

    def end(self) -> None:
        self._timer.stop()
        for end in self._ends:
            end()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """The way in which macOS hands a link to a program that runs already."""
        link = bytes(event.url().toEncoded().data()).decode() if isinstance(event, QFileOpenEvent) else ""
        if not is_link(link):
            return False
        try:
            self.follow(link)
        except InvalidInput:
            """It was said in the window."""
        return True

    def _on_desk(self) -> None:
        self._has_asked = False
        if self._link is not None and self._application.service is None:
            self._window.first.tell(KanbertError("link_waits"))
        self._look()

    def _look(self) -> None:
        desk, link = self._application.service, self._link
        if link is None or desk is None or self._window.workspace is None:
            return
        if self._is_known(desk, link):
            self._done()
            self._go(link)
        elif not self._has_asked:
            self._has_asked = True
            self._last_sync = desk.sync_status().last_sync
            self._timer.start()
            desk.sync_now()

    def _on_status(self) -> None:
        """A sync that has ended without bringing it, or could not begin, decides."""
        self._look()
        desk = self._application.service
        if self._link is None or desk is None or not self._has_asked:
            return
        status = desk.sync_status()
        if status.problem is not None or status.last_sync != self._last_sync:
            self._give_up(self._link)

    def _on_time(self) -> None:
        desk = self._application.service
        if self._link is None or desk is None:
            return
        if desk.sync_status().last_sync is None:
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

    def _go(self, link: Link) -> None:
        """Whatever else was on screen makes room; a sign-in under way goes on."""
        workspace, desk = self._window.workspace, self._application.service
        if workspace is None or desk is None:
            return
        if self._window.pages.currentWidget() is not workspace:
            self._window.show_whoever_is_here()
        if link.target is LinkTarget.CARD:
            workspace.routes.go_to_card(link.id)
        else:
            workspace.routes.go_to_board(desk.board(link.id).id)

    def _give_up(self, link: Link) -> None:
        self._done()
        self._say(Refused(_UNKNOWN[link.target]))

    def _done(self) -> None:
        self._link = None
        self._timer.stop()

    def _say(self, error: KanbertError) -> None:
        if self._window.workspace is not None:
            self._window.workspace.toast.warn(*title_and_message(error))
        else:
            self._window.first.tell(error)


SCHEMES = ("http", "https", "mailto", "file")


class OutsideLinks(QObject):
    """As long as it lives; where Qt's own way is as good, it leaves that."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        if prefers_own_opener():
            for scheme in SCHEMES:
                QDesktopServices.setUrlHandler(scheme, self, "open")  # type: ignore[arg-type]  # PySide wants a name
            # From PySide6 6.12.0 on Qt goes on calling a handler that is gone, and the program ends with it.
            self.destroyed.connect(_leave_to_qt)

    @Slot(QUrl)
    def open(self, address: QUrl) -> None:
        open_with_desktop(address.toString(QUrl.ComponentFormattingOption.FullyEncoded))


def _leave_to_qt() -> None:
    for scheme in SCHEMES:
        QDesktopServices.unsetUrlHandler(scheme)
