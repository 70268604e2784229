"""Where things stand, in words, at the foot of the sidebar."""

from datetime import datetime

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QStyle, QStyleOption, QWidget

from kanbert_desktop.app.words.wording import sync_words
from kanbert_desktop.domain.events import SyncState, SyncStatus
from kanbert_desktop.ui import icons
from kanbert_desktop.ui.theme import Theme

SIGNS = {
    SyncState.UP_TO_DATE: ("circle-check", "muted"),
    SyncState.SAVED_HERE: ("cloud-upload", "muted"),
    SyncState.SENDING: ("refresh-cw", "muted"),
    SyncState.WAITING_FOR_NETWORK: ("cloud-off", "muted"),
    SyncState.NEEDS_SIGN_IN: ("log-in", "warn"),
    SyncState.NEEDS_DECISION: ("triangle-alert", "warn"),
}


class SyncBadge(QAbstractButton):
    """Two lines and a sign; a press asks for more."""

    pressed_for_more = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("syncBadge")
        self._theme = theme
        self._status = SyncStatus()
        self.title = self.detail = ""
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(self.pressed_for_more)

    def show_status(self, status: SyncStatus, now: datetime) -> None:
        self._status = status
        self.title, self.detail = sync_words(status, now)
        self.setAccessibleName(", ".join(part for part in (self.title, self.detail) if part))
        self.setToolTip("\n".join(part for part in (self.title, self.detail) if part))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(46))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self._theme.px(46))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        option = QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        px, color = self._theme.px, self._theme.color
        is_first_load = self._status.state is SyncState.UP_TO_DATE and self._status.last_sync is None
        name, tone = SIGNS[SyncState.SENDING if is_first_load else self._status.state]
        sign = icons.pixmap(name, color(tone), px(16), self.devicePixelRatioF())
        left = 8 + px(16) + 8
        room = self.rect().adjusted(left, px(6), -4, -px(6))
        line = room.height() // 2
        if not self.detail:
            room.translate(0, line // 2)
        painter.drawPixmap(8, room.top() + (line - px(16)) // 2, sign)
        self._draw(painter, QRect(room.left(), room.top(), room.width(), line), self.title, "strong", "text")
        below = QRect(room.left(), room.top() + line, room.width(), line)
        self._draw(painter, below, self.detail, "meta", "muted")
        painter.end()

    def _draw(self, painter: QPainter, room: QRect, text: str, font: str, color: str) -> None:
        painter.setFont(self._theme.font(font))
        if QFontMetrics(painter.font()).horizontalAdvance(text) > room.width():
            painter.setFont(self._theme.font("label"))
        painter.setPen(self._theme.color(color))
        cut = QFontMetrics(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, cut)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)
