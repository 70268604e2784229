"""Signing out while something is unsent: three ways, and Esc stays."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from kanbert_desktop.app.accounts.sign_out import Unsent
from kanbert_desktop.app.messages.status_texts import is_offline
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.events import SyncState, SyncStatus
from kanbert_desktop.ui.asking_where import ask_where
from kanbert_desktop.ui.board.midnight import today
from kanbert_desktop.ui.centred_card import Paragraph, plain_label
from kanbert_desktop.ui.flow import Flow
from kanbert_desktop.ui.theme import Theme


class SignOutQuestion(QDialog):
    """Opened with `open()`; `chosen` carries "send" or "keep", `export_wished` the file to export to.

    `status`: where nothing can be sent now, sending is not offered, and the question says why.
    """

    chosen = Signal(str)
    export_wished = Signal(str)

    def __init__(self, unsent: Unsent, status: SyncStatus, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        why_not = _why_nothing_goes(status)
        self.setWindowTitle(tr("Sign out"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title, text = plain_label("panel"), Paragraph("lead")
        title.setText(tr("%n change(s) is/are not sent yet.", unsent.total))
        text.setText(
            " ".join(
                part
                for part in (
                    _what_cannot_go(unsent),
                    why_not,
                    tr(
                        "Keep them on this computer for your next sign-in. An export writes them into a file before they are discarded here."
                    )
                    if why_not
                    else tr(
                        "Send them now, or keep them on this computer for your next sign-in. An export writes them into a file before they are discarded here."
                    ),
                )
                if part
            )
        )
        title.setWordWrap(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(28, 24, 28, 24)
        box.setSpacing(10)
        box.addWidget(title)
        box.addWidget(text)
        box.addSpacing(12)
        box.addLayout(self._buttons(can_send=not why_not))
        text.setMinimumWidth(min(theme.px(504), parent.width() - 120))
        wide = min(box.sizeHint().width(), parent.width() - 40)
        self.resize(wide, box.totalHeightForWidth(wide))

    def _buttons(self, *, can_send: bool) -> Flow:
        stay = self._button(tr("Cancel"), "bare")
        stay.clicked.connect(self.close)
        export = self._button(tr("Export and discard"), "danger")
        export.clicked.connect(self._ask_where)
        keep = self._button(tr("Keep for next time"), "plain" if can_send else "primary")
        keep.clicked.connect(lambda: self._choose("keep"))
        if not can_send:
            keep.setDefault(True)
            keep.setFocus(Qt.FocusReason.OtherFocusReason)
            return Flow([stay], [export, keep])
        send = self._button(tr("Send and sign out"), "primary")
        send.clicked.connect(lambda: self._choose("send"))
        send.setDefault(True)
        send.setFocus(Qt.FocusReason.OtherFocusReason)
        return Flow([stay], [export, keep, send])

    def _button(self, words: str, kind: str) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("kind", kind)
        button.setAutoDefault(False)
        return button

    def _choose(self, choice: str) -> None:
        self.close()
        self.chosen.emit(choice)

    def _ask_where(self) -> None:
        """The system's own dialog; whoever leaves it is back at the question."""
        name = tr("kanbert-not-sent-{date}", date=today().isoformat())
        ask_where(self, tr("Export what is not sent"), name, {"json": tr("Export")}, self._export)

    def _export(self, path: Path) -> None:
        self.close()
        self.export_wished.emit(str(path))


def _why_nothing_goes(status: SyncStatus) -> str:
    if status.state is SyncState.NEEDS_SIGN_IN:
        return tr("Kanbert asks you to sign in again, so nothing can be sent now.")
    if is_offline(status):
        return tr("Kanbert cannot be reached, so nothing can be sent now.")
    return ""


def _what_cannot_go(unsent: Unsent) -> str:
    """Sending alone does not end these."""
    return " ".join(
        sentence
        for count, sentence in (
            (unsent.parked, tr("%n need(s) your decision first.", unsent.parked)),
            (unsent.drafts, tr("%n is/are unfinished text(s).", unsent.drafts)),
            (unsent.unreadable, tr("%n was/were made by a newer version.", unsent.unreadable)),
        )
        if count
    )
