"""Sort orders, grouping, and incrementally sorted columns."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum

from kanbert_desktop.domain.board import Card, CardKey, Column
from kanbert_desktop.domain.manual_order import ManualOrder
from kanbert_desktop.domain.value_classes import dataclass

SortKey = tuple[object, ...]
"""Never the same for two cards: each ends with the card's own key."""
_MANY = 8
"""If more than one card in so many changed, a complete sort is cheaper."""
Columns = Mapping[Column, list[Card]]
_COLUMN_INDEX = {column: index for index, column in enumerate(Column)}


class Sort(StrEnum):
    DUE = "due"
    PRIORITY = "priority"
    TITLE = "title"
    UPDATED = "updated"
    MANUAL = "own"
    """"My order": the user's own order on this computer."""


def cards_by_column(
    cards: Iterable[Card], sort: Sort = Sort.DUE, manual_order: ManualOrder | None = None
) -> dict[Column, list[Card]]:
    """Returns cards by column, each column in a total order that every computer agrees on (I9).

    `manual_order` is for `Sort.MANUAL`. A sub-task is shown under its parent, not beside it, unless its parent is not
    among the cards or is archived.
    """
    pool = {card.key: card for card in cards}
    columns: dict[Column, list[Card]] = {column: [] for column in Column}
    for card in pool.values():
        if not is_shown_under_parent(card, pool):
            columns[card.column].append(card)
    key = sort_key_for(sort, manual_order)
    for column in columns.values():
        column.sort(key=key)
    return columns


def sort_key_for(sort: Sort, manual_order: ManualOrder | None = None) -> Callable[[Card], SortKey]:
    if sort is Sort.MANUAL:
        order = manual_order or ManualOrder()
        return lambda card: (order.rank(card.key), *_by_creation(card))
    return _KEYS[sort]


def listing_sort_key(card: Card) -> SortKey:
    """The order of listings and exports: board, column, due date and title."""
    return (
        card.board,
        _COLUMN_INDEX[card.column],
        card.due or date.max,
        card.title.casefold(),
        card.key,
    )


def is_shown_under_parent(card: Card, pool: Mapping[CardKey, Card]) -> bool:
    parent = pool.get(card.parent) if card.parent else None
    return parent is not None and parent.column is not Column.CLOSED and parent.key != card.key


def _by_due(card: Card) -> SortKey:
    return (card.due or date.max, card.title.casefold(), card.key)


def _by_priority(card: Card) -> SortKey:
    order = card.priority.order if card.priority else 1_000_000
    return (order, *_by_due(card))


def _by_title(card: Card) -> SortKey:
    return (card.title.casefold(), card.key)


def _by_updated(card: Card) -> SortKey:
    moment = card.updated_at.timestamp() if card.updated_at else float("inf")
    return (-moment, card.title.casefold(), card.key)


def _by_creation(card: Card) -> SortKey:
    """The oldest first; a card that the server has not dated yet is the newest."""
    moment = card.created_at.timestamp() if card.created_at else float("inf")
    return (moment, card.title.casefold(), card.key)


_KEYS = {Sort.DUE: _by_due, Sort.PRIORITY: _by_priority, Sort.TITLE: _by_title, Sort.UPDATED: _by_updated}


class Grouping(StrEnum):
    NONE = "none"
    ASSIGNEE = "assignee"
    PARENT = "parent"


@dataclass(frozen=True, slots=True)
class Group:
    """`name` is a person's id or a parent card's key; "" for cards without one.

    `count` is its number of cards in the column.
    """

    name: str
    title: str
    count: int
    folded: bool


ListRow = Card | Group


def group_of(card: Card, grouping: Grouping, parents: frozenset[str]) -> str:
    """A parent card belongs to the group of its own sub-tasks."""
    if grouping is Grouping.ASSIGNEE:
        return card.assignee or ""
    return card.parent or (card.key if card.key in parents else "")


def grouped_rows(
    cards: Sequence[Card],
    name_of: Callable[[Card], str],
    title_of: Callable[[str], str],
    folded: frozenset[str],
) -> list[ListRow]:
    """Returns each group's header before its cards, by title; those without a group last; the cards keep their order."""
    groups: dict[str, list[Card]] = {}
    for card in cards:
        groups.setdefault(name_of(card), []).append(card)
    rows: list[ListRow] = []
    for name in sorted(groups, key=lambda name: (not name, title_of(name).casefold(), name)):
        inside = groups[name]
        rows.append(Group(name, title_of(name), len(inside), name in folded))
        if name not in folded:
            rows += inside
    return rows


