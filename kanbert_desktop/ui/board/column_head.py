"""The head of a column: colour, name, count, and the button that adds a card."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Column
from kanbert_desktop.ui.board.column_words import column_color, column_title
from kanbert_desktop.ui.literal_text import PlainLabel
from kanbert_desktop.ui.mirrored import margins, placed
from kanbert_desktop.ui.single_keys import single_keys
from kanbert_desktop.ui.theme import Theme

_AIR = 2
"""Pixels around the count."""


class ColumnHead(QWidget):
    """A click on the name folds the column."""

    fold_wished = Signal()
    add_wished = Signal()

    def __init__(self, column: Column, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._column = column
        self._theme = theme
        self._title = QPushButton(self)
        self._title.setObjectName("columnTitle")
        self._title.clicked.connect(self.fold_wished)
        self._count = PlainLabel(self)
        self._count.setObjectName("columnCount")
        self.add = QToolButton(self)
        self.add.clicked.connect(self.add_wished)
        box = self._box = QHBoxLayout(self)
        box.setSpacing(4)
        box.addWidget(self._title)
        box.addWidget(self._count)
        box.addStretch(1)
        box.addWidget(self.add)
        self._ways: tuple[str, ...] = ("",)
        self.set_count(0, 0)
        self.dress()

    def set_count(self, shown: int, count: int) -> None:
        """`shown` are those of them that a filter lets through."""
        name = column_title(self._column)
        self._title.setText(name)
        if shown == count:
            self._title.setAccessibleName(tr("{column}, {count} cards, fold", column=name, count=count))
            self._ways = (str(count),)
        else:
            words = tr("{column}, {shown} of {count} cards, fold", column=name, shown=shown, count=count)
            self._title.setAccessibleName(words)
            self._ways = (
                tr("{shown} of {count}", shown=shown, count=count),
                f"{shown}/{count}",
                str(shown),
            )
        self._count.setToolTip(self._ways[0] if len(self._ways) > 1 else "")
        self._show_count()

    def _show_count(self) -> None:
        """The longest way to say it that has room beside the name."""
        edges = self._box.contentsMargins()
        room = self.width() - edges.left() - edges.right() - 3 * self._box.spacing()
        room -= self._title.sizeHint().width() + self.add.sizeHint().width() + _AIR
        advance = self._count.fontMetrics().horizontalAdvance
        self._count.setText(next((words for words in self._ways if advance(words) <= room), self._ways[-1]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_count()

    def event(self, event: QEvent) -> bool:
        # The name's font or words have changed, and with them the room for the count.
        if event.type() is QEvent.Type.LayoutRequest:
            self._show_count()
        return super().event(event)

    def dress(self) -> None:
        """Theme or language changed."""
        self._box.setContentsMargins(margins(self._theme.px(14) + 8, 6, 4, 2))
        self._title.setToolTip(tr("Fold this column"))
        self.add.setIcon(self._theme.icon("plus", "muted"))
        self.add.setIconSize(QSize(self._theme.px(16), self._theme.px(16)))
        words = tr("Add a card to {column}", column=column_title(self._column))
        self.add.setAccessibleName(words)
        self.add.setToolTip(single_keys.after(words, "N"))
        self._show_count()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(column_color(self._column)))
        middle, side = self._title.geometry().center().y() + 1, self._theme.px(8)
        painter.drawEllipse(placed(painter, QRectF(11, middle - side / 2, side, side), self.rect()))
        painter.end()
