"""Fills the columns with the filtered cards of one board."""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from functools import cached_property
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import BoardId, Card, CardKey, Column
from kanbert_desktop.domain.card_sequence import CardSequence
from kanbert_desktop.domain.events import SyncState, SyncStatus
from kanbert_desktop.domain.sorting import Group, Grouping, ListRow
from kanbert_desktop.ui.board.arrangement import Arrangement
from kanbert_desktop.ui.board.chosen_rows import ChosenRows
from kanbert_desktop.ui.board.column_view import ColumnView
from kanbert_desktop.ui.board.columns_view import ColumnsView
from kanbert_desktop.ui.board.filter import Filter
from kanbert_desktop.ui.board.grouped_rows import GroupedRows
from kanbert_desktop.ui.board.placeholder import BoardState
from kanbert_desktop.ui.board.row_source import CardRows, RowSource
from kanbert_desktop.ui.board.row_window import FILLED_ROWS, FIRST_ROWS
from kanbert_desktop.ui.board.sorting import SortController
from kanbert_desktop.ui.cards.delegate import GroupHeader, group_header_of
from kanbert_desktop.ui.cards.texts import COLUMN_ORDER, DEFAULT_COLUMNS
from kanbert_desktop.ui.cards.view_model import CardViewModel, CardViewModelCache

if TYPE_CHECKING:
    from kanbert_desktop.ui.board.lane_heights import LaneHeights
    from kanbert_desktop.ui.board.lanes import LaneScrolling

_ROWS_BEFORE_PAINT = 10
"""A start measures only rows that most screens show. On a higher one the others follow in the next frame."""
_FRAME = 0.002
"""Seconds of a frame that may be spent on rows below the first ones, and on cards to be filtered."""

_LONG_COLUMNS = 3
"""So many long columns are shown from the top in one frame. Those after them keep their present rows for that frame."""
_LOOK = 0.1
"""Seconds between two looks at lanes that grow."""


