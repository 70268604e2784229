"""How cards stand in a column, and which of them stand there by themselves."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum

from kanbert_desktop.domain.board import Card, CardKey, Column
from kanbert_desktop.domain.own_order import OwnOrder


class Sort(StrEnum):
    DUE = "due"
    PRIORITY = "priority"
    TITLE = "title"
    UPDATED = "updated"
    OWN = "own"
    """As one person put them on this computer."""


SortKey = tuple[object, ...]
"""Never the same for two cards: each ends with the card's own key."""


def in_columns(
    cards: Iterable[Card], sort: Sort = Sort.DUE, own: OwnOrder | None = None
) -> dict[Column, list[Card]]:
    """Cards by column, each column in a total order that every computer agrees on (I9); `own` is for `Sort.OWN`.

    A sub-task stands under its parent, not beside it, unless its parent is not among the cards or is archived.
    """
    pool = {card.key: card for card in cards}
    columns: dict[Column, list[Card]] = {column: [] for column in Column}
    for card in pool.values():
        if not stands_under_parent(card, pool):
            columns[card.column].append(card)
    key = key_for(sort, own)
    for column in columns.values():
        column.sort(key=key)
    return columns


def key_for(sort: Sort, own: OwnOrder | None = None) -> Callable[[Card], SortKey]:
    if sort is Sort.OWN:
        order = own or OwnOrder()
        return lambda card: (order.rank(card.key), *_by_creation(card))
    return _KEYS[sort]


def stands_under_parent(card: Card, pool: Mapping[CardKey, Card]) -> bool:
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
    """The oldest first; what the server has not dated yet is the newest."""
    moment = card.created_at.timestamp() if card.created_at else float("inf")
    return (moment, card.title.casefold(), card.key)


_KEYS = {Sort.DUE: _by_due, Sort.PRIORITY: _by_priority, Sort.TITLE: _by_title, Sort.UPDATED: _by_updated}
