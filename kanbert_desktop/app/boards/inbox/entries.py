"""Entries of the inbox as values, their kinds, filters and days."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from kanbert_desktop.domain.board import BoardId, CardKey
from kanbert_desktop.domain.value_classes import dataclass

if TYPE_CHECKING:
    from kanbert_desktop.store.inbox import NewsRow


class NewsKind(StrEnum):
    """What happened, as `inbox --json` prints it. The most telling one first."""

    DELETED = "deleted"
    MENTIONED = "mentioned"
    ASSIGNED = "assigned"
    COMMENTED = "commented"
    MOVED = "moved"
    DUE = "due"
    RENAMED = "renamed"


COMMENT_KINDS = frozenset({NewsKind.COMMENTED, NewsKind.MENTIONED})


class InboxFilter(StrEnum):
    ALL = "all"
    UNREAD = "unread"
    ASSIGNED = "assigned"
    MENTIONS = "mentions"
    COMMENTS = "comments"


_KINDS_OF_FILTER = {
    InboxFilter.ASSIGNED: frozenset({NewsKind.ASSIGNED}),
    InboxFilter.MENTIONS: frozenset({NewsKind.MENTIONED}),
    InboxFilter.COMMENTS: COMMENT_KINDS,
}


@dataclass(frozen=True, slots=True)
class News:
    """One thing that happened to a card.

    `old` and `new` are a status, a day in ISO format, a person's id or a title, by kind; of a comment, `new` is its text,
    `who` the id of its author, who need not be known otherwise, and `old` the author's name. `ref` is a comment's id,
    else "".
    """

    kind: NewsKind
    old: str
    new: str
    at: datetime
    who: str = ""
    ref: str = ""


class ReceivedNews(NamedTuple):
    """News that were written just now. They are received once, also if the same change is seen again after a crash."""

    card: CardKey
    title: str
    news: News


@dataclass(frozen=True, slots=True)
class InboxEntry:
    """What happened to one card since the user looked, the oldest first. `until`: snoozed until that day.

    `received` is when the newest change arrived, as stored: it changes with each.
    """

    card: CardKey
    board: BoardId
    title: str
    at: datetime
    received: str
    news: tuple[News, ...]
    is_read: bool = False
    is_done: bool = False
    until: date | None = None

    @property
    def kinds(self) -> list[NewsKind]:
        """Each once, the most telling one first."""
        present = {one.kind for one in self.news}
        return [kind for kind in NewsKind if kind in present]

    @property
    def is_deleted(self) -> bool:
        return NewsKind.DELETED in self.kinds

    def is_snoozed(self, today: date) -> bool:
        return self.until is not None and self.until > today

    def day(self, today: date) -> date:
        """The local day it is listed under: that of the newest change, or that on which its snooze ended."""
        happened = self.at.astimezone().date()
        return max(happened, self.until) if self.until is not None and self.until <= today else happened


def news_of_row(row: "NewsRow") -> News:
    """Raises `ValueError` for a row that another version wrote."""
    return News(NewsKind(row.kind), row.old, row.new, datetime.fromisoformat(row.at), row.who, row.ref)


def matches(entry: InboxEntry, chosen: InboxFilter) -> bool:
    match chosen:
        case InboxFilter.ALL:
            return True
        case InboxFilter.UNREAD:
            return not entry.is_read
        case _:
            return not _KINDS_OF_FILTER[chosen].isdisjoint(entry.kinds)


def count_matching(entries: Iterable[InboxEntry]) -> dict[InboxFilter, int]:
    """The number of entries under each filter."""
    counts = dict.fromkeys(InboxFilter, 0)
    for entry in entries:
        kinds = {one.kind for one in entry.news}
        counts[InboxFilter.ALL] += 1
        counts[InboxFilter.UNREAD] += not entry.is_read
        for chosen, wanted in _KINDS_OF_FILTER.items():
            counts[chosen] += not wanted.isdisjoint(kinds)
    return counts


def by_day(entries: Iterable[InboxEntry], today: date) -> Iterator[tuple[date, list[InboxEntry]]]:
    """The newest day and the newest entry first. Of a computer whose clock is behind, later days count as today."""

    def day(entry: InboxEntry) -> date:
        return min(entry.day(today), today)

    ordered = sorted(entries, key=lambda one: (day(one), one.at, one.card), reverse=True)
    for one, members in groupby(ordered, key=day):
        yield one, list(members)
