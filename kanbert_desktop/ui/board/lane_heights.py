"""How high the lanes of a grouped board are: as high as their cards in the fullest open column."""

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from kanbert_desktop.domain.board import Card, CardKey, Column
from kanbert_desktop.domain.untrusted_text import shorten
from kanbert_desktop.ui.board.column_view import ColumnView
from kanbert_desktop.ui.board.columns_view import ColumnsView
from kanbert_desktop.ui.board.grouped_rows import GroupedRows
from kanbert_desktop.ui.board.measured_cards import MeasuredCards
from kanbert_desktop.ui.cards.delegate import GROUP_HEADER_HEIGHT
from kanbert_desktop.ui.cards.geometry import CardShape
from kanbert_desktop.ui.cards.view_model import CardViewModelCache

AT_ONCE = 64
"""Cards of a column that are measured when a lane is first laid out: more than a screen shows, so a lane of which both
ends are in sight is exact from the beginning."""
_SLICE = 0.002
"""Seconds of one turn of measuring."""
_SPACE, _LEAST = 6, 24
"""Pixels at 100 % text size after the cards of the fullest column, and of a lane without cards."""
RowsOf = Callable[[Column], GroupedRows | None]


class LaneHeights(QObject):
    """Measures the cards of the lanes whose ends are near the viewport of a column; the others count with the average.

    The first cards are measured at once, the others in slices between events. `settled`: nothing is left to be measured.
    """

    settled = Signal()

    def __init__(self, columns_view: ColumnsView, view_models: CardViewModelCache, rows_of: RowsOf) -> None:
        super().__init__(columns_view)
        self._columns_view, self._view_models, self._rows_of = columns_view, view_models, rows_of
        self._width = self._generation = 0
        self._pixels = self._cards = 0
        """Of all cards measured, for the average."""
        self._waiting: dict[str, None] = {}
        self._is_growing = False
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._measure_slice)
        columns_view.set_up_each(self._set_up)

    def _set_up(self, view: ColumnView) -> None:
        view.model.space_after = partial(self.space_after, view.column)

    def invalidate(self, cards: Collection[CardKey] | None) -> None:
        """These cards are shown otherwise now; None stands for all."""
        if cards is None:
            self._generation += 1
            return
        for rows in filter(None, map(self._rows_of, self._columns_view.columns)):
            for key in cards:
                cell = rows.cards_of(name) if (name := rows.name_of(key)) is not None else None
                if isinstance(cell, MeasuredCards):
                    cell.forget(key)

    @property
    def is_growing(self) -> bool:
        """Whether cards are still being added to the lanes: no lane is measured to its end meanwhile."""
        return self._is_growing

    @is_growing.setter
    def is_growing(self, is_growing: bool) -> None:
        self._is_growing = is_growing
        self._start_measuring()

    def _start_measuring(self) -> None:
        if self._waiting and not self._is_growing and not self._timer.isActive():
            self._timer.start()

    # What the columns ask.

    def space_after(self, column: Column, name: str, width: int) -> int:
        """Returns the pixels from the last card of a lane in that column to the next lane."""
        if width != self._width:
            self._width, self._pixels, self._cards = width, 0, 0
        cells = dict(self._cells(name))
        for cell in cells.values():
            if cell.known < min(AT_ONCE, len(cell)):
                cell.measure(AT_ONCE, self._heights_of, 0.0)
            if not cell.is_known:
                self.want(name, is_first=False)
        own = cells.get(column)
        theme = self._columns_view.pixmaps.theme
        return (
            self._highest(cells.values()) - (self._height(own) if own is not None else 0) + theme.px(_SPACE)
        )

    @property
    def header_height(self) -> int:
        return self._columns_view.pixmaps.theme.row_height(GROUP_HEADER_HEIGHT)

    def lane_height(self, name: str, *, is_folded: bool) -> int:
        """Returns the height with its header, as far as it is known."""
        if is_folded:
            return self.header_height
        space = self._columns_view.pixmaps.theme.px(_SPACE)
        return self.header_height + self._highest(cell for _column, cell in self._cells(name)) + space

    @property
    def basis(self) -> object:
        """Another object once all heights may be others."""
        return (self._columns_view.pixmaps.measure, self._width, self._generation)

    # Places in a lane, in pixels below its header.

    def measure_down_to(self, name: str, pixels: int, deadline: float) -> bool:
        """Measures a lane in all columns down to that place. Returns whether it is known so far."""
        return all(
            cell.measure_down_to(pixels, self._heights_of, deadline) for _column, cell in self._cells(name)
        )

    def place_of(self, column: Column, name: str, key: CardKey, deadline: float) -> tuple[int, bool]:
        """Returns where a card of that lane begins, and whether that is exact."""
        cell = self._cell(column, name, self.basis)
        if cell is None or key not in cell:
            return 0, False
        number = cell.number_of(key)
        is_exact = cell.measure(number, self._heights_of, deadline)
        return cell.upper_edge(number, self._average), is_exact

    def place_of_end(self, column: Column, name: str, deadline: float) -> tuple[int, bool]:
        """Returns where the space after the cards of that lane begins, and whether that is exact."""
        cell = self._cell(column, name, self.basis)
        if cell is None:
            return 0, True
        is_exact = cell.measure(len(cell), self._heights_of, deadline)
        return self._height(cell), is_exact

    def card_at(self, column: Column, name: str, pixels: int) -> tuple[Card | None, int]:
        """Returns the card at that place and where it begins; without a card, where the space after all begins."""
        cell = self._cell(column, name, self.basis)
        if cell is None:
            return None, 0
        number = cell.number_at(pixels, self._average)
        cards = cell.at(number, 1)
        return (cards[0] if cards else None), cell.upper_edge(number, self._average)

    # Measuring.

    @property
    def is_settled(self) -> bool:
        """Whether every lane that was asked for is measured to its end."""
        return not self._waiting

    @property
    def _average(self) -> float:
        return self._pixels / self._cards if self._cards else float(self.header_height)

    def _height(self, cell: MeasuredCards) -> int:
        return cell.upper_edge(len(cell), self._average)

    def _highest(self, cells: Iterable[MeasuredCards]) -> int:
        return max(map(self._height, cells), default=0) or self._columns_view.pixmaps.theme.px(_LEAST)

    def _cells(self, name: str) -> Iterable[tuple[Column, MeasuredCards]]:
        """Those of the open columns that have cards in that lane."""
        basis = self.basis
        for view in self._columns_view.shown:
            cell = self._cell(view.column, name, basis) if not view.is_folded else None
            if cell is not None:
                yield view.column, cell

    def _cell(self, column: Column, name: str, basis: object) -> MeasuredCards | None:
        rows = self._rows_of(column)
        cell = rows.cards_of(name) if rows is not None else None
        if not isinstance(cell, MeasuredCards):
            return None
        cell.stand_on(basis)
        return cell

    def _heights_of(self, cards: Sequence[Card]) -> list[int]:
        measure, with_meta = self._columns_view.pixmaps.measure, self._view_models.with_meta(cards)
        shapes = (CardShape(shorten(card.title), card.mark, card.key in with_meta) for card in cards)
        heights = [measure.shape_height(shape, self._width) for shape in shapes]
        self._pixels += sum(heights)
        self._cards += len(heights)
        return heights

    def want(self, name: str, *, is_first: bool = True) -> None:
        """Measures that lane to its end, before the others if `is_first`."""
        self._waiting = {name: None, **self._waiting} if is_first else {**self._waiting, name: None}
        self._start_measuring()

    def _measure_slice(self) -> None:
        if self._is_growing:
            self._timer.stop()
            return
        deadline = perf_counter() + _SLICE
        for name in list(self._waiting):
            for _column, cell in self._cells(name):
                if not cell.measure(len(cell), self._heights_of, deadline):
                    return
            del self._waiting[name]
        self._timer.stop()
        self.settled.emit()
