"""Page stack; geometry, closing and quitting."""

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QObject, QSize, QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kanbert_desktop.app.application import Application
from kanbert_desktop.app.settings import GEOMETRY
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.banner import BannerBar

if TYPE_CHECKING:
    from kanbert_desktop.ui.window.quit_dialog import QuitDialog

DEFAULT_SIZE = QSize(1440, 900)
MAX_SCREEN_SHARE = 0.95
"""Its frame wants some room too."""
SAVE_DELAY_MS = 1000
FLUSH_TIMEOUT_SECONDS = 2.0
"""A disk that hangs does not keep somebody from quitting."""
_GEOMETRY_EVENTS = frozenset({QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.WindowStateChange})


class WindowState(QObject):
    """`stays` says whether the program goes on without its window: only while something else leads back to it.

    A session may end without a word, so the window's place is kept soon after each change, not only at the end.
    """

    def __init__(self, application: Application, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._application, self._theme, self._window = application, theme, window
        self._dialog: QuitDialog | None = None
        self._is_quit_confirmed = False
        self.save_drafts: Callable[[], object] = lambda: None
        """Puts what is half typed among the drafts."""
        self.stays_running: Callable[[], bool] = lambda: False
        self._timer = QTimer(self, singleShot=True, interval=SAVE_DELAY_MS)
        self._timer.timeout.connect(self.save_geometry)

    def restore_geometry(self) -> None:
        """Qt itself brings a window back that lies on a screen that is gone, or begins anew on one of another size."""
        self._window.resize(DEFAULT_SIZE.boundedTo(self._window.screen().availableSize() * MAX_SCREEN_SHARE))
        kept = self._application.settings.get(GEOMETRY)
        if kept:
            self._window.restoreGeometry(QByteArray.fromBase64(kept.encode("ascii", "ignore")))
        self._window.installEventFilter(self)

    def can_close(self) -> bool:
        """False where something would be lost with the program: the person is asked first."""
        if self.stays_running() or self._is_quit_confirmed:
            return True
        self.save_drafts()
        self._application.save_now(FLUSH_TIMEOUT_SECONDS)
        if not self._application.has_unsaved():
            return True
        self._show_quit_dialog()
        return False

    def _show_quit_dialog(self) -> None:
        from kanbert_desktop.ui.window.quit_dialog import QuitDialog  # noqa: PLC0415  seldom needed

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
        """Where the disk takes it now, the program ends; else the strip above the page goes on telling."""
        with suppress(KanbertError):
            await self._application.save_all()
            self.quit()

    def handle_closed(self) -> None:
        """The window goes."""
        self.save_geometry()
        if not self.stays_running():
            self._application.request_quit()

    def quit(self) -> None:
        """And the program with it, whatever could keep it."""
        stays, self.stays_running = self.stays_running, lambda: False
        if not self.can_close():
            self.stays_running = stays
            return
        self._is_quit_confirmed = True
        if self._window.isVisible():
            self._window.close()
        else:
            self._application.request_quit()

    def save_geometry(self) -> None:
        """Where it stands, how large, and whether it is maximised."""
        self._timer.stop()
        place = bytes(self._window.saveGeometry().toBase64().data()).decode("ascii")
        self._application.settings.put(GEOMETRY, place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _GEOMETRY_EVENTS and watched is self._window and self._window.isVisible():
            self._timer.start()
        return False


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
