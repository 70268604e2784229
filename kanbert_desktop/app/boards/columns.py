"""The columns of the boards shown last, as sequences that are read in slices."""

from collections import OrderedDict
from typing import NamedTuple

from kanbert_desktop.domain.board import BoardId, CardKey, Column
from kanbert_desktop.domain.card_sequence import CardColumns, CardSequence, ListedCards
from kanbert_desktop.domain.manual_order import ManualOrder
from kanbert_desktop.domain.sorting import IncrementalColumns, Sort, sort_key_for
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
    """Returns the same object for a column as long as no card has changed. Evicts the least recently used boards.

    In "My order" all cards of the board are in memory: its ranks are on this computer only, and in no index.
    """

    def __init__(self, cards: LocalCards) -> None:
        self._cards = cards
        self._cached: OrderedDict[_Arrangement, tuple[object, CardColumns]] = OrderedDict()
        self._manual: dict[_Arrangement, tuple[ManualOrder | None, IncrementalColumns]] = {}
        self._order_version = 0

    def columns(
        self, board: BoardId, sort: Sort, manual_order: ManualOrder | None = None, *, every_card: bool = False
    ) -> CardColumns:
        """A sub-task is shown under its parent unless `every_card`."""
        arrangement = _Arrangement(board, sort, every_card)
        version = (self._cards.version, self._order_version, id(manual_order))
        known_version, columns = self._cached.get(arrangement, (None, {}))
        if known_version != version:
            columns = self._read(arrangement, manual_order, columns)
        self._cached[arrangement] = (version, columns)
        self._cached.move_to_end(arrangement)
        if len(self._cached) > _CACHED_BOARDS:
            oldest, _ = self._cached.popitem(last=False)
            self._manual.pop(oldest, None)
        return columns

    def rerank_cards(self, board: BoardId, cards: set[CardKey]) -> None:
        """The user moved these cards in "My order"."""
        self._order_version += 1
        for arrangement, (_order, columns) in self._manual.items():
            if arrangement.board == board:
                columns.invalidate(cards)

    def _read(
        self, arrangement: _Arrangement, manual_order: ManualOrder | None, known: CardColumns
    ) -> CardColumns:
        if arrangement.sort is Sort.MANUAL:
            return self._listed(arrangement, manual_order, known)
        self._cards.stored.prepare_sort(arrangement.sort)
        return {column: self._stored(arrangement, column) for column in Column}

    def _stored(self, arrangement: _Arrangement, column: Column) -> CardSequence:
        kinds = (True, False) if arrangement.every_card else (True,)
        names = [ColumnName(arrangement.board, COLUMN_NUMBERS[column], alone) for alone in kinds]
        return StoredSequence(self._cards, names, arrangement.sort)

    def _listed(
        self, arrangement: _Arrangement, manual_order: ManualOrder | None, known: CardColumns
    ) -> CardColumns:
        sort_key = sort_key_for(Sort.MANUAL, manual_order)
        order, columns = self._manual.get(arrangement, (None, None))
        if columns is None or order is not manual_order:
            columns = IncrementalColumns(sort_key, include_sub_tasks=arrangement.every_card)
        self._manual[arrangement] = (manual_order, columns)
        listed = columns.update({card.key: card for card in self._cards.cards_of(arrangement.board)})
        return {
            column: before
            if isinstance(before := known.get(column), ListedCards) and before.cards is cards
            else ListedCards(cards, sort_key)
            for column, cards in listed.items()
        }
