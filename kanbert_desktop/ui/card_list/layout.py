"""Where each row of grouped cards is, held or not: all cards are equally high, and so are all headings."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kanbert_desktop.ui.card_list.model import CardRow, Gap, ListItem, RowGroup


class GroupLayout:
    """Rows are numbered from the top, headings included; cards are numbered without them."""

    def __init__(self, groups: Sequence[RowGroup], heading_height: int, card_height: int) -> None:
        self._heading_height, self._card_height = heading_height, card_height
        self.headings: dict[int, RowGroup] = {}
        self._tops: list[int] = []
        self.row_count = self.card_count = self.height = 0
        for group in groups:
            if len(group):
                self.headings[self.row_count] = group
                self._tops.append(self.height)
                self.row_count += 1 + len(group)
                self.card_count += len(group)
                self.height += heading_height + len(group) * card_height
        self._heading_rows = list(self.headings)

    def top(self, row: int) -> int:
        """Returns the upper edge of a row."""
        number = bisect_right(self._heading_rows, row) - 1
        below = row - self._heading_rows[number]
        return self._tops[number] + (self._heading_height + (below - 1) * self._card_height if below else 0)

    def row_at(self, y: int) -> int:
        """Returns the row at that height, the first or last one beyond the ends."""
        number = max(0, bisect_right(self._tops, y) - 1)
        below = y - self._tops[number] - self._heading_height
        row = self._heading_rows[number] + (1 + below // self._card_height if below >= 0 else 0)
        return max(0, min(row, self.row_count - 1))

    def row_of_card(self, index: int) -> int:
        row = index
        for heading in self._heading_rows:
            row += heading <= row
        return row

    def card_at(self, row: int) -> int:
        """Returns the number of the card in that row, or of the next one below a heading."""
        return row - bisect_right(self._heading_rows, row - 1)

    def nearest_card(self, row: int) -> int:
        """Returns the row of the card nearest to that row, the lower one of two."""
        row = max(0, min(row, self.row_count - 1))
        return row + 1 if row in self.headings else row

    def items(self, rows: Iterable[int], cards: Mapping[int, CardRow]) -> Iterator[ListItem]:
        """Yields all headings, the cards of those rows that are known, and gaps as high as what is missing."""
        end = 0
        for row in sorted({*self.headings, *(row for row in rows if row in cards)}):
            top = self.top(row)
            if top > end:
                yield Gap(top - end)
            yield self.headings[row] if row in self.headings else cards[row]
            end = top + (self._heading_height if row in self.headings else self._card_height)
        if end < self.height:
            yield Gap(self.height - end)
