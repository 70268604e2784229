"""The columns of the boards shown last, as sequences that are read in slices."""

from collections import OrderedDict
from typing import NamedTuple

from kanbert_desktop.domain.board import BoardId, Column
from kanbert_desktop.domain.card_sequence import CardColumns, CardSequence
from kanbert_desktop.domain.sorting import Sort
from kanbert_desktop.store.card_queries import ColumnName
from kanbert_desktop.sync.card_columns import COLUMN_NUMBERS
from kanbert_desktop.sync.local_cards import LocalCards
from kanbert_desktop.sync.stored_sequence import StoredSequence

_CACHED_BOARDS = 4


class _Arrangement(NamedTuple):
    board: BoardId
    sort: Sort
    every_card: bool


class BoardColumns:
    """Returns the same object for a column as long as none of its cards has changed.

    Evicts the least recently used boards.
    """

    def __init__(self, cards: LocalCards) -> None:
        self._cards = cards
        self._cached: OrderedDict[_Arrangement, tuple[int, CardColumns]] = OrderedDict()

    def columns(self, board: BoardId, sort: Sort, *, every_card: bool = False) -> CardColumns:
        """A sub-task is shown under its parent unless `every_card`."""
        arrangement, version = _Arrangement(board, sort, every_card), self._cards.version
        known = self._cached.get(arrangement)
        if known is None or known[0] != version:
            self._cards.stored.prepare_sort(sort)
            known = (version, {column: self._column(arrangement, column, known) for column in Column})
        self._cached[arrangement] = known
        self._cached.move_to_end(arrangement)
        if len(self._cached) > _CACHED_BOARDS:
            self._cached.popitem(last=False)
        return known[1]

    def _column(
        self, arrangement: _Arrangement, column: Column, known: tuple[int, CardColumns] | None
    ) -> CardSequence:
        kinds = (True, False) if arrangement.every_card else (True,)
        names = [ColumnName(arrangement.board, COLUMN_NUMBERS[column], alone) for alone in kinds]
        if known is not None and self._cards.column_version(names) <= known[0]:
            return known[1][column]
        return StoredSequence(self._cards, names, arrangement.sort)
