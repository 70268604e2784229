"""Lanes of a grouped board: how high they are, and how the columns scroll together."""

from collections.abc import Callable, Collection
from functools import partial

from PySide6.QtCore import QObject, QTimer

from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.ui.board.column_view import ColumnView
from kanbert_desktop.ui.board.columns_view import ColumnsView
from kanbert_desktop.ui.board.grouped_rows import GroupedRows
from kanbert_desktop.ui.cards.view_model import CardViewModelCache

MEASURED = 40
"""Cards of a column that are measured for the height of a lane: more than a screen shows, so where two lanes begin on the
same screen the space between is exact. The others count with the average height of these."""
_SPACE, _LEAST = 6, 24
"""Pixels at 100 % text size after the cards of the fullest column, and of a lane without cards."""
RowsOf = Callable[[Column], GroupedRows | None]


class LaneHeights:
    """A lane is as high as its cards in the fullest open column; the others have space after theirs.

    Only lanes whose rows a column holds are measured, so the cost depends on what is around the viewport.
    """

    def __init__(self, columns_view: ColumnsView, view_models: CardViewModelCache, rows_of: RowsOf) -> None:
        self._columns_view, self._view_models, self._rows_of = columns_view, view_models, rows_of
        self._measured: dict[tuple[Column, str], tuple[GroupedRows, int, int, int]] = {}
        """Rows, width, number of cards and height of the cards of a lane in a column."""
        columns_view.set_up_each(self._set_up)

    def invalidate(self, cards: Collection[CardKey] | None) -> None:
        """These cards are shown otherwise now; None stands for all."""
        if cards is None:
            self._measured.clear()
            return
        for column, name in list(self._measured):
            rows = self._rows_of(column)
            if rows is None or any(rows.name_of(key) == name for key in cards):
                del self._measured[column, name]

    def space_after(self, column: Column, name: str, width: int) -> int:
        """Returns the pixels from the last card of a lane in that column to the next lane."""
        pixmaps = self._columns_view.pixmaps
        heights = {
            view.column: self._height(view.column, name, width)
            for view in self._columns_view.shown
            if not view.is_folded
        }
        highest = max(*heights.values(), pixmaps.theme.px(_LEAST), 0)
        return highest - heights.get(column, 0) + pixmaps.theme.px(_SPACE)

    def _set_up(self, view: ColumnView) -> None:
        view.model.space_after = partial(self.space_after, view.column)

    def _height(self, column: Column, name: str, width: int) -> int:
        rows = self._rows_of(column)
        cards = rows.cards_of(name) if rows is not None else None
        if rows is None or cards is None:
            return 0
        known = self._measured.get((column, name))
        if known is None or known[:3] != (rows, width, len(cards)):
            shown = self._view_models.get_all(cards.first(MEASURED)).values()
            height = sum(self._columns_view.pixmaps.measure.row_height(card, width) for card in shown)
            height = height * len(cards) // len(shown)
            known = self._measured[column, name] = rows, width, len(cards), height
        return known[3]


class LaneScrolling(QObject):
    """While it is on, the columns scroll together: the lane nearest to the viewport's top is at one height in all.

    Where only some columns hold the beginning of a lane of very many cards, the others go to about the same height of it,
    and meet its end exactly.
    """

    def __init__(self, columns_view: ColumnsView) -> None:
        super().__init__(columns_view)
        self._columns_view = columns_view
        self._is_on = False
        self._is_aligning = False
        self._leader: ColumnView | None = None
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self.align)
        columns_view.set_up_each(self._connect)

    def set_on(self, is_on: bool) -> None:
        """Called after each change of the columns, which it brings in line."""
        self._is_on = is_on
        self._leave_out_bars()
        self.align()

    def _leave_out_bars(self) -> None:
        """Shows one scroll bar, that of the last open column, while the columns scroll together."""
        unfolded = [view for view in self._columns_view.shown if not view.is_folded]
        for view in self._columns_view.columns.values():
            view.scroll_bar.leave_out(self._is_on and view in unfolded[:-1])

    def align(self) -> None:
        """Moves all columns to where the one is that was scrolled last."""
        open_columns = [view for view in self._columns_view.shown if not view.is_folded]
        leader = self._leader if self._leader in open_columns else next(iter(open_columns), None)
        if self._is_on and leader is not None:
            self._follow(leader, open_columns)

    def _connect(self, view: ColumnView) -> None:
        view.cards.verticalScrollBar().valueChanged.connect(lambda: self._on_scrolled(view))
        view.scroller.changed.connect(self._schedule)

    def _schedule(self) -> None:
        """Rows were replaced: the others may have other places now."""
        if self._is_on and not self._is_aligning:
            self._timer.start()

    def _on_scrolled(self, view: ColumnView) -> None:
        # While rows are replaced the bar moves, but nothing on the screen.
        if self._is_on and not self._is_aligning and not view.scroller.is_applying and not view.is_folded:
            self._leader = view
            self.align()

    def _follow(self, leader: ColumnView, columns: Collection[ColumnView]) -> None:
        anchor = leader.scroller.nearest_header()
        if anchor is None:
            return
        self._is_aligning = True
        try:
            for view in columns:
                if view is not leader:
                    view.scroller.align(*anchor)
        finally:
            self._is_aligning = False
