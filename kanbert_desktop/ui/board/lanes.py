"""Lanes of a grouped board: the columns scroll together, so that each lane begins on one line in all of them."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import partial
from time import perf_counter

from PySide6.QtCore import QEvent, QObject, QTimer

from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.ui.board.column_view import ColumnView
from kanbert_desktop.ui.board.columns_view import ColumnsView
from kanbert_desktop.ui.board.grouped_rows import GroupedRows
from kanbert_desktop.ui.board.lane_bands import LaneBands
from kanbert_desktop.ui.board.lane_extent import LaneExtent, Place
from kanbert_desktop.ui.board.lane_heights import LaneHeights
from kanbert_desktop.ui.board.row_source import group_key, lane_end_key
from kanbert_desktop.ui.cards.delegate import GroupHeader

_STEP_TIME, _JUMP_TIME = 0.003, 0.06
"""Seconds that a frame may spend on measuring, and a jump to another place, which happens once in a while."""

_GEOMETRY_EVENTS = frozenset({QEvent.Type.Move, QEvent.Type.Resize})


class LaneScrolling(QObject):
    """While it is on, all open columns show the place that the one shows which was scrolled last.

    A header in sight is on the same line in all. Within a lane that is higher than the viewport the cards of all columns
    are as far below its header as they are high, which is exact as far as the lane has been measured; until then the
    columns move by the same pixels, and no card jumps.
    """

    def __init__(self, columns_view: ColumnsView, heights: LaneHeights) -> None:
        super().__init__(columns_view)
        self._columns_view, self._heights = columns_view, heights
        self._is_on = False
        self._is_aligning = False
        self._leader: ColumnView | None = None
        self._extents: dict[ColumnView, LaneExtent] = {}
        self._scrolled: dict[ColumnView, int] = {}
        """The bar of each column as it was last seen, without what replaced rows have moved it by."""
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self.align)
        self._unread: dict[ColumnView, None] = {}
        """Columns that are to read rows near the viewport. One does in each turn, since five take most of a frame."""
        self._read_timer = QTimer(self, singleShot=True, interval=0)
        self._read_timer.timeout.connect(self._read_next)
        self._bands = LaneBands(columns_view.pixmaps.theme, columns_view.strip)
        heights.settled.connect(self.update_spaces)
        columns_view.set_up_each(self._connect)

    def set_on(self, is_on: bool) -> None:
        """Called after each change of the columns, which it brings in line."""
        self._is_on = is_on
        self._update_bars()
        self.align()
        if not is_on:
            self._bands.update(())
            # They keep the rows that they have counted.
            self._extents.clear()

    def update_spaces(self) -> None:
        """Lanes have other heights now. What is in sight stays where it is in the column scrolled last."""
        for view in self._open_columns():
            view.scroller.update_spaces()
        self.align()

    def align(self) -> None:
        """Moves all columns to where the one is that was scrolled last."""
        leader = self._leading()
        if self._is_on and leader is not None:
            self._follow(leader, perf_counter() + _STEP_TIME)
            self._bands.update(self._columns_view.shown)

    def _open_columns(self) -> list[ColumnView]:
        return [view for view in self._columns_view.shown if not view.is_folded]

    def _leading(self) -> ColumnView | None:
        open_columns = self._open_columns()
        return self._leader if self._leader in open_columns else next(iter(open_columns), None)

    def _update_bars(self) -> None:
        """Shows one scroll bar, that of the last open column, while the columns scroll together."""
        unfolded = self._open_columns()
        for view in self._columns_view.columns.values():
            is_shown = view in unfolded[-1:]
            view.scroll_bar.set_extent(self._extent_of(view) if self._is_on and is_shown else None)
            view.scroll_bar.leave_out(self._is_on and not is_shown)

    def _extent_of(self, view: ColumnView) -> LaneExtent:
        if view not in self._extents:
            self._extents[view] = LaneExtent(self, view, self._heights)
        return self._extents[view]

    def _connect(self, view: ColumnView) -> None:
        view.cards.verticalScrollBar().valueChanged.connect(lambda: self._on_scrolled(view))
        view.cards.verticalScrollBar().rangeChanged.connect(self._schedule)
        for widget in (view, view.cards):
            widget.installEventFilter(self)
        view.scroller.shifted.connect(lambda pixels: self._on_shifted(view, pixels))
        view.scroller.jumped.connect(lambda: self._on_jumped(view))
        view.scroller.changed.connect(self._schedule)
        view.scroller.read_soon = partial(self._read_soon, view)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if self._is_on and event.type() in _GEOMETRY_EVENTS:
            self._timer.start()
        return False

    def _schedule(self) -> None:
        """Rows were replaced: the others may have other places now."""
        if self._is_on and not self._is_aligning:
            self._timer.start()

    def _read_soon(self, view: ColumnView) -> None:
        if not self._is_on:
            view.scroller.read_later()
            return
        self._unread[view] = None
        self._read_timer.start()

    def _read_next(self) -> None:
        view = next(iter(self._unread))
        del self._unread[view]
        view.scroller.read_near_rows(most_reads=1)
        if self._unread:
            self._read_timer.start()

    def _on_shifted(self, view: ColumnView, pixels: int) -> None:
        if view in self._scrolled:
            self._scrolled[view] += pixels

    def _on_jumped(self, view: ColumnView) -> None:
        """That column shows other rows, whether its bar moves or not."""
        if self._is_on and not self._is_aligning:
            self._leader = view
            self._follow(view, perf_counter() + _JUMP_TIME, may_guess=True)

    def _on_scrolled(self, view: ColumnView) -> None:
        # While rows are replaced the bar moves, but nothing on the screen.
        if not self._is_on or self._is_aligning or view.scroller.is_applying or view.is_folded:
            return
        self._leader = view
        before, now = self._scrolled.get(view), view.cards.verticalScrollBar().value()
        is_step = before is not None and abs(now - before) < view.cards.viewport().height()
        deadline = perf_counter() + (_STEP_TIME if is_step else _JUMP_TIME)
        if not self._follow(view, deadline, may_guess=not is_step) and before is not None:
            self._move_by(view, now - before)

    # Places.

    def show(self, view: ColumnView, place: Place) -> None:
        """Shows that place in all columns, for the scroll bar of `view`."""
        self._leader = view
        deadline = perf_counter() + _STEP_TIME
        self._place_all([view], place, deadline)
        self._follow(view, deadline, may_guess=True)

    def place(self, view: ColumnView) -> Place | None:
        """Returns the lane at the top of the viewport, and how many pixels of it are above."""
        found = self._locate(view, 0.0)
        return found[0] if found is not None else None

    def _follow(self, leader: ColumnView, deadline: float, *, may_guess: bool = False) -> bool:
        """Returns False if the place is not known, and is not to be guessed: no column has moved then."""
        others = [view for view in self._open_columns() if view is not leader]
        header = leader.scroller.header_in_sight()
        if header is not None:
            self._align_all(others, *header)
        else:
            found = self._locate(leader, deadline)
            if found is None:
                return True
            place, is_exact = found
            depth = place.pixels + leader.cards.viewport().height()
            is_exact = self._heights.measure_down_to(place.lane, depth, deadline) and is_exact
            if not is_exact:
                self._heights.want(place.lane)
                if not may_guess:
                    return False
            self._place_all(others, place, deadline)
        self._note([leader, *others])
        return True

    def _locate(self, view: ColumnView, deadline: float) -> tuple[Place, bool] | None:
        """Returns the place of the viewport's top, and whether that is exact."""
        key = view.cards.top_row()
        row = view.model.row(view.model.index_of(key)) if key is not None else None
        if key is None or row is None:
            return None
        top = view.cards.card_rect(key).top()
        if isinstance(row, GroupHeader) and not row.is_end:
            return Place(row.name, -top), True
        if isinstance(row, GroupHeader):
            name = row.name
            edge, is_exact = self._heights.place_of_end(view.column, name, deadline)
        else:
            name = (view.source.name_of(key) if view.source is not None else None) or ""
            edge, is_exact = self._heights.place_of(view.column, name, key, deadline)
        return Place(name, self._heights.header_height + edge - top), is_exact

    def _place_all(self, columns: Collection[ColumnView], place: Place, deadline: float) -> None:
        inside = place.pixels - self._heights.header_height
        self._heights.measure_down_to(place.lane, max(0, inside), deadline)
        with self._aligning():
            for view in columns:
                self._place_in(view, place.lane, inside)

    def _place_in(self, view: ColumnView, lane: str, inside: int) -> None:
        rows = view.source
        if not isinstance(rows, GroupedRows):
            return
        if inside < 0 or rows.is_folded(lane):
            view.scroller.align(group_key(lane), -inside - self._heights.header_height)
            return
        card, edge = self._heights.card_at(view.column, lane, inside)
        view.scroller.align(card.key if card is not None else lane_end_key(lane), edge - inside)

    def _align_all(self, columns: Collection[ColumnView], header: CardKey, top: int) -> None:
        with self._aligning():
            for view in columns:
                view.scroller.align(header, top)

    def _move_by(self, leader: ColumnView, pixels: int) -> None:
        others = [view for view in self._open_columns() if view is not leader]
        with self._aligning():
            for view in others:
                bar = view.cards.verticalScrollBar()
                bar.setValue(bar.value() + pixels)
                view.scroller.read_near_rows()
        self._note([leader, *others])

    def _note(self, columns: Collection[ColumnView]) -> None:
        """The columns are in line."""
        self._bands.update(self._columns_view.shown)
        self._scrolled = {view: view.cards.verticalScrollBar().value() for view in columns}

    @contextmanager
    def _aligning(self) -> Iterator[None]:
        self._is_aligning = True
        try:
            yield
        finally:
            self._is_aligning = False
