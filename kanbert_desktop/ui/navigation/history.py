"""Where the person was, in order: back and forward as in a browser."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from kanbert_desktop.domain.board import BoardId, CardKey

LONGEST = 100


class Kind(StrEnum):
    BOARD = "board"
    MY_WORK = "my_work"
    SEARCH = "search"
    ATTENTION = "attention"
    DELETED = "deleted"
    SETTINGS = "settings"


class Place(NamedTuple):
    """`board` belongs to a board alone; `card` is the one whose panel is open."""

    kind: Kind
    board: BoardId | None = None
    card: CardKey | None = None


@dataclass(slots=True)
class _Visit:
    place: Place
    standing: object = None


class Visits:
    """A standing is whatever the page needs to look as it was left; it is kept with the place and not looked into."""

    def __init__(self) -> None:
        self._visits: list[_Visit] = []
        self._at = -1

    @property
    def here(self) -> Place | None:
        return self._visits[self._at].place if self._visits else None

    def leave(self, standing: object) -> None:
        if self._visits:
            self._visits[self._at].standing = standing

    def arrive(self, place: Place) -> None:
        """A new step: what lay ahead is forgotten."""
        if place == self.here:
            return
        del self._visits[self._at + 1 :]
        self._visits.append(_Visit(place))
        del self._visits[:-LONGEST]
        self._at = len(self._visits) - 1

    def correct(self, place: Place) -> None:
        """The same step, seen otherwise: a card was closed. Two equal steps become one."""
        if not self._visits:
            return
        self._visits[self._at].place = place
        if self._at > 0 and self._visits[self._at - 1].place == place:
            del self._visits[self._at]
            self._at -= 1

    def step(self, by: int) -> tuple[Place, object] | None:
        """The place one further (1) or one back (-1) with its standing; None at either end."""
        if not 0 <= self._at + by < len(self._visits):
            return None
        self._at += by
        visit = self._visits[self._at]
        return visit.place, visit.standing

    def drop(self, by: int) -> None:
        """The place where that step led is no more; the next one in the same direction takes its turn."""
        del self._visits[self._at]
        self._at -= by > 0
