"""What a page shows where there is nothing: a sign, a sentence, and what one can do."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kanbert_desktop.ui import icons
from kanbert_desktop.ui.centred_card import plain_label
from kanbert_desktop.ui.literal_text import PlainLabel
from kanbert_desktop.ui.theme import Theme


class EmptyState(QWidget):
    def __init__(self, theme: Theme, icon: str, color: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._icon, self._color = theme, icon, color
        self._sign = PlainLabel(self)
        self.words, self.hint = plain_label("panel", self), plain_label("muted", self)
        box = QVBoxLayout(self)
        box.setSpacing(8)
        box.addStretch(2)
        for part in (self._sign, self.words, self.hint):
            if part is not self._sign:
                part.setWordWrap(True)
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            box.addWidget(part)
        box.addStretch(3)

    def dress(self, words: str, hint: str) -> None:
        """Theme, language, or what is missing changed."""
        size, ratio = self._theme.px(40), self.devicePixelRatioF()
        self._sign.setPixmap(icons.pixmap(self._icon, self._theme.color(self._color), size, ratio, 1.5))
        self.words.setText(words)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
