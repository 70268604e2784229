"""What the scroll bar of a board with lanes shows: the height of all lanes, and the place among them."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple, Protocol

from kanbert_desktop.ui.board.column_view import ColumnView
from kanbert_desktop.ui.board.grouped_rows import GroupedRows
from kanbert_desktop.ui.board.lane_heights import LaneHeights


class Place(NamedTuple):
    """`pixels` of a lane, with its header, are above the viewport."""

    lane: str
    pixels: int


class Scrolling(Protocol):
    """Scrolls all columns together."""

    def show(self, view: ColumnView, place: Place) -> None: ...
    def place(self, view: ColumnView) -> Place | None: ...


class LaneExtent:
    """Lanes count with the heights they had when the cards last changed, so that the bar stays calm while they are measured."""

    def __init__(self, scrolling: Scrolling, view: ColumnView, heights: LaneHeights) -> None:
        self._scrolling, self._view, self._heights = scrolling, view, heights
        self._state: object = None
        self._lanes: Sequence[str] = ()
        self._ends: list[int] = []

    def height(self) -> int:
        self._update()
        return self._ends[-1] if self._ends else 0

    def position(self) -> int:
        """Returns how many pixels are above the viewport."""
        if self._view.cards.verticalScrollBar().value() == 0 and not self._view.window_of_rows.has_above:
            # Asking the list would make it lay out its rows.
            return 0
        self._update()
        place = self._scrolling.place(self._view)
        if place is None or place.lane not in self._lanes:
            return 0
        number = self._lanes.index(place.lane)
        start, shown = self._span(number)
        return start + min(shown, place.pixels * shown // max(1, self._height_now(place.lane)))

    def show(self, pixels: int) -> None:
        """Scrolls so that so many pixels are above the viewport."""
        self._update()
        number = bisect_right(self._ends, pixels)
        if number < len(self._lanes):
            start, shown = self._span(number)
            lane = self._lanes[number]
            inside = (pixels - start) * self._height_now(lane) // max(1, shown)
            self._scrolling.show(self._view, Place(lane, inside))

    def _span(self, number: int) -> tuple[int, int]:
        """Returns the upper edge and the height of that lane, as the bar counts."""
        start = self._ends[number - 1] if number else 0
        return start, self._ends[number] - start

    def _height_now(self, lane: str) -> int:
        rows = self._view.source
        is_folded = isinstance(rows, GroupedRows) and rows.is_folded(lane)
        return self._heights.lane_height(lane, is_folded=is_folded)

    def _update(self) -> None:
        rows = self._view.source
        if not isinstance(rows, GroupedRows):
            self._lanes, self._ends, self._state = (), [], None
            return
        state = (rows, rows.version, self._heights.basis)
        if state != self._state:
            self._state, self._lanes = state, rows.names
            self._ends = list(accumulate(map(self._height_now, self._lanes)))
