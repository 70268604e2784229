"""The very first page: how to connect, for somebody who has never heard of OAuth."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from kanbert_desktop.app.language import tr
from kanbert_desktop.ui.button_icon import set_icon
from kanbert_desktop.ui.centred_card import CentredCard, LockLine, Paragraph, plain_label, row
from kanbert_desktop.ui.entrance.sign_in_steps import CardHead
from kanbert_desktop.ui.restyle import set_property
from kanbert_desktop.ui.speaking import speak
from kanbert_desktop.ui.theme import Theme

REDIRECT = "http://127.0.0.1/callback"
COPIED_MILLISECONDS = 2500


class FirstRunPage(CentredCard):
    """`sign_in_wished` carries server and client ID as typed; `sample_wished` asks for the sample data."""

    sign_in_wished = Signal(str, str)
    sample_wished = Signal()

    def __init__(self, theme: Theme, server: str, client_id: str, *, preset: bool, with_sample: bool) -> None:
        """`preset`: the client ID came from outside, so there is nothing to explain but one button."""
        super().__init__(theme)
        self.setObjectName("firstRunPage")
        self._preset = preset
        self._busy = ""
        self._make_parts(theme, server, client_id)
        self._lay_out(with_sample)
        self._copied = QTimer(self, singleShot=True, interval=COPIED_MILLISECONDS)
        self._copied.timeout.connect(self.dress)
        self.dress()

    def focus_first(self) -> None:
        first = self.sign_in if self._preset or self.client_id.text() else self.client_id
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, title: str, message: str) -> None:
        """Says why it did not begin; what was typed stays."""
        self.set_busy("")
        self._problem.setText(f"{title} {message}".strip())
        self._problem.setVisible(True)
        speak(self, self._problem.text())

    def set_busy(self, words: str) -> None:
        """Says what is being prepared; "" says that all is ready for the next try."""
        self._busy = words
        self._problem.setVisible(False)
        for button in (self.sign_in, self.sample):
            button.setEnabled(not words)
        self._waiting.setText(words)
        self._waiting.setVisible(bool(words))

    def dress(self) -> None:
        super().dress()
        self.head.dress()
        self.lock.dress()
        self._title.setText(tr("Connect to Kanbert"))
        self._lead.setText(self._lead_words())
        self._texts[0].setText(
            tr("In Kanbert, open Settings → Apps & API and register an application without a secret.")
        )
        self._texts[1].setText(tr("Add this redirect URL:"))
        self._texts[2].setText(tr("Paste the client ID:"))
        self._copy_words(tr("Copy"), "copy", "text")
        self.copy.setAccessibleName(tr("Copy redirect URL"))
        self.redirect.setAccessibleName(tr("Redirect URL"))
        self.client_id.setAccessibleName(tr("Client ID"))
        self.client_id.setPlaceholderText(tr("Client ID"))
        self.sign_in.setText(tr("Sign in with your browser") if self._preset else tr("Sign in in browser"))
        set_icon(self.sign_in, self._theme, "external-link", "on-accent")
        self.sample.setText(tr("Try with sample data"))
        self.advanced.setText(tr("Advanced"))
        self._server_label.setText(tr("Server"))
        self.server.setAccessibleName(tr("Server"))
        self._show_advanced(self.advanced.isChecked())

    def _lead_words(self) -> str:
        if self._preset:
            return tr("Your boards come to this computer and stay usable without a network.")
        return tr("Three steps, once. Then your boards are on this computer, also without a network.")

    def _make_parts(self, theme: Theme, server: str, client_id: str) -> None:
        self.head = CardHead(theme)
        self.head.steps.show_step(1 if self._preset else 0)
        self._title, self._lead = plain_label("dialog"), Paragraph("lead")
        self._problem, self._waiting = plain_label("problem"), plain_label("muted")
        self._texts = [Paragraph("lead") for _ in range(3)]
        for label in (self._problem, self._waiting):
            label.setWordWrap(True)
        self.redirect = QLineEdit(REDIRECT)
        self.redirect.setReadOnly(True)
        self.client_id, self.server = QLineEdit(client_id), QLineEdit(server)
        self.copy, self.sign_in, self.sample = QPushButton(), QPushButton(), QPushButton()
        self.sign_in.setProperty("kind", "primary")
        self.sample.setProperty("kind", "link")
        self.advanced = QPushButton()
        self.advanced.setProperty("kind", "disclosure")
        self.advanced.setCheckable(True)
        self._server_label = plain_label("label")
        self.lock = LockLine(theme)
        self.copy.clicked.connect(self._on_copy)
        self.sign_in.clicked.connect(self._on_sign_in)
        self.client_id.returnPressed.connect(self._on_sign_in)
        self.server.returnPressed.connect(self._on_sign_in)
        self.sample.clicked.connect(self.sample_wished)
        self.advanced.toggled.connect(self._show_advanced)

    def _lay_out(self, with_sample: bool) -> None:
        column = self.column
        column.addWidget(self.head)
        column.addSpacing(28)
        column.addWidget(self._title)
        column.addSpacing(10)
        column.addWidget(self._lead)
        column.addSpacing(20)
        self._steps = QWidget()
        steps = QVBoxLayout(self._steps)
        steps.setContentsMargins(0, 0, 0, 0)
        steps.setSpacing(16)
        for number, more in enumerate((None, row(self.redirect, self.copy), row(self.client_id))):
            steps.addLayout(_numbered(number + 1, self._texts[number], more))
        steps.addSpacing(8)
        self._steps.setVisible(not self._preset)
        column.addWidget(self._steps)
        column.addWidget(self._problem)
        self._problem.setContentsMargins(0, 10, 0, 0)
        self._problem.hide()
        column.addSpacing(14)
        column.addLayout(row(self.sign_in, 1, self.sample))
        self.sample.setVisible(with_sample)
        column.addSpacing(10)
        column.addWidget(self._waiting)
        self._waiting.hide()
        column.addWidget(self.advanced, 0, Qt.AlignmentFlag.AlignLeft)
        self._server_box = QWidget()
        inside = QVBoxLayout(self._server_box)
        inside.setContentsMargins(20, 4, 0, 0)
        inside.setSpacing(6)
        inside.addWidget(self._server_label)
        inside.addWidget(self.server)
        column.addWidget(self._server_box)
        self.below.addWidget(self.lock)

    def _show_advanced(self, shown: bool) -> None:
        self._server_box.setVisible(shown)
        icon = "chevron-down" if shown else "chevron-right"
        set_icon(self.advanced, self._theme, icon, "muted")

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(REDIRECT)
        self._copy_words(tr("Copied"), "check", "ok")
        speak(self, tr("Copied"))
        self._copied.start()

    def _copy_words(self, words: str, icon: str, color: str) -> None:
        self.copy.setText(words)
        set_icon(self.copy, self._theme, icon, color)
        set_property(self.copy, "done", icon == "check")

    def _on_sign_in(self) -> None:
        client_id = self.client_id.text().strip()
        if not client_id and not self._preset:
            self.refuse(
                tr("The client ID is missing."), tr("Kanbert shows it once the application is registered.")
            )
            self.client_id.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.sign_in_wished.emit(self.server.text().strip(), client_id)


def _numbered(number: int, text: QWidget, more: QLayout | None) -> QHBoxLayout:
    sign = plain_label()
    sign.setObjectName("stepNumber")
    sign.setText(str(number))
    sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
    right = QVBoxLayout()
    right.setSpacing(8)
    right.addWidget(text)
    if more is not None:
        right.addLayout(more)
    line = QHBoxLayout()
    line.setSpacing(12)
    line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    line.addLayout(right, 1)
    return line
