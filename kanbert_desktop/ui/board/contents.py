"""What stands in the columns now: cards of one board, filtered, as faces."""

from collections.abc import Callable, Sequence
from datetime import date
from time import perf_counter

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import BoardId, Card, CardKey, Column
from kanbert_desktop.domain.sorting import Group, ListRow
from kanbert_desktop.ui.board.columns_view import ColumnsView
from kanbert_desktop.ui.board.filter import Filter, IncrementalFilter
from kanbert_desktop.ui.board.placeholder import BoardState
from kanbert_desktop.ui.board.sorting import SortController
from kanbert_desktop.ui.cards.delegate import GroupHeader, group_header_of
from kanbert_desktop.ui.cards.texts import DEFAULT_COLUMNS
from kanbert_desktop.ui.cards.view_model import CardViewModel, CardViewModelCache

FIRST_ROWS, ROWS_PER_SLICE = 24, 300
"""A column that is filled anew begins with what fits on any screen and grows by slices until it is whole."""
_FRAME = 0.003
"""Seconds of one frame that may be spent on more than what is seen first."""


class ColumnsFiller:
    """Fills the strip; asks the desk each time and touches only what differs."""

    def __init__(
        self, desk: BoardService, strip: ColumnsView, sorting: SortController, today: Callable[[], date]
    ) -> None:
        self._service = desk
        self._sorting = sorting
        self._columns_view = strip
        self.view_models = CardViewModelCache(desk, today)
        self.matches = 0
        self.total = 0
        self._sieves = {column: IncrementalFilter() for column in strip.columns}
        self._whole: set[Column] = set()
        self._filled: dict[Column, tuple[Sequence[ListRow], int]] = {}
        self.has_more = False
        self.may_grow = False
        """Not before the first paint: what nobody can see yet would only put it off."""
        self.board_state = BoardState.CARDS
        self._news = False
        self._columns: list[Column] = []

    def restart(self) -> None:
        """Another filter or another order: long columns are filled from the top again."""
        self._whole.clear()
        self._filled.clear()

    def reset(self) -> None:
        """Another board, or another day: nothing that was found before counts."""
        self.restart()
        for sieve in self._sieves.values():
            sieve.reset()
        for view in self._columns_view.columns.values():
            if len(view.model.keys) > ROWS_PER_SLICE:
                view.model.set_rows([])

    @property
    def is_filtering(self) -> bool:
        """Not all cards have been asked about: nobody can say yet that none matches."""
        return not all(self._sieves[column].is_done for column in self._columns)

    def fill(self, board: BoardId, wished: Filter, *, show_closed: bool, in_background: bool = False) -> None:
        """`news`: nobody here asked for it, so it comes softly and moves nothing that is looked at."""
        self._news = in_background
        columns = self._sorting.columns()
        shown = [*DEFAULT_COLUMNS, *([Column.CLOSED] if show_closed else [])]
        if columns[Column.OTHER]:
            shown.append(Column.OTHER)
        self._columns = shown
        self.matches = self.total = 0
        self.has_more = False
        forgotten = self.view_models.pop_invalidated()
        deadline = perf_counter() + _FRAME
        for column in self._filled.keys() - set(shown):
            # What changes there meanwhile is not looked at.
            del self._filled[column]
        for column in shown:
            self._fill(column, columns[column], wished, (forgotten, deadline))
        self._say_empty(board, wished)
        if [view.column for view in self._columns_view.shown] != sorted(
            shown, key=list(self._columns_view.columns).index
        ):
            self._columns_view.show_columns(shown)

    def _fill(
        self, column: Column, cards: list[Card], wished: Filter, now: tuple[set[CardKey] | None, float]
    ) -> None:
        forgotten, deadline = now
        sieve, view = self._sieves[column], self._columns_view.columns[column]
        sieve.advance(cards, wished, deadline)
        self.matches += len(sieve.accepted)
        self.total += len(cards)
        if not sieve.is_done:
            self.has_more = True
            if len(sieve.accepted) < FIRST_ROWS:
                # What stood here stays for the few frames until that is known.
                self._filled.pop(column, None)
                return
        if column not in self._filled and len(view.model.keys) > ROWS_PER_SLICE and perf_counter() > deadline:
            # To take thousands of rows away costs a good part of a frame: one column after the other.
            self.has_more = True
            return
        rows = self._sorting.rows(sieve.accepted)
        rows = rows[: self._room(column, len(rows), is_all=sieve.is_done, deadline=deadline)]
        if self._filled.get(column) == (rows, len(cards)) and not view.model.contains_any(forgotten):
            view.show_counts(len(sieve.accepted), len(cards))
            return
        softly = self._news and column in self._filled
        self._filled[column] = (rows, len(cards))
        view.show_cards([self._row(row) for row in rows], len(sieve.accepted), len(cards), animated=softly)

    def _room(self, column: Column, rows: int, *, is_all: bool, deadline: float) -> int:
        """How many rows are shown now; one that was whole stays so, for its few changes."""
        before = len(self._filled[column][0]) if column in self._filled else 0
        may_grow = self.may_grow and before and perf_counter() < deadline
        room = before + ROWS_PER_SLICE if may_grow else max(before, FIRST_ROWS)
        if column in self._whole or (is_all and rows <= room):
            self._whole.add(column)
            return rows
        self.has_more = True
        return room

    def _row(self, row: ListRow) -> CardViewModel | GroupHeader:
        return group_header_of(row) if isinstance(row, Group) else self.view_models.get(row)

    def _say_empty(self, board: BoardId, wished: Filter) -> None:
        loaded = self._service.is_board_loaded(board)
        self.board_state = self._face(loaded, wished)
        for view in self._columns_view.columns.values():
            view.cards.empty_text = self._empty_words(loaded, wished)

    def _face(self, loaded: bool, wished: Filter) -> BoardState:
        if self.total == 0:
            return BoardState.EMPTY if loaded else BoardState.LOADING
        nothing = self.matches == 0 and not wished.is_empty and not self.is_filtering
        return BoardState.NO_MATCH if nothing else BoardState.CARDS

    def _empty_words(self, loaded: bool, wished: Filter) -> Callable[[], str]:
        if not loaded:
            return lambda: tr("Loading …")
        return (lambda: tr("No cards")) if wished.is_empty else (lambda: tr("No match"))
