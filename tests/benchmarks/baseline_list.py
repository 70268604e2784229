"""Baseline of painting and moving: rows of the same height in plain lists whose delegate draws a box and a title."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

Row = tuple[str, int]
"""A title and a height in pixels."""


class BaselineDelegate(QStyledItemDelegate):
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        place: QRect = option.rect
        painter.drawRoundedRect(place.adjusted(4, 4, -4, -4), 8, 8)
        flags = Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(place.adjusted(16, 14, -16, -14), flags, index.data())


class BaselineBoard(QWidget):
    """Columns of plain lists side by side."""

    def __init__(self, columns: Sequence[Sequence[Row]]) -> None:
        super().__init__()
        self.resize(1440, 900)
        sandbox = QHBoxLayout(self)
        self.lists = [_list(rows) for rows in columns]
        for view in self.lists:
            sandbox.addWidget(view)

    def move_first_card(self, source: int, target: int) -> None:
        """Moves the first card of one column to the top of another."""
        models = [self.lists[number].model() for number in (source, target)]
        one, other = (model for model in models if isinstance(model, QStandardItemModel))
        other.insertRow(0, one.takeRow(0))


def _list(rows: Sequence[Row]) -> QListView:
    view = QListView()
    model = QStandardItemModel(0, 1, view)
    model.invisibleRootItem().appendRows([_item(*row) for row in rows])
    view.setModel(model)
    view.setItemDelegate(BaselineDelegate(view))
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return view


def _item(title: str, height: int) -> QStandardItem:
    item = QStandardItem(title)
    item.setSizeHint(QSize(200, height))
    return item
