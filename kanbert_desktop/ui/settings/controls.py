"""Switch, segmented control, drop-down, stepper."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QSpinBox,
    QToolButton,
    QWidget,
)

from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.style import icons
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.accessibility import read_in_order
from kanbert_desktop.ui.widgets.scrolling import use_overlay_bars

_WIDE, _HIGH, _ROOM = 34, 20, 4
"""Of the switch itself; around it is room for the focus ring."""


class Switch(QCheckBox):
    """`chosen` carries what the person chose; the place of the knob says it as well as the colour does (U14)."""

    chosen = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.clicked.connect(self.chosen)

    def show_value(self, on: bool) -> None:
        self.setChecked(on)

    def dress(self, name: str, description: str) -> None:
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        px = self._theme.px
        return QSize(px(_WIDE) + 2 * _ROOM, px(_HIGH) + 2 * _ROOM)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = self.sizeHint()
        body = QRectF(0, (self.height() - size.height()) / 2, size.width(), size.height())
        body.adjust(_ROOM, _ROOM, -_ROOM, -_ROOM)
        if self.hasFocus():
            ring = body.adjusted(-2.5, -2.5, 2.5, 2.5)
            painter.setPen(QPen(self._theme.color("accent"), 2))
            painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)
        self._paint_body(painter, body)
        painter.end()

    def _paint_body(self, painter: QPainter, body: QRectF) -> None:
        color, on, able = self._theme.color, self.isChecked(), self.isEnabled()
        ground = "accent" if on and able else "strong-line" if on else "raised"
        painter.setPen(QPen(color(ground if on else "strong-line"), 1.5))
        painter.setBrush(color(ground))
        edge = body.adjusted(0.75, 0.75, -0.75, -0.75)
        painter.drawRoundedRect(edge, edge.height() / 2, edge.height() / 2)
        side = body.height() - self._theme.px(8)
        inset = (body.height() - side) / 2
        at_right = on is not (self.layoutDirection() is Qt.LayoutDirection.RightToLeft)
        left = body.right() - inset - side if at_right else body.left() + inset
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("on-accent" if on else "muted"))
        painter.drawEllipse(QRectF(left, body.top() + inset, side, side))


_MOST_SEEN = 12


class DropDown(QComboBox):
    """`chosen` carries the value. The wheel scrolls the page, never through the choices."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setMaxVisibleItems(_MOST_SEEN)
        use_overlay_bars(self.view(), sideways=True)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(18)
        self.activated.connect(lambda row: self.chosen.emit(self.itemData(row)))

    def offer(self, choices: Sequence[tuple[str, str]], value: str) -> None:
        """Values and their words; `value` is the one that is in force."""
        self.clear()
        for one, words in choices:
            self.addItem(words, one)
        self.show_value(value)

    def show_value(self, value: str) -> None:
        self.setCurrentIndex(max(0, self.findData(value)))

    def dress(self, name: str, description: str) -> None:
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        self.view().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = self._theme.px(16)
        sign = icons.pixmap("chevron-down", self._theme.color("muted"), side, self.devicePixelRatioF())
        painter = QPainter(self)
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = 8 if is_mirrored else self.width() - side - 8
        painter.drawPixmap(left, (self.height() - side) // 2, sign)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class Stepper(QWidget):
    """`chosen` carries the number; what is typed counts once it is left or Enter is pressed."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, allowed: tuple[int, ...], step: int, suffix: str) -> None:
        super().__init__()
        self._theme = theme
        self.number = _Number(self)
        self.number.setRange(allowed[0], allowed[-1])
        self.number.setSingleStep(step)
        self.number.setSuffix(suffix)
        self.less, self.more = QToolButton(self), QToolButton(self)
        self.less.clicked.connect(self.number.stepDown)
        self.more.clicked.connect(self.number.stepUp)
        self.number.valueChanged.connect(self._on_value)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        for part in (self.less, self.number, self.more):
            box.addWidget(part)
        read_in_order(self.less, self.number, self.more)

    def show_value(self, value: int) -> None:
        self.number.blockSignals(True)
        self.number.setValue(value)
        self.number.blockSignals(False)
        self._show_ends()

    def dress(self, name: str, description: str) -> None:
        self.number.setAccessibleName(name)
        self.number.setAccessibleDescription(description)
        side = self._theme.px(16)
        names = ((self.less, "minus", tr("Smaller")), (self.more, "plus", tr("Larger")))
        for button, icon, words in names:
            button.setIcon(self._theme.icon(icon, "text"))
            button.setIconSize(QSize(side, side))
            button.setAccessibleName(f"{name}: {words}")
            button.setToolTip(words)

    def _on_value(self, value: int) -> None:
        self._show_ends()
        self.chosen.emit(value)

    def _show_ends(self) -> None:
        """A button that took the focus to the end keeps it, so it is not disabled there but does nothing."""
        value = self.number.value()
        self.less.setProperty("end", value == self.number.minimum())
        self.more.setProperty("end", value == self.number.maximum())


class _Number(QSpinBox):
    """The wheel scrolls the page; Qt would change the number that happens to pass below the pointer.

    Its own arrows are as wide as nothing in the style sheet: told to leave them out, Qt gives the number no room.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setKeyboardTracking(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


Words = Callable[[], str]


def no_words() -> str:
    return ""


class Segments(QWidget):
    """`chosen` carries the value that the person chose."""

    chosen = Signal(str)

    def __init__(self, choices: Mapping[str, Words]) -> None:
        super().__init__()
        self._choices = choices
        self._group = QButtonGroup(self)
        self.buttons = {value: self._button(value) for value in choices}
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for place, button in enumerate(self.buttons.values()):
            button.setProperty("place", _place(place, len(choices)))
            box.addWidget(button)

    def show_value(self, value: str) -> None:
        for one, button in self.buttons.items():
            button.setChecked(one == value)
            # One stop for Tab; Qt itself sees to that only once one of them has had the keyboard.
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if one == value else Qt.FocusPolicy.ClickFocus)

    def dress(self, name: str, description: str) -> None:
        """`name` is what is chosen here."""
        self.setAccessibleName(name)
        for value, button in self.buttons.items():
            button.setText(self._choices[value]())
            button.setAccessibleName(f"{name}: {button.text()}")
            button.setAccessibleDescription(description)

    def _button(self, value: str) -> QPushButton:
        button = QPushButton(self)
        button.setProperty("kind", "segment")
        button.setCheckable(True)
        # Alone this makes it a radio button for screen readers.
        button.setAutoExclusive(True)
        button.clicked.connect(lambda: self.chosen.emit(value))
        self._group.addButton(button)
        return button


def _place(place: int, of: int) -> str:
    return "first" if place == 0 else "last" if place == of - 1 else "middle"
