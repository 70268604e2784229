"""Selection and current row of a list that holds only a window of its rows; both go by key."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Protocol

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QObject,
    Signal,
)
from PySide6.QtWidgets import QListView

from kanbert_desktop.domain.board import Card, CardKey
from kanbert_desktop.domain.sorting import Group, ListRow
from kanbert_desktop.ui.board.column_model import ColumnModel
from kanbert_desktop.ui.board.row_source import RowSource, is_lane_end, row_key

_FLAG = QItemSelectionModel.SelectionFlag


class HeldRows(Protocol):
    """The rows in the model, and the whole column behind them."""

    source: RowSource | None
    rows: list[ListRow]


class ListSelection(QObject):
    """`outside` are selected cards that the model does not hold; `away` is the current row while it is not held.

    `is_restoring`: rows are being replaced, so changes of Qt's selection are none of the user's.
    """

    changed = Signal()

    def __init__(self, cards: QListView, model: ColumnModel, window: HeldRows) -> None:
        super().__init__(cards)
        self._cards, self._model, self._window = cards, model, window
        self.outside: dict[CardKey, None] = {}
        self.away: ListRow | None = None
        self.range_start: CardKey | None = None
        """The row at which a selection by Shift began."""
        self.is_restoring = False
        self._selection_model = cards.selectionModel()
        self._selection_model.selectionChanged.connect(self.changed)
        self._selection_model.currentChanged.connect(self._on_current)

    # Current row.

    def current_row(self) -> CardKey | None:
        """Returns the key of the current row, which may be a group header."""
        row = self._model.row(self._cards.currentIndex())
        if row is not None:
            return row.key
        return row_key(self.away) if self.away is not None else None

    def current_key(self) -> CardKey | None:
        """Returns None while the focus is on a group header."""
        row = self._model.row(self._cards.currentIndex())
        if row is None:
            return self.away.key if isinstance(self.away, Card) else None
        card = self._model.card(self._cards.currentIndex())
        return card.key if card is not None else None

    def current_group(self) -> str | None:
        """Returns the name of the group whose header is the current row."""
        row = self._model.row(self._cards.currentIndex())
        if row is None:
            return self.away.name if isinstance(self.away, Group) else None
        return (
            None if self._model.card(self._cards.currentIndex()) is not None else getattr(row, "name", None)
        )

    # Selection.

    @property
    def count(self) -> int:
        return len(self._selection_model.selectedIndexes()) + len(self.outside)

    def held_keys(self) -> list[CardKey]:
        """Returns those selected cards that the model holds, from top to bottom."""
        rows = sorted(index.row() for index in self._selection_model.selectedIndexes())
        return [self._model.keys[row] for row in rows]

    def keys(self) -> list[CardKey]:
        """Returns the selected cards from top to bottom."""
        held = self.held_keys()
        if not self.outside or self._window.source is None:
            return held
        return self._window.source.in_order({*held, *self.outside})

    def add(self, keys: Iterable[CardKey]) -> None:
        """Adds those of the cards that are in this column to the selection, as one change."""
        wanted, before = set(keys), len(self.outside)
        self._select(self._model.rows_of(wanted))
        self._add_outside(wanted.difference(self._model.keys))
        if len(self.outside) != before:
            self.changed.emit()

    def select_all(self) -> None:
        """Selects every card of the column, whether the model holds it or not."""
        source = self._window.source
        if source is None:
            return
        held = set(self._model.keys)
        self.outside = dict.fromkeys(key for key in source.card_keys() if key not in held)
        self._select(self._model.rows_of(self._model.card_keys))
        self.changed.emit()

    def select_range(self) -> None:
        """Selects the cards from `range_start`, which the model does not hold, to the current one."""
        source, current = self._window.source, self.current_row()
        if source is None or current is None or self.range_start is None:
            return
        keys = list(source.card_keys())
        if self.range_start not in keys or current not in keys:
            return
        first, last = sorted((keys.index(self.range_start), keys.index(current)))
        chosen, held = keys[first : last + 1], set(self._model.keys)
        self.outside = dict.fromkeys(key for key in chosen if key not in held)
        self._select(self._model.rows_of(chosen), _FLAG.ClearAndSelect)
        self.changed.emit()

    def toggle_current(self) -> None:
        if self.away is None:
            self._selection_model.select(self._cards.currentIndex(), _FLAG.Toggle)
            return
        if isinstance(self.away, Card):
            if self.away.key in self.outside:
                del self.outside[self.away.key]
            else:
                self.outside[self.away.key] = None
            self.changed.emit()

    def drop_outside(self) -> None:
        """The user has made another choice: only what Qt selects stays selected."""
        if self.outside:
            self.outside = {}
            self.changed.emit()

    def set_away(self, row: ListRow) -> None:
        """Makes a row the current one that the model does not hold."""
        self.is_restoring = True
        self._selection_model.setCurrentIndex(QModelIndex(), _FLAG.NoUpdate)
        self.is_restoring = False
        self.away = row

    # While rows are replaced.

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Keeps current row and selection while the block replaces the rows; removed cards are left out."""
        current, selected = self.current_row(), self.held_keys()
        rows = [*self._window.rows, *([self.away] if self.away is not None else [])]
        was = next((row for row in rows if row_key(row) == current), None)
        self.is_restoring = True
        try:
            yield
            self._restore_selection(selected)
            self._restore_current(current, was)
        finally:
            self.is_restoring = False

    def prune(self, changed: Collection[CardKey] | None) -> None:
        """Drops selected cards outside the window that left the column; `changed` None stands for all cards."""
        source = self._window.source
        if source is None:
            return
        if self.outside:
            if changed is None:
                self.outside = dict.fromkeys(source.in_order(self.outside.keys()))
            else:
                for key in [key for key in changed if key in self.outside and source.find(key) is None]:
                    del self.outside[key]
        if self.away is not None:
            self._update_away(self.away, source)

    def _update_away(self, away: ListRow, source: RowSource) -> None:
        """If the current row was removed, the row that took its place becomes the current one."""
        self.away = source.find(row_key(away))
        if self.away is None:
            near = [*source.after(away, 2), *source.before(away, 2)[::-1]]
            self.away = next((row for row in near if not is_lane_end(row)), None)

    def _restore_selection(self, selected: list[CardKey]) -> None:
        held = set(self._model.keys)
        self._add_outside(key for key in selected if key not in held)
        entered = [key for key in self._model.keys if key in self.outside] if self.outside else []
        for key in entered:
            del self.outside[key]
        if self.held_keys() != selected or entered:
            self._select(self._model.rows_of([*selected, *entered]))

    def _restore_current(self, current: CardKey | None, was: ListRow | None) -> None:
        if current is None or self.current_row_is(current):
            return
        index, source = self._model.index_of(current), self._window.source
        if index.isValid():
            self.away = None
            self._selection_model.setCurrentIndex(index, _FLAG.NoUpdate)
        elif was is not None and source is not None and (row := source.find(current)) is not None:
            self.away = row
            self._selection_model.setCurrentIndex(QModelIndex(), _FLAG.NoUpdate)

    def current_row_is(self, key: CardKey) -> bool:
        row = self._model.row(self._cards.currentIndex())
        return row is not None and row.key == key

    def _add_outside(self, keys: Iterable[CardKey]) -> None:
        source = self._window.source
        if source is not None:
            self.outside |= {key: None for key in keys if isinstance(source.find(key), Card)}

    def _select(self, rows: Iterable[int], flag: QItemSelectionModel.SelectionFlag = _FLAG.Select) -> None:
        selection = QItemSelection()
        for row in rows:
            index = self._model.item_model.index(row, 0)
            selection.append(QItemSelectionRange(index, index))
        self._selection_model.select(selection, flag)

    def _on_current(self, current: QModelIndex) -> None:
        if not self.is_restoring and current.isValid():
            self.away = None
