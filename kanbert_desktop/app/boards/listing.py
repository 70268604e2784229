"""The cards of one board or of all, in the order of listings and exports."""

from collections.abc import Iterator

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.domain.board import Card

ALL_BOARDS = "all"
"""Stands for every running board."""


def iter_listing(service: BoardService, board: str) -> Iterator[Card]:
    """Yields the cards of a board, or of all running ones, by board, column, due date and title.

    Raises `Refused` (`unknown_board`, `ambiguous_board`) at once.
    """
    boards = service.boards() if board == ALL_BOARDS else [service.board(board)]
    ordered = sorted(each.id for each in boards)
    return (card for each in ordered for card in service.iter_cards(each))
