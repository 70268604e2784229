"""A number between two others: smaller and larger by a button, an arrow key, or typed."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QToolButton, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.speaking import read_in_order
from kanbert_desktop.ui.theme import Theme


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
