"""The days that a calendar shows, and their names. Dates only, so neither a clock nor a time zone matters."""

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import QDate, QLocale

WEEK_DAYS = 7
_FIRST, _LAST = date(1900, 1, 1), date(9998, 12, 31)
"""As far as one can go."""


class CalendarKind(StrEnum):
    MONTH = "month"
    WEEK = "week"


class CalendarRange(NamedTuple):
    """A week, or the weeks of a month. `anchor` is in it; weeks begin on `first_weekday` (Monday is 1)."""

    kind: CalendarKind
    anchor: date
    first_weekday: int

    @property
    def first(self) -> date:
        start = self.anchor.replace(day=1) if self.kind is CalendarKind.MONTH else self.anchor
        return start - timedelta(days=(start.isoweekday() - self.first_weekday) % WEEK_DAYS)

    @property
    def last(self) -> date:
        return self.first + timedelta(days=WEEK_DAYS * self.weeks - 1)

    @property
    def weeks(self) -> int:
        if self.kind is CalendarKind.WEEK:
            return 1
        end = self.anchor.replace(day=monthrange(self.anchor.year, self.anchor.month)[1])
        return (end - self.first).days // WEEK_DAYS + 1

    def day(self, week: int, column: int) -> date:
        return self.first + timedelta(days=WEEK_DAYS * week + column)

    def position(self, day: date) -> tuple[int, int] | None:
        """Week and column of a day, or None if it is not shown."""
        week, column = divmod((day - self.first).days, WEEK_DAYS)
        return (week, column) if 0 <= week < self.weeks else None

    def is_main(self, day: date) -> bool:
        """Returns False for the days of the months before and after."""
        return self.kind is CalendarKind.WEEK or (day.year, day.month) == (
            self.anchor.year,
            self.anchor.month,
        )

    def around(self, day: date) -> "CalendarRange":
        return self._replace(anchor=max(_FIRST, min(day, _LAST)))

    def moved(self, day: date, steps: int) -> date:
        """The day of the next or previous range that corresponds to `day`: 31 January becomes 28 February."""
        if self.kind is CalendarKind.WEEK:
            return day_after(day, WEEK_DAYS * steps)
        year, month = divmod(day.year * 12 + day.month - 1 + steps, 12)
        year = max(_FIRST.year, min(year, _LAST.year))
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def day_after(day: date, days: int) -> date:
    """Stays within the days that a calendar shows."""
    number = max(_FIRST.toordinal(), min(day.toordinal() + days, _LAST.toordinal()))
    return date.fromordinal(number)


def first_weekday() -> int:
    """The day on which a week begins here; Monday is 1."""
    return int(QLocale().firstDayOfWeek().value)


def is_weekend(day: date) -> bool:
    return day.isoweekday() not in {weekday.value for weekday in QLocale().weekdays()}


def weekday_name(weekday: int, width: QLocale.FormatType = QLocale.FormatType.LongFormat) -> str:
    return QLocale().standaloneDayName(weekday, width)


def day_title(day: date, today: date) -> str:
    """Returns, for example, "Tuesday, 1 December"; with the year unless it is this one."""
    locale = QLocale()
    pattern = _pattern(locale, "dddd, ")
    if day.year != today.year:
        pattern += ", yyyy" if pattern.endswith("d") else " yyyy"
    return _text(locale, day, pattern)


def day_number(day: date) -> str:
    """Returns the number of the day; the first of a month also has its name."""
    if day.day > 1:
        return QLocale().toString(day.day)
    return _text(QLocale(), day, _pattern(QLocale(), "", "MMM"))


def range_title(shown: CalendarRange) -> str:
    """Returns, for example, "December 2026" or "30 Nov – 6 Dec 2026"."""
    locale = QLocale()
    if shown.kind is CalendarKind.MONTH:
        month = locale.standaloneMonthName(shown.anchor.month)
        return f"{month} {shown.anchor.year}"
    pattern = _pattern(locale, "", "MMM")
    year = ", yyyy" if pattern.endswith("d") else " yyyy"
    first = pattern if shown.first.year == shown.last.year else pattern + year
    return f"{_text(locale, shown.first, first)} – {_text(locale, shown.last, pattern + year)}"


def _pattern(locale: QLocale, before: str, month: str = "MMMM") -> str:
    usual = locale.dateFormat(QLocale.FormatType.ShortFormat)
    if usual.find("M") < usual.find("d"):
        return f"{before}{month} d"
    return f"{before}d. {month}" if "d." in usual else f"{before}d {month}"


def _text(locale: QLocale, day: date, pattern: str) -> str:
    return locale.toString(QDate(day.year, day.month, day.day), pattern)
