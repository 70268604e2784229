"""Where the person was, in order: back and forward as in a browser."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from kanbert_desktop.domain.board import BoardId, CardKey

MAX_ENTRIES = 100


class PageKind(StrEnum):
    BOARD = "board"
    MY_WORK = "my_work"
    SEARCH = "search"
    ATTENTION = "attention"
    DELETED = "deleted"
    SETTINGS = "settings"


class Location(NamedTuple):
    """`board` belongs to a board alone; `card` is the one whose panel is open."""

    kind: PageKind
    board: BoardId | None = None
    card: CardKey | None = None


@dataclass(slots=True)
class _Visit:
    location: Location
    view_state: object = None


class NavigationHistory:
    """A standing is whatever the page needs to look as it was left; it is kept with the place and not looked into."""

    def __init__(self) -> None:
        self._visits: list[_Visit] = []
        self._at = -1

    @property
    def current(self) -> Location | None:
        return self._visits[self._at].location if self._visits else None

    def save_view_state(self, standing: object) -> None:
        if self._visits:
            self._visits[self._at].view_state = standing

    def visit(self, place: Location) -> None:
        """A new step: what lay ahead is forgotten."""
        if place == self.current:
            return
        del self._visits[self._at + 1 :]
        self._visits.append(_Visit(place))
        del self._visits[:-MAX_ENTRIES]
        self._at = len(self._visits) - 1

    def replace_current(self, place: Location) -> None:
        """The same step, seen otherwise: a card was closed. Two equal steps become one."""
        if not self._visits:
            return
        self._visits[self._at].location = place
        if self._at > 0 and self._visits[self._at - 1].location == place:
            del self._visits[self._at]
            self._at -= 1

    def move(self, by: int) -> tuple[Location, object] | None:
        """The place one further (1) or one back (-1) with its standing; None at either end."""
        if not 0 <= self._at + by < len(self._visits):
            return None
        self._at += by
        visit = self._visits[self._at]
        return visit.location, visit.view_state

    def remove_unavailable(self, by: int) -> None:
        """The place where that step led is no more; the next one in the same direction takes its turn."""
        del self._visits[self._at]
        self._at -= by > 0
