"""One line below a field that was left with Esc: its text is kept as a draft, to be continued or discarded."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui import icons
from kanbert_desktop.ui.allowing import allow
from kanbert_desktop.ui.literal_text import PlainLabel
from kanbert_desktop.ui.speaking import speak
from kanbert_desktop.ui.theme import Theme


class DraftLine(QWidget):
    """Hidden while there is no draft."""

    resumed = Signal()
    discarded = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon, self.words = PlainLabel(self), PlainLabel(self)
        self.words.setProperty("role", "muted")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.resume, self.discard = QPushButton(self), QPushButton(self)
        for button in (self.resume, self.discard):
            button.setProperty("kind", "link")
        self.resume.clicked.connect(self.resumed)
        self.discard.clicked.connect(self.discarded)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self._icon)
        box.addWidget(self.words, 1)
        box.addWidget(self.resume)
        box.addWidget(self.discard)
        self.hide()
        self.dress()

    def say(self) -> None:
        """A screen reader hears that nothing is lost."""
        speak(self, self.words.text())

    def allow(self, can_write: bool) -> None:
        allow(can_write, self.resume)

    def dress(self) -> None:
        """Theme or language changed."""
        self.words.setText(tr("Draft saved here"))
        self.resume.setText(tr("Continue"))
        self.resume.setAccessibleName(tr("Continue with the draft"))
        self.discard.setText(tr("Discard"))
        self.discard.setAccessibleName(tr("Discard the draft"))
        size, ratio = self._theme.px(15), self.devicePixelRatioF()
        self._icon.setPixmap(icons.pixmap("pencil-line", self._theme.color("muted"), size, ratio))
