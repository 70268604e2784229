"""Navigation history, as in a web browser."""

from enum import StrEnum
from typing import NamedTuple

from kanbert_desktop.domain.board import BoardId, CardKey
from kanbert_desktop.domain.value_classes import dataclass

MAX_ENTRIES = 100


class PageKind(StrEnum):
    BOARD = "board"
    INBOX = "inbox"
    VIEW = "view"
    MY_WORK = "my_work"
    CALENDAR = "calendar"
    OVERVIEW = "overview"
    SEARCH = "search"
    ATTENTION = "attention"
    DELETED = "deleted"
    TEMPLATES = "templates"
    SETTINGS = "settings"


class Location(NamedTuple):
    """`board` is set for a board only; `card` is the card whose panel is open. `view` is the name of a saved view."""

    kind: PageKind
    board: BoardId | None = None
    card: CardKey | None = None
    view: str | None = None


@dataclass(slots=True)
class _Visit:
    location: Location
    view_state: object = None


class NavigationHistory:
    """List of visited locations with their view states, which are opaque to this class."""

    def __init__(self) -> None:
        self._visits: list[_Visit] = []
        self._at = -1

    @property
    def current(self) -> Location | None:
        return self._visits[self._at].location if self._visits else None

    def save_view_state(self, view_state: object) -> None:
        if self._visits:
            self._visits[self._at].view_state = view_state

    def visit(self, location: Location) -> None:
        """Appends a location and removes what followed the current one."""
        if location == self.current:
            return
        del self._visits[self._at + 1 :]
        self._visits.append(_Visit(location))
        del self._visits[:-MAX_ENTRIES]
        self._at = len(self._visits) - 1

    def replace_current(self, location: Location) -> None:
        """Changes the current location, as when a card is closed. Two equal neighbours become one."""
        if not self._visits:
            return
        self._visits[self._at].location = location
        if self._at > 0 and self._visits[self._at - 1].location == location:
            del self._visits[self._at]
            self._at -= 1

    def rename_view(self, name: str, new_name: str) -> None:
        for visit in self._visits:
            if visit.location.view == name:
                visit.location = visit.location._replace(view=new_name)

    def move(self, by: int) -> tuple[Location, object] | None:
        """Moves one location forward (1) or back (-1) and returns it with its view state; None at either end."""
        if not 0 <= self._at + by < len(self._visits):
            return None
        self._at += by
        visit = self._visits[self._at]
        return visit.location, visit.view_state

    def remove_unavailable(self, by: int) -> None:
        """Removes the location that was just moved to; the next move in that direction continues behind it."""
        del self._visits[self._at]
        self._at -= by > 0
