"""On which days something recurs."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanbert_desktop.domain.recurrence import (
    LAST_DAY,
    WORK_DAYS,
    Recurrence,
    RecurrenceUnit,
    is_valid,
    weekday_on_or_after,
)

MONDAY = date(2026, 11, 30)
DAYS = st.dates(date(2020, 1, 1), date(2060, 1, 1))
RECURRENCES = st.one_of(
    st.builds(Recurrence, st.just(RecurrenceUnit.DAY), DAYS),
    st.builds(
        lambda start, days, interval: Recurrence(RecurrenceUnit.WEEK, start, tuple(sorted(days)), interval),
        DAYS,
        st.sets(st.integers(0, 6), min_size=1),
        st.integers(1, 52),
    ),
    st.builds(
        lambda start, day: Recurrence(RecurrenceUnit.MONTH, start, day_of_month=day),
        DAYS,
        st.integers(1, 31),
    ),
)


def weekly(*weekdays: int, interval: int = 1) -> Recurrence:
    return Recurrence(RecurrenceUnit.WEEK, MONDAY, weekdays, interval)


def first_days(recurrence: Recurrence, count: int) -> list[date]:
    found = [recurrence.start - timedelta(days=1)]
    for _ in range(count):
        following = recurrence.next_after(found[-1])
        assert following is not None
        found.append(following)
    return found[1:]


def test_every_weekday_leaves_out_the_weekend() -> None:
    assert [day.day for day in first_days(weekly(*WORK_DAYS), 7)] == [30, 1, 2, 3, 4, 7, 8]


def test_every_second_week_counts_from_the_week_of_its_start() -> None:
    wednesdays = first_days(weekly(2, interval=2), 3)
    assert wednesdays == [date(2026, 12, 2), date(2026, 12, 16), date(2026, 12, 30)]


def test_a_month_without_that_day_has_its_last_one() -> None:
    last = Recurrence(RecurrenceUnit.MONTH, MONDAY, day_of_month=LAST_DAY)
    assert first_days(last, 4) == [MONDAY, date(2026, 12, 31), date(2027, 1, 31), date(2027, 2, 28)]
    assert Recurrence(RecurrenceUnit.MONTH, MONDAY, day_of_month=30).is_on(date(2028, 2, 29))


def test_nothing_recurs_before_its_start() -> None:
    assert weekly(0).latest(MONDAY - timedelta(days=1)) is None
    assert weekly(0).latest(MONDAY) == MONDAY


@given(RECURRENCES, DAYS)
def test_the_latest_day_is_one_of_them_and_none_lies_between(recurrence: Recurrence, today: date) -> None:
    latest, following = recurrence.latest(today), recurrence.next_after(today)
    assert following is not None
    assert recurrence.is_on(following)
    assert following > today
    if latest is not None:
        assert recurrence.is_on(latest)
        assert latest <= today
        assert recurrence.next_after(latest) == following


def test_the_end_of_the_calendar_is_no_error() -> None:
    assert weekly(0).next_after(date.max) is None
    assert weekly(0).latest(date.min) is None
    assert Recurrence(RecurrenceUnit.DAY, date.min).latest(date.min) == date.min


@pytest.mark.parametrize(
    "recurrence",
    [
        weekly(),
        weekly(7),
        weekly(2, 1),
        weekly(1, 1),
        weekly(1, interval=0),
        weekly(1, interval=53),
        Recurrence(RecurrenceUnit.MONTH, MONDAY, day_of_month=0),
        Recurrence(RecurrenceUnit.MONTH, MONDAY, day_of_month=32),
    ],
)
def test_days_that_cannot_be_are_not_valid(recurrence: Recurrence) -> None:
    assert not is_valid(recurrence)


def test_a_weekday_is_found_on_or_after_a_day() -> None:
    assert weekday_on_or_after(MONDAY, 0) == MONDAY
    assert weekday_on_or_after(MONDAY, 4) == date(2026, 12, 4)
