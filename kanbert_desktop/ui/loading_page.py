"""While no board is there yet: how far the first load is, or that there is nothing to load."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.events import LoadProgressed
from kanbert_desktop.ui import icons
from kanbert_desktop.ui.centred_card import plain_label, row
from kanbert_desktop.ui.literal_text import PlainLabel
from kanbert_desktop.ui.sidebar.load_progress import progress_words
from kanbert_desktop.ui.theme import Theme


class LoadingPage(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("loadingPage")
        self._theme = theme
        self._progress = LoadProgressed(0, 0, 0)
        self._mark = PlainLabel()
        self.words, self._below = plain_label("panel"), plain_label("muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(theme.px(260))
        box = QVBoxLayout(self)
        box.setSpacing(14)
        box.addStretch(4)
        for part in (self._mark, self.words, self.bar, self._below):
            box.addLayout(row(1, part, 1) if part is not self.words else row(part))
        box.addStretch(5)
        self.words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.words.setWordWrap(True)
        self.dress()

    def show_progress(self, progress: LoadProgressed) -> None:
        self._progress = progress
        self.dress()

    def dress(self) -> None:
        color, progress = self._theme.color, self._progress
        mark = icons.mark(self._theme.px(48), self.devicePixelRatioF(), color("accent"), color("on-accent"))
        self._mark.setPixmap(mark)
        self.words.setText(tr("No running projects for you.") if progress.done else progress_words(progress))
        below = tr("Ask for a project in Kanbert, then sync again.") if progress.done else self._cards()
        self._below.setText(below)
        self.bar.setVisible(not progress.done)
        self.bar.setRange(0, progress.of_boards)
        self.bar.setValue(progress.boards)
        self.bar.setAccessibleName(self.words.text())

    def _cards(self) -> str:
        return tr("%n card(s) so far", self._progress.cards) if self._progress.of_boards else ""
