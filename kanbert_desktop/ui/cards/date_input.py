"""Parses typed and spoken dates."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from PySide6.QtCore import QDate, QLocale

from kanbert_desktop.app.translation import tr

_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
_DAY_MONTH = re.compile(r"^(\d{1,2})\.\s*(\d{1,2})\.?\s*(\d{4}|\d{2})?$")
_IN_DAYS = re.compile(r"^\D*?(\d{1,3})\s*(\w+)$")


def parse_date(text: str, today: date, locale: QLocale | None = None) -> date | None:
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


_LONGEST = 3
_NEXT = frozenset({"next", "this", "coming", "nächsten", "nächste", "nächster", "kommenden", "diesen"})
_IN = frozenset({"in"})
_BEFORE = frozenset({"by", "on", "until", "due", "bis", "am", "zum"})
"""These belong to the day and not to the title."""
_NUMBERS = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\.\d{1,2}\.(\d{4}|\d{2})?")
"""A date that nothing else looks like: "3.12" may be a version."""


class DateInText(NamedTuple):
    """`title` are the words that are left."""

    day: date
    title: list[str]


def date_in_text(words: Sequence[str], today: date) -> DateInText | None:
    """At the end of the line, or "tomorrow" at its beginning. None where that would leave no title."""
    for count in range(min(_LONGEST, len(words) - 1), 0, -1):
        day = _day_in_words(words[-count:], today)
        if day is not None:
            left = list(words[:-count])
            return DateInText(day, left[:-1] if left[-1].casefold() in _BEFORE and len(left) > 1 else left)
    first = words[0].casefold().rstrip(",:") if len(words) > 1 else ""
    day = parse_date(first, today) if first in _near() else None
    return DateInText(day, list(words[1:])) if day is not None else None


def _day_in_words(words: Sequence[str], today: date) -> date | None:
    said = [word.casefold() for word in words]
    return parse_date(" ".join(said), today) if _is_plain(said) else None


def _is_plain(said: Sequence[str]) -> bool:
    """Does it mean a day and hardly anything else? A weekday's short name may be a word ("so", "sun")."""
    first, last = said[0], said[-1]
    if len(said) == 1:
        return first in _near() or last in _weekdays() or _NUMBERS.fullmatch(first) is not None
    if len(said) == 2 and (first in _NEXT or " ".join(said) == tr("next week").casefold()):
        return last in _weekdays() or " ".join(said) in ("next week", tr("next week").casefold())
    if first in _IN:
        return len(said) == 3 and said[1].isdecimal() and last.isalpha()
    return _is_named_month(said)


def _is_named_month(said: Sequence[str]) -> bool:
    """Such as "3 Dec", "3. Dezember 2026" or "Dec 3"."""
    bare = [word.rstrip(".,") for word in said]
    day, month = (bare[0], bare[1]) if bare[0].isdecimal() else (bare[1], bare[0])
    is_month = day.isdecimal() and month in _months()
    return is_month and (len(bare) == 2 or re.fullmatch(r"\d{4}", bare[2]) is not None)


def _near() -> frozenset[str]:
    return frozenset({"today", "tomorrow", tr("today").casefold(), tr("tomorrow").casefold()})


def _weekdays() -> frozenset[str]:
    return frozenset(
        known.standaloneDayName(day, QLocale.FormatType.LongFormat).casefold()
        for known in _languages()
        for day in range(1, 8)
    )


def _months() -> frozenset[str]:
    return frozenset(
        known.standaloneMonthName(month, form).casefold().rstrip(".")
        for known in _languages()
        for month in range(1, 13)
        for form in (QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat)
    )


def _languages() -> tuple[QLocale, QLocale]:
    return QLocale(), QLocale(QLocale.Language.English)
