"""What is behind the badge: trouble in words, what is unsent, and "Sync now"."""

from datetime import datetime

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from kanbert_desktop.app.desk import Desk
from kanbert_desktop.app.language import tr
from kanbert_desktop.app.words.wording import moment, sync_words, words_for
from kanbert_desktop.domain.board import Mark
from kanbert_desktop.ui.board.panel.popup import Popup
from kanbert_desktop.ui.centred_card import plain_label
from kanbert_desktop.ui.theme import Theme

MOST_LINES = 6
_WIDTH = 300


class SyncPopover(Popup):
    sync_wished = Signal()

    def __init__(self, desk: Desk, now: datetime, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedWidth(theme.px(_WIDTH))
        self.box.setContentsMargins(14, 12, 14, 12)
        status = desk.status()
        title, detail = sync_words(status, now)
        self._line(title, "strong")
        if status.problem is not None:
            self._line(" ".join(words_for(status.problem)), "muted")
        elif detail:
            self._line(detail, "muted")
        if status.pending:
            self._show_unsent(desk, status.pending)
        if status.last_sync is not None and (status.problem or status.pending):
            self._line(tr("Last sync: {time}", time=moment(status.last_sync, now)), "muted")
        self.button = QPushButton(tr("Sync now"))
        self.button.setProperty("kind", "primary")
        self.button.clicked.connect(self._on_sync)
        self.box.addSpacing(4)
        self.box.addWidget(self.button)
        self.setAccessibleName(tr("Sync"))

    def open_below(self, field: QWidget, part: QRect | None = None) -> None:
        """The style sheet's fonts decide how high wrapped lines are, so they come first."""
        for child in self.findChildren(QWidget):
            child.ensurePolished()
        super().open_below(field, part)

    def _show_unsent(self, desk: Desk, pending: int) -> None:
        titles = [
            card.title
            for board in desk.boards()
            for card in desk.cards(board.id)
            if card.mark is not Mark.NONE
        ]
        self.box.addSpacing(4)
        self._line(tr("Saved here, not sent"), "label")
        for title in titles[:MOST_LINES]:
            self._line(title, "")
        rest = pending - min(len(titles), MOST_LINES)
        if rest > 0:
            words = tr("and %n more change(s)", rest) if titles else tr("%n change(s)", rest)
            self._line(words, "muted")

    def _line(self, words: str, role: str) -> None:
        label = plain_label(role)
        label.setWordWrap(True)
        label.setText(words)
        self.box.addWidget(label)

    def _on_sync(self) -> None:
        self.close()
        self.sync_wished.emit()