class _Pass(NamedTuple):
    """One filling of all columns. `invalidated` are cards to be shown again, None for all."""

    board: BoardId
    card_filter: Filter
    arrangement: Arrangement
    invalidated: set[CardKey] | None
    deadline: float


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
        self._chosen = {column: ChosenRows() for column in COLUMN_ORDER}
        self._sources: dict[Column, CardRows] = {}
        self._pending: set[Column] = set()
        self._changed: set[CardKey] = set()
        self.has_more = False
        self.may_grow = False
        """False until the first paint: rows that nobody can see yet would only delay it."""
        self.board_state = BoardState.CARDS
        self._in_background = False
        self._is_look_due, self._next_look = True, 0.0
        self._refilled = 0
        self._columns: list[Column] = []
        self._unsent_reason: tuple[bool, str | None, bool] = (False, None, False)
        columns_view.set_up_each(self._set_up)
        columns_view.open_columns_changed.connect(self._on_open_columns)

    @cached_property
    def _lane_heights(self) -> "LaneHeights":
        from kanbert_desktop.ui.board.lane_heights import LaneHeights  # noqa: PLC0415  once a board has groups

        return LaneHeights(self._columns_view, self.view_models, self._grouped_rows)

    def _prepare_lanes(self, invalidated: set[CardKey] | None) -> None:
        """Called before the columns of a board with groups are shown."""
        self._lane_heights.invalidate(invalidated)
        self._lane_heights.is_growing = self.is_filtering

    def _begin_look(self) -> bool:
        """Returns True if lanes that grow are shown now. That takes most of a frame, so no cards are read meanwhile."""
        self._is_look_due = perf_counter() >= self._next_look
        if self._is_look_due:
            self._next_look = perf_counter() + _LOOK
        is_open = all(view.scroller.is_open for view in self._columns_view.shown)
        return self._is_look_due and is_open and self._has_growing_lanes

    @cached_property
    def _lane_scrolling(self) -> "LaneScrolling":
        from kanbert_desktop.ui.board.lanes import LaneScrolling  # noqa: PLC0415  once a board has groups

        return LaneScrolling(self._columns_view, self._lane_heights)

    def _scroll_lanes(self) -> None:
        """Lets the columns scroll together while the board has groups."""
        is_on = self._sorting.grouping is not Grouping.NONE
        if is_on or "_lane_scrolling" in self.__dict__:
            self._lane_scrolling.set_on(is_on)

    def _on_open_columns(self) -> None:
        """A lane is as high as in the fullest of the open columns."""
        if self._sorting.grouping is not Grouping.NONE:
            self._scroll_lanes()
            self._lane_scrolling.update_spaces()

    def _grouped_rows(self, column: Column) -> GroupedRows | None:
        rows = self._chosen[column].rows
        return rows if self._chosen[column].is_active and isinstance(rows, GroupedRows) else None

    def _set_up(self, view: ColumnView) -> None:
        view.scroller.view_models_of = self._view_models_of

    def restart(self) -> None:
        """Refills the columns from the top, after a change of filter or sort order."""
        for view in self._columns_view.columns.values():
            view.scroller.restart()

    def reset(self, *, is_other_board: bool = False) -> None:
        """Drops all filter results, for another board or another day."""
        self._changed = set()
        for chosen in self._chosen.values():
            chosen.reset()
        if is_other_board:
            self._sources = {}
            for view in self._columns_view.columns.values():
                view.scroller.clear()

    def invalidate(self, cards: Collection[CardKey]) -> None:
        """The cards have changed, were added or were removed."""
        self.view_models.invalidate(cards)
        self._changed.update(cards)

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
        return bool(self._pending.intersection(self._columns))

    def fill(
        self, board: BoardId, card_filter: Filter, *, show_closed: bool, in_background: bool = False
    ) -> None:
        """Shows the cards of `board`.

        `in_background`: the user did not ask for it, so the scroll position stays and new cards fade in.
        """
        with self._service.one_state():
            self._fill_columns(board, card_filter, show_closed=show_closed, in_background=in_background)

    def _fill_columns(
        self, board: BoardId, card_filter: Filter, *, show_closed: bool, in_background: bool
    ) -> None:
        self._in_background = in_background
        columns = self._sorting.columns()
        shown = [*DEFAULT_COLUMNS, *([Column.CLOSED] if show_closed else [])]
        if len(columns[Column.OTHER]):
            shown.append(Column.OTHER)
        self._columns = shown
        self.matches = self.total = 0
        self.has_more = False
        self._refilled = 0
        self._note_changes()
        invalidated = self.view_models.pop_invalidated()
        if invalidated is None:
            for chosen in self._chosen.values():
                chosen.rename_groups(None)
        now = perf_counter()
        deadline = now if self._begin_look() else now + _FRAME
        state = _Pass(board, card_filter, self._sorting.arrangement(), invalidated, deadline)
        for view in self._columns_view.columns.values():
            if view.column not in shown:
                # Changes in a hidden column are not tracked.
                view.scroller.restart()
                self._chosen[view.column].reset()
        with self._columns_view.showing_moves(invalidated if self.may_grow else None):
            # A lane is as high as its cards in any column, so all columns are read before one is shown.
            sources = {column: self._source(column, columns[column], state) for column in shown}
            if state.arrangement.grouping is not Grouping.NONE:
                self._prepare_lanes(invalidated)
            for column in shown:
                self._columns_view.columns[column].scroller.may_read_near = self.may_grow
                self._fill(column, len(columns[column]), sources[column], state)
        self._update_empty_texts(board, card_filter)
        if [view.column for view in self._columns_view.shown] != sorted(shown, key=COLUMN_ORDER.index):
            self._columns_view.show_columns(shown)
        self._scroll_lanes()

    def _note_changes(self) -> None:
        """Tells the filters which cards to look at again: those that changed, and those whose place depends on them."""
        changed, self._changed = self._changed, set()
        active = [chosen for chosen in self._chosen.values() if chosen.is_active]
        if not changed or not active:
            return
        cards = [card for key in changed if (card := self._service.card(key)) is not None]
        changed |= {CardKey(card.parent) for card in cards if card.parent is not None}
        changed |= {child.key for key in list(changed) for child in self._service.sub_tasks(key)}
        for chosen in active:
            chosen.note_changed(changed)
            chosen.rename_groups(changed)

    def _fill(self, column: Column, count: int, chosen: tuple[RowSource | None, int], state: _Pass) -> None:
        invalidated = state.invalidated
        view, (source, accepted) = self._columns_view.columns[column], chosen
        self.total += count
        self.matches += accepted
        if source is None:
            # The present rows stay for the few frames until the result is known.
            return
        window, is_open = view.window_of_rows, view.scroller.is_open
        if not is_open and window.rows and len(source) >= FIRST_ROWS and self.may_grow:
            self._refilled += 1
            if self._refilled > _LONG_COLUMNS:
                self.has_more = True
                return
        at_least = self._row_limit(view, len(source), state.deadline)
        is_enough = is_open and len(window.rows) >= at_least and not view.model.contains_any(invalidated)
        if is_enough and window.is_current(source):
            view.show_counts(accepted, count)
            return
        if is_enough and window.source is source and self._chosen[column].has_only_grown:
            view.show_counts(accepted, count)
            view.scroller.count_again()
            return
        if self._has_growing_lanes and not self._is_look_due and is_enough:
            # Each look concerns all columns.
            return
        animated = self._in_background and is_open
        view.show_rows(source, accepted, count, animated=animated, changed=invalidated, at_least=at_least)

    @property
    def _has_growing_lanes(self) -> bool:
        """Whether cards of lanes are still being read."""
        return self._sorting.grouping is not Grouping.NONE and self.is_filtering

    def _source(self, column: Column, cards: CardSequence, state: _Pass) -> tuple[RowSource | None, int]:
        """Returns the rows to show, None while too few are known, and the number of accepted cards."""
        chosen = self._chosen[column]

        def lookup(key: CardKey) -> Card | None:
            card = self._service.card(key)
            is_here = card is not None and card.board == state.board and card.column is column
            return card if is_here else None

        self._pending.discard(column)
        if state.card_filter.is_empty and state.arrangement.grouping is Grouping.NONE:
            chosen.reset()
            source = self._sources.get(column)
            if source is None or not source.is_of(cards):
                source = self._sources[column] = CardRows(cards, lookup)
            return source, len(cards)
        chosen.advance(cards, lookup, state.card_filter, state.arrangement, state.deadline)
        if chosen.has_begun:
            self._columns_view.columns[column].scroller.restart()
        if not chosen.is_up_to_date:
            self._pending.add(column)
            self.has_more = True
            if chosen.accepted_count < FIRST_ROWS and not chosen.is_done:
                return None, chosen.accepted_count
        return chosen.rows, chosen.accepted_count

    def _row_limit(self, view: ColumnView, rows: int, deadline: float) -> int:
        """Returns how many rows to hold now. A column shows its first rows before it grows."""
        held, limit = len(view.window_of_rows.rows), min(rows, FILLED_ROWS)
        first = min(rows, FIRST_ROWS if self.may_grow else _ROWS_BEFORE_PAINT)
        if (held >= limit or self._has_growing_lanes) and view.scroller.is_open:
            # Lanes that grow are shown again and again, so their columns hold what can be seen.
            return first
        # The frame that follows an action of the user has enough to do.
        if self.may_grow and self._in_background and view.scroller.is_open and perf_counter() < deadline:
            return limit
        self.has_more = self.has_more or limit > first
        return first

    def _view_models_of(self, rows: Sequence[ListRow]) -> list[CardViewModel | GroupHeader]:
        shown = self.view_models.get_all([row for row in rows if isinstance(row, Card)])
        return [group_header_of(row) if isinstance(row, Group) else shown[row.key] for row in rows]

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
