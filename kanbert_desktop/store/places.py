"""Where cards stand in the search index: the higher the newer, by the minute of their last change."""

import json
import sqlite3
from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from datetime import datetime

_SLOTS = 64
"""Cards that may have changed in one minute before they take the next one's places."""
_HIGHEST = """
SELECT json_group_array((SELECT max(place) FROM search_cards WHERE place BETWEEN value AND value + ? - 1))
FROM json_each(?)
"""


def free_places(db: sqlite3.Connection, changed: Sequence[datetime | None]) -> list[int]:
    """One for each, none twice; where very many changed in one minute they spill into the next ones."""
    firsts = [_first(moment) for moment in changed]
    places = _Places(db, firsts)
    return [places.take(first) for first in firsts]


def _first(moment: datetime | None) -> int:
    return max(0, int(moment.timestamp()) // 60) * _SLOTS if moment is not None else 0


class _Places:
    """The highest taken place by where it was looked for, and those given out here."""

    def __init__(self, db: sqlite3.Connection, firsts: Sequence[int]) -> None:
        self._db = db
        self._highest: dict[tuple[int, int], int | None] = {}
        self._given: list[int] = []
        self._look(list(dict.fromkeys(firsts)), _SLOTS)

    def take(self, first: int) -> int:
        room = _SLOTS
        while (place := self._after_highest(first, room)) >= first + room:
            room *= 4
        insort(self._given, place)
        return place

    def _look(self, firsts: list[int], room: int) -> None:
        found = json.loads(self._db.execute(_HIGHEST, (room, json.dumps(firsts))).fetchone()[0])
        self._highest |= {(first, room): highest for first, highest in zip(firsts, found, strict=True)}

    def _after_highest(self, first: int, room: int) -> int:
        if (first, room) not in self._highest:
            self._look([first], room)
        kept = self._highest[first, room]
        low, high = bisect_left(self._given, first), bisect_right(self._given, first + room - 1)
        given = self._given[high - 1] if high > low else None
        return max((place + 1 for place in (kept, given) if place is not None), default=first)
