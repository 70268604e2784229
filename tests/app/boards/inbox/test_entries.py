"""Days of entries, also on days when the clock changes, and the filters."""

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from kanbert_desktop.app.boards.inbox.entries import (
    InboxEntry,
    InboxFilter,
    News,
    NewsKind,
    by_day,
    matches,
)
from kanbert_desktop.domain.board import BoardId, CardKey


def entry(
    key: str, at: datetime, *kinds: NewsKind, is_read: bool = False, until: date | None = None
) -> InboxEntry:
    news = tuple(News(kind, "", "x", at) for kind in kinds or (NewsKind.MOVED,))
    return InboxEntry(CardKey(key), BoardId("b"), key, at, "", news, is_read=is_read, until=until)


@pytest.fixture(params=["Europe/Berlin", "America/Sao_Paulo", "Pacific/Kiritimati"])
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    "night",
    [date(2026, 3, 29), date(2026, 10, 25), date(2028, 2, 29), date(2026, 12, 31)],
    ids=["clocks go forward", "clocks go back", "Feb 29", "end of a year"],
)
def test_an_entry_is_listed_on_its_local_day(zone: str, night: date) -> None:
    assert zone
    for hour in (0, 3, 23):
        at = datetime(night.year, night.month, night.day, hour, 30).astimezone()
        assert entry("1", at.astimezone(UTC)).day(night) == night


@pytest.mark.parametrize("until", [date(2026, 3, 29), date(2026, 10, 25), date(2028, 2, 29)])
def test_a_snooze_ends_with_its_day(zone: str, until: date) -> None:
    assert zone
    snoozed = entry("1", datetime(2026, 1, 1, tzinfo=UTC), until=until)
    assert snoozed.is_snoozed(date.fromordinal(until.toordinal() - 1))
    assert not snoozed.is_snoozed(until)
    assert snoozed.day(until) == until


def test_the_newest_day_and_entry_come_first() -> None:
    old, early, late = (
        entry(key, datetime(2026, 11, day, hour, tzinfo=UTC))
        for key, day, hour in (("old", 23, 12), ("early", 24, 11), ("late", 24, 12))
    )
    days = list(by_day([early, old, late], date(2026, 11, 24)))
    assert [[one.card for one in members] for _, members in days] == [["late", "early"], ["old"]]


def test_what_comes_from_the_future_is_listed_today() -> None:
    """This computer's clock is behind the server's."""
    tomorrow = entry("1", datetime(2026, 11, 26, 12, tzinfo=UTC))
    assert [day for day, _ in by_day([tomorrow], date(2026, 11, 24))] == [date(2026, 11, 24)]


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        (InboxFilter.ALL, "moved assigned mentioned commented"),
        (InboxFilter.UNREAD, "assigned mentioned commented"),
        (InboxFilter.ASSIGNED, "assigned"),
        (InboxFilter.MENTIONS, "mentioned"),
        (InboxFilter.COMMENTS, "mentioned commented"),
    ],
)
def test_filters(chosen: InboxFilter, found: str) -> None:
    at = datetime(2026, 11, 24, tzinfo=UTC)
    kinds = (NewsKind.MOVED, NewsKind.ASSIGNED, NewsKind.MENTIONED, NewsKind.COMMENTED)
    entries = [entry(kind, at, kind, is_read=kind is NewsKind.MOVED) for kind in kinds]
    assert [one.card for one in entries if matches(one, chosen)] == found.split()


def test_the_most_important_news_comes_first() -> None:
    mixed = entry("1", datetime(2026, 11, 24, tzinfo=UTC), NewsKind.RENAMED, NewsKind.DUE, NewsKind.MENTIONED)
    assert mixed.kinds == [NewsKind.MENTIONED, NewsKind.DUE, NewsKind.RENAMED]
