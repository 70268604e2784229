"""A large number with its name, which leads to the cards that it counts."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.overview.content import KeyFigure
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import draw_text_line

_PAD, _RADIUS = 12, 10.0


class FigureButton(QAbstractButton):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.figure = KeyFigure("", 0, "")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_figure(self, figure: KeyFigure) -> None:
        self.figure = figure
        self.setText(figure.name)
        self.setAccessibleName(f"{figure.name}: {tr('%n card(s)', figure.value)}")
        self.setToolTip(tr("Show these cards"))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        number, name = QFontMetrics(self._theme.font("dialog")), QFontMetrics(self._theme.font("meta"))
        width = max(
            number.horizontalAdvance(str(self.figure.value)), name.horizontalAdvance(self.figure.name)
        )
        return QSize(width + 2 * _PAD + 4, number.height() + name.height() + 2 * _PAD)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QPen(theme.color("accent"), 2) if self.hasFocus() else QPen(theme.color("line"), 1)
        painter.setPen(edge)
        painter.setBrush(theme.color("hover" if self.underMouse() else "raised"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
        inner = QRectF(self.rect()).adjusted(_PAD, _PAD, -_PAD, -_PAD)
        painter.setPen(theme.color("bad" if self.figure.is_urgent else "text"))
        painter.setFont(theme.font("dialog"))
        height = painter.fontMetrics().height()
        draw_text_line(
            painter, QRectF(inner.left(), inner.top(), inner.width(), height), str(self.figure.value)
        )
        painter.setPen(theme.color("muted"))
        painter.setFont(theme.font("meta"))
        below = QRectF(inner.left(), inner.top() + height, inner.width(), painter.fontMetrics().height())
        draw_text_line(painter, below, self.figure.name)
        painter.end()
