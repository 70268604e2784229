"""Fills the columns with the filtered cards of one board."""

from collections.abc import Callable, Sequence
from datetime import date
from time import perf_counter

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import BoardId, Card, CardKey, Column
from kanbert_desktop.domain.events import SyncState, SyncStatus
from kanbert_desktop.domain.sorting import Group, ListRow
from kanbert_desktop.ui.board.columns_view import ColumnsView
from kanbert_desktop.ui.board.filter import Filter, IncrementalFilter
from kanbert_desktop.ui.board.placeholder import BoardState
from kanbert_desktop.ui.board.sorting import SortController
from kanbert_desktop.ui.cards.delegate import GroupHeader, group_header_of
from kanbert_desktop.ui.cards.texts import DEFAULT_COLUMNS
from kanbert_desktop.ui.cards.view_model import CardViewModel, CardViewModelCache

FIRST_ROWS, ROWS_PER_SLICE = 24, 300
"""A refilled column starts with the rows that fit on any screen and grows in slices until it is complete."""
_ROWS_BEFORE_PAINT = 10
"""A start measures only rows that most screens show. On a higher one the others follow in the next frame."""
_FRAME = 0.003
"""Seconds of a frame that may be spent on rows below the first ones."""


class ColumnsFiller:
    """Fills the columns view: queries the service at each refresh and changes only what differs."""

    def __init__(
        self,
        service: BoardService,
        columns_view: ColumnsView,
        sorting: SortController,
        today: Callable[[], date],
    ) -> None:
        self._service = service
        self._sorting = sorting
        self._columns_view = columns_view
        self.view_models = CardViewModelCache(service, today)
        self.matches = 0
        self.total = 0
        self._filters = {column: IncrementalFilter() for column in columns_view.columns}
        self._complete: set[Column] = set()
        self._filled: dict[Column, tuple[Sequence[ListRow], int]] = {}
        self.has_more = False
        self.may_grow = False
        """False until the first paint: rows that nobody can see yet would only delay it."""
        self.board_state = BoardState.CARDS
        self._in_background = False
        self._columns: list[Column] = []
        self._unsent_reason: tuple[bool, str | None, bool] = (False, None, False)

    def restart(self) -> None:
        """Refills long columns from the top, after a change of filter or sort order."""
        self._complete.clear()
        self._filled.clear()

    def reset(self) -> None:
        """Drops all filter results, for another board or another day."""
        self.restart()
        for column_filter in self._filters.values():
            column_filter.reset()
        for view in self._columns_view.columns.values():
            if len(view.model.keys) > ROWS_PER_SLICE:
                view.model.set_rows([])

    def update_sync_status(self, status: SyncStatus) -> bool:
        """Returns True if the marks of unsent cards may have another reason now.

        Only lasting states count: no card shows that a sync is running.
        """
        reason = (
            status.state is SyncState.NEEDS_SIGN_IN,
            status.problem,
            status.no_response_since is not None,
        )
        if reason == self._unsent_reason:
            return False
        self._unsent_reason = reason
        self.view_models.invalidate_marked()
        return True

    @property
    def is_filtering(self) -> bool:
        """True until every card has been filtered: before that nobody can say that no card matches."""
        return not all(self._filters[column].is_done for column in self._columns)

    def fill(
        self, board: BoardId, card_filter: Filter, *, show_closed: bool, in_background: bool = False
    ) -> None:
        """Shows the cards of `board`.

        `in_background`: the user did not ask for it, so the scroll position stays and new cards fade in.
        """
        self._in_background = in_background
        columns = self._sorting.columns()
        shown = [*DEFAULT_COLUMNS, *([Column.CLOSED] if show_closed else [])]
        if columns[Column.OTHER]:
            shown.append(Column.OTHER)
        self._columns = shown
        self.matches = self.total = 0
        self.has_more = False
        invalidated = self.view_models.pop_invalidated()
        deadline = perf_counter() + _FRAME
        for column in self._filled.keys() - set(shown):
            # Changes in a hidden column are not tracked.
            del self._filled[column]
        for column in shown:
            self._fill(column, columns[column], card_filter, (invalidated, deadline))
        self._update_empty_texts(board, card_filter)
        if [view.column for view in self._columns_view.shown] != sorted(
            shown, key=list(self._columns_view.columns).index
        ):
            self._columns_view.show_columns(shown)

    def _fill(
        self,
        column: Column,
        cards: list[Card],
        card_filter: Filter,
        pass_state: tuple[set[CardKey] | None, float],
    ) -> None:
        invalidated, deadline = pass_state
        column_filter, view = self._filters[column], self._columns_view.columns[column]
        column_filter.advance(cards, card_filter, deadline)
        self.matches += len(column_filter.accepted)
        self.total += len(cards)
        if not column_filter.is_done:
            self.has_more = True
            if len(column_filter.accepted) < FIRST_ROWS:
                # The present rows stay for the few frames until the result is known.
                self._filled.pop(column, None)
                return
        if column not in self._filled and len(view.model.keys) > ROWS_PER_SLICE and perf_counter() > deadline:
            # Removing thousands of rows takes a good part of a frame, so one column is done at a time.
            self.has_more = True
            return
        rows = self._sorting.rows(column_filter.accepted)
        rows = rows[: self._row_limit(column, len(rows), is_all=column_filter.is_done, deadline=deadline)]
        if self._filled.get(column) == (rows, len(cards)) and not view.model.contains_any(invalidated):
            view.show_counts(len(column_filter.accepted), len(cards))
            return
        animated = self._in_background and column in self._filled
        self._filled[column] = (rows, len(cards))
        view.show_cards(
            [self._row(row) for row in rows], len(column_filter.accepted), len(cards), animated=animated
        )

    def _row_limit(self, column: Column, rows: int, *, is_all: bool, deadline: float) -> int:
        """Returns how many rows to show now. A column that was complete stays complete: its changes are few."""
        before = len(self._filled[column][0]) if column in self._filled else 0
        may_grow = self.may_grow and before and perf_counter() < deadline
        first = FIRST_ROWS if self.may_grow else _ROWS_BEFORE_PAINT
        limit = before + ROWS_PER_SLICE if may_grow else max(before, first)
        if column in self._complete or (is_all and rows <= limit):
            self._complete.add(column)
            return rows
        self.has_more = True
        return limit

    def _row(self, row: ListRow) -> CardViewModel | GroupHeader:
        return group_header_of(row) if isinstance(row, Group) else self.view_models.get(row)

    def _update_empty_texts(self, board: BoardId, card_filter: Filter) -> None:
        loaded = self._service.is_board_loaded(board)
        self.board_state = self._state(loaded, card_filter)
        for view in self._columns_view.columns.values():
            view.cards.empty_text = self._empty_text(loaded, card_filter)

    def _state(self, loaded: bool, card_filter: Filter) -> BoardState:
        if self.total == 0:
            return BoardState.EMPTY if loaded else BoardState.LOADING
        nothing = self.matches == 0 and not card_filter.is_empty and not self.is_filtering
        return BoardState.NO_MATCH if nothing else BoardState.CARDS

    def _empty_text(self, loaded: bool, card_filter: Filter) -> str:
        if not loaded:
            return tr("Loading …")
        return tr("No cards") if card_filter.is_empty else tr("No match")
