"""Edge of the card panel: drags and arrow keys change the panel's width."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSlider, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.style.theme import Theme

EDGE_WIDTH = 10
_LINE = 2
_STEP, _PAGE = 16, 80


class PanelEdge(QSlider):
    """A slider to keyboard and screen reader, whose value is the panel's width in pixels.

    `width_requested` carries the width that the user asks for, `reset_requested` asks for the usual one: a double click.
    """

    width_requested = Signal(int)
    reset_requested = Signal()

    def __init__(self, theme: Theme, panel: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, panel)
        self.setObjectName("panelEdge")
        self._theme = theme
        self._grabbed: tuple[int, int] | None = None
        self._is_hovered = False
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        # The edge is at the panel's start: the arrow that points away from the panel makes it wider.
        self.setInvertedControls(True)
        self.setSingleStep(_STEP)
        self.setPageStep(_PAGE)
        self.valueChanged.connect(self.width_requested)
        self.apply_appearance()

    def show_width(self, width: int, least: int, most: int) -> None:
        """Shows the present width and its limits."""
        self.blockSignals(True)
        self.setRange(least, max(least, most))
        self.setValue(width)
        self.blockSignals(False)

    def apply_appearance(self) -> None:
        """Updates texts after a change of language."""
        self.setAccessibleName(tr("Width of the card panel"))
        self.setToolTip(tr("Drag to change the width, double-click for the usual one"))

    def sizeHint(self) -> QSize:
        return QSize(EDGE_WIDTH, EDGE_WIDTH)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._grabbed = (round(event.globalPosition().x()), self.value())
            self.update()
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grabbed is not None:
            start, width = self._grabbed
            moved = start - round(event.globalPosition().x())
            self.setValue(width - moved if self.isRightToLeft() else width + moved)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grabbed = None
        self.update()
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.reset_requested.emit()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down are left to the panel: they would change the width in a direction that nobody expects."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._set_hovered(True)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._set_hovered(False)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not (self._is_hovered or self._grabbed or self.hasFocus()):
            return
        color = "accent" if self._grabbed or self.hasFocus() else "strong-line"
        painter = QPainter(self)
        left = self.width() - _LINE if self.isRightToLeft() else 0
        painter.fillRect(left, 0, _LINE, self.height(), self._theme.color(color))
        painter.end()

    def _set_hovered(self, is_hovered: bool) -> None:
        self._is_hovered = is_hovered
        self.update()
