"""Moves the window of a column with its viewport; nothing on the screen moves by it."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate

from PySide6.QtCore import QObject, QPoint, QTimer, Signal

from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.domain.sorting import ListRow
from kanbert_desktop.ui.board.card_list_view import CardListView
from kanbert_desktop.ui.board.column_model import ColumnModel, ColumnRow
from kanbert_desktop.ui.board.row_source import RowSource, group_key, lane_end_key, row_key
from kanbert_desktop.ui.board.row_window import (
    FIRST_ROWS,
    MAX_ROWS,
    READ_ROWS,
    ROWS_ABOVE_PLACE,
    RowWindow,
)

_NEAR = 2
"""An end of the window is near the viewport within so many heights of it."""
_MAX_FAILED_READS = 3
"""A column that contradicts itself is not read again before the next refresh."""
_MAX_READS = 12
"""Reads of one turn: more are needed only by a viewport as high as hundreds of rows."""


_MAX_ALIGNMENTS = 3
_FILLED_SHARE = 1.5
"""Rows of at least two thirds of the average height fill a viewport that is jumped to; otherwise more are read in the next turn."""


class WindowScroller(QObject):
    """Holds the window and shows its rows in the model.

    `shifted` carries the pixels by which the position of all rows in the list has changed; `changed` says that other
    rows are held, or that their number or position in the column changed; `jumped` that other rows are in sight.
    """

    shifted = Signal(int)
    changed = Signal()
    jumped = Signal()

    def __init__(self, cards: CardListView, model: ColumnModel, window: RowWindow) -> None:
        super().__init__(cards)
        self.window = window
        self.view_models_of: Callable[[Sequence[ListRow]], list[ColumnRow]] = lambda _rows: []
        self._cards, self._model = cards, model
        self._bar = cards.verticalScrollBar()
        self.may_read_near = True
        """False until the first paint: rows that nobody can see yet would only delay it."""
        self._is_applying = False
        self._restarts = True
        self._row_height = 0.0
        self._failed_reads = 0
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self.read_near_rows)
        self.read_soon: Callable[[], None] = self.read_later
        """Called when rows near the viewport are to be read; columns that scroll together take turns."""
        self._bar.valueChanged.connect(self._on_scrolled)
        self._bar.rangeChanged.connect(self._on_scrolled)

    # Content.

    def restart(self) -> None:
        """The next `show` starts with the first rows: filter or sort order have changed."""
        self._restarts = True

    @property
    def is_open(self) -> bool:
        return not self._restarts

    def show(
        self,
        source: RowSource,
        *,
        animated: bool,
        changed: set[CardKey] | None,
        at_least: int = FIRST_ROWS,
    ) -> None:
        """Shows the rows of `source` as they are now.

        `animated`: the user did not ask for it, so what is pointed at or focused stays at its pixel, and new cards fade
        in. `changed` are the cards that may have left the column, None for all.
        """
        self._failed_reads = 0
        if self._restarts:
            self._show_from_top(source, at_least)
            return
        before = {row_key(row) for row in self.window.rows}
        edges = (self.window.has_above, self.window.has_below)
        anchor = self._cards.anchor() if animated else self._cards.top_row()
        is_chosen = animated and anchor != self._cards.top_row()
        is_in_use = animated and (self._cards.viewport().underMouse() or self._cards.hasFocus())
        holds = is_in_use or self._bar.value() > 0 or self.window.has_above
        seen = self._held_rows()

        def read() -> int:
            number = self.window.position(anchor) if anchor is not None else None
            return self.window.refresh(source, number or 0, follows=is_chosen, at_least=at_least)

        is_held = anchor is not None and not anchor.startswith(lane_end_key(""))
        tops = [(anchor, self._cards.card_rect(anchor).top())] if anchor is not None and is_held else []
        self._replace(read, [*tops, *seen] if holds else [])
        self._cards.list_selection.prune(changed)
        if animated and before:
            self._cards.fade_in.start(self._new_keys(before, edges))

    def _show_from_top(self, source: RowSource, count: int) -> None:
        """Asks the list for no positions: it would lay out the rows that are about to go."""
        self._replace(lambda: self.window.open(source, count), [], to_top=True)
        self._restarts = False
        self._cards.list_selection.prune(None)

    def count_again(self) -> None:
        """Notices that rows were added after those held."""
        self.window.count_again()
        self.changed.emit()
        self._on_scrolled()

    def clear(self) -> None:
        """Drops all rows, for another board."""
        self._restarts = True
        self._row_height = 0.0
        self.window.close()
        self._model.set_rows([])
        self._bar.setValue(0)

    # Requests of the list.

    def reach(self, key: CardKey) -> bool:
        """Makes the model hold that row, wherever it is in the column. Returns False if it is not there."""
        if self._model.index_of(key).isValid():
            return True
        source = self.window.source
        row = source.find(key) if source is not None else None
        if source is None or row is None:
            return False
        is_below = source.index(row) >= self.window.start
        self._replace(lambda: self.window.show_around(row), [])
        # The list scrolls no further than needed: from above the row appears at the bottom, as in any list.
        self._cards.visualRect(self._model.item_model.index(0, 0))
        self._is_applying = True
        self._bar.setValue(self._bar.minimum() if is_below else self._bar.maximum())
        self._is_applying = False
        self.jumped.emit()
        return self._model.index_of(key).isValid()

    def show_first(self) -> None:
        if self.window.has_above:
            self._jump(self.window.show_first)

    def show_last(self) -> None:
        if self.window.has_below:
            self._jump(self.window.show_last)

    def show_place(self, place: float) -> None:
        """Scrolls so that the row number `place` of the column is at the top; the fraction is part of its height."""
        number = int(place)
        if not self.window.start <= number < self.window.start + len(self.window.rows):
            self._jump(lambda: self.window.show_at(number))
        index = self._model.item_model.index(number - self.window.start, 0)
        rect = self._cards.visualRect(index)
        if index.isValid():
            self._bar.setValue(self._bar.value() + rect.top() + round((place - number) * rect.height()))
        self.read_near_rows()

    def place(self) -> float:
        """Returns the number of the row at the top, with the fraction of it that is above the viewport."""
        if self._bar.value() == 0:
            # Asking the list would make it lay out its rows.
            return float(self.window.start)
        index = self._cards.indexAt(QPoint(self._cards.viewport().width() // 2, 0))
        if not index.isValid():
            return float(self.window.start)
        rect = self._cards.visualRect(index)
        return self.window.start + index.row() - rect.top() / max(1, rect.height())

    @property
    def row_height(self) -> float:
        """The average height of the rows held when the window was opened, so that the scroll bar stays calm."""
        if self._row_height == 0.0 and self._is_measurable and self.window.rows:
            self._row_height = self._model.height() / len(self._model.keys)
        return self._row_height

    def on_width(self) -> None:
        """Rows have other heights."""
        self._row_height = 0.0
        self.changed.emit()

    def pixels_around(self) -> tuple[int, int]:
        """Returns about how many pixels of the column are above and below the rows held."""
        window = self.window
        below = max(0, window.total - window.start - len(window.rows))
        return round(window.start * self.row_height), round(below * self.row_height)

    def read_near(self, key: CardKey) -> None:
        """Reads more rows if that one is near an end of the window: it is to be moved from by key."""
        index = self._model.index_of(key)
        if index.isValid():
            self._read_near(self._cards.visualRect(index).top() + self._bar.value())

    def read_near_rows(self, *, most_reads: int = _MAX_READS) -> None:
        """Reads rows if the viewport is near an end of the window, and drops rows that are far away."""
        self._timer.stop()
        self._read_near(self._bar.value(), most_reads)

    def read_later(self) -> None:
        """Does so in the next turn of the event loop."""
        self._timer.start()

    def _read_near(self, top: int, most_reads: int = _MAX_READS) -> None:
        height = self._cards.viewport().height()
        if not self.may_read_near or self.window.is_whole or not self._is_measurable or self._is_applying:
            return
        near = _NEAR * height
        for _ in range(most_reads):
            above = self.window.has_above and top < near
            below = self.window.has_below and self._model.height() - top - height < near
            if not above and not below:
                break
            top += self._extend(above=above)
        self._trim()

    def _extend(self, *, above: bool) -> int:
        """Reads rows at one end and drops as many at the other; returns the pixels by which the rows were shifted."""
        surplus = len(self.window.rows) + READ_ROWS - MAX_ROWS
        top, bottom = self._far_rows(0 if above else surplus, surplus if above else 0)

        def read() -> None:
            if self.window.extend_above() if above else self.window.extend_below():
                self.window.trim(top, bottom)
                self._failed_reads = 0
            elif self.window.source is not None:
                # The column has changed since the last refresh.
                self._failed_reads += 1
                middle = self.window.position(self._cards.top_row() or CardKey("")) or 0
                self.window.refresh(self.window.source, middle)

        return self._replace(read, self._held_rows())

    def _trim(self) -> None:
        surplus = len(self.window.rows) - MAX_ROWS
        if surplus > 0:
            top, bottom = self._far_rows(surplus, surplus)
            bottom = min(bottom, surplus - top)
            if top or bottom:
                self._replace(lambda: self.window.trim(top, bottom), self._held_rows())

    def _far_rows(self, most_above: int, most_below: int) -> tuple[int, int]:
        """Returns how many rows at both ends are far from the viewport, at most so many."""
        if self._cards.state() is self._cards.State.EditingState or max(most_above, most_below) <= 0:
            return 0, 0
        far, height = (_NEAR + 1) * self._cards.viewport().height(), self._cards.viewport().height()
        heights, value = self._model.heights(), self._bar.value()
        return (
            _fitting(heights[: max(0, most_above)], value - far),
            _fitting(heights[::-1][: max(0, most_below)], sum(heights) - value - height - far),
        )

    # Lanes.

    @property
    def is_applying(self) -> bool:
        """Rows are being replaced, and nothing on the screen moves by it."""
        return self._is_applying

    def header_in_sight(self) -> tuple[CardKey, int] | None:
        """Returns the first header of a group in the viewport, and its upper edge there."""
        return next(self.headers_in_sight(), None)

    def headers_in_sight(self) -> Iterator[tuple[CardKey, int]]:
        prefix = group_key("")
        return (row for row in self._rows_in_sight() if row[0].startswith(prefix))

    def align(self, key: CardKey, top: int) -> None:
        """Scrolls so that the upper edge of that row is at `top`, wherever it is in the column."""
        if not self._model.index_of(key).isValid():
            row = self.window.source.find(key) if self.window.source is not None else None
            if row is None:
                return
            count = self._rows_of_viewport()
            self._jump(lambda: self.window.show_around(row, ROWS_ABOVE_PLACE, count))
        for _ in range(_MAX_ALIGNMENTS):
            wanted = self._cards.card_rect(key).top() + self._bar.value() - top
            self._bar.setValue(wanted)
            if self._bar.value() == wanted:
                break
            # The rows held end before that place.
            self.read_near_rows()

    def _rows_of_viewport(self) -> int:
        """Returns how many rows certainly fill the viewport if they are not much lower than those held; all columns read in one frame."""
        average = self.row_height
        enough = int(self._cards.viewport().height() * _FILLED_SHARE / average) + 2 if average else FIRST_ROWS
        return min(enough, FIRST_ROWS)

    def update_spaces(self) -> None:
        """Measures the ends of the lanes again; what is in sight stays at its pixel."""
        if self._model.has_other_spaces:
            self._replace(lambda: None, self._held_rows(), show=self._model.update_spaces)

    # How rows are replaced.

    def _jump(self, read: Callable[[], object]) -> None:
        self._replace(read, [])
        self.jumped.emit()

    def _replace(
        self,
        read: Callable[[], int | None] | Callable[[], object],
        tops: Sequence[tuple[CardKey, int]],
        *,
        to_top: bool = False,
        show: Callable[[], None] | None = None,
    ) -> int:
        """Reads and shows other rows, or does what `show` does. The first of `tops` that is still held stays at its pixel.

        Without any of them the row that `read` returns takes the place of the first one. Returns the shift in pixels.
        """
        self._is_applying = True
        scrolled = self._bar.value()
        try:
            with self._cards.list_selection.kept():
                number = read()
                (show or self._show_window)()
            self.changed.emit()
            shift = self._hold(tops, number if isinstance(number, int) else None, scrolled, to_top=to_top)
        finally:
            self._is_applying = False
        if shift:
            self.shifted.emit(shift)
        self._on_scrolled()
        return shift

    def _hold(
        self, tops: Sequence[tuple[CardKey, int]], number: int | None, scrolled: int, *, to_top: bool
    ) -> int:
        if to_top:
            self._bar.setValue(0)
            return 0
        held = next(((key, top) for key, top in tops if self._model.index_of(key).isValid()), None)
        if held is not None:
            index, top = self._model.index_of(held[0]), held[1]
        elif tops and number is not None:
            index, top = self._model.item_model.index(number, 0), tops[0][1]
        else:
            return 0
        if not index.isValid():
            return 0
        place = self._cards.visualRect(index).top() + self._bar.value()
        self._bar.setValue(place - top)
        return place - top - scrolled

    def _show_window(self) -> None:
        self._model.set_rows(self.view_models())

    def view_models(self) -> list[ColumnRow]:
        return self.view_models_of(self.window.rows)

    def _held_rows(self) -> list[tuple[CardKey, int]]:
        """Returns what is to stay at its pixel: cards and headers before the space between lanes, which is made to fit."""
        return sorted(self._rows_in_sight(), key=lambda row: row[0].startswith(lane_end_key("")))

    def _rows_in_sight(self) -> Iterator[tuple[CardKey, int]]:
        """Yields the visible rows and their upper edges, from top to bottom."""
        row = self._cards.indexAt(QPoint(self._cards.viewport().width() // 2, 0)).row()
        height = self._cards.viewport().height()
        while 0 <= row < len(self._model.keys):
            top = self._cards.visualRect(self._model.item_model.index(row, 0)).top()
            if top >= height:
                break
            yield self._model.keys[row], top
            row += 1

    def _new_keys(self, before: set[CardKey], edges: tuple[bool, bool]) -> list[CardKey]:
        """Returns the rows that were added to those held before, not those that were merely read now."""
        keys = self._model.keys
        known = [number for number, key in enumerate(keys) if key in before]
        if not known:
            return []
        has_above, has_below = edges
        first, last = (known[0] if has_above else 0), (known[-1] if has_below else len(keys) - 1)
        return [key for key in keys[first : last + 1] if key not in before]

    @property
    def _is_measurable(self) -> bool:
        return self._cards.isVisible() and self._model.has_width and self._cards.viewport().height() > 0

    def _on_scrolled(self) -> None:
        """Qt may be laying out its rows, so more are read only afterwards."""
        if self._is_applying or self.window.is_whole or self._timer.isActive():
            return
        if self._failed_reads >= _MAX_FAILED_READS:
            return
        near, top, height = _NEAR * self._cards.viewport().height(), self._bar.value(), self._model.height()
        if (self.window.has_above and top < near) or (
            self.window.has_below and height - top - self._cards.viewport().height() < near
        ):
            self.read_soon()


def _fitting(heights: Sequence[int], pixels: int) -> int:
    """Returns how many of the heights, from the first on, are within so many pixels."""
    return bisect_right(list(accumulate(heights)), pixels)
