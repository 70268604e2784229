"""Groups within a column: whose cards, or parts of what."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kanbert_desktop.domain.board import Card


class Grouping(StrEnum):
    NONE = "none"
    ASSIGNEE = "assignee"
    PARENT = "parent"


@dataclass(frozen=True, slots=True)
class Group:
    """`name` is a person's id or a parent card's key; "" for cards without one. `count` is of its cards in the column."""

    name: str
    title: str
    count: int
    folded: bool


Row = Card | Group


def parents_among(cards: Iterable[Card]) -> frozenset[str]:
    return frozenset(card.parent for card in cards if card.parent is not None)


def group_of(card: Card, grouping: Grouping, parents: frozenset[str]) -> str:
    """A parent card stands in the group of its own parts."""
    if grouping is Grouping.ASSIGNEE:
        return card.assignee or ""
    return card.parent or (card.key if card.key in parents else "")


def in_groups(
    cards: Sequence[Card],
    name_of: Callable[[Card], str],
    title_of: Callable[[str], str],
    folded: frozenset[str],
) -> list[Row]:
    """Each group's head before its cards, by title; those without one last; the cards keep their order."""
    groups: dict[str, list[Card]] = {}
    for card in cards:
        groups.setdefault(name_of(card), []).append(card)
    rows: list[Row] = []
    for name in sorted(groups, key=lambda name: (not name, title_of(name).casefold(), name)):
        inside = groups[name]
        rows.append(Group(name, title_of(name), len(inside), name in folded))
        if name not in folded:
            rows += inside
    return rows
