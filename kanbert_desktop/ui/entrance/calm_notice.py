"""What happened before this page, said in a soft box: a sign-out, a token that is no longer known."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.ui import icons
from kanbert_desktop.ui.centred_card import Paragraph, row
from kanbert_desktop.ui.entrance.entrance_words import in_one_line
from kanbert_desktop.ui.literal_text import PlainLabel
from kanbert_desktop.ui.speaking import speak
from kanbert_desktop.ui.theme import Theme


class CalmNotice(QWidget):
    """Hidden while there is nothing to say."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._told: KanbertError | None = None
        self._sign = PlainLabel()
        self.words = Paragraph("step")
        line = row(spacing=10)
        line.setContentsMargins(12, 8, 12, 10)
        line.addWidget(self._sign)
        line.addWidget(self.words, 1)
        # Its gap below goes with it.
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 16)
        ground = QFrame()
        ground.setObjectName("calmNotice")
        ground.setLayout(line)
        box.addWidget(ground)
        self.hide()

    def tell(self, told: KanbertError | None) -> None:
        self._told = told
        self.dress()
        self.setVisible(told is not None)
        if told is not None:
            speak(self, self.words.text())

    def dress(self) -> None:
        words = in_one_line(self._told) if self._told else ""
        self.words.setText(words)
        size = self._theme.px(16)
        self._sign.setPixmap(
            icons.pixmap("info", self._theme.color("accent"), size, self.devicePixelRatioF())
        )
