"""Limits of work in progress: how many cards a column of a board should show at most. They are of this computer alone."""

import json
from collections.abc import Callable

from kanbert_desktop.domain.board import OPEN_COLUMNS, BoardId, Column

COLUMN_LIMITS = "column_limits"
"""Name of the local value with all limits, as JSON: board → column → number."""
MAX_LIMIT = 9999
LIMITED_COLUMNS = OPEN_COLUMNS
"""Archived cards, and those of unknown statuses, are not limited."""


class ColumnLimits:
    def __init__(self, read: Callable[[], str], save: Callable[[str], None]) -> None:
        self._read, self._save = read, save

    def of_board(self, board: BoardId) -> dict[Column, int]:
        found = self._all().get(board)
        columns = found if isinstance(found, dict) else {}
        return {
            column: limit
            for column in LIMITED_COLUMNS
            if isinstance(limit := columns.get(column.value), int) and 0 < limit <= MAX_LIMIT
        }

    def put(self, board: BoardId, column: Column, limit: int | None) -> None:
        """None removes the limit."""
        limits = self.of_board(board)
        limits.pop(column, None)
        if limit is not None and 0 < limit <= MAX_LIMIT:
            limits[column] = limit
        everything = self._all()
        everything.pop(board, None)
        if limits:
            everything[board] = {one.value: number for one, number in limits.items()}
        self._save(json.dumps(everything, sort_keys=True) if everything else "")

    def _all(self) -> dict[str, object]:
        """A value that cannot be read is none: limits are no reason to stop anything."""
        try:
            found = json.loads(self._read() or "{}")
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}
