"""A row of the sidebar that leads to a page."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QStyle, QStyleOption, QWidget

from kanbert_desktop.ui import icons
from kanbert_desktop.ui.mirrored import placed, write
from kanbert_desktop.ui.theme import Theme


class PlaceButton(QAbstractButton):
    """A place in the sidebar beside the boards: sign, name, and a number where something waits."""

    def __init__(self, theme: Theme, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("placeButton")
        self._theme = theme
        self._icon = icon
        self._count: int | None = 0
        self._is_urgent = False
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_words(self, name: str, count: int | None, spoken: str, *, urgent: bool = False) -> None:
        """`urgent`: the number waits for this person, and none is shown for nothing."""
        self.setText(name)
        self._count, self._is_urgent = count, urgent
        self.setAccessibleName(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.row(30))

    def nextCheckState(self) -> None:
        """It shows where the person is; a click alone does not change that."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        option = QStyleOption()
        option.initFrom(self)
        if self.isChecked():
            option.state |= QStyle.StateFlag.State_On
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        px, color = self._theme.px, self._theme.color
        tone = "accent" if self.isChecked() else "muted"
        sign = icons.pixmap(self._icon, color(tone), px(16), self.devicePixelRatioF())
        place = QRectF(10, (self.height() - px(16)) // 2, px(16), px(16))
        painter.drawPixmap(placed(painter, place, self.rect()).topLeft(), sign)
        painter.setFont(self._theme.font("strong" if self.isChecked() else "title"))
        painter.setPen(color("accent" if self.isChecked() else "text"))
        room = self.rect().adjusted(10 + px(16) + 10, 0, -px(34), 0)
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        write(painter, placed(painter, room, self.rect()), shown)
        if self._count and self._is_urgent:
            self._paint_pill(painter, str(self._count))
        elif self._count is not None and not self._is_urgent:
            painter.setFont(self._theme.font("label"))
            painter.setPen(color("muted"))
            write(painter, self.rect().adjusted(8, 0, -8, 0), str(self._count), at_end=True)
        painter.end()

    def _paint_pill(self, painter: QPainter, text: str) -> None:
        font = self._theme.font("label")
        width = max(self._theme.px(20), QFontMetrics(font).horizontalAdvance(text) + 12)
        height = self._theme.px(20)
        pill = QRectF(self.width() - width - 8, (self.height() - height) / 2, width, height)
        pill = placed(painter, pill, self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("warn-soft"))
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.setFont(font)
        painter.setPen(self._theme.color("warn"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
