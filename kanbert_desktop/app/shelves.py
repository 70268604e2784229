"""The boards looked at last, with their columns kept sorted in memory."""

from collections import OrderedDict

from kanbert_desktop.domain.board import WORK_COLUMNS, BoardId, CardKey
from kanbert_desktop.domain.manual_order import OwnOrder
from kanbert_desktop.domain.mirror import Mirror
from kanbert_desktop.domain.sorting import Columns, Sort, SortedColumns, key_for, stands_under_parent

_KEPT = 4
_Name = tuple[BoardId, Sort, bool]


class Shelves:
    """The least recently asked for is let go first: looking at every board in turn keeps none of them all."""

    def __init__(self, mirror: Mirror) -> None:
        self._mirror = mirror
        self._known: OrderedDict[_Name, tuple[OwnOrder | None, SortedColumns]] = OrderedDict()

    def columns(
        self, board: BoardId, sort: Sort, own: OwnOrder | None = None, *, every_card: bool = False
    ) -> Columns:
        """As `in_columns`; lists nobody may change."""
        name = (board, sort, every_card)
        order, shelf = self._known.get(name, (None, None))
        if shelf is None or order is not own:
            shelf = SortedColumns(key_for(sort, own), every_card=every_card)
        self._known[name] = (own, shelf)
        self._known.move_to_end(name)
        if len(self._known) > _KEPT:
            self._known.popitem(last=False)
        return shelf.look(self._mirror.on_board(board))

    def open_count(self, board: BoardId) -> int:
        """Cards in Backlog, New and WIP that stand by themselves: counted without sorting anything."""
        pool = self._mirror.on_board(board)
        return sum(
            card.column in WORK_COLUMNS and (card.parent is None or not stands_under_parent(card, pool))
            for card in pool.values()
        )

    def ranked_anew(self, board: BoardId, cards: set[CardKey]) -> None:
        """A person put these elsewhere."""
        for (known, sort, _every), (_order, shelf) in self._known.items():
            if known == board and sort is Sort.OWN:
                shelf.look_again_at(cards)
