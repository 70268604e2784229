"""Item model of the rows that a column holds, with their heights; updated by small differences."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate

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
_END_FLAGS = Qt.ItemFlag.ItemNeverHasChildren
_HEADER_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
ColumnRow = CardViewModel | GroupHeader
# Above this number of moved rows, refilling is faster than moving them one by one.
_MANY_MOVES = 64
# If fewer than one row in so many stays, clearing is faster than removing the others one by one.
_FEW_LEFT = 16


class ColumnModel:
    """Wraps a `QStandardItemModel`. A Python subclass would cost 29 µs per row and layout in `data`."""

    def __init__(self, pixmaps: CardPixmaps) -> None:
        self.item_model = QStandardItemModel(0, 1)
        self._pixmaps = pixmaps
        self._keys: list[CardKey] = []
        self._rows: dict[CardKey, ColumnRow] = {}
        self._heights: dict[CardKey, int] = {}
        self._width = 0
        self.space_after: Callable[[str, int], int] = lambda _name, _width: 0
        """Returns the height of the space at the end of a lane, by its name and the width of the column."""

    @property
    def keys(self) -> list[CardKey]:
        return self._keys

    @property
    def card_keys(self) -> list[CardKey]:
        """Returns the keys of all cards, without group headers."""
        return [key for key in self._keys if isinstance(self._rows[key], CardViewModel)]

    def row(self, index: QModelIndex | QPersistentModelIndex) -> ColumnRow | None:
        row = index.row()
        return self._rows.get(self._keys[row]) if 0 <= row < len(self._keys) else None

    def card(self, index: QModelIndex | QPersistentModelIndex) -> CardViewModel | None:
        """Returns None for a group header too."""
        row = self.row(index)
        return row if isinstance(row, CardViewModel) else None

    def last_row(self) -> ColumnRow | None:
        return self._rows[self._keys[-1]] if self._keys else None

    def focusable(self, index: QModelIndex | QPersistentModelIndex) -> ColumnRow | None:
        """Returns None for the space at the end of a lane too."""
        row = self.row(index)
        return None if isinstance(row, GroupHeader) and row.is_end else row

    def index_of(self, key: CardKey) -> QModelIndex:
        """Returns an invalid index if the card is not in this column."""
        if key not in self._rows:
            return QModelIndex()
        return self.item_model.index(self._keys.index(key), 0)

    def contains_any(self, keys: set[CardKey] | None) -> bool:
        """Returns True if the column has any of these cards; None stands for all cards."""
        return bool(self._keys) if keys is None else not self._rows.keys().isdisjoint(keys)

    def rows_of(self, keys: Iterable[CardKey]) -> list[int]:
        """Returns the rows of those cards that are in this column, from top to bottom."""
        known = self._rows.keys() & set(keys)
        if not known:
            return []
        return [row for row, key in enumerate(self._keys) if key in known]

    def height(self) -> int:
        """Returns the height of all rows in pixels."""
        return sum(self._heights.values())

    def heights(self) -> list[int]:
        """Returns the height of each row, from top to bottom."""
        return [self._heights[key] for key in self._keys]

    def row_at(self, pixels: int) -> int:
        """Returns the row that many pixels below the upper edge of the first one; -1 below all."""
        row = bisect_right(list(accumulate(self.heights())), pixels)
        return row if pixels >= 0 and row < len(self._keys) else -1

    def height_of(self, content: ColumnRow) -> int:
        """Returns the height that a row has, or would have, at the present width."""
        if isinstance(content, GroupHeader):
            if content.is_end:
                return self.space_after(content.name, self._width) if self._width else 1
            return self._pixmaps.theme.row_height(GROUP_HEADER_HEIGHT)
        return self._pixmaps.measure.row_height(content, self._width) if self._width else 1

    @property
    def has_width(self) -> bool:
        """False until the width is known; rows have no real heights before."""
        return self._width > 0

    def set_rows(self, rows: Sequence[ColumnRow]) -> None:
        """Sets the rows, changing only what differs."""
        keys = [content.key for content in rows]
        before, self._rows = self._rows, {content.key: content for content in rows}
        self._heights = {key: height for key, height in self._heights.items() if key in self._rows}
        if len(keys) * _FEW_LEFT < len(self._keys):
            self._clear()
        self._remove_others()
        if self._count_moves(keys) > _MANY_MOVES:
            self._clear()
        inserted = self._insert_missing(keys)
        for row, content in enumerate(rows):
            # What was inserted has just been measured.
            if content.key in inserted:
                continue
            if before[content.key] != content or self._has_other_space(content):
                self._fill(self.item_model.item(row), content)

    def set_width(self, width: int) -> None:
        """Titles wrap differently at another width, so the row heights follow the width of the view."""
        if width != self._width:
            self._width = width
            self.remeasure()

    def remeasure(self) -> None:
        for row, key in enumerate(self._keys):
            self.item_model.item(row).setSizeHint(self._size(self._rows[key]))

    @property
    def has_other_spaces(self) -> bool:
        """Whether the end of a lane is to be higher or lower than it is."""
        return any(map(self._has_other_space, self._rows.values()))

    def update_spaces(self) -> None:
        """Measures the ends of the lanes again."""
        for row, key in enumerate(self._keys):
            if self._has_other_space(self._rows[key]):
                self._fill(self.item_model.item(row), self._rows[key])

    def _has_other_space(self, content: ColumnRow) -> bool:
        """Returns True for the end of a lane that changes of other columns have made higher or lower."""
        is_end = isinstance(content, GroupHeader) and content.is_end
        return is_end and self.height_of(content) != self._heights[content.key]

    def _remove_others(self) -> None:
        row = len(self._keys)
        while row > 0:
            end = row
            while row > 0 and self._keys[row - 1] not in self._rows:
                row -= 1
            if row < end:
                del self._keys[row:end]
                self.item_model.removeRows(row, end - row)
            row -= 1

    def _count_moves(self, keys: list[CardKey]) -> int:
        present = set(self._keys)
        remaining = [key for key in keys if key in present]
        return sum(first != second for first, second in zip(remaining, self._keys, strict=True))

    def _clear(self) -> None:
        self.item_model.removeRows(0, len(self._keys))
        self._keys = []

    def _insert_missing(self, keys: list[CardKey]) -> set[CardKey]:
        """Returns the inserted rows."""
        present = set(self._keys)
        inserted = {key for key in keys if key not in present}
        row = 0
        while row < len(keys):
            if row < len(self._keys) and self._keys[row] == keys[row]:
                row += 1
            elif keys[row] in present:
                self._move(self._keys.index(keys[row]), row)
                row += 1
            else:
                end = row
                while end < len(keys) and keys[end] not in present:
                    end += 1
                self._insert(row, keys[row:end])
                row = end
        return inserted

    def _move(self, source: int, target: int) -> None:
        key = self._keys.pop(source)
        items = self.item_model.takeRow(source)
        self._keys.insert(target, key)
        self.item_model.insertRow(target, items)

    def _insert(self, row: int, keys: list[CardKey]) -> None:
        items = [self._item(self._rows[key]) for key in keys]
        self._keys[row:row] = keys
        if row == self.item_model.rowCount():
            self.item_model.invisibleRootItem().appendRows(items)
        else:
            self.item_model.invisibleRootItem().insertRows(row, items)

    def _item(self, content: ColumnRow) -> QStandardItem:
        item = QStandardItem()
        if isinstance(content, CardViewModel):
            item.setFlags(_FLAGS)
        else:
            item.setFlags(_END_FLAGS if content.is_end else _HEADER_FLAGS)
        item.setData(content.key, KEY_ROLE)
        self._fill(item, content)
        return item

    def _fill(self, item: QStandardItem, content: ColumnRow) -> None:
        item.setText(content.title)
        item.setData(content.accessible_text, Qt.ItemDataRole.AccessibleTextRole)
        item.setSizeHint(self._size(content))

    def _size(self, content: ColumnRow) -> QSize:
        """Measures nothing while the width is unknown, because every row would be measured again."""
        height = self._heights[content.key] = self.height_of(content)
        return QSize(self._width, height)
