"""Progress of the first load, in the sidebar and as a page. Both are filled when they are first shown."""

from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget

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
        self.hide()

    @cached_property
    def text_label(self) -> QLabel:
        label = plain_label("muted", self)
        label.setWordWrap(True)
        return label

    @cached_property
    def progress_bar(self) -> QProgressBar:
        bar = QProgressBar(self)
        bar.setTextVisible(False)
        return bar

    def _fill(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self.text_label)
        box.addWidget(self.progress_bar)

    def show_progress(self, progress: LoadProgressed) -> None:
        self._last = progress
        if self.layout() is None:
            if progress.done:
                return
            self._fill()
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

    @cached_property
    def _mark(self) -> PlainLabel:
        return PlainLabel(self)

    @cached_property
    def title_label(self) -> QLabel:
        return plain_label("panel", self)

    @cached_property
    def _below(self) -> QLabel:
        return plain_label("muted", self)

    @cached_property
    def progress_bar(self) -> QProgressBar:
        bar = QProgressBar(self)
        bar.setTextVisible(False)
        bar.setFixedWidth(self._theme.px(260))
        return bar

    def setVisible(self, visible: bool) -> None:
        if visible and self.layout() is None:
            self._fill()
        super().setVisible(visible)

    def _fill(self) -> None:
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
        if self.layout() is None:
            self._fill()
        else:
            self.apply_appearance()

    def apply_appearance(self) -> None:
        if self.layout() is None:
            return
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
