"""Controls side by side, and one under the other where large text leaves too little room for that."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

SIDE, DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class BreakingRow(QWidget):
    """`left` and `right` keep to their sides while there is room."""

    def __init__(self, left: list[QWidget], right: list[QWidget], spacing: int = 8) -> None:
        super().__init__()
        self._parts = [*left, *right]
        # Otherwise the widest form would be the least one, and the page would scroll sideways.
        self.setMinimumWidth(1)
        self._box = QBoxLayout(SIDE, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(spacing)
        for part in left:
            self._box.addWidget(part)
        self._box.addStretch(1)
        for part in right:
            self._box.addWidget(part)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """A part was shown, hidden or named anew."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        shown = [part.sizeHint().width() for part in self._parts if not part.isHidden()]
        wanted = sum(shown) + self._box.spacing() * len(shown)
        direction = SIDE if wanted <= self.width() else DOWN
        if direction is self._box.direction():
            return
        self._box.setDirection(direction)
        for part in self._parts:
            left = Qt.AlignmentFlag.AlignLeft
            self._box.setAlignment(part, left if direction is DOWN else Qt.AlignmentFlag(0))


def broken(words: str) -> str:
    """In two lines of about the same length."""
    blanks = [place for place, letter in enumerate(words) if letter == " "]
    if not blanks:
        return words
    middle = min(blanks, key=lambda place: abs(place - len(words) // 2))
    return f"{words[:middle]}\n{words[middle + 1 :]}"
