"""The rows of a column around the viewport; the others are read when the viewport comes near."""

from collections.abc import Sequence

from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.domain.sorting import ListRow
from kanbert_desktop.ui.board.row_source import RowSource, row_key

FIRST_ROWS = 24
"""A refilled column starts with the rows that fit on any screen."""
FILLED_ROWS = 100
"""A column at rest holds so many rows without having been scrolled."""
READ_ROWS = 16
"""Rows of one read while scrolling: few, so that no frame is late."""
MAX_ROWS = 300
ROWS_ABOVE_PLACE = 4
"""Rows above a place that is scrolled to in all columns at once, which read the others in turns."""
_ROWS_ABOVE, _ROWS_BELOW = 30, 60


class RowWindow:
    """`rows` begin with the row number `start` of `total` rows, as counted when they were last read."""

    def __init__(self) -> None:
        self.source: RowSource | None = None
        self.rows: list[ListRow] = []
        self.start = 0
        self.total = 0
        self._version = 0

    @property
    def has_above(self) -> bool:
        return self.start > 0

    @property
    def has_below(self) -> bool:
        return self.start + len(self.rows) < self.total

    @property
    def is_whole(self) -> bool:
        return not self.has_above and not self.has_below

    def is_current(self, source: RowSource) -> bool:
        """Returns False if the rows of `source` may differ from those read."""
        return self.source is source and self._version == source.version

    def count_again(self) -> None:
        """Notices that rows were added after those held."""
        if self.source is not None:
            self._begin(self.source)

    def position(self, key: CardKey) -> int | None:
        return next((number for number, row in enumerate(self.rows) if row_key(row) == key), None)

    # Reading again.

    def close(self) -> None:
        self.source, self.rows, self.start, self.total = None, [], 0, 0

    def open(self, source: RowSource, count: int = FIRST_ROWS) -> None:
        """Reads the first rows."""
        self._begin(source)
        self._set(source.first(count), 0)

    def refresh(
        self, source: RowSource, anchor: int = 0, *, follows: bool = False, at_least: int = FIRST_ROWS
    ) -> int:
        """Reads the same part again, around the row with the number `anchor`; returns its number now.

        If that row is gone, the number is that of the next one. If it has moved and `follows`, the window goes with
        it.
        """
        if not 0 <= anchor < len(self.rows):
            self.open(source, at_least)
            return 0
        self._begin(source)
        row = self.rows[anchor]
        if follows:
            row = source.find(row_key(row)) or row
        below = max(len(self.rows), at_least) - anchor
        return self._read_around(row, _ROWS_ABOVE, min(below, max(FILLED_ROWS, at_least)))

    def show_around(self, row: ListRow, above: int = _ROWS_ABOVE, below: int = _ROWS_BELOW) -> int:
        """Reads the rows around `row`; returns the number of `row`."""
        return self._read_around(row, above, below)

    def show_first(self) -> None:
        if self.source is not None:
            self.open(self.source, _ROWS_BELOW)

    def show_last(self) -> None:
        if self.source is not None:
            self._begin(self.source)
            rows = self.source.last(_ROWS_BELOW)
            self._set(rows, self.total - len(rows))

    def show_at(self, index: int) -> None:
        """Reads the rows around the row with that number in the column."""
        if self.source is not None:
            self._begin(self.source)
            start = max(0, min(index, self.total - 1) - _ROWS_ABOVE)
            self._set(self.source.at(start, _ROWS_ABOVE + _ROWS_BELOW), start)

    # Moving on.

    def extend_below(self, count: int = READ_ROWS) -> bool:
        """Reads more rows at the end. Returns False if the rows have changed since they were read: refresh then."""
        if self.source is None or not self.rows:
            return True
        read = self.source.after(self.rows[-1], count)
        if self._holds_any(read):
            return False
        self.rows = [*self.rows, *read]
        end = self.start + len(self.rows)
        # The rows are right even if the count was not.
        self.total = end if len(read) < count else max(self.total, end)
        return True

    def extend_above(self, count: int = READ_ROWS) -> bool:
        """Reads more rows at the beginning; otherwise as `extend_below`."""
        if self.source is None or not self.rows:
            return True
        read = self.source.before(self.rows[0], count)
        if self._holds_any(read):
            return False
        known = self.start - len(read)
        start = 0 if len(read) < count else known if known >= 0 else 1
        self.rows, self.start = [*read, *self.rows], start
        self.total += start - known
        return True

    def trim(self, above: int, below: int) -> None:
        """Drops so many rows at the beginning and at the end."""
        below = min(below, len(self.rows) - above)
        self.start += above
        self.rows = self.rows[above : len(self.rows) - below]

    def _begin(self, source: RowSource) -> None:
        self.source, self._version, self.total = source, source.version, len(source)

    def _read_around(self, row: ListRow, above: int, below: int) -> int:
        source = self.source
        if source is None:
            return 0
        self._begin(source)
        upper = source.before(row, above)
        lower = source.after(upper[-1], below) if upper else source.first(below)
        rows = [*upper, *lower]
        if len(upper) < above:
            start = 0
        elif len(lower) < below:
            start = self.total - len(rows)
        else:
            start = source.index(rows[0])
        self._set(rows, start)
        return min(len(upper), max(0, len(self.rows) - 1))

    def _set(self, rows: Sequence[ListRow], start: int) -> None:
        # Two reads of a live database may overlap.
        self.rows = list({row_key(row): row for row in rows}.values())
        self.start = max(0, start)
        self.total = max(self.total, self.start + len(self.rows))

    def _holds_any(self, rows: Sequence[ListRow]) -> bool:
        held = {row_key(row) for row in self.rows}
        return any(row_key(row) in held for row in rows)
