"""A grouped card list that holds the rows around the viewport, with gaps as high as the others."""

from collections.abc import Collection, Iterable, Sequence
from itertools import groupby
from typing import Protocol

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.ui.card_list.layout import GroupLayout
from kanbert_desktop.ui.card_list.model import HEADING_HEIGHT, ROW_HEIGHT, CardRow, RowGroup
from kanbert_desktop.ui.card_list.view import GroupedCardList, key_step
from kanbert_desktop.ui.style.theme import Theme

MAX_WHOLE = 300
"""So many cards are all held: nothing is read while scrolling."""
_MARGIN, _NEAR = 2.0, 0.5
"""Heights of the viewport that are held beyond it, and how near its ends may come before others are read."""
_FEW = 50
"""So many selected cards are found one by one after a change."""


class CardSource(Protocol):
    """All cards of a list, read in slices. The groups hold no rows."""

    @property
    def groups(self) -> Sequence[RowGroup]: ...
    def at(self, index: int, count: int) -> Sequence[CardRow]: ...
    def index(self, key: CardKey) -> int | None:
        """Returns the number of cards before this one; None if it is not in the list."""


class SlicedCardList(GroupedCardList):
    """Behaves as if it held all rows.

    Focused and selected cards are always held. A range is read before it is selected.
    """

    _left_rows = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, multi_select=True)
        self._source: CardSource | None = None
        self._layout = GroupLayout((), 1, 1)
        self._cards: dict[int, CardRow] = {}
        self._row_of: dict[CardKey, int] = {}
        self._around = range(0)
        self._is_holding = False
        # Posted, so that rows are read before the next paint but never while Qt lays out its items.
        self._left_rows.connect(self._follow, Qt.ConnectionType.QueuedConnection)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    @property
    def card_count(self) -> int:
        """The number of all cards, held or not."""
        return self._layout.card_count

    def show_source(self, source: CardSource) -> None:
        """Keeps the focus on its card, or moves it to the card that took its position."""
        key = self.current_key()
        row, top = self._row_of.get(key, 0) if key is not None else 0, self.verticalScrollBar().value()
        chosen = self.selected_keys() if self.has_multi_selection else []
        self._source = source
        self._measure()
        self._cards, self._row_of = {}, {}
        places = self._places_of([key, *chosen] if key is not None else chosen)
        if key is not None and key not in places and self.card_count:
            places[key] = self._layout.nearest_card(row)
        self._hold(self._rows_around(top), places.values())
        if key is not None and self.card_count:
            current = self.grouped_model.index_of(key)
            self._make_current(current.row() if current.isValid() else self._held_at(places[key]).row())
        for index in map(self.grouped_model.index_of, chosen):
            self.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)
        self.verticalScrollBar().setValue(top)

    def apply_appearance(self) -> None:
        self._measure()
        if self._source is not None:
            self._hold(self._rows_around(self.verticalScrollBar().value()))
        super().apply_appearance()

    def focus_card(self, key: CardKey | None = None) -> None:
        wanted = key or self.current_key()
        place = self._places_of([wanted]) if wanted is not None else {}
        row = next(iter(place.values()), self._layout.nearest_card(0))
        if self.card_count:
            self._reach(row)
        super().focus_card(key)

    def point_out(self, key: CardKey) -> None:
        for row in self._places_of([key]).values():
            self._reach(row)
        super().point_out(key)

    def selectAll(self) -> None:
        self._hold(range(self._layout.row_count))
        super().selectAll()

    def moveCursor(self, action: QAbstractItemView.CursorAction, held: Qt.KeyboardModifier) -> QModelIndex:
        key = self.current_key()
        if self._is_whole or key is None or key not in self._row_of:
            return super().moveCursor(action, held)
        row = self._row_of[key]
        count, index = self.card_count, self._layout.card_at(row)
        page = max(1, self.viewport().height() // self.grouped_model.height_of(self._cards[row]) - 1)
        target = self._layout.row_of_card(max(0, min(count - 1, index + key_step(action, page, count))))
        self._reach(target, between=row if held & Qt.KeyboardModifier.ShiftModifier else target)
        return self._held_at(target)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        key = self.current_key()
        if (
            event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            and key in self._row_of
            and not self._is_whole
        ):
            y = round(event.position().y()) + self.verticalScrollBar().value()
            self._reach(self._layout.row_at(y), between=self._row_of[key])
        super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._on_scrolled()

    def _first_card(self) -> int:
        if self._is_whole or not self.card_count:
            return super()._first_card()
        row = self._layout.nearest_card(0)
        self._reach(row)
        return self._held_at(row).row()

    def _is_first(self) -> bool:
        return (
            super()._is_first()
            if self._is_whole
            else self._row_of.get(self.current_key() or CardKey("")) == 1
        )

    # Which rows are held.

    @property
    def _is_whole(self) -> bool:
        return self.card_count <= MAX_WHOLE

    def _measure(self) -> None:
        px = self._theme.row_height
        groups = self._source.groups if self._source is not None else ()
        self._layout = GroupLayout(groups, px(HEADING_HEIGHT), px(ROW_HEIGHT))

    def _rows_around(self, top: int, heights: float = _MARGIN) -> range:
        """Returns the rows of a viewport whose upper edge is there, and of so many heights around it."""
        if self._is_whole:
            return range(self._layout.row_count)
        height = self.viewport().height()
        first = self._layout.row_at(top - round(heights * height))
        return range(first, self._layout.row_at(top + round((heights + 1) * height)) + 1)

    def _hold(self, around: range, others: Iterable[int] = ()) -> None:
        """Holds those rows, others, and the cards that are focused or selected."""
        kept = (self.grouped_model.card_at(index.row()) for index in self._chosen_indexes())
        rows = {
            *around,
            *others,
            *(self._row_of[card.key] for card in kept if card and card.key in self._row_of),
        }
        self._is_holding = True
        self._read(rows - self._cards.keys() - self._layout.headings.keys())
        self._cards = {row: self._cards[row] for row in sorted(rows & self._cards.keys())}
        self._row_of = {card.key: row for row, card in self._cards.items()}
        self._around = around
        self.grouped_model.set_items(self._layout.items(rows, self._cards))
        self._is_holding = False

    def _chosen_indexes(self) -> list[QModelIndex]:
        return [self.currentIndex(), *self.selectionModel().selectedIndexes()]

    def _read(self, rows: Collection[int]) -> None:
        if self._source is None:
            return
        numbers = sorted(map(self._layout.card_at, rows))
        for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
            wanted = [number for _, number in run]
            for number, card in enumerate(self._source.at(wanted[0], len(wanted)), wanted[0]):
                self._cards[self._layout.row_of_card(number)] = card

    def _places_of(self, keys: Collection[CardKey]) -> dict[CardKey, int]:
        """Returns the rows of those of the cards that are in the list."""
        if self._source is None:
            return {}
        if len(keys) > _FEW:
            self._read(range(self._layout.row_count))
            self._row_of = {card.key: row for row, card in self._cards.items()}
            return {key: self._row_of[key] for key in keys if key in self._row_of}
        found = ((key, self._source.index(key)) for key in keys)
        return {key: self._layout.row_of_card(index) for key, index in found if index is not None}

    def _reach(self, row: int, between: int | None = None) -> None:
        """Holds that row, and those from `between` to it."""
        if row not in self._cards or between not in (None, row):
            other = row if between is None else between
            self._hold(self._around, range(min(row, other), max(row, other) + 1))

    def _held_at(self, row: int) -> QModelIndex:
        card = self._cards.get(row)
        return self.grouped_model.index_of(card.key) if card is not None else QModelIndex()

    def _on_scrolled(self) -> None:
        if not self._is_holding and not self._holds_near_rows():
            self._left_rows.emit()

    def _follow(self) -> None:
        if not self._holds_near_rows():
            self._hold(self._rows_around(self.verticalScrollBar().value()))

    def _holds_near_rows(self) -> bool:
        if self._is_whole:
            return True
        near = self._rows_around(self.verticalScrollBar().value(), _NEAR)
        return near.start >= self._around.start and near.stop <= self._around.stop