class IncrementalColumns:
    """Same result as `cards_by_column`; with `include_sub_tasks` sub-tasks are in their own columns too.

    A column's list is a new object after each change in it, and the same object otherwise.
    """

    def __init__(self, key: Callable[[Card], SortKey], *, include_sub_tasks: bool = False) -> None:
        self._key = key
        self._every_card = include_sub_tasks
        self._seen: dict[CardKey, Card] = {}
        self._sorted: dict[CardKey, tuple[Column, SortKey]] = {}
        self._children: dict[CardKey, set[CardKey]] = {}
        self._invalidated: set[CardKey] = set()
        self._cards: dict[Column, list[Card]] = {column: [] for column in Column}
        self._keys: dict[Column, list[SortKey]] = {column: [] for column in Column}

    def update(self, pool: Mapping[CardKey, Card]) -> Columns:
        """Returns the columns. `pool` holds all cards of the board now; a changed card is another object."""
        seen = self._seen.get
        changed = {key for key, card in pool.items() if seen(key) is not card}
        gone = self._seen.keys() - pool.keys() if len(self._seen) + len(changed) > len(pool) else set()
        cards = changed | gone | self._invalidated
        self._invalidated = set()
        if len(cards) * _MANY > len(pool):
            self._sort_all(pool)
        elif cards:
            self._update(pool, self._with_children(cards))
        return dict(self._cards)

    def invalidate(self, cards: Iterable[CardKey]) -> None:
        """Marks cards whose sort key changed for a reason outside of them."""
        self._invalidated.update(cards)

    def _with_children(self, cards: set[CardKey]) -> set[CardKey]:
        """The column of a card depends on its parent too."""
        return cards.union(*(self._children.get(key, ()) for key in cards))

    def _update(self, pool: Mapping[CardKey, Card], cards: set[CardKey]) -> None:
        fresh: set[Column] = set()
        for key in cards:
            self._take_out(key, fresh)
        for key in cards:
            card = pool.get(key)
            if card is not None:
                self._remember(card)
                if self._is_top_level(card, pool):
                    self._put_in(card, fresh)

    def _take_out(self, key: CardKey, fresh: set[Column]) -> None:
        before = self._seen.pop(key, None)
        if before is not None and before.parent is not None:
            self._children.get(before.parent, set()).discard(key)
        entry = self._sorted.pop(key, None)
        if entry is not None:
            column, sort_key = entry
            self._copy_list(column, fresh)
            row = bisect_left(self._keys[column], sort_key)
            del self._keys[column][row], self._cards[column][row]

    def _put_in(self, card: Card, fresh: set[Column]) -> None:
        sort_key = self._key(card)
        self._copy_list(card.column, fresh)
        row = bisect_left(self._keys[card.column], sort_key)
        self._keys[card.column].insert(row, sort_key)
        self._cards[card.column].insert(row, card)
        self._sorted[card.key] = (card.column, sort_key)

    def _copy_list(self, column: Column, fresh: set[Column]) -> None:
        """The caller may still hold the list of the last update."""
        if column not in fresh:
            fresh.add(column)
            self._cards[column] = list(self._cards[column])

    def _remember(self, card: Card) -> None:
        self._seen[card.key] = card
        if card.parent is not None:
            self._children.setdefault(card.parent, set()).add(card.key)

    def _is_top_level(self, card: Card, pool: Mapping[CardKey, Card]) -> bool:
        return self._every_card or not is_shown_under_parent(card, pool)

    def _sort_all(self, pool: Mapping[CardKey, Card]) -> None:
        self._seen, self._sorted, self._children = {}, {}, {}
        found: dict[Column, list[tuple[SortKey, Card]]] = {column: [] for column in Column}
        for card in pool.values():
            self._remember(card)
            if self._is_top_level(card, pool):
                entry = (card.column, self._key(card))
                self._sorted[card.key] = entry
                found[card.column].append((entry[1], card))
        for column, pairs in found.items():
            # A sort key ends with the card's own key, so two cards are never compared.
            pairs.sort(key=lambda pair: pair[0])
            self._keys[column] = [sort_key for sort_key, _card in pairs]
            self._cards[column] = [card for _sort_key, card in pairs]
