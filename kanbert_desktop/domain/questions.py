"""What needs the person's decision: one question for each parked wish, or for all that one board refused alike."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from kanbert_desktop.domain.board import BoardId
from kanbert_desktop.domain.changes import ChangeId, Entry, Reason, State, ids

NO_LEAVE = frozenset({403, 404})
"""The statuses of a board that may not be written, or not even be seen any more (D30)."""

BoardOf = Callable[[Entry], BoardId | None]


class Question(NamedTuple):
    """`entries` in the order in which they were wished; `board` is None where nobody knows it."""

    entries: tuple[Entry, ...]
    board: BoardId | None

    @property
    def first(self) -> Entry:
        return self.entries[0]

    @property
    def ids(self) -> tuple[ChangeId, ...]:
        return ids(self.entries)

    @property
    def is_of_board(self) -> bool:
        """Was writing on the board refused, and not just one wish?"""
        return len(self.entries) > 1


def questions(entries: Iterable[Entry], board_of: BoardOf) -> list[Question]:
    """By their first wish, where `entries` are in order."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.state is State.PARKED:
            groups.setdefault(question_of(entry, board_of), []).append(entry)
    return [Question(tuple(group), board_of(group[0])) for group in groups.values()]


def question_of(parked: Entry, board_of: BoardOf) -> str:
    """What one board forbids is one question (sync.md 0), everything else stands for itself."""
    if parked.reason is Reason.REFUSED and parked.status in NO_LEAVE:
        board = board_of(parked)
        return f"board {board}" if board is not None else parked.id
    return parked.id
