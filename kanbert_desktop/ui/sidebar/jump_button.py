"""The sidebar's way into the command palette: it looks like the field that opens."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from kanbert_desktop.app.language import tr
from kanbert_desktop.ui import icons
from kanbert_desktop.ui.actions import native
from kanbert_desktop.ui.theme import Theme

KEY = "Ctrl+K"


class JumpButton(QPushButton):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("jumpButton")
        self._theme = theme

    def dress(self) -> None:
        """Theme or language changed."""
        self.setAccessibleName(tr("Go to a board, card, person or command"))
        self.setToolTip(tr("Command palette"))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        px, muted = self._theme.px, self._theme.color("muted")
        painter = QPainter(self)
        sign = icons.pixmap("search", muted, px(16), self.devicePixelRatioF())
        painter.drawPixmap(9, (self.height() - px(16)) // 2, sign)
        painter.setPen(muted)
        painter.setFont(self._theme.font("chip"))
        room = self.rect().adjusted(9 + px(16) + 8, 0, -8, 0)
        key, words = native(KEY), tr("Search or jump to …")
        wide = painter.fontMetrics().horizontalAdvance(key) + 8
        text = self._theme.font("text")
        if QFontMetrics(text).horizontalAdvance(words) + wide <= room.width():
            # Long words go before the key, which the cheat sheet tells as well.
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, key)
            room.setRight(room.right() - wide)
        elif QFontMetrics(text).horizontalAdvance(words) > room.width():
            text = self._theme.font("chip")
        painter.setFont(text)
        words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        painter.end()
