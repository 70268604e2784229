"""The first load, with counts, until it is done."""

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.events import LoadProgressed
from kanbert_desktop.ui.centred_card import plain_label


class LoadProgress(QWidget):
    """Hidden where nothing is loading."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._last = LoadProgressed(0, 0, 0, done=True)
        self.words = plain_label("muted", self)
        self.words.setWordWrap(True)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self.words)
        box.addWidget(self.bar)
        self.hide()

    def show_progress(self, progress: LoadProgressed) -> None:
        self._last = progress
        self.words.setText(progress_words(progress))
        self.bar.setAccessibleName(self.words.text())
        self.bar.setRange(0, progress.of_boards)
        self.bar.setValue(progress.boards)
        self.setVisible(not progress.done)

    def dress(self) -> None:
        self.show_progress(self._last)


def progress_words(progress: LoadProgressed) -> str:
    if progress.of_boards:
        return tr("Loading boards, {boards} of {all}", boards=progress.boards, all=progress.of_boards)
    if progress.cards:
        return tr("%n card(s) so far", progress.cards)
    return tr("Loading boards …")
