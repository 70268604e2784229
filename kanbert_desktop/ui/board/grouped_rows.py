"""The rows of a column with groups: a header before the cards of each group, updated card by card."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import accumulate

from kanbert_desktop.domain.board import Card, CardKey
from kanbert_desktop.domain.card_sequence import SortedCards
from kanbert_desktop.domain.sorting import Group, ListRow, SortKey
from kanbert_desktop.ui.board.row_source import group_key, lane_end_key, row_key

_Place = tuple[bool, str, str]


class GroupOrder:
    """The groups that have cards, by sort text or else title; the cards without a group last. Titles are kept until `rename`.

    `is_shared`: the order of lanes. Columns share it, so that each has the lanes of all, also those without cards there.
    """

    def __init__(
        self,
        title_of: Callable[[str], str],
        sort_text_of: Callable[[str], str] | None = None,
        *,
        is_shared: bool = False,
    ) -> None:
        self._title_of, self._sort_text_of = title_of, sort_text_of
        self._titles: dict[str, str] = {}
        self._places: dict[str, _Place] = {}
        self._cards: Counter[str] = Counter()
        self.is_shared = is_shared
        self.places: list[_Place] = []
        self.version = 0

    def add(self, name: str) -> None:
        """Notes a card of that group."""
        self.version += 1
        self._cards[name] += 1
        if self._cards[name] == 1:
            self._insert(name)

    def remove(self, name: str) -> None:
        """Notes that a card of that group is gone."""
        self.version += 1
        self._cards[name] -= 1
        if not self._cards[name]:
            self.places.remove(self._places.pop(name))
            del self._titles[name], self._cards[name]

    def rename(self, name: str) -> bool:
        """Asks for the title again. Returns True if title or place are others."""
        if name not in self._titles:
            return False
        before = self._titles[name], self._places[name]
        self.places.remove(self._places[name])
        self._insert(name)
        is_other = before != (self._titles[name], self._places[name])
        self.version += is_other
        return is_other

    def count(self, name: str) -> int:
        """The number of cards of that group, of all columns that share the order."""
        return self._cards[name]

    def title(self, name: str) -> str:
        known = self._titles.get(name)
        return self._title_of(name) if known is None else known

    def number(self, name: str) -> int:
        """Returns how many groups come before that one, which may have no cards."""
        return bisect_left(self.places, self._places.get(name) or self._new_place(name))

    def __contains__(self, name: str) -> bool:
        return name in self._titles

    def _insert(self, name: str) -> None:
        self._titles[name] = self._title_of(name)
        place = self._places[name] = self._new_place(name)
        self.places.insert(bisect_left(self.places, place), place)

    def _new_place(self, name: str) -> _Place:
        text = self.title(name) if self._sort_text_of is None else self._sort_text_of(name)
        return (not name, text.casefold(), name)


class GroupedRows:
    """Same rows as `domain.sorting.grouped_rows`, or those of lanes.

    With the shared `order` of lanes there is also a header for each group of another column, and a row at the end of each
    unfolded group for the space down to the next lane.
    """

    def __init__(
        self,
        sort_key: Callable[[Card], SortKey],
        name_of: Callable[[Card], str],
        title_of: Callable[[str], str],
        folded: frozenset[str],
        order: GroupOrder | None = None,
    ) -> None:
        self._sort_key, self._name_of = sort_key, name_of
        self._folded = folded
        self._order = order or GroupOrder(title_of)
        self._groups: dict[str, SortedCards] = {}
        self._names: dict[CardKey, str] = {}
        self._ends: tuple[int, list[int]] | None = None
        self._version = 0
        self._is_withdrawn = False

    @property
    def version(self) -> int:
        """Changes of another column concern the lanes of this one too."""
        return self._version + self._order.version

    # Changes.

    def put(self, card: Card) -> None:
        self.discard(card.key)
        name = self._name_of(card)
        if name not in self._groups:
            self._groups[name] = self._new_group()
        self._groups[name].put(card)
        self._names[card.key] = name
        if not self._is_withdrawn:
            self._order.add(name)
        self._on_change()

    def discard(self, key: CardKey) -> None:
        name = self._names.pop(key, None)
        if name is None:
            return
        self._groups[name].discard(key)
        if not self._groups[name]:
            del self._groups[name]
        if not self._is_withdrawn:
            self._order.remove(name)
        self._on_change()

    def withdraw(self) -> None:
        """Takes the cards out of the lanes: the column shows others, or none, from now on."""
        if not self._is_withdrawn:
            self._is_withdrawn = True
            for name in self._names.values():
                self._order.remove(name)

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
            if self._order.rename(name):
                self._on_change()

    def name_of(self, key: CardKey) -> str | None:
        """Returns the name of the group that the card is in."""
        return self._names.get(key)

    def heads(self) -> list[CardKey]:
        """Returns the cards that are in the group of their own sub-tasks."""
        return [CardKey(name) for name in self._groups if self._names.get(CardKey(name)) == name]

    def cards_of(self, name: str) -> SortedCards | None:
        """Returns the cards of a group; None if the column has none."""
        return self._groups.get(name)

    @property
    def names(self) -> list[str]:
        """The groups in display order; those of all columns with lanes."""
        return [name for _last, _title, name in self._order.places]

    def is_folded(self, name: str) -> bool:
        return name in self._folded

    # Rows.

    @property
    def accepted_count(self) -> int:
        """The number of cards, including those of folded groups."""
        return len(self._names)

    @property
    def card_count(self) -> int:
        return sum(len(cards) for name, cards in self._groups.items() if name not in self._folded)

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
        name = row.name if isinstance(row, Group) else self._group_of(row)
        number = self._order.number(name)
        start = self._start(number)
        if name not in self._order or (isinstance(row, Group) and not row.is_end):
            return start
        inside = self._groups.get(name)
        if isinstance(row, Group):
            return start + (0 if name in self._folded else 1 + len(inside or ()))
        return start + 1 + (inside.index(row) if inside is not None and name not in self._folded else 0)

    def at(self, index: int, count: int) -> Sequence[ListRow]:
        start, end = max(0, index), min(index + count, len(self))
        rows: list[ListRow] = []
        number = bisect_right(self._row_ends(), start)
        while len(rows) < end - start:
            skipped = max(0, start - self._start(number))
            rows += self._rows_of(self._order.places[number][2], skipped, end - start - len(rows))
            number += 1
        return rows

    def find(self, key: CardKey) -> ListRow | None:
        name = self._names.get(key)
        if name is not None:
            return None if name in self._folded else self._groups[name].get(key)
        for key_of, row_of in ((group_key, self._header), (lane_end_key, self._lane_end)):
            prefix = key_of("")
            name = key.removeprefix(prefix) if key.startswith(prefix) else None
            if name is not None and name in self._order:
                return row_of(name)
        return None

    def card_index(self, card: Card) -> int:
        name = self._names[card.key]
        before = (self._groups.get(place[2]) for place in self._order.places[: self._order.number(name)])
        shown = sum(len(cards) for cards in before if cards is not None and self._is_unfolded(cards))
        return shown + self._groups[name].index(card)

    def in_order(self, keys: Collection[CardKey]) -> list[CardKey]:
        return [key for key in self.card_keys() if key in keys]

    def card_keys(self) -> Sequence[CardKey]:
        names = (name for _last, _title, name in self._order.places if name not in self._folded)
        groups = (self._groups[name] for name in names if name in self._groups)
        return [key for group in groups for key in group.keys()]  # noqa: SIM118  not a dictionary

    def _new_group(self) -> SortedCards:
        if not self._order.is_shared:
            return SortedCards(self._sort_key)
        from kanbert_desktop.ui.board.measured_cards import MeasuredCards  # noqa: PLC0415  once a board has groups

        return MeasuredCards(self._sort_key)

    def _is_unfolded(self, cards: SortedCards) -> bool:
        first = cards.first(1)
        return bool(first) and self._names[first[0].key] not in self._folded

    def _group_of(self, card: Card) -> str:
        name = self._names.get(card.key)
        return self._name_of(card) if name is None else name

    def _on_change(self) -> None:
        self._ends = None
        self._version += 1

    def _row_ends(self) -> list[int]:
        """Returns the row after the last one of each group."""
        if self._ends is None or self._ends[0] != self._order.version:
            sizes = (self._size(name) for _last, _title, name in self._order.places)
            self._ends = self._order.version, list(accumulate(sizes))
        return self._ends[1]

    def _size(self, name: str) -> int:
        if name in self._folded:
            return 1
        return 1 + len(self._groups.get(name, ())) + self._order.is_shared

    def _start(self, number: int) -> int:
        return self._row_ends()[number - 1] if number else 0

    def _header(self, name: str) -> Group:
        count = len(self._groups.get(name, ()))
        lane = self._order.count(name) if self._order.is_shared else 0
        return Group(name, self._order.title(name), count, name in self._folded, lane_count=lane)

    def _lane_end(self, name: str) -> Group | None:
        if name in self._folded or not self._order.is_shared:
            return None
        return Group(name, self._order.title(name), 0, folded=False, is_end=True)

    def _rows_of(self, name: str, skipped: int, count: int) -> list[ListRow]:
        head: list[ListRow] = [self._header(name)] if not skipped else []
        if name in self._folded:
            return head
        cards = self._groups.get(name)
        rows = [*head, *(cards.at(max(0, skipped - 1), count - len(head)) if cards is not None else ())]
        end = self._lane_end(name)
        return [*rows, end] if end is not None and len(rows) < count else rows
