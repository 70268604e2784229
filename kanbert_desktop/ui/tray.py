"""Tray icon with menu and status dot."""

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
from kanbert_desktop.ui.commands.actions import CommandId
from kanbert_desktop.ui.style import icons
from kanbert_desktop.ui.widgets.literal_text import literal

ICON_SIZES = (16, 22, 24, 32, 48)
_DOT = 0.42
"""Share of the logo's width."""
_EDGE = 0.07
TRAY_TITLE = "Kanbert Desktop"
CHECK_MS = 2000
"""Interval of checks for a tray: panels start late and crash."""
SLOW_CHECK_FACTOR = 5
"""Factor for the interval while there is a tray, or none has appeared for a while."""
MAX_FAILED_CHECKS = 5
"""Checks after which a hidden window is shown because no tray has appeared."""
_SIGNED_IN_COMMANDS = frozenset({CommandId.SYNC, CommandId.INBOX, CommandId.MY_WORK})
"""Commands that need a signed-in account."""


class TrayDot(StrEnum):
    """Colour of the dot for the strongest reason.

    Panels are dark or light in any theme, so the colours belong to neither.
    """

    NONE = ""
    UNSENT = "#F0B45A"
    UNSEEN = "#86AAFF"
    ATTENTION = "#E5484D"


def tray_dot_of(status: SyncStatus, *, has_unseen: bool) -> TrayDot:
    if status.attention or status.state is SyncState.NEEDS_SIGN_IN:
        return TrayDot.ATTENTION
    if has_unseen:
        return TrayDot.UNSEEN
    return TrayDot.UNSENT if status.pending else TrayDot.NONE


def tray_icon(dot: TrayDot) -> QIcon:
    result = QIcon()
    for size in ICON_SIZES:
        result.addPixmap(_with_dot(icons.logo(size), dot) if dot else icons.logo(size))
    return result


def _with_dot(mark: QPixmap, dot: TrayDot) -> QPixmap:
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


class Tray(QObject):
    """Tray icon while the setting is on and the desktop has a tray. `command_requested` carries a `CommandId`."""

    command_requested = Signal(object)
    open_requested = Signal()
    message_clicked = Signal()

    def __init__(
        self,
        application: Application,
        window: QWidget,
        *,
        show_first: Callable[[], object] | None = None,
        check_ms: int = CHECK_MS,
        current: Callable[[], QWidget] | None = None,
    ) -> None:
        """`show_first` shows a window that was hidden since the start, which nobody has asked for.

        `current` returns the window that was used last, `window` where there is only that one.
        """
        super().__init__(window)
        self._application, self._window, self._check_ms = application, window, check_ms
        self._show_first = show_first or window.show
        self._current = current or (lambda: window)
        self.icon: QSystemTrayIcon | None = None
        self._dot: TrayDot | None = None
        self._has_unseen = False
        self._inbox_count = 0
        self._failed_checks = 0
        self._menu = QMenu(window)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._check)
        self._unsubscribers: tuple[Callable[[], None], ...] = (
            application.settings.subscribe(self._on_setting),
            application.bus.subscribe(SyncStatusChanged, lambda _event: self._show_state()),
        )
        self._follow_setting()

    @property
    def is_visible(self) -> bool:
        """Whether the icon is visible at this moment."""
        return self.icon is not None and self.icon.isVisible() and QSystemTrayIcon.isSystemTrayAvailable()

    def close(self) -> None:
        for unsubscribe in self._unsubscribers:
            unsubscribe()
        self._timer.stop()
        self._remove()

    def set_has_unseen(self, has_unseen: bool) -> None:
        """Shows or hides the dot for notifications that nobody has seen yet."""
        self._has_unseen = has_unseen
        self._show_state()

    def set_inbox_count(self, count: int) -> None:
        """The number of unread entries of the inbox, shown in menu and tooltip."""
        if count != self._inbox_count:
            self._inbox_count = count
            self._fill_menu()
            self._show_state()

    def _inbox_text(self) -> str:
        return tr("Inbox, %n unread", self._inbox_count) if self._inbox_count else tr("Inbox")

    def show_message(self, title: str, text: str) -> None:
        """For a desktop that has a tray but no notification service."""
        if self.icon is not None:
            self.icon.showMessage(to_single_line(title), literal(text), self.icon.icon())

    def apply_appearance(self) -> None:
        self._fill_menu()
        self._dot = None
        self._show_state()

    def _on_setting(self, name: str) -> None:
        if name == TRAY.name:
            self._follow_setting()

    def _follow_setting(self) -> None:
        if self._application.settings.get(TRAY):
            self._failed_checks = 0
            self._check()
        else:
            self._timer.stop()
            self._remove()
            self._show_hidden_window()

    def _check(self) -> None:
        if self.icon is None and QSystemTrayIcon.isSystemTrayAvailable():
            self._make()
        self._failed_checks = 0 if self.is_visible else self._failed_checks + 1
        has_waited = self._failed_checks > MAX_FAILED_CHECKS
        if has_waited:
            self._show_hidden_window()
        is_calm = self.is_visible or has_waited
        self._timer.start(self._check_ms * (SLOW_CHECK_FACTOR if is_calm else 1))

    def _show_hidden_window(self) -> None:
        """Shows a hidden window that the user could otherwise not reach."""
        if self._current().isVisible():
            return
        was_shown = self._window.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
        # A tray that has gone took the way to the window with it, and maybe the list of minimised windows.
        if was_shown or self.icon is not None:
            self._window.show()
        else:
            self._show_first()

    def _make(self) -> None:
        self.icon = QSystemTrayIcon(self)
        self._fill_menu()
        self.icon.setContextMenu(self._menu)
        self.icon.activated.connect(self._on_activated)
        self.icon.messageClicked.connect(self.message_clicked)
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
        self._add(tr("Open"), self.open_requested.emit)
        self._menu.addSeparator()
        for name, text in (
            (CommandId.CAPTURE, tr("New card …")),
            (CommandId.INBOX, self._inbox_text()),
            (CommandId.MY_WORK, tr("My work")),
            (CommandId.SYNC, tr("Sync now")),
        ):
            action = self._add(text, partial(self.command_requested.emit, name))
            action.setEnabled(self._application.service is not None or name not in _SIGNED_IN_COMMANDS)
        self._menu.addSeparator()
        self._add(tr("Quit"), lambda: self.command_requested.emit(CommandId.QUIT))

    def _add(self, text: str, run: Callable[[], object]) -> QAction:
        action = self._menu.addAction(text)
        action.triggered.connect(lambda _checked=False: run())
        return action

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.MiddleClick:
            self.command_requested.emit(CommandId.CAPTURE)
        elif reason is not QSystemTrayIcon.ActivationReason.Context:
            self.open_requested.emit()

    def _show_state(self) -> None:
        service = self._application.service
        status = service.sync.status() if service is not None else SyncStatus()
        if self.icon is None:
            return
        text = (
            sync_status_text(status, self._application.current_account.now())[0]
            if service is not None
            else ""
        )
        lines = [TRAY_TITLE, text, self._inbox_text() if text and self._inbox_count else ""]
        tip = literal("\n".join(filter(None, lines))) if text else TRAY_TITLE
        # Qt tells the desktop each time, also what it knows.
        if tip != self.icon.toolTip():
            self.icon.setToolTip(tip)
        dot = tray_dot_of(status, has_unseen=self._has_unseen)
        if dot is not self._dot:
            self._dot = dot
            self.icon.setIcon(tray_icon(dot))
