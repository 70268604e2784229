"""The sidebar's way into the command palette: it looks like the field that opens."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui import icons
from kanbert_desktop.ui.actions import native
from kanbert_desktop.ui.mirrored import placed, write
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
        place = QRectF(9, (self.height() - px(16)) // 2, px(16), px(16))
        painter.drawPixmap(placed(painter, place, self.rect()).topLeft(), sign)
        painter.setPen(muted)
        painter.setFont(self._theme.font("chip"))
        room = self.rect().adjusted(9 + px(16) + 8, 0, -8, 0)
        key = native(KEY)
        wide = painter.fontMetrics().horizontalAdvance(key) + 8
        metrics = QFontMetrics(self._theme.font("text"))
        words = self._words(metrics, room.width())
        if metrics.horizontalAdvance(words) + wide <= room.width():
            # Long words go before the key, which the cheat sheet tells as well.
            write(painter, placed(painter, room, self.rect()), key, at_end=True)
            room.setRight(room.right() - wide)
        painter.setFont(self._theme.font("text"))
        write(painter, placed(painter, room, self.rect()), words)
        painter.end()

    def _words(self, metrics: QFontMetrics, room: int) -> str:
        """As many as there is room for."""
        long, short = tr("Search or jump to …"), tr("Search")
        words = long if metrics.horizontalAdvance(long) <= room else short
        return metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
