"""The head of a column: colour, name, count, and the button that adds a card."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from kanbert_desktop.app.language import tr
from kanbert_desktop.domain.board import Column
from kanbert_desktop.ui.board.column_words import column_color, column_title
from kanbert_desktop.ui.mirrored import margins, placed
from kanbert_desktop.ui.single_keys import single_keys
from kanbert_desktop.ui.theme import Theme


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
        self._count = QLabel(self)
        self._count.setObjectName("columnCount")
        self.add = QToolButton(self)
        self.add.clicked.connect(self.add_wished)
        box = self._box = QHBoxLayout(self)
        box.setSpacing(4)
        box.addWidget(self._title)
        box.addWidget(self._count)
        box.addStretch(1)
        box.addWidget(self.add)
        self.set_count(0, 0)
        self.dress()

    def set_count(self, shown: int, count: int) -> None:
        """`shown` are those of them that a filter lets through."""
        name = column_title(self._column)
        self._title.setText(name)
        if shown == count:
            self._title.setAccessibleName(tr("{column}, {count} cards, fold", column=name, count=count))
            self._count.setText(str(count))
        else:
            words = tr("{column}, {shown} of {count} cards, fold", column=name, shown=shown, count=count)
            self._title.setAccessibleName(words)
            self._count.setText(tr("{shown} of {count}", shown=shown, count=count))

    def dress(self) -> None:
        """Theme or language changed."""
        self._box.setContentsMargins(margins(self._theme.px(14) + 8, 6, 4, 2))
        self._title.setToolTip(tr("Fold this column"))
        self.add.setIcon(self._theme.icon("plus", "muted"))
        self.add.setIconSize(QSize(self._theme.px(16), self._theme.px(16)))
        words = tr("Add a card to {column}", column=column_title(self._column))
        self.add.setAccessibleName(words)
        self.add.setToolTip(single_keys.after(words, "N"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(column_color(self._column)))
        middle, side = self._title.geometry().center().y() + 1, self._theme.px(8)
        painter.drawEllipse(placed(painter, QRectF(11, middle - side / 2, side, side), self.rect()))
        painter.end()
