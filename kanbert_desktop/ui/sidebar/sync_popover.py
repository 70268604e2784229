"""What is behind the badge: trouble in words, what is unsent, and what to do about it."""

from datetime import datetime

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QPushButton, QWidget

from kanbert_desktop.app.boards.service import Desk
from kanbert_desktop.app.messages.status_texts import moment, problem_words, sync_words
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Mark
from kanbert_desktop.domain.events import SyncState
from kanbert_desktop.domain.untrusted_text import shortened
from kanbert_desktop.ui.board.panel.popup import Popup
from kanbert_desktop.ui.centred_card import plain_label
from kanbert_desktop.ui.theme import Theme

MOST_LINES = 6
_WIDTH = 300


class SyncPopover(Popup):
    """`button` does what helps: signing in, deciding, else syncing."""

    sync_wished = Signal()
    sign_in_wished = Signal()
    attention_wished = Signal()

    def __init__(self, desk: Desk, now: datetime, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedWidth(theme.px(_WIDTH))
        self.box.setContentsMargins(14, 12, 14, 12)
        status = desk.status()
        title, detail = sync_words(status, now)
        self._line(title, "strong")
        if status.problem is not None and status.silent_since is None:
            self._line(" ".join(problem_words(status)), "muted")
        elif detail:
            self._line(detail, "muted")
        if status.pending:
            self._show_unsent(desk, status.pending)
        if status.last_sync is not None and (status.problem or status.pending):
            self._line(tr("Last sync: {time}", time=moment(status.last_sync, now)), "muted")
        self.box.addSpacing(4)
        if status.state is SyncState.NEEDS_SIGN_IN:
            self.button = self._act(tr("Sign in"), self.sign_in_wished, "primary")
        elif status.attention:
            self.button = self._act(tr("Show what to decide"), self.attention_wished, "primary")
            self._act(tr("Sync now"), self.sync_wished, "plain")
        else:
            self.button = self._act(tr("Sync now"), self.sync_wished, "primary")
        self.setAccessibleName(tr("Sync"))

    def _show_unsent(self, desk: Desk, pending: int) -> None:
        titles = [
            shortened(card.title)
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

    def _act(self, words: str, wished: SignalInstance, kind: str) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("kind", kind)
        button.clicked.connect(self.close)
        button.clicked.connect(wished)
        self.box.addWidget(button)
        return button
