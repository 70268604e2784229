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
from kanbert_desktop.ui.widgets.banner import StripBar

if TYPE_CHECKING:
    from kanbert_desktop.ui.window.quit_dialog import QuitQuestion

USUAL = QSize(1440, 900)
MOST_OF_SCREEN = 0.95
"""Its frame wants some room too."""
KEEP_MS = 1000
SAVE_SECONDS = 2.0
"""A disk that hangs does not keep somebody from quitting."""
_MOVES = frozenset({QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.WindowStateChange})


class Leaving(QObject):
    """`stays` says whether the program goes on without its window: only while something else leads back to it.

    A session may end without a word, so the window's place is kept soon after each change, not only at the end.
    """

    def __init__(self, application: Application, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._application, self._theme, self._window = application, theme, window
        self._question: QuitQuestion | None = None
        self._is_certain = False
        self.keep_drafts: Callable[[], object] = lambda: None
        """Puts what is half typed among the drafts."""
        self.stays: Callable[[], bool] = lambda: False
        self._timer = QTimer(self, singleShot=True, interval=KEEP_MS)
        self._timer.timeout.connect(self.keep_place)

    def restore_place(self) -> None:
        """Qt itself brings a window back that lies on a screen that is gone, or begins anew on one of another size."""
        self._window.resize(USUAL.boundedTo(self._window.screen().availableSize() * MOST_OF_SCREEN))
        kept = self._application.settings.get(GEOMETRY)
        if kept:
            self._window.restoreGeometry(QByteArray.fromBase64(kept.encode("ascii", "ignore")))
        self._window.installEventFilter(self)

    def may_close(self) -> bool:
        """False where something would be lost with the program: the person is asked first."""
        if self.stays() or self._is_certain:
            return True
        self.keep_drafts()
        self._application.save_now(SAVE_SECONDS)
        if not self._application.has_unsaved():
            return True
        self._ask()
        return False

    def _ask(self) -> None:
        from kanbert_desktop.ui.window.quit_dialog import QuitQuestion  # noqa: PLC0415  seldom needed

        self._window.show()
        self._window.activateWindow()
        if self._question is None:
            self._question = QuitQuestion(self._theme, self._window)
            self._question.save_wished.connect(self._save_and_quit)
            self._question.quit_wished.connect(self._quit_anyway)
            self._question.finished.connect(self._answered)
            self._question.open()

    def _answered(self, _code: int) -> None:
        self._question = None

    def _quit_anyway(self) -> None:
        self._is_certain = True
        self.quit()

    def _save_and_quit(self) -> None:
        self._application.tasks.start("save-and-quit", self._saved())

    async def _saved(self) -> None:
        """Where the disk takes it now, the program ends; else the strip above the page goes on telling."""
        with suppress(KanbertError):
            await self._application.save_all()
            self.quit()

    def closed(self) -> None:
        """The window goes."""
        self.keep_place()
        if not self.stays():
            self._application.request_quit()

    def quit(self) -> None:
        """And the program with it, whatever could keep it."""
        stays, self.stays = self.stays, lambda: False
        if not self.may_close():
            self.stays = stays
            return
        self._is_certain = True
        if self._window.isVisible():
            self._window.close()
        else:
            self._application.request_quit()

    def keep_place(self) -> None:
        """Where it stands, how large, and whether it is maximised."""
        self._timer.stop()
        place = bytes(self._window.saveGeometry().toBase64().data()).decode("ascii")
        self._application.settings.put(GEOMETRY, place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES and watched is self._window and self._window.isVisible():
            self._timer.start()
        return False


class Shell(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.strips = StripBar(theme)
        self.pages = QStackedWidget()
        self.pages.setObjectName("shell")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.strips)
        box.addWidget(self.pages, 1)
