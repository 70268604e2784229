"""Signing out while something is unsent: three ways, and Esc stays."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kanbert_desktop.app.language import tr
from kanbert_desktop.ui.centred_card import Paragraph, plain_label
from kanbert_desktop.ui.theme import Theme


class SignOutQuestion(QDialog):
    """Opened with `open()`; `chosen` carries "send", "keep" or "discard"."""

    chosen = Signal(str)

    def __init__(self, unsent: int, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Sign out"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title, text = plain_label("panel"), Paragraph("lead")
        title.setText(tr("%n change(s) is/are not sent yet.", unsent))
        text.setText(
            tr(
                "Send them now, or keep them on this computer for your next sign-in. Discarded changes are gone."
            )
        )
        title.setWordWrap(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(28, 24, 28, 24)
        box.setSpacing(10)
        box.addWidget(title)
        box.addWidget(text)
        box.addSpacing(12)
        box.addLayout(self._buttons())
        self.setMinimumWidth(theme.px(520))

    def _buttons(self) -> QHBoxLayout:
        stay, discard = (
            self._button(tr("Cancel"), "bare", ""),
            self._button(tr("Discard"), "danger", "discard"),
        )
        keep = self._button(tr("Keep for next time"), "plain", "keep")
        send = self._button(tr("Send and sign out"), "primary", "send")
        send.setDefault(True)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(stay)
        line.addStretch(1)
        for button in (discard, keep, send):
            line.addWidget(button)
        send.setFocus(Qt.FocusReason.OtherFocusReason)
        return line

    def _button(self, words: str, kind: str, choice: str) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("kind", kind)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: self._choose(choice))
        return button

    def _choose(self, choice: str) -> None:
        self.close()
        if choice:
            self.chosen.emit(choice)
