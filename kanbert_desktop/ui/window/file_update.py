"""What the window shows while the account's file of an older version is updated."""

from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.style import icons
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.centred_page import horizontal_box, plain_label
from kanbert_desktop.ui.widgets.literal_text import PlainLabel

T = TypeVar("T")
_FRAME_SECONDS = 1 / 60


class FileUpdatePage(QWidget):
    """Looks like the page of a first load."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("fileUpdatePage")
        self._theme = theme
        self._mark = PlainLabel()
        self.title_label, self.below_label = plain_label("panel"), plain_label("muted")
        box = QVBoxLayout(self)
        box.setSpacing(14)
        box.addStretch(4)
        box.addLayout(horizontal_box(1, self._mark, 1))
        for label in (self.title_label, self.below_label):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setWordWrap(True)
            box.addWidget(label)
        box.addStretch(5)
        self.apply_appearance()

    def apply_appearance(self) -> None:
        color = self._theme.color
        mark = icons.logo(self._theme.px(48), self.devicePixelRatioF(), color("accent"), color("on-accent"))
        self._mark.setPixmap(mark)
        self.title_label.setText(tr("Updating your data …"))
        self.below_label.setText(tr("This happens once after an update and takes a few seconds."))


def run_beside_window(work: Callable[[], T]) -> T:
    """Returns or raises what `work` does on a thread of its own; the window is painted and can be closed meanwhile."""
    result: Future[T] = Future()

    def run() -> None:
        try:
            result.set_result(work())
        except BaseException as error:  # noqa: BLE001  raised again in the caller
            result.set_exception(error)

    thread = Thread(target=run, name="update")
    thread.start()
    while thread.is_alive():
        QApplication.processEvents()
        thread.join(_FRAME_SECONDS)
    return result.result()
