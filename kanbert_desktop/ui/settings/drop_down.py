"""One of many choices in a list that drops down; letters find them, as Qt's own combo box does it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox

from kanbert_desktop.ui import icons
from kanbert_desktop.ui.scrolling import use_overlay_bars
from kanbert_desktop.ui.theme import Theme

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
