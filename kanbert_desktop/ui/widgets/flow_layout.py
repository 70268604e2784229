"""Flow layout, row that wraps."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QLayoutItem, QStyle, QWidget, QWidgetItem


class FlowLayout(QLayout):
    """`first` begin the row; `last` stand at its end while all fit into one line."""

    def __init__(self, first: Sequence[QWidget], last: Sequence[QWidget] = (), spacing: int = 8) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._trailing_widgets = list(last)
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)
        for part in (*first, *last):
            self.addWidget(part)

    # What Qt asks of a layout.

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, place: int) -> QLayoutItem | None:
        return self._items[place] if 0 <= place < len(self._items) else None

    def takeAt(self, place: int) -> QLayoutItem | None:
        return self._items.pop(place) if 0 <= place < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        around = self.contentsMargins()
        lines = self._lines(width - around.left() - around.right())
        rows = sum(_height(line) for line in lines) + self.spacing() * max(0, len(lines) - 1)
        return rows + around.top() + around.bottom()

    def minimumSize(self) -> QSize:
        """As wide as its widest part: the rest can go below."""
        around = self.contentsMargins()
        least = QSize(0, 0)
        for item in self._shown():
            least = least.expandedTo(item.minimumSize())
        return least + QSize(around.left() + around.right(), around.top() + around.bottom())

    def sizeHint(self) -> QSize:
        around, shown = self.contentsMargins(), self._shown()
        size = QSize(_width(shown, self.spacing()), _height(shown))
        return size + QSize(around.left() + around.right(), around.top() + around.bottom())

    def setGeometry(self, room: QRect) -> None:
        super().setGeometry(room)
        inside = room.marginsRemoved(self.contentsMargins())
        lines, top = self._lines(inside.width()), inside.top()
        for line in lines:
            self._place_line(
                line, QRect(inside.left(), top, inside.width(), _height(line)), alone=len(lines) == 1
            )
            top += _height(line) + self.spacing()

    # How it reckons.

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        for item in self._shown():
            if not lines or _width([*lines[-1], item], self.spacing()) > width:
                lines.append([])
            lines[-1].append(item)
        return lines

    def _place_line(self, line: list[QLayoutItem], room: QRect, *, alone: bool) -> None:
        spare = room.width() - _width(line, self.spacing())
        left = room.left()
        for item in line:
            size = item.sizeHint().boundedTo(QSize(room.width(), room.height()))
            grown = min(max(0, spare), _can_grow(item, size.width()))
            spare -= grown
            if alone and spare > 0 and item.widget() in self._trailing_widgets:
                left, spare = left + spare, 0
            middle = room.top() + (room.height() - size.height()) // 2
            place = QRect(left, middle, size.width() + grown, size.height())
            item.setGeometry(QStyle.visualRect(self._direction(), room, place))
            left += place.width() + self.spacing()

    def _direction(self) -> Qt.LayoutDirection:
        holder = self.parentWidget()
        return holder.layoutDirection() if holder is not None else Qt.LayoutDirection.LeftToRight


def _width(items: Sequence[QLayoutItem], spacing: int) -> int:
    return sum(item.sizeHint().width() for item in items) + spacing * max(0, len(items) - 1)


def _height(items: Sequence[QLayoutItem]) -> int:
    return max((item.sizeHint().height() for item in items), default=0)


def _can_grow(item: QLayoutItem, width: int) -> int:
    """Of the room that is left a field takes what it may have."""
    widget = item.widget() if isinstance(item, QWidgetItem) else None
    grows = bool(item.expandingDirections() & Qt.Orientation.Horizontal)
    return max(0, widget.maximumWidth() - width) if widget is not None and grows else 0


HORIZONTAL, VERTICAL = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class WrappingRow(QWidget):
    """`left` and `right` keep to their sides while there is room."""

    def __init__(self, left: list[QWidget], right: list[QWidget], spacing: int = 8) -> None:
        super().__init__()
        self._parts = [*left, *right]
        # Otherwise the widest form would be the least one, and the page would scroll sideways.
        self.setMinimumWidth(1)
        self._box = QBoxLayout(HORIZONTAL, self)
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
        direction = HORIZONTAL if wanted <= self.width() else VERTICAL
        if direction is self._box.direction():
            return
        self._box.setDirection(direction)
        for part in self._parts:
            left = Qt.AlignmentFlag.AlignLeft
            self._box.setAlignment(part, left if direction is VERTICAL else Qt.AlignmentFlag(0))


def in_two_lines(words: str) -> str:
    """In two lines of about the same length."""
    blanks = [place for place, letter in enumerate(words) if letter == " "]
    if not blanks:
        return words
    middle = min(blanks, key=lambda place: abs(place - len(words) // 2))
    return f"{words[:middle]}\n{words[middle + 1 :]}"
