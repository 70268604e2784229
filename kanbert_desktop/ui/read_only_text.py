"""A longer text to read, select and copy: a licence, a report."""

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QPlainTextEdit

from kanbert_desktop.ui.scrolling import use_overlay_bars
from kanbert_desktop.ui.theme import Theme


class PlainText(QPlainTextEdit):
    """As written, in letters of one width; Tab leads on."""

    def __init__(self, theme: Theme, name: str, text: str = "") -> None:
        super().__init__(text)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        use_overlay_bars(self)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(theme.px(12))
        self.setFont(font)
        self.setAccessibleName(name)
