"""Manual order of the cards ("My order") on this computer, per board and with undo."""

from collections.abc import Callable, Iterable, Sequence

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.boards.undo_steps import LocalStep
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import BoardId, CardKey
from kanbert_desktop.domain.manual_order import ManualOrder


class ManualOrders:
    """Stored under `order:BOARD`, one card key per line. Not synced, but part of undo.

    Calls `changed` with a board whose order was undone or redone.
    """

    def __init__(
        self, service: BoardService, changed: Callable[[BoardId], object] = lambda _board: None
    ) -> None:
        self._service, self._on_undo = service, changed
        self._orders: dict[BoardId, ManualOrder] = {}

    def of(self, board: BoardId) -> ManualOrder:
        if board not in self._orders:
            stored = self._service.local.value(f"order:{board}").split()
            self._orders[board] = ManualOrder(CardKey(key) for key in stored)
        return self._orders[board]

    def rank_unranked(self, board: BoardId, shown: Iterable[CardKey]) -> None:
        """Gives cards without a rank the position they are shown at."""
        self._apply(board, self.of(board).add_missing(shown))

    def move_before(
        self, board: BoardId, moved: Sequence[CardKey], before: CardKey | None, shown: Iterable[CardKey]
    ) -> None:
        """Moves cards before that card, or to the end, among those shown."""
        order = self.of(board)
        self._apply(board, order.add_missing(shown))
        was = tuple(order.keys)
        placed = order.move_before(moved, before)
        if tuple(order.keys) != was:
            self._add_undo_step(board, moved, was, tuple(order.keys))
        self._apply(board, placed)

    def _add_undo_step(
        self, board: BoardId, moved: Sequence[CardKey], was: Sequence[CardKey], now: Sequence[CardKey]
    ) -> None:
        card = self._service.card(moved[0])
        text = tr("Position of “{title}” in My order", title=card.title if card is not None else "")
        if len(moved) > 1:
            text = tr("Position of %n card(s) in My order", len(moved))
        self._service.add_local_undo_step(
            LocalStep(moved[0], text, lambda: self._restore(board, was), lambda: self._restore(board, now))
        )

    def _restore(self, board: BoardId, keys: Sequence[CardKey]) -> None:
        self._apply(board, self.of(board).restore(keys))
        self._on_undo(board)

    def _apply(self, board: BoardId, cards: set[CardKey]) -> None:
        if cards:
            self._service.rerank_cards(board, cards)
            self._store(board)

    def _store(self, board: BoardId) -> None:
        order, on_board = self.of(board), {card.key for card in self._service.cards(board)}
        # A deleted card may be restored: ranks are removed only when there are many of them.
        if len(order.keys) > 2 * len(on_board) + 50:
            order.remove_unknown(on_board)
        self._service.local.save_value(f"order:{board}", "\n".join(order.keys))
