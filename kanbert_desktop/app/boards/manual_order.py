"""Manual order of the cards ("My order") on this computer, per board and with undo."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import TYPE_CHECKING, NamedTuple

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.boards.undo_steps import LocalStep
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import BoardId, CardKey, Column
from kanbert_desktop.domain.sorting import Sort

if TYPE_CHECKING:
    from kanbert_desktop.app.boards.card_ranks import Move, Positions


class PendingMove(NamedTuple):
    """A move that waits until the cards of its column have ranks on the disk.

    `finish` takes the result of `writing`, or None if the disk rejected it. It belongs to the gesture's undo step.
    """

    writing: Future[float]
    finish: Callable[[float | None], None]


class ManualOrders:
    """Not synced, but part of undo. Calls `changed` with a board whose order was undone or redone."""

    def __init__(
        self, service: BoardService, changed: Callable[[BoardId], object] = lambda _board: None
    ) -> None:
        self._service, self._on_undo = service, changed

    def rank_unranked(self, board: BoardId, sort: Sort, *, every_card: bool = False) -> Future[float] | None:
        """Gives cards without a rank the position they are shown at; sub-tasks too if `every_card`.

        If there are many, returns the write that ranks them; `finish` follows then.
        """
        self._service.ranks.prune(board)
        return self._service.ranks.start_ranking(board, sort, every_card=every_card)

    def finish(self, board: BoardId, sort: Sort, *, every_card: bool, highest: float | None) -> None:
        """`highest` is the result of that write, or None if the disk rejected it."""
        self._service.ranks.finish_ranking(board, sort, every_card=every_card, highest=highest)

    def move_before(
        self,
        board: BoardId,
        column: Column,
        moved: Sequence[CardKey],
        before: CardKey | None,
        *,
        every_card: bool = False,
    ) -> PendingMove | None:
        """Moves cards before that card of the column, or to the end.

        If many cards of the column have no rank yet, returns the move that waits for them.
        """
        ranks = self._service.ranks
        writing = ranks.start_ranking_column(board, column, before, every_card=every_card)
        if writing is None:
            self._move(board, moved, before)
            return None
        group = self._service.current_undo_group

        def finish(highest: float | None) -> None:
            ranks.finish_ranking_column(board, column, every_card=every_card, highest=highest)
            with self._service.undo_group(group):
                self._move(board, moved, before)

        return PendingMove(writing, finish)

    def _move(self, board: BoardId, moved: Sequence[CardKey], before: CardKey | None) -> None:
        move = self._service.ranks.move_before(board, moved, before)
        if move is not None:
            self._add_undo_step(board, moved, move)

    def _add_undo_step(self, board: BoardId, moved: Sequence[CardKey], move: "Move") -> None:
        card = self._service.card(moved[0])
        text = tr("Position of “{title}” in My order", title=card.title if card is not None else "")
        if len(moved) > 1:
            text = tr("Position of %n card(s) in My order", len(moved))
        undo, redo = (lambda: self._restore(board, move.before)), (lambda: self._restore(board, move.after))
        self._service.add_local_undo_step(LocalStep(moved[0], text, undo, redo))

    def _restore(self, board: BoardId, positions: "Positions") -> None:
        self._service.ranks.restore(board, positions)
        self._on_undo(board)
