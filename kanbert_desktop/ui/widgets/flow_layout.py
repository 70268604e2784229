"""Flow layout, row that wraps."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QLayout, QLayoutItem, QStyle, QWidget, QWidgetItem

from kanbert_desktop.ui.widgets.fitting_widget import FittingWidget

HORIZONTAL, VERTICAL = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class FlowLayout(QLayout):
    """Row of controls that continues on the next line where texts are long or the window is narrow.

    The widgets of `last` are aligned at the end while all fit into one line.
    """

    def __init__(self, first: Sequence[QWidget], last: Sequence[QWidget] = (), spacing: int = 8) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)
        self.set_widgets(first, last)

    def set_widgets(self, first: Sequence[QWidget], last: Sequence[QWidget] = ()) -> None:
        """Replaces the widgets; those that it had stay children of the same widget."""
        for item in list(self._items):
            widget = item.widget()
            if widget is not None:
                self.removeWidget(widget)
        self._trailing_widgets = list(last)
        for part in (*first, *last):
            self.addWidget(part)

    # Overrides of QLayout.

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        margins = self.contentsMargins()
        lines = self._lines(width - margins.left() - margins.right())
        rows = sum(_height(line) for line in lines) + self.spacing() * max(0, len(lines) - 1)
        return rows + margins.top() + margins.bottom()

    def minimumSize(self) -> QSize:
        """Width of the widest item: the others can wrap."""
        margins = self.contentsMargins()
        least = QSize(0, 0)
        for item in self._shown():
            least = least.expandedTo(item.minimumSize())
        return least + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def sizeHint(self) -> QSize:
        margins, shown = self.contentsMargins(), self._shown()
        size = QSize(_width(shown, self.spacing()), _height(shown))
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def setGeometry(self, area: QRect) -> None:
        super().setGeometry(area)
        inner = area.marginsRemoved(self.contentsMargins())
        lines, top = self._lines(inner.width()), inner.top()
        for line in lines:
            self._place_line(
                line, QRect(inner.left(), top, inner.width(), _height(line)), alone=len(lines) == 1
            )
            top += _height(line) + self.spacing()

    # Line breaking.

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        for item in self._shown():
            if not lines or _width([*lines[-1], item], self.spacing()) > width:
                lines.append([])
            lines[-1].append(item)
        return lines

    def _place_line(self, line: list[QLayoutItem], area: QRect, *, alone: bool) -> None:
        spare = area.width() - _width(line, self.spacing())
        left = area.left()
        for item in line:
            size = item.sizeHint().boundedTo(QSize(area.width(), area.height()))
            grown = min(max(0, spare), _can_grow(item, size.width()))
            spare -= grown
            if alone and spare > 0 and item.widget() in self._trailing_widgets:
                left, spare = left + spare, 0
            middle = area.top() + (area.height() - size.height()) // 2
            rect = QRect(left, middle, size.width() + grown, size.height())
            item.setGeometry(QStyle.visualRect(self._direction(), area, rect))
            left += rect.width() + self.spacing()

    def _direction(self) -> Qt.LayoutDirection:
        holder = self.parentWidget()
        return holder.layoutDirection() if holder is not None else Qt.LayoutDirection.LeftToRight


def _width(items: Sequence[QLayoutItem], spacing: int) -> int:
    return sum(item.sizeHint().width() for item in items) + spacing * max(0, len(items) - 1)


def _height(items: Sequence[QLayoutItem]) -> int:
    return max((item.sizeHint().height() for item in items), default=0)


def _can_grow(item: QLayoutItem, width: int) -> int:
    """How far the item may grow into spare space: up to its widget's maximum width."""
    widget = item.widget() if isinstance(item, QWidgetItem) else None
    grows = bool(item.expandingDirections() & Qt.Orientation.Horizontal)
    return max(0, widget.maximumWidth() - width) if widget is not None and grows else 0


class WrappingRow(FittingWidget):
    """`left` and `right` are aligned to their sides while there is space; otherwise all are stacked."""

    def __init__(self, left: list[QWidget], right: list[QWidget], spacing: int = 8) -> None:
        super().__init__()
        self._parts = [*left, *right]
        # Without it the widest form would be the minimum and the page would scroll sideways.
        self.setMinimumWidth(1)
        self._box = QBoxLayout(HORIZONTAL, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(spacing)
        for part in left:
            self._box.addWidget(part)
        self._box.addStretch(1)
        for part in right:
            self._box.addWidget(part)

    def fit(self) -> None:
        shown = [part.sizeHint().width() for part in self._parts if not part.isHidden()]
        wanted = sum(shown) + self._box.spacing() * len(shown)
        direction = HORIZONTAL if wanted <= self.width() else VERTICAL
        if direction is self._box.direction():
            return
        self._box.setDirection(direction)
        for part in self._parts:
            left = Qt.AlignmentFlag.AlignLeft
            self._box.setAlignment(part, left if direction is VERTICAL else Qt.AlignmentFlag(0))


def in_two_lines(text: str) -> str:
    """Breaks the text into two lines of similar length."""
    blanks = [index for index, letter in enumerate(text) if letter == " "]
    if not blanks:
        return text
    middle = min(blanks, key=lambda index: abs(index - len(text) // 2))
    return f"{text[:middle]}\n{text[middle + 1 :]}"
