"""Progress of the first load, in the sidebar and as a page."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.events import LoadProgressed
from kanbert_desktop.ui.style import icons
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.centred_page import horizontal_box, plain_label
from kanbert_desktop.ui.widgets.literal_text import PlainLabel


class LoadProgress(QWidget):
    """Progress of the first load; hidden while nothing is loading."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._last = LoadProgressed(0, 0, 0, done=True)
        self.text_label = plain_label("muted", self)
        self.text_label.setWordWrap(True)
        self.progress_bar = QProgressBar(self)
        self.progress_bar.setTextVisible(False)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self.text_label)
        box.addWidget(self.progress_bar)
        self.hide()

    def show_progress(self, progress: LoadProgressed) -> None:
        self._last = progress
        self.text_label.setText(progress_text(progress))
        self.progress_bar.setAccessibleName(self.text_label.text())
        self.progress_bar.setRange(0, progress.total_boards)
        self.progress_bar.setValue(progress.boards)
        self.setVisible(not progress.done)

    def apply_appearance(self) -> None:
        self.show_progress(self._last)


def progress_text(progress: LoadProgressed) -> str:
    if progress.total_boards:
        return tr("Loading boards, {boards} of {all}", boards=progress.boards, all=progress.total_boards)
    if progress.cards:
        return tr("%n card(s) so far", progress.cards)
    return tr("Loading boards …")


class LoadingPage(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("loadingPage")
        self._theme = theme
        self._progress = LoadProgressed(0, 0, 0)
        self._mark = PlainLabel()
        self.title_label, self._below = plain_label("panel"), plain_label("muted")
        self.progress_bar = QProgressBar()
        self.progress_bar.setTextVisible(False)
        self.progress_bar.setFixedWidth(theme.px(260))
        box = QVBoxLayout(self)
        box.setSpacing(14)
        box.addStretch(4)
        for part in (self._mark, self.title_label, self.progress_bar, self._below):
            box.addLayout(
                horizontal_box(1, part, 1) if part is not self.title_label else horizontal_box(part)
            )
        box.addStretch(5)
        self.title_label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.title_label.setWordWrap(True)
        self.apply_appearance()

    def show_progress(self, progress: LoadProgressed) -> None:
        self._progress = progress
        self.apply_appearance()

    def apply_appearance(self) -> None:
        color, progress = self._theme.color, self._progress
        mark = icons.logo(self._theme.px(48), self.devicePixelRatioF(), color("accent"), color("on-accent"))
        self._mark.setPixmap(mark)
        self.title_label.setText(
            tr("No running projects for you.") if progress.done else progress_text(progress)
        )
        below = (
            tr("Ask to be added to a project in Kanbert, then sync again.")
            if progress.done
            else self._cards()
        )
        self._below.setText(below)
        self.progress_bar.setVisible(not progress.done)
        self.progress_bar.setRange(0, progress.total_boards)
        self.progress_bar.setValue(progress.boards)
        self.progress_bar.setAccessibleName(self.title_label.text())

    def _cards(self) -> str:
        return tr("%n card(s) so far", self._progress.cards) if self._progress.total_boards else ""
