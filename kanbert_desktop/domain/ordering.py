"""How cards stand in a column, and which of them stand there by themselves."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from kanbert_desktop.domain.board import Card, CardKey, Column


class Sort(StrEnum):
    DUE = "due"
    PRIORITY = "priority"
    TITLE = "title"
    UPDATED = "updated"


def in_columns(cards: Iterable[Card], sort: Sort = Sort.DUE) -> dict[Column, list[Card]]:
    """Cards by column, each column in a total order that every computer agrees on (I9).

    A sub-task stands under its parent, not beside it, unless its parent is not among the cards or is archived.
    """
    pool = {card.key: card for card in cards}
    columns: dict[Column, list[Card]] = {column: [] for column in Column}
    for card in pool.values():
        if not _stands_under_parent(card, pool):
            columns[card.column].append(card)
    key = _KEYS[sort]
    for column in columns.values():
        column.sort(key=key)
    return columns


def _stands_under_parent(card: Card, pool: dict[CardKey, Card]) -> bool:
    parent = pool.get(card.parent) if card.parent else None
    return parent is not None and parent.column is not Column.CLOSED and parent.key != card.key


def _by_due(card: Card) -> tuple[object, ...]:
    return (card.due or date.max, card.title.casefold(), card.key)


def _by_priority(card: Card) -> tuple[object, ...]:
    order = card.priority.order if card.priority else 1_000_000
    return (order, *_by_due(card))


def _by_title(card: Card) -> tuple[object, ...]:
    return (card.title.casefold(), card.key)


def _by_updated(card: Card) -> tuple[object, ...]:
    moment = card.updated_at.timestamp() if card.updated_at else float("inf")
    return (-moment, card.title.casefold(), card.key)


_KEYS = {Sort.DUE: _by_due, Sort.PRIORITY: _by_priority, Sort.TITLE: _by_title, Sort.UPDATED: _by_updated}
