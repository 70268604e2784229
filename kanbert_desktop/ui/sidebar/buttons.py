"""Account, palette and page buttons."""

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QStyle, QStyleOption, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Person
from kanbert_desktop.ui.commands.actions import native_key_text
from kanbert_desktop.ui.style import icons
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import draw_text_line, mirrored_rect

_MARK = 28
PALETTE_KEY = "Ctrl+K"


def is_for_new_window(event: QMouseEvent) -> bool:
    """True for a click of the middle button, or with Ctrl: what it points at is opened in a new window, as in a browser."""
    has_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    return event.button() is Qt.MouseButton.MiddleButton or (
        event.button() is Qt.MouseButton.LeftButton and has_ctrl
    )


class AccountButton(QAbstractButton):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("accountButton")
        self._theme = theme
        self._space = self._name = ""
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_person(self, person: Person | None, server_name: str) -> None:
        """The second line is the workspace's name, or `server_name` if it has none."""
        self._space = (person.space if person else "") or server_name
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
        size = px(_MARK)
        mark = icons.logo(size, ratio, color("accent"), color("on-accent"))
        rect = QRectF(8, (self.height() - size) // 2, size, size)
        painter.drawPixmap(mirrored_rect(painter, rect, self.rect()).topLeft(), mark)
        chevron = icons.pixmap("chevron-down", color("muted"), px(16), ratio)
        right = self.width() - px(16) - 8
        rect = QRectF(right, (self.height() - px(16)) // 2, px(16), px(16))
        painter.drawPixmap(mirrored_rect(painter, rect, self.rect()).topLeft(), chevron)
        left = 8 + size + 10
        middle = self.height() // 2
        line = px(17)
        self._draw(painter, QRect(left, middle - line, right - left - 6, line), self._space, "strong", "text")
        self._draw(painter, QRect(left, middle, right - left - 6, line), self._name, "meta", "muted")
        painter.end()

    def _draw(self, painter: QPainter, area: QRect, text: str, font: str, color: str) -> None:
        painter.setFont(self._theme.font(font))
        painter.setPen(self._theme.color(color))
        cut = QFontMetrics(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        draw_text_line(painter, mirrored_rect(painter, area, self.rect()), cut)


class PaletteButton(QPushButton):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("jumpButton")
        self._theme = theme

    def apply_appearance(self) -> None:
        self.setAccessibleName(tr("Go to a board, card, person or command"))
        self.setToolTip(tr("Command palette"))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        px, muted = self._theme.px, self._theme.color("muted")
        painter = QPainter(self)
        icon = icons.pixmap("search", muted, px(16), self.devicePixelRatioF())
        rect = QRectF(9, (self.height() - px(16)) // 2, px(16), px(16))
        painter.drawPixmap(mirrored_rect(painter, rect, self.rect()).topLeft(), icon)
        painter.setPen(muted)
        painter.setFont(self._theme.font("chip"))
        area = self.rect().adjusted(9 + px(16) + 8, 0, -8, 0)
        key = native_key_text(PALETTE_KEY)
        width = painter.fontMetrics().horizontalAdvance(key) + 8
        metrics = QFontMetrics(self._theme.font("text"))
        text = self._fitting_text(metrics, area.width())
        if metrics.horizontalAdvance(text) + width <= area.width():
            # A long text needs the key's space; the cheat sheet lists the key too.
            draw_text_line(painter, mirrored_rect(painter, area, self.rect()), key, at_end=True)
            area.setRight(area.right() - width)
        painter.setFont(self._theme.font("text"))
        draw_text_line(painter, mirrored_rect(painter, area, self.rect()), text)
        painter.end()

    def _fitting_text(self, metrics: QFontMetrics, width: int) -> str:
        """The long or the short text, elided to the width."""
        long, short = tr("Search or jump to …"), tr("Search")
        text = long if metrics.horizontalAdvance(long) <= width else short
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)


class PageButton(QAbstractButton):
    """Opens a page: icon, name and a number."""

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

    def set_content(self, name: str, count: int | None, spoken: str, *, urgent: bool = False) -> None:
        """`urgent`: the number needs attention; zero is not shown."""
        if (name, count, spoken, urgent) == (
            self.text(),
            self._count,
            self.accessibleName(),
            self._is_urgent,
        ):
            # A window at rest paints nothing.
            return
        self.setText(name)
        self._count, self._is_urgent = count, urgent
        self.setAccessibleName(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.row_height(30))

    def nextCheckState(self) -> None:
        """The button shows the current page; a click alone must not change it."""

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
        icon = icons.pixmap(self._icon, color(tone), px(16), self.devicePixelRatioF())
        rect = QRectF(10, (self.height() - px(16)) // 2, px(16), px(16))
        painter.drawPixmap(mirrored_rect(painter, rect, self.rect()).topLeft(), icon)
        painter.setFont(self._theme.font("strong" if self.isChecked() else "title"))
        painter.setPen(color("accent" if self.isChecked() else "text"))
        area = self.rect().adjusted(10 + px(16) + 10, 0, -px(34), 0)
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, area.width())
        draw_text_line(painter, mirrored_rect(painter, area, self.rect()), shown)
        if self._count and self._is_urgent:
            self._paint_pill(painter, str(self._count))
        elif self._count is not None and not self._is_urgent:
            painter.setFont(self._theme.font("label"))
            painter.setPen(color("muted"))
            draw_text_line(painter, self.rect().adjusted(8, 0, -8, 0), str(self._count), at_end=True)
        painter.end()

    def _paint_pill(self, painter: QPainter, text: str) -> None:
        font = self._theme.font("label")
        width = max(self._theme.px(20), QFontMetrics(font).horizontalAdvance(text) + 12)
        height = self._theme.px(20)
        pill = QRectF(self.width() - width - 8, (self.height() - height) / 2, width, height)
        pill = mirrored_rect(painter, pill, self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("warn-soft"))
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.setFont(font)
        painter.setPen(self._theme.color("warn"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
