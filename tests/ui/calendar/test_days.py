"""Weeks and months of the calendar, and the names of days."""

from datetime import date

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from kanbert_desktop.app.qt_translation import use_language
from kanbert_desktop.resources import resource
from kanbert_desktop.ui.calendar.days import (
    CalendarKind,
    CalendarRange,
    day_after,
    day_number,
    day_title,
    is_weekend,
    range_title,
)

MONDAY, SUNDAY = 1, 7
MONTH, WEEK = CalendarKind.MONTH, CalendarKind.WEEK


@pytest.mark.parametrize(
    ("anchor", "weekday", "first", "weeks"),
    [
        (date(2026, 12, 15), MONDAY, date(2026, 11, 30), 5),
        (date(2026, 12, 15), SUNDAY, date(2026, 11, 29), 5),
        (date(2027, 2, 1), MONDAY, date(2027, 2, 1), 4),
        (date(2026, 8, 31), MONDAY, date(2026, 7, 27), 6),
        (date(2028, 2, 29), MONDAY, date(2028, 1, 31), 5),
    ],
)
def test_a_month_is_shown_in_whole_weeks(anchor: date, weekday: int, first: date, weeks: int) -> None:
    shown = CalendarRange(MONTH, anchor, weekday)
    assert (shown.first, shown.weeks) == (first, weeks)
    assert shown.first.isoweekday() == weekday
    assert (shown.last - shown.first).days == 7 * weeks - 1
    assert shown.position(anchor) is not None


def test_a_week_that_crosses_a_change_of_the_clock_has_seven_days() -> None:
    shown = CalendarRange(WEEK, date(2026, 10, 25), MONDAY)
    days = [shown.day(0, column) for column in range(7)]
    assert days == [date(2026, 10, number) for number in range(19, 26)]
    assert shown.position(date(2026, 10, 26)) is None


@pytest.mark.parametrize(
    ("day", "steps", "target"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
    ],
)
def test_the_next_month_has_the_same_day_or_its_last(day: date, steps: int, target: date) -> None:
    assert CalendarRange(MONTH, day, MONDAY).moved(day, steps) == target


def test_a_calendar_ends_before_the_dates_do() -> None:
    last = date(9998, 12, 31)
    for kind in CalendarKind:
        shown = CalendarRange(kind, last, MONDAY)
        assert shown.moved(last, 1) <= last
        assert shown.around(date.max).last >= last
    assert day_after(date(1900, 1, 1), -7) == date(1900, 1, 1)


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en_GB", ["Tuesday, 1 December", "1 Dec", "December 2026", "30 Nov – 6 Dec 2026"]),
        ("en_US", ["Tuesday, December 1", "Dec 1", "December 2026", "Nov 30 – Dec 6, 2026"]),
        ("de_DE", ["Dienstag, 1. Dezember", "1. Dez.", "Dezember 2026", "30. Nov. – 6. Dez. 2026"]),
    ],
)
def test_names_are_those_of_the_locale(qapp: QApplication, language: str, names: list[str]) -> None:
    QLocale.setDefault(QLocale(language))
    try:
        day = date(2026, 12, 1)
        ranges = [range_title(CalendarRange(kind, day, MONDAY)) for kind in (MONTH, WEEK)]
        assert [day_title(day, day), day_number(day), *ranges] == names
        assert day_number(date(2026, 12, 2)) == "2"
        assert "2027" in day_title(date(2027, 1, 1), day)
    finally:
        use_language(qapp, "en", resource("translations"))


def test_a_weekend_is_that_of_the_locale() -> None:
    before = QLocale()
    friday, sunday = date(2026, 12, 4), date(2026, 12, 6)
    try:
        QLocale.setDefault(QLocale("de_DE"))
        assert (is_weekend(friday), is_weekend(sunday)) == (False, True)
        QLocale.setDefault(QLocale("ar_EG"))
        assert (is_weekend(friday), is_weekend(sunday)) == (True, False)
    finally:
        QLocale.setDefault(before)
