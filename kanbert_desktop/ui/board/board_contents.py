"""What stands in the columns now: cards of one board, filtered, as faces."""

from collections.abc import Callable, Sequence
from datetime import date

from kanbert_desktop.app.desk import Desk
from kanbert_desktop.app.language import tr
from kanbert_desktop.domain.board import BoardId, Card, Column
from kanbert_desktop.domain.grouping import Group, Row
from kanbert_desktop.ui.board.card_face import CardFace, CardFaces
from kanbert_desktop.ui.board.column_strip import ColumnStrip
from kanbert_desktop.ui.board.column_words import SHOWN_BY_DEFAULT
from kanbert_desktop.ui.board.filter_bar import Filter
from kanbert_desktop.ui.board.group_head import GroupHead, head_of
from kanbert_desktop.ui.board.sorting import Sorting

FIRST, SLICE = 40, 300
"""A column that is filled anew begins with what fits on any screen and grows by slices until it is whole."""


class BoardContents:
    """Fills the strip; asks the desk each time and touches only what differs."""

    def __init__(self, desk: Desk, strip: ColumnStrip, sorting: Sorting, today: Callable[[], date]) -> None:
        self._desk = desk
        self._sorting = sorting
        self._strip = strip
        self.faces = CardFaces(desk, today)
        self.matches = 0
        self.total = 0
        self._whole: set[Column] = set()
        self._filled: dict[Column, tuple[Sequence[Row], int]] = {}
        self.has_more = False

    def begin(self) -> None:
        """Another board or another filter: long columns are filled from the top again."""
        self._whole.clear()
        self._filled.clear()
        for view in self._strip.columns.values():
            if len(view.rows.keys) > SLICE:
                view.rows.show([])

    def show(self, board: BoardId, wished: Filter, *, with_closed: bool) -> None:
        columns = self._sorting.columns()
        shown = [*SHOWN_BY_DEFAULT, *([Column.CLOSED] if with_closed else [])]
        if columns[Column.OTHER]:
            shown.append(Column.OTHER)
        self.matches = self.total = 0
        self.has_more = False
        loaded = self._desk.board_loaded(board)
        for column in shown:
            self._fill(column, columns[column], wished)
        for view in self._strip.columns.values():
            view.cards.empty_words = self._empty_words(loaded, wished)
        self._strip.columns[Column.NEW].cards.empty_words = self._first_words(loaded, wished)
        if [view.column for view in self._strip.shown] != sorted(shown, key=list(self._strip.columns).index):
            self._strip.show_columns(shown)

    def _fill(self, column: Column, cards: list[Card], wished: Filter) -> None:
        kept = cards if wished.is_empty else [card for card in cards if wished.keeps(card)]
        self.matches += len(kept)
        self.total += len(cards)
        view = self._strip.columns[column]
        rows = self._sorting.rows(kept)
        room = max(FIRST, len(view.rows.keys) + SLICE if view.rows.keys else 0)
        if column in self._whole or len(rows) <= room:
            self._whole.add(column)
        else:
            rows = rows[:room]
            self.has_more = True
        if self._filled.get(column) == (rows, len(cards)) and self.faces.know(view.rows.card_keys):
            return
        self._filled[column] = (rows, len(cards))
        view.show_cards([self._row(row) for row in rows], len(kept), len(cards))

    def _row(self, row: Row) -> CardFace | GroupHead:
        return head_of(row) if isinstance(row, Group) else self.faces.of(row)

    def _empty_words(self, loaded: bool, wished: Filter) -> Callable[[], str]:
        if not loaded:
            return lambda: tr("Loading …")
        return (lambda: tr("No cards")) if wished.is_empty else (lambda: tr("No match"))

    def _first_words(self, loaded: bool, wished: Filter) -> Callable[[], str]:
        if loaded and self.total == 0:
            return lambda: tr("This board is empty. Press N for the first card.")
        return self._empty_words(loaded, wished)
