"""What one can jump to by name: boards, people and cards, with a word on each."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from kanbert_desktop.app.desk import Desk
from kanbert_desktop.domain.board import Board
from kanbert_desktop.domain.untrusted_text import shortened


class TargetKind(StrEnum):
    COMMAND = "command"
    TEMPLATE = "template"
    BOARD = "board"
    PERSON = "person"
    CARD = "card"


@dataclass(frozen=True, slots=True)
class Target:
    """`detail` stands beside the title: a command's keys, a board's client, a card's board."""

    kind: TargetKind
    id: str
    title: str
    detail: str = ""


def board_target(desk: Desk, board: Board) -> Target:
    client = desk.client_of(board)
    return Target(TargetKind.BOARD, board.id, board.title, client.name if client else "")


def boards_and_people(desk: Desk) -> Iterator[Target]:
    for board in desk.boards():
        yield board_target(desk, board)
    for person in desk.people():
        yield Target(TargetKind.PERSON, person.id, person.name, person.email)


def cards(desk: Desk) -> Iterator[Target]:
    """Of all running boards, sub-tasks and closed cards included."""
    for board in desk.boards():
        for card in desk.cards(board.id):
            yield Target(TargetKind.CARD, card.key, shortened(card.title), board.title)
