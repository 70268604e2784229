"""Hours booked on a board: Kanbert's efforts."""

from datetime import date
from typing import NamedTuple

from kanbert_desktop.domain.board import BoardId, Person


class Effort(NamedTuple):
    """What one person booked on one day, in minutes."""

    id: str
    day: date
    person: Person
    board: BoardId
    minutes: int
