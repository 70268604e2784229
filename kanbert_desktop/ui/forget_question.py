"""Removing an account's data from this computer: what goes, what would be lost, and Esc stays."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from kanbert_desktop.app.accounts.registry import KnownAccount
from kanbert_desktop.app.accounts.sign_out import Unsent
from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.centred_card import Paragraph, plain_label
from kanbert_desktop.ui.flow import Flow
from kanbert_desktop.ui.theme import Theme


class ForgetQuestion(QDialog):
    """Opened with `open()`."""

    confirmed = Signal()

    def __init__(self, account: KnownAccount, unsent: Unsent, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Remove this account's data"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title, text = plain_label("panel"), Paragraph("lead")
        title.setText(tr("Remove this account's data from this computer?"))
        text.setText(_what_goes(account))
        title.setWordWrap(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(28, 24, 28, 24)
        box.setSpacing(10)
        box.addWidget(title)
        box.addWidget(text)
        texts = [text]
        if unsent.total:
            warning = Paragraph("lead")
            warning.setText(_what_is_lost(unsent))
            box.addWidget(warning)
            texts.append(warning)
        box.addSpacing(12)
        box.addLayout(self._buttons(tr("Discard and remove") if unsent.total else tr("Remove")))
        for one in texts:
            one.setMinimumWidth(min(theme.px(504), parent.width() - 120))
        wide = min(box.sizeHint().width(), parent.width() - 40)
        self.resize(wide, box.totalHeightForWidth(wide))

    def _buttons(self, words: str) -> Flow:
        self.stay = self._button(tr("Cancel"), "plain")
        self.stay.clicked.connect(self.close)
        self.remove = self._button(words, "danger")
        self.remove.clicked.connect(self._confirm)
        # Enter pressed in a hurry removes nothing.
        self.stay.setDefault(True)
        self.stay.setFocus(Qt.FocusReason.OtherFocusReason)
        return Flow([self.stay], [self.remove])

    def _button(self, words: str, kind: str) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("kind", kind)
        button.setAutoDefault(False)
        return button

    def _confirm(self) -> None:
        self.close()
        self.confirmed.emit()


def _what_goes(account: KnownAccount) -> str:
    name = account.name or account.email or account.user
    place = tr("Sample data") if account.sandbox else account.server.partition("://")[2]
    return tr(
        "{name} ({place}): boards, drafts, backups, the sign-in and the name of the account are removed from this "
        "computer. In Kanbert nothing changes.",
        name=name,
        place=place,
    )


def _what_is_lost(unsent: Unsent) -> str:
    counts = " ".join(
        sentence
        for count, sentence in (
            (unsent.pending, tr("%n change(s) is/are not sent yet.", unsent.pending)),
            (unsent.parked, tr("%n need(s) your decision first.", unsent.parked)),
            (unsent.drafts, tr("%n is/are unfinished text(s).", unsent.drafts)),
            (unsent.unreadable, tr("%n was/were made by a newer version.", unsent.unreadable)),
        )
        if count
    )
    return f"{counts} {tr('All of that would be lost. To keep it, cancel and sign out instead.')}"
