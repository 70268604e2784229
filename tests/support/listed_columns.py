"""A board's columns as lists, for tests that look at all cards of one."""

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.domain.board import BoardId, Card, Column
from kanbert_desktop.domain.card_sequence import every_card
from kanbert_desktop.domain.sorting import Sort


def listed_columns(service: BoardService, board: BoardId, sort: Sort = Sort.DUE) -> dict[Column, list[Card]]:
    """Cards by column in display order, without the sub-tasks shown under their parents."""
    return {column: list(every_card(cards)) for column, cards in service.card_columns(board, sort).items()}
