"""Page stack; geometry, closing and quitting."""

import math
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from kanbert_desktop.app.application import Application
from kanbert_desktop.app.settings import GEOMETRY
from kanbert_desktop.domain.board import BoardId
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.banner import BannerBar
from kanbert_desktop.ui.widgets.literal_text import escaped_window_title

if TYPE_CHECKING:
    from kanbert_desktop.ui.commands.actions import WindowActions
    from kanbert_desktop.ui.tray import Tray
    from kanbert_desktop.ui.window.question_dialogs import QuitDialog
    from kanbert_desktop.ui.window.workspace import Workspace

WINDOW_TITLE = "Kanbert Desktop"
DEFAULT_SIZE = QSize(1440, 900)
MINIMUM_SIZE = QSize(720, 480)
"""On a screen that has room for it."""
MAX_SCREEN_SHARE = 0.95
"""The window frame needs space too."""
_PANEL_AND_FRAME = QSize(0, 80)
"""Of a desktop on Wayland, which does not tell where its panels are."""
SAVE_DELAY_MS = 1000
FLUSH_TIMEOUT_SECONDS = 2.0
"""A disk that does not respond must not block quitting."""
_FILLS_SCREEN = Qt.WindowState.WindowMaximized | Qt.WindowState.WindowFullScreen
_SCREEN_EVENTS = frozenset({QEvent.Type.ScreenChangeInternal, QEvent.Type.DevicePixelRatioChange})
_GEOMETRY_EVENTS = frozenset({QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.WindowStateChange})


class AccountWindow(QMainWindow):
    """What the set of windows needs of each: that of the first one, and of those beside it.

    `activated` is emitted when the window gets the focus, `used` by the first one when any window does, `page_changed`
    when another page or board is shown, `titled` when the page has another title.
    """

    capture_requested = Signal()
    account_changed = Signal()
    activated = Signal()
    used = Signal()
    page_changed = Signal()
    titled = Signal()
    workspace: "Workspace | None"
    page_stack: "PageStack"
    window_state: "WindowState"
    window_actions: "WindowActions"
    number = 0
    """Orders the windows as they were opened."""
    page_title = ""
    _title_number = 1

    @property
    def board_shown(self) -> BoardId | None:
        """The board on screen, else the last one of this window."""
        return self.workspace.board.board if self.workspace is not None else None

    @property
    def workspace_shown(self) -> "Workspace | None":
        """The workspace, unless another page is on screen."""
        return self.workspace if self.page_stack.pages.currentWidget() is self.workspace else None

    def set_page_title(self, title: str) -> None:
        self.page_title = title
        self.number_title(self._title_number)
        self.titled.emit()

    def number_title(self, number: int) -> None:
        """Tells the window from others of the same title, in the desktop's list of windows; 1 shows no number."""
        self._title_number = number
        parts = (escaped_window_title(self.page_title), str(number) if number > 1 else "", WINDOW_TITLE)
        self.setWindowTitle(" – ".join(filter(None, parts)))

    def show_problem(self, title: str, message: str) -> None:
        if self.workspace is not None:
            self.workspace.toast.show_problem(title, message)

    def show_page(self, page: QWidget) -> None:
        """Shows that page in place of the present one."""
        raise NotImplementedError

    def show_current_account(self) -> None:
        """Shows the open account, after it was changed or reopened."""
        raise NotImplementedError

    def raise_window(self) -> None:
        """Shows this window on top of the others."""
        # Not `showNormal`: a window that was maximised is so again.
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def fit_text_size(self) -> None:
        """Fits the text size soon, after a window was closed or resized."""
        raise NotImplementedError

    def save_drafts(self) -> None:
        """Saves the unfinished text of this window."""
        if self.workspace is not None:
            self.workspace.save_drafts()

    def shut_down(self) -> None:
        """Called before a window beside the first one is deleted."""
        raise NotImplementedError


