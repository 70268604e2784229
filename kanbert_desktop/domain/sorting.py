"""Sort orders and grouping."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum

from kanbert_desktop.domain.board import Card, CardKey, Column
from kanbert_desktop.domain.manual_order import LAST_RANK
from kanbert_desktop.domain.value_classes import dataclass

SortKey = tuple[object, ...]
"""Never the same for two cards: each ends with the card's own key."""
RankOf = Callable[[CardKey], float]
"""A card's rank in "My order"."""
_COLUMN_INDEX = {column: index for index, column in enumerate(Column)}


class Sort(StrEnum):
    DUE = "due"
    PRIORITY = "priority"
    TITLE = "title"
    UPDATED = "updated"
    MANUAL = "own"
    """"My order": the user's own order on this computer."""


def _unranked(_key: CardKey) -> float:
    return LAST_RANK


def cards_by_column(
    cards: Iterable[Card], sort: Sort = Sort.DUE, rank_of: RankOf = _unranked
) -> dict[Column, list[Card]]:
    """Returns cards by column, each column in a total order that every computer agrees on (I9).

    `rank_of` is for `Sort.MANUAL`. A sub-task is shown under its parent, not beside it, unless its parent is not
    among the cards or is archived.
    """
    pool = {card.key: card for card in cards}
    columns: dict[Column, list[Card]] = {column: [] for column in Column}
    for card in pool.values():
        if not is_shown_under_parent(card, pool):
            columns[card.column].append(card)
    key = sort_key_for(sort, rank_of)
    for column in columns.values():
        column.sort(key=key)
    return columns


def sort_key_for(sort: Sort, rank_of: RankOf = _unranked) -> Callable[[Card], SortKey]:
    if sort is Sort.MANUAL:
        return lambda card: (rank_of(card.key), *_by_creation(card))
    return _KEYS[sort]


def listing_sort_key(card: Card) -> SortKey:
    """The order of listings and exports: board, column, due date and title."""
    return (
        card.board,
        _COLUMN_INDEX[card.column],
        *_due(card),
        card.title.casefold(),
        card.key,
    )


def is_shown_under_parent(card: Card, pool: Mapping[CardKey, Card]) -> bool:
    parent = pool.get(card.parent) if card.parent else None
    return parent is not None and parent.column is not Column.CLOSED and parent.key != card.key


def _due(card: Card) -> SortKey:
    """A card that is due on the last day of the calendar comes before those without a date."""
    return (card.due is None, card.due or date.max)


def _by_due(card: Card) -> SortKey:
    return (*_due(card), card.title.casefold(), card.key)


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
    PRIORITY = "priority"
    PARENT = "parent"


@dataclass(frozen=True, slots=True)
class Group:
    """`name` is the id of a person or a priority, or a parent card's key; "" for cards without one.

    `count` is its number of cards in the column. With lanes, `lane_count` is that in all columns, and `is_end` tells the
    space after its cards from its header.
    """

    name: str
    title: str
    count: int
    folded: bool
    lane_count: int = 0
    is_end: bool = False


ListRow = Card | Group


def group_of(card: Card, grouping: Grouping, parents: frozenset[str]) -> str:
    """A parent card belongs to the group of its own sub-tasks."""
    if grouping is Grouping.ASSIGNEE:
        return card.assignee or ""
    if grouping is Grouping.PRIORITY:
        return card.priority.id if card.priority is not None else ""
    return card.parent or (card.key if card.key in parents else "")


def grouped_rows(
    cards: Sequence[Card],
    name_of: Callable[[Card], str],
    title_of: Callable[[str], str],
    folded: frozenset[str],
    sort_text_of: Callable[[str], str] | None = None,
) -> list[ListRow]:
    """Returns each group's header before its cards, by sort text or else title; the cards keep their order.

    Those without a group come last.
    """
    sort_text = sort_text_of or title_of
    groups: dict[str, list[Card]] = {}
    for card in cards:
        groups.setdefault(name_of(card), []).append(card)
    rows: list[ListRow] = []
    for name in sorted(groups, key=lambda name: (not name, sort_text(name).casefold(), name)):
        inside = groups[name]
        rows.append(Group(name, title_of(name), len(inside), name in folded))
        if name not in folded:
            rows += inside
    return rows
