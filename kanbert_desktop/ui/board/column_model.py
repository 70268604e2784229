"""One column's rows: a plain C++ item model with the heights in it, changed by small differences."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.ui.cards.delegate import GROUP_HEADER_HEIGHT, CardPixmaps, GroupHeader
from kanbert_desktop.ui.cards.view_model import CardViewModel

KEY_ROLE = Qt.ItemDataRole.UserRole + 1
_FLAGS = (
    Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsEditable
    | Qt.ItemFlag.ItemIsDragEnabled
    | Qt.ItemFlag.ItemNeverHasChildren
)
_HEAD_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
Row = CardViewModel | GroupHeader
# More moved rows than this are cheaper to lay anew than one by one.
_MANY_MOVES = 64
# Where fewer than one row in so many stays, taking all away is quicker than taking out the others one by one.
_FEW_LEFT = 16


class ColumnModel:
    """The model is not subclassed: Python in its `data` costs 29 µs a row at every layout."""

    def __init__(self, pictures: CardPixmaps) -> None:
        self.item_model = QStandardItemModel(0, 1)
        self._pixmaps = pictures
        self._keys: list[CardKey] = []
        self._faces: dict[CardKey, Row] = {}
        self._heights: dict[CardKey, int] = {}
        self._width = 0

    @property
    def keys(self) -> list[CardKey]:
        return self._keys

    @property
    def card_keys(self) -> list[CardKey]:
        """Without the heads of groups."""
        return [key for key in self._keys if isinstance(self._faces[key], CardViewModel)]

    def row(self, index: QModelIndex | QPersistentModelIndex) -> Row | None:
        row = index.row()
        return self._faces.get(self._keys[row]) if 0 <= row < len(self._keys) else None

    def card(self, index: QModelIndex | QPersistentModelIndex) -> CardViewModel | None:
        """None for a group's head too."""
        row = self.row(index)
        return row if isinstance(row, CardViewModel) else None

    def index_of(self, key: CardKey) -> QModelIndex:
        """An invalid index where the card is not in this column."""
        if key not in self._faces:
            return QModelIndex()
        return self.item_model.index(self._keys.index(key), 0)

    def contains_any(self, keys: set[CardKey] | None) -> bool:
        """Of these cards, or of any where it is None."""
        return bool(self._keys) if keys is None else not self._faces.keys().isdisjoint(keys)

    def rows_of(self, keys: Iterable[CardKey]) -> list[int]:
        """Of those that are here, from top to bottom."""
        wanted = self._faces.keys() & set(keys)
        if not wanted:
            return []
        return [row for row, key in enumerate(self._keys) if key in wanted]

    def height(self) -> int:
        """Pixels of all rows together."""
        return sum(self._heights.values())

    def set_rows(self, faces: Sequence[Row]) -> None:
        """Make the rows these, touching only what differs."""
        wished = [face.key for face in faces]
        before, self._faces = self._faces, {face.key: face for face in faces}
        self._heights = {key: height for key, height in self._heights.items() if key in self._faces}
        if len(wished) * _FEW_LEFT < len(self._keys):
            self._clear()
        self._remove_others()
        if self._moves(wished) > _MANY_MOVES:
            self._clear()
        self._put(wished)
        for row, face in enumerate(faces):
            if before.get(face.key) not in (None, face):
                self._fill(self.item_model.item(row), face)

    def set_width(self, width: int) -> None:
        """Titles wrap anew: heights of the rows follow the width of the view."""
        if width != self._width:
            self._width = width
            self.remeasure()

    def remeasure(self) -> None:
        for row, key in enumerate(self._keys):
            self.item_model.item(row).setSizeHint(self._size(self._faces[key]))

    def _remove_others(self) -> None:
        row = len(self._keys)
        while row > 0:
            end = row
            while row > 0 and self._keys[row - 1] not in self._faces:
                row -= 1
            if row < end:
                del self._keys[row:end]
                self.item_model.removeRows(row, end - row)
            row -= 1

    def _moves(self, wished: list[CardKey]) -> int:
        here = set(self._keys)
        staying = [key for key in wished if key in here]
        return sum(one != other for one, other in zip(staying, self._keys, strict=True))

    def _clear(self) -> None:
        self.item_model.removeRows(0, len(self._keys))
        self._keys = []

    def _put(self, wished: list[CardKey]) -> None:
        here = set(self._keys)
        row = 0
        while row < len(wished):
            if row < len(self._keys) and self._keys[row] == wished[row]:
                row += 1
            elif wished[row] in here:
                self._move(self._keys.index(wished[row]), row)
                row += 1
            else:
                end = row
                while end < len(wished) and wished[end] not in here:
                    end += 1
                self._insert(row, wished[row:end])
                row = end

    def _move(self, source: int, target: int) -> None:
        key = self._keys.pop(source)
        items = self.item_model.takeRow(source)
        self._keys.insert(target, key)
        self.item_model.insertRow(target, items)

    def _insert(self, row: int, keys: list[CardKey]) -> None:
        items = [self._item(self._faces[key]) for key in keys]
        self._keys[row:row] = keys
        if row == self.item_model.rowCount():
            self.item_model.invisibleRootItem().appendRows(items)
        else:
            self.item_model.invisibleRootItem().insertRows(row, items)

    def _item(self, face: Row) -> QStandardItem:
        item = QStandardItem()
        item.setFlags(_FLAGS if isinstance(face, CardViewModel) else _HEAD_FLAGS)
        item.setData(face.key, KEY_ROLE)
        self._fill(item, face)
        return item

    def _fill(self, item: QStandardItem, face: Row) -> None:
        item.setText(face.title)
        item.setData(face.accessible_text, Qt.ItemDataRole.AccessibleTextRole)
        item.setSizeHint(self._size(face))

    def _size(self, face: Row) -> QSize:
        """While the width is unknown nothing is measured: all would be measured again."""
        if isinstance(face, GroupHeader):
            height = self._pixmaps.theme.row_height(GROUP_HEADER_HEIGHT)
        else:
            height = self._pixmaps.measure.row_height(face, self._width) if self._width else 1
        self._heights[face.key] = height
        return QSize(self._width, height)
