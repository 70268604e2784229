"""After a sign-in that could not be kept: what that means, and whether to try once more."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton

from kanbert_desktop.app.messages.status_texts import words_for
from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.centred_card import CentredCard, Paragraph, plain_label, row
from kanbert_desktop.ui.entrance.sign_in_steps import CardHead
from kanbert_desktop.ui.speaking import speak
from kanbert_desktop.ui.theme import Theme


class KeyringPage(CentredCard):
    """`accepted`: stay signed in until quitting. `again`: the keyring may be there now."""

    accepted = Signal()
    again = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setObjectName("keyringPage")
        self._key = "keyring_absent"
        self.head = CardHead(theme)
        self.head.steps.show_step(2)
        self.title, self.text = plain_label("dialog"), Paragraph("lead")
        self.title.setWordWrap(True)
        self.go_on, self.try_again = QPushButton(), QPushButton()
        self.go_on.setProperty("kind", "primary")
        for part, space in ((self.head, 28), (self.title, 12), (self.text, 24)):
            self.column.addWidget(part)
            self.column.addSpacing(space)
        self.column.addLayout(row(self.go_on, self.try_again, 1))
        self.go_on.clicked.connect(self.accepted)
        self.try_again.clicked.connect(self.again)
        self.dress()

    def show_problem(self, key: str) -> None:
        """`key` names what is wrong with the keyring; said again where another try changed nothing."""
        self._key = key
        self.set_busy(False)
        self.dress()
        self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)
        speak(self, f"{self.title.text()} {self.text.text()}")

    def set_busy(self, busy: bool) -> None:
        self.try_again.setEnabled(not busy)

    def dress(self) -> None:
        super().dress()
        self.head.dress()
        title, message = words_for(self._key)
        self.title.setText(title)
        self.text.setText(message)
        self.go_on.setText(tr("Continue"))
        self.try_again.setText(tr("Try again"))