class WindowState(QObject):
    """Geometry of the main window, and whether closing it quits the program.

    A desktop session may end without notice, so the geometry is saved soon after each change, not only at the end.
    """

    def __init__(
        self,
        application: Application,
        theme: Theme,
        window: QWidget,
        save_drafts: Callable[[], object],
    ) -> None:
        """`save_drafts` saves unfinished text of the window."""
        super().__init__(window)
        self._application, self._theme, self._window = application, theme, window
        self._dialog: QuitDialog | None = None
        self._is_quit_confirmed = False
        self._is_quitting = False
        self._save_drafts = save_drafts
        self._tray: Tray | None = None
        self._has_others: Callable[[], bool] = bool
        self._timer = QTimer(self, singleShot=True, interval=SAVE_DELAY_MS)
        self._timer.timeout.connect(self.save_geometry)

    def keep_running_in(self, tray: "Tray") -> None:
        """Closing the window does not quit while this tray icon is visible."""
        self._tray = tray

    def keep_running_beside(self, has_others: Callable[[], bool]) -> None:
        """Closing the window does not quit while there are others."""
        self._has_others = has_others

    @property
    def stays_running(self) -> bool:
        """Whether the program continues without its window."""
        is_in_tray = self._tray is not None and self._tray.is_visible
        return (is_in_tray or self._has_others()) and not self._is_quitting

    def restore_geometry(self) -> None:
        """Restores the saved geometry.

        Qt moves a window that was on a missing screen, and resets it on one of another size.
        """
        room = self._window.screen().availableSize()
        self._window.resize(DEFAULT_SIZE.boundedTo(room * MAX_SCREEN_SHARE))
        saved = self._application.settings.get(GEOMETRY)
        if saved:
            self._window.restoreGeometry(QByteArray.fromBase64(saved.encode("ascii", "ignore")))
        ScreenFit(self._window)
        self._window.installEventFilter(self)

    def can_close(self) -> bool:
        """Returns False if unsaved changes would be lost; the user is asked then."""
        if self.stays_running or self._is_quit_confirmed:
            return True
        self._save_drafts()
        self._application.save_now(FLUSH_TIMEOUT_SECONDS)
        if not self._application.has_unsaved():
            return True
        self._show_quit_dialog()
        return False

    def _show_quit_dialog(self) -> None:
        from kanbert_desktop.ui.window.question_dialogs import QuitDialog  # noqa: PLC0415  after the first paint

        self._window.show()
        self._window.activateWindow()
        if self._dialog is None:
            self._dialog = QuitDialog(self._theme, self._window)
            self._dialog.save_requested.connect(self._save_and_quit)
            self._dialog.quit_requested.connect(self._quit_anyway)
            self._dialog.finished.connect(self._on_dialog_finished)
            self._dialog.open()

    def _on_dialog_finished(self, _code: int) -> None:
        self._dialog = None

    def _quit_anyway(self) -> None:
        self._is_quit_confirmed = True
        self.quit()

    def _save_and_quit(self) -> None:
        self._application.tasks.start("save-and-quit", self._save_and_quit_when_saved())

    async def _save_and_quit_when_saved(self) -> None:
        """Quits if saving works now; otherwise the banner stays."""
        with suppress(KanbertError):
            await self._application.save_all()
            self.quit()

    def handle_closed(self) -> None:
        """Call when the window has closed."""
        self.save_geometry()
        self._save_drafts()
        if not self.stays_running:
            self._application.request_quit()

    def quit(self) -> None:
        """Quits the program even where the tray would keep it running."""
        self._is_quitting = True
        if not self.can_close():
            self._is_quitting = False
            return
        self._is_quit_confirmed = True
        if self._window.isVisible():
            self._window.close()
        else:
            self._application.request_quit()

    def save_geometry(self) -> None:
        """Saves position, size and maximised state."""
        self._timer.stop()
        geometry = bytes(self._window.saveGeometry().toBase64().data()).decode("ascii")
        self._application.settings.put(GEOMETRY, geometry)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _GEOMETRY_EVENTS and watched is self._window and self._window.isVisible():
            self._timer.start()
        return False


class ScreenFit(QObject):
    """Keeps a window within its screen, whichever of several that is and however its size or scale changes."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        fit_to_screen(window)
        window.installEventFilter(self)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.screenAdded.connect(self._follow)
        for screen in QGuiApplication.screens():
            self._follow(screen)

    def _follow(self, screen: QScreen) -> None:
        """The window may come to each of them."""
        screen.availableGeometryChanged.connect(self._fit)

    def _fit(self) -> None:
        fit_to_screen(self._window)

    def eventFilter(self, _window: QObject, event: QEvent) -> bool:
        if event.type() in _SCREEN_EVENTS:
            self._fit()
        return False


def fit_to_screen(window: QWidget) -> None:
    """Keeps the window within a screen that is small, or became so by another scale."""
    room = _screen_of(window).availableSize()
    if _is_on_wayland() and not _is_framed_by_compositor(window):
        room = room - _PANEL_AND_FRAME
    window.setMinimumSize(MINIMUM_SIZE.boundedTo(room))
    if not window.windowState() & _FILLS_SCREEN:
        window.resize(window.size().boundedTo(room))


def _screen_of(window: QWidget) -> QScreen:
    """The screen that most of the window is on.

    On Wayland a window that lies on two screens counts as on the one it came to first, for Qt. The compositor tells the
    scale of the other one; for Qt, the scale of a screen is a whole number.
    """
    screen, ratio = window.screen(), math.ceil(window.devicePixelRatioF())
    if not _is_on_wayland() or screen.devicePixelRatio() == ratio:
        return screen
    alike = [other for other in QGuiApplication.screens() if other.devicePixelRatio() == ratio]
    return min(alike, key=lambda other: other.availableSize().height(), default=screen)


def _is_on_wayland() -> bool:
    return QGuiApplication.platformName().startswith("wayland")


def _is_framed_by_compositor(window: QWidget) -> bool:
    """Such a compositor knows the size of frame and panels: KWin fits a window by itself, and sway tiles it.

    A tiled window that made itself smaller would leave a black strip.
    """
    handle = window.windowHandle()
    return handle is not None and handle.isVisible() and handle.frameMargins().isNull()


class PageStack(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.banner_bar = BannerBar(theme)
        self.pages = QStackedWidget()
        self.pages.setObjectName("shell")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.banner_bar)
        box.addWidget(self.pages, 1)
