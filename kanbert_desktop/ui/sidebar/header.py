"""Whose boards these are; a press opens the account's menu."""

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QStyle, QStyleOption, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Person
from kanbert_desktop.ui import icons
from kanbert_desktop.ui.mirrored import placed, write
from kanbert_desktop.ui.theme import Theme

_MARK = 28


class AccountButton(QAbstractButton):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("accountButton")
        self._theme = theme
        self._space = self._name = ""
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_person(self, person: Person | None, place: str) -> None:
        """`place` stands where the person's space has no name: the server, or "Sample data"."""
        self._space = (person.space if person else "") or place
        self._name = person.name if person else ""
        self._speak()
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._speak()

    def _speak(self) -> None:
        self.setAccessibleName(tr("Account: {name}, {space}", name=self._name, space=self._space))

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(44))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        option = QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        px, color, ratio = self._theme.px, self._theme.color, self.devicePixelRatioF()
        side = px(_MARK)
        mark = icons.mark(side, ratio, color("accent"), color("on-accent"))
        place = QRectF(8, (self.height() - side) // 2, side, side)
        painter.drawPixmap(placed(painter, place, self.rect()).topLeft(), mark)
        chevron = icons.pixmap("chevron-down", color("muted"), px(16), ratio)
        right = self.width() - px(16) - 8
        place = QRectF(right, (self.height() - px(16)) // 2, px(16), px(16))
        painter.drawPixmap(placed(painter, place, self.rect()).topLeft(), chevron)
        left = 8 + side + 10
        middle = self.height() // 2
        line = px(17)
        self._draw(painter, QRect(left, middle - line, right - left - 6, line), self._space, "strong", "text")
        self._draw(painter, QRect(left, middle, right - left - 6, line), self._name, "meta", "muted")
        painter.end()

    def _draw(self, painter: QPainter, room: QRect, text: str, font: str, color: str) -> None:
        painter.setFont(self._theme.font(font))
        painter.setPen(self._theme.color(color))
        cut = QFontMetrics(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        write(painter, placed(painter, room, self.rect()), cut)
