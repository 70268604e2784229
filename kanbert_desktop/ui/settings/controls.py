"""Switch, segmented control, drop-down, stepper."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QSpinBox,
    QStyledItemDelegate,
    QToolButton,
    QWidget,
)

from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.style import icons
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.accessibility import set_reading_order, set_tab_order_after
from kanbert_desktop.ui.widgets.popup_windows import ListWindow
from kanbert_desktop.ui.widgets.scrolling import add_overlay_scroll_bars

_WIDTH, _HEIGHT, _RING_MARGIN = 34, 20, 4
"""Size of the switch, and the margin for its focus ring."""
_MAX_VISIBLE = 12
LazyText = Callable[[], str]


class Switch(QCheckBox):
    """`chosen` carries the user's choice. The knob's position shows the state too: colour alone must not carry it."""

    chosen = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.clicked.connect(self.chosen)

    def show_value(self, on: bool) -> None:
        self.setChecked(on)

    def apply_appearance(self, name: str, description: str) -> None:
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        px = self._theme.px
        return QSize(px(_WIDTH) + 2 * _RING_MARGIN, px(_HEIGHT) + 2 * _RING_MARGIN)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = self.sizeHint()
        body = QRectF(0, (self.height() - size.height()) / 2, size.width(), size.height())
        body.adjust(_RING_MARGIN, _RING_MARGIN, -_RING_MARGIN, -_RING_MARGIN)
        if self.hasFocus():
            ring = body.adjusted(-2.5, -2.5, 2.5, 2.5)
            painter.setPen(QPen(self._theme.color("accent"), 2))
            painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)
        self._paint_body(painter, body)
        painter.end()

    def _paint_body(self, painter: QPainter, body: QRectF) -> None:
        color, on, able = self._theme.color, self.isChecked(), self.isEnabled()
        background = "accent" if on and able else "strong-line" if on else "raised"
        painter.setPen(QPen(color(background if on else "strong-line"), 1.5))
        painter.setBrush(color(background))
        edge = body.adjusted(0.75, 0.75, -0.75, -0.75)
        painter.drawRoundedRect(edge, edge.height() / 2, edge.height() / 2)
        size = body.height() - self._theme.px(8)
        inset = (body.height() - size) / 2
        at_right = on is not (self.layoutDirection() is Qt.LayoutDirection.RightToLeft)
        left = body.right() - inset - size if at_right else body.left() + inset
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("on-accent" if on else "muted"))
        painter.drawEllipse(QRectF(left, body.top() + inset, size, size))


class DropDown(QComboBox):
    """`chosen` carries the value. The wheel scrolls the page instead of changing the value.

    Its list is a pop-up like all others, below the field or above it.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        # Qt's own delegate paints entries of a menu, which the style sheet does not reach.
        self.setItemDelegate(QStyledItemDelegate(self))
        self.setMaxVisibleItems(_MAX_VISIBLE)
        add_overlay_scroll_bars(self.view(), horizontal=True)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(18)
        self.activated.connect(lambda row: self.chosen.emit(self.itemData(row)))

    def set_choices(self, choices: Sequence[tuple[str, str]], value: str) -> None:
        """Sets pairs of value and text, and the current value."""
        self.clear()
        for one, text in choices:
            self.addItem(text, one)
        self.show_value(value)

    def show_value(self, value: str) -> None:
        self.setCurrentIndex(max(0, self.findData(value)))

    def apply_appearance(self, name: str, description: str) -> None:
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        self.view().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.update()

    @cached_property
    def _list_window(self) -> ListWindow:
        """Rounded when it is first opened."""
        return ListWindow(self.view().window(), self._theme)

    def showPopup(self) -> None:
        self._list_window.make_room()
        super().showPopup()
        rows = min(self.count(), self.maxVisibleItems())
        self._list_window.place(self, sum(self.view().sizeHintForRow(row) for row in range(rows)))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        size = self._theme.px(16)
        icon = icons.pixmap("chevron-down", self._theme.color("muted"), size, self.devicePixelRatioF())
        painter = QPainter(self)
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = 8 if is_mirrored else self.width() - size - 8
        painter.drawPixmap(left, (self.height() - size) // 2, icon)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class Stepper(QWidget):
    """`chosen` carries the number; typed numbers count at Enter or focus loss."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, allowed: tuple[int, ...], step: int, suffix: str) -> None:
        super().__init__()
        self._theme = theme
        self.spin_box = _Number(self)
        self.spin_box.setRange(allowed[0], allowed[-1])
        self.spin_box.setSingleStep(step)
        self.spin_box.setSuffix(suffix)
        self.decrease_button, self.increase_button = QToolButton(self), QToolButton(self)
        self.decrease_button.clicked.connect(self.spin_box.stepDown)
        self.increase_button.clicked.connect(self.spin_box.stepUp)
        self.spin_box.valueChanged.connect(self._on_value)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        for part in (self.decrease_button, self.spin_box, self.increase_button):
            box.addWidget(part)
        set_reading_order(self.decrease_button, self.spin_box, self.increase_button)
        set_tab_order_after(self.decrease_button, self.spin_box, self.increase_button)

    def show_value(self, value: int) -> None:
        self.spin_box.blockSignals(True)
        self.spin_box.setValue(value)
        self.spin_box.blockSignals(False)
        self._show_ends()

    def apply_appearance(self, name: str, description: str) -> None:
        self.spin_box.setAccessibleName(name)
        self.spin_box.setAccessibleDescription(description)
        size = self._theme.px(16)
        names = ((self.decrease_button, "minus", tr("Smaller")), (self.increase_button, "plus", tr("Larger")))
        for button, icon, text in names:
            button.setIcon(self._theme.icon(icon, "text"))
            button.setIconSize(QSize(size, size))
            button.setAccessibleName(f"{name}: {text}")
            button.setToolTip(text)

    def _on_value(self, value: int) -> None:
        self._show_ends()
        self.chosen.emit(value)

    def _show_ends(self) -> None:
        """A button at its limit is not disabled, because it would lose the focus; it just does nothing."""
        value = self.spin_box.value()
        self.decrease_button.setProperty("end", value == self.spin_box.minimum())
        self.increase_button.setProperty("end", value == self.spin_box.maximum())


class _Number(QSpinBox):
    """Lets the wheel scroll the page instead of changing the number.

    The style sheet makes its arrows zero pixels wide: without arrows Qt would leave no space for the number.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setKeyboardTracking(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def no_text() -> str:
    return ""


class SegmentedControl(QWidget):
    """`chosen` carries the value that the user chose."""

    chosen = Signal(str)

    def __init__(self, choices: Mapping[str, LazyText]) -> None:
        super().__init__()
        self._choices = choices
        self._group = QButtonGroup(self)
        self.buttons = {value: self._button(value) for value in choices}
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for position, button in enumerate(self.buttons.values()):
            button.setProperty("place", _position(position, len(choices)))
            box.addWidget(button)

    def show_value(self, value: str) -> None:
        for one, button in self.buttons.items():
            button.setChecked(one == value)
            # Makes the group one tab stop. Qt does so only after one of the buttons has had the focus.
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if one == value else Qt.FocusPolicy.ClickFocus)

    def apply_appearance(self, name: str, description: str) -> None:
        """`name` is the name of the setting."""
        self.setAccessibleName(name)
        for value, button in self.buttons.items():
            button.setText(self._choices[value]())
            button.setAccessibleName(f"{name}: {button.text()}")
            button.setAccessibleDescription(description)

    def _button(self, value: str) -> QPushButton:
        button = QPushButton(self)
        button.setProperty("kind", "segment")
        button.setCheckable(True)
        # Makes screen readers announce a radio button.
        button.setAutoExclusive(True)
        button.clicked.connect(lambda: self.chosen.emit(value))
        self._group.addButton(button)
        return button


def _position(position: int, of: int) -> str:
    return "first" if position == 0 else "last" if position == of - 1 else "middle"
