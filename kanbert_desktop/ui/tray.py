"""Tray icon, its menu and its dot."""

from collections.abc import Callable
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QObject, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QMenu, QSystemTrayIcon, QWidget

from kanbert_desktop.app.application import Application
from kanbert_desktop.app.messages.status_texts import sync_status_text
from kanbert_desktop.app.settings import TRAY
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.events import SyncState, SyncStatus, SyncStatusChanged
from kanbert_desktop.domain.untrusted_text import to_single_line
from kanbert_desktop.ui.commands.actions import Name
from kanbert_desktop.ui.style import icons
from kanbert_desktop.ui.widgets.literal_text import literal

SIZES = (16, 22, 24, 32, 48)
_DOT = 0.42
"""Of the mark's side."""
_EDGE = 0.07


class Dot(StrEnum):
    """The strongest reason wins. A panel may be dark or light in any theme, so these colours are of neither."""

    NONE = ""
    UNSENT = "#F0B45A"
    NEWS = "#86AAFF"
    ATTENTION = "#E5484D"


def dot_of(status: SyncStatus, *, has_news: bool) -> Dot:
    if status.attention or status.state is SyncState.NEEDS_SIGN_IN:
        return Dot.ATTENTION
    if has_news:
        return Dot.NEWS
    return Dot.UNSENT if status.pending else Dot.NONE


def picture(dot: Dot) -> QIcon:
    result = QIcon()
    for size in SIZES:
        result.addPixmap(_with_dot(icons.mark(size), dot) if dot else icons.mark(size))
    return result


def _with_dot(mark: QPixmap, dot: Dot) -> QPixmap:
    drawn = QPixmap(mark)
    side = drawn.width()
    radius, edge = side * _DOT / 2, side * _EDGE
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(dot.value))
    painter.setPen(QPen(Qt.GlobalColor.white, edge))
    middle = side - radius - edge / 2
    painter.drawEllipse(QPointF(middle, middle), radius, radius)
    painter.end()
    return drawn


TITLE = "Kanbert Desktop"
LOOK_MS = 2000
"""How often it is seen whether the desktop has a tray by now: panels come late, and crash."""
CALM = 5
"""So many times longer it looks on while there is one, or seems to be none at all."""
PATIENCE = 5
"""So many looks a hidden window waits for a tray before it shows itself."""
_BARE = frozenset({Name.SYNC, Name.MY_WORK})
"""These need somebody who is signed in."""


class Tray(QObject):
    """`wished` carries a `Name` from its menu, `open_wished` that the window is wanted, `pressed` a notice's press."""

    wished = Signal(object)
    open_wished = Signal()
    pressed = Signal()

    def __init__(self, application: Application, window: QWidget, *, look_ms: int = LOOK_MS) -> None:
        super().__init__(window)
        self._application, self._window, self._look_ms = application, window, look_ms
        self.icon: QSystemTrayIcon | None = None
        self._dot: Dot | None = None
        self._has_news = False
        self._looks = 0
        self._menu = QMenu(window)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._ends: tuple[Callable[[], None], ...] = (
            application.settings.subscribe(self._on_setting),
            application.bus.subscribe(SyncStatusChanged, lambda _event: self._show_state()),
        )
        self._follow_setting()

    @property
    def is_there(self) -> bool:
        """Can a person see it at this moment?"""
        return self.icon is not None and self.icon.isVisible() and QSystemTrayIcon.isSystemTrayAvailable()

    def end(self) -> None:
        for end in self._ends:
            end()
        self._timer.stop()
        self._remove()

    def show_news(self, has_news: bool) -> None:
        """Something was told that nobody has looked at yet."""
        self._has_news = has_news
        self._show_state()

    def show_message(self, title: str, text: str) -> None:
        """For a desktop that has a tray and no service for notices."""
        if self.icon is not None:
            self.icon.showMessage(to_single_line(title), literal(text), self.icon.icon())

    def dress(self) -> None:
        """Another language."""
        self._fill_menu()
        self._dot = None
        self._show_state()

    def _on_setting(self, name: str) -> None:
        if name == TRAY.name:
            self._follow_setting()

    def _follow_setting(self) -> None:
        if self._application.settings.get(TRAY):
            self._looks = 0
            self._look()
        else:
            self._timer.stop()
            self._remove()
            self._come_back()

    def _look(self) -> None:
        if self.icon is None and QSystemTrayIcon.isSystemTrayAvailable():
            self._make()
        self._looks = 0 if self.is_there else self._looks + 1
        has_waited = self._looks > PATIENCE
        if has_waited:
            self._come_back()
        is_calm = self.is_there or has_waited
        self._timer.start(self._look_ms * (CALM if is_calm else 1))

    def _come_back(self) -> None:
        """A hidden window that nothing leads to any more."""
        if self._window.isHidden():
            self._window.show()

    def _make(self) -> None:
        self.icon = QSystemTrayIcon(self)
        self._fill_menu()
        self.icon.setContextMenu(self._menu)
        self.icon.activated.connect(self._on_activated)
        self.icon.messageClicked.connect(self.pressed)
        self._dot = None
        self._show_state()
        self.icon.show()

    def _remove(self) -> None:
        icon, self.icon = self.icon, None
        if icon is not None:
            icon.hide()
            icon.deleteLater()

    def _fill_menu(self) -> None:
        self._menu.clear()
        self._add(tr("Open"), self.open_wished.emit)
        self._menu.addSeparator()
        for name, words in (
            (Name.CAPTURE, tr("New card …")),
            (Name.MY_WORK, tr("My work")),
            (Name.SYNC, tr("Sync now")),
        ):
            action = self._add(words, partial(self.wished.emit, name))
            action.setEnabled(self._application.service is not None or name not in _BARE)
        self._menu.addSeparator()
        self._add(tr("Quit"), lambda: self.wished.emit(Name.QUIT))

    def _add(self, words: str, act: Callable[[], object]) -> QAction:
        action = self._menu.addAction(words)
        action.triggered.connect(lambda _checked=False: act())
        return action

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.MiddleClick:
            self.wished.emit(Name.CAPTURE)
        elif reason is not QSystemTrayIcon.ActivationReason.Context:
            self.open_wished.emit()

    def _show_state(self) -> None:
        desk = self._application.service
        status = desk.sync_status() if desk is not None else SyncStatus()
        if self.icon is None:
            return
        words = (
            sync_status_text(status, self._application.current_account.now())[0] if desk is not None else ""
        )
        self.icon.setToolTip(literal(f"{TITLE}\n{words}") if words else TITLE)
        dot = dot_of(status, has_news=self._has_news)
        if dot is not self._dot:
            self._dot = dot
            self.icon.setIcon(picture(dot))
