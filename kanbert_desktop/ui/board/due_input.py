"""Dates as people type them: "tomorrow", "Fri", "in 3 days", "3.12.", "2026-12-03"."""

import re
from datetime import date, timedelta

from PySide6.QtCore import QDate, QLocale

from kanbert_desktop.app.translation import tr

_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
_DAY_MONTH = re.compile(r"^(\d{1,2})\.\s*(\d{1,2})\.?\s*(\d{4}|\d{2})?$")
_IN_DAYS = re.compile(r"^\D*?(\d{1,3})\s*(\w+)$")


def typed_date(text: str, today: date, locale: QLocale | None = None) -> date | None:
    """The day that is meant, or None where it cannot be told; words of the person's language and English ones."""
    words = " ".join(text.casefold().split()).strip(",")
    locale = locale or QLocale()
    if not words:
        return None
    return (
        _word(words, today)
        or _weekday(words, today, locale)
        or _distance(words, today)
        or _numbers(words, today, locale)
    )


def _word(words: str, today: date) -> date | None:
    days = {
        "today": 0,
        "tomorrow": 1,
        "yesterday": -1,
        "next week": 7 - today.weekday(),
        tr("today").casefold(): 0,
        tr("tomorrow").casefold(): 1,
        tr("yesterday").casefold(): -1,
        tr("next week").casefold(): 7 - today.weekday(),
    }
    return today + timedelta(days=days[words]) if words in days else None


def _weekday(words: str, today: date, locale: QLocale) -> date | None:
    """The next day of that name, never today itself."""
    wished = words.rsplit(" ", maxsplit=1)[-1].strip(".")
    for known in (locale, QLocale(QLocale.Language.English)):
        for day in range(1, 8):
            long = known.standaloneDayName(day, QLocale.FormatType.LongFormat).casefold()
            short = known.standaloneDayName(day, QLocale.FormatType.ShortFormat).casefold().strip(".")
            if wished in (long, short):
                return today + timedelta(days=(day - today.isoweekday() - 1) % 7 + 1)
    return None


def _distance(words: str, today: date) -> date | None:
    match = _IN_DAYS.match(words)
    if match is None:
        return None
    units = {"d": 1, "day": 1, "days": 1, "tag": 1, "tage": 1, "tagen": 1}
    units |= {"w": 7, "week": 7, "weeks": 7, "woche": 7, "wochen": 7}
    days = units.get(match[2])
    return today + timedelta(days=int(match[1]) * days) if days else None


def _numbers(words: str, today: date, locale: QLocale) -> date | None:
    iso = _ISO.match(words)
    if iso is not None:
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    german = _DAY_MONTH.match(words)
    if german is not None:
        return _in_year(german[3], int(german[2]), int(german[1]), today)
    return _named_month(words, today, locale)


def _named_month(words: str, today: date, locale: QLocale) -> date | None:
    for known in (locale, QLocale(QLocale.Language.English)):
        for pattern in (
            "d MMM yyyy",
            "d. MMM yyyy",
            "d MMMM yyyy",
            "d. MMMM yyyy",
            "MMM d yyyy",
            "MMMM d yyyy",
        ):
            for typed, year in ((words, None), (f"{words} {today.year}", today.year)):
                found = known.toDate(typed, pattern)
                if found.isValid():
                    return _coming(found, today) if year else date(found.year(), found.month(), found.day())
    found = locale.toDate(words, QLocale.FormatType.ShortFormat)
    return date(found.year(), found.month(), found.day()) if found.isValid() else None


def _coming(found: QDate, today: date) -> date | None:
    return _in_year(None, found.month(), found.day(), today)


def _in_year(year: str | None, month: int, day: int, today: date) -> date | None:
    """Without a year, the coming one of these days: a date half a year ago was meant for the next."""
    if year is not None:
        return _day(int(year) + (2000 if len(year) == 2 else 0), month, day)
    this_year = _day(today.year, month, day)
    if this_year is not None and (today - this_year).days > 183:
        return _day(today.year + 1, month, day)
    return this_year


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
