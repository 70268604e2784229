"""The rows of a column with groups: a header before the cards of each group, updated card by card."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import accumulate

from kanbert_desktop.domain.board import Card, CardKey
from kanbert_desktop.domain.card_sequence import SortedCards
from kanbert_desktop.domain.sorting import Group, ListRow, SortKey
from kanbert_desktop.ui.board.row_source import group_key, row_key

_Place = tuple[bool, str, str]


class GroupedRows:
    """Same rows as `domain.sorting.grouped_rows`. The titles of the groups are kept until `rename_groups`."""

    def __init__(
        self,
        sort_key: Callable[[Card], SortKey],
        name_of: Callable[[Card], str],
        title_of: Callable[[str], str],
        folded: frozenset[str],
    ) -> None:
        self._sort_key, self._name_of, self._title_of = sort_key, name_of, title_of
        self._folded = folded
        self._groups: dict[str, SortedCards] = {}
        self._titles: dict[str, str] = {}
        self._names: dict[CardKey, str] = {}
        self._order: list[_Place] = []
        self._ends: list[int] | None = None
        self.version = 0

    # Changes.

    def put(self, card: Card) -> None:
        self.discard(card.key)
        name = self._name_of(card)
        if name not in self._groups:
            self._groups[name] = SortedCards(self._sort_key)
            self._titles[name] = self._title_of(name)
            self._order.insert(bisect_left(self._order, self._place(name)), self._place(name))
        self._groups[name].put(card)
        self._names[card.key] = name
        self._on_change()

    def discard(self, key: CardKey) -> None:
        name = self._names.pop(key, None)
        if name is None:
            return
        self._groups[name].discard(key)
        if not self._groups[name]:
            self._order.remove(self._place(name))
            del self._groups[name], self._titles[name]
        self._on_change()

    def fold(self, folded: frozenset[str]) -> None:
        """Sets the groups of which only the header is shown."""
        if folded != self._folded:
            self._folded = folded
            self._on_change()

    def sort_again(self) -> None:
        """Sorts the cards of each group after sort keys changed for a reason outside of the cards."""
        for group in self._groups.values():
            group.sort_again()
        self._on_change()

    def rename_groups(self, names: Iterable[str] | None) -> None:
        """Asks for the titles of these groups again; None stands for all groups."""
        for name in list(self._groups) if names is None else names:
            if name in self._groups and (title := self._title_of(name)) != self._titles[name]:
                self._order.remove(self._place(name))
                self._titles[name] = title
                self._order.insert(bisect_left(self._order, self._place(name)), self._place(name))
                self._on_change()

    def name_of(self, key: CardKey) -> str | None:
        """Returns the name of the group that the card is in."""
        return self._names.get(key)

    def heads(self) -> list[CardKey]:
        """Returns the cards that are in the group of their own sub-tasks."""
        return [CardKey(name) for name in self._groups if self._names.get(CardKey(name)) == name]

    # Rows.

    @property
    def accepted_count(self) -> int:
        """The number of cards, including those of folded groups."""
        return len(self._names)

    @property
    def card_count(self) -> int:
        return len(self) - len(self._order)

    def __len__(self) -> int:
        ends = self._row_ends()
        return ends[-1] if ends else 0

    def first(self, count: int) -> Sequence[ListRow]:
        return self.at(0, count)

    def last(self, count: int) -> Sequence[ListRow]:
        return self.at(len(self) - count, count)

    def after(self, row: ListRow, count: int) -> Sequence[ListRow]:
        start = self.index(row)
        here = self.at(start, 1)
        return self.at(start + bool(here and row_key(here[0]) == row_key(row)), count)

    def before(self, row: ListRow, count: int) -> Sequence[ListRow]:
        end = self.index(row)
        return self.at(end - count, count)

    def index(self, row: ListRow) -> int:
        if isinstance(row, Group):
            return self._start(bisect_left(self._order, (not row.name, row.title.casefold(), row.name)))
        name = self._names.get(row.key)
        name = self._name_of(row) if name is None else name
        place = (
            self._place(name) if name in self._titles else (not name, self._title_of(name).casefold(), name)
        )
        number = bisect_left(self._order, place)
        if name not in self._groups:
            return self._start(number)
        inside = 0 if name in self._folded else self._groups[name].index(row)
        return self._start(number) + 1 + inside

    def at(self, index: int, count: int) -> Sequence[ListRow]:
        start, end = max(0, index), min(index + count, len(self))
        rows: list[ListRow] = []
        number = bisect_right(self._row_ends(), start)
        while len(rows) < end - start:
            skipped = max(0, start - self._start(number))
            rows += self._rows_of(self._order[number][2], skipped, end - start - len(rows))
            number += 1
        return rows

    def find(self, key: CardKey) -> ListRow | None:
        name = self._names.get(key)
        if name is not None:
            return None if name in self._folded else self._groups[name].get(key)
        prefix = group_key("")
        name = key.removeprefix(prefix) if key.startswith(prefix) else None
        return self._header(name) if name is not None and name in self._groups else None

    def card_index(self, card: Card) -> int:
        number = bisect_left(self._order, self._place(self._names[card.key]))
        return self.index(card) - number - 1

    def in_order(self, keys: Collection[CardKey]) -> list[CardKey]:
        return [key for key in self.card_keys() if key in keys]

    def card_keys(self) -> Sequence[CardKey]:
        names = (name for _last, _title, name in self._order if name not in self._folded)
        return [key for name in names for key in self._groups[name].keys()]  # noqa: SIM118  not a dictionary

    def _on_change(self) -> None:
        self._ends = None
        self.version += 1

    def _place(self, name: str) -> _Place:
        return (not name, self._titles[name].casefold(), name)

    def _row_ends(self) -> list[int]:
        """Returns the row after the last one of each group."""
        if self._ends is None:
            sizes = (self._size(name) for _last, _title, name in self._order)
            self._ends = list(accumulate(sizes))
        return self._ends

    def _size(self, name: str) -> int:
        return 1 if name in self._folded else 1 + len(self._groups[name])

    def _start(self, number: int) -> int:
        return self._row_ends()[number - 1] if number else 0

    def _header(self, name: str) -> Group:
        return Group(name, self._titles[name], len(self._groups[name]), name in self._folded)

    def _rows_of(self, name: str, skipped: int, count: int) -> list[ListRow]:
        head: list[ListRow] = [self._header(name)] if not skipped else []
        if name in self._folded:
            return head
        return [*head, *self._groups[name].at(max(0, skipped - 1), count - len(head))]
