"""Parses typed dates, and finds a date in the words of a title."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from PySide6.QtCore import QLocale

from kanbert_desktop.app.translation import tr

_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
_DAY_MONTH = re.compile(r"^(\d{1,2})\.\s*(\d{1,2})\.?\s*(\d{4}|\d{2})?$")
_NAMED_MONTH = re.compile(
    r"(?:(?P<day>\d{1,2})(?:\.|st|nd|rd|th)?\s*(?P<month>[^\W\d]+)\.?"
    r"|(?P<month_first>[^\W\d]+)\.?\s*(?P<day_last>\d{1,2})(?:\.|st|nd|rd|th)?)(?:,?\s+(?P<year>\d{4}))?"
)
"""For example "3 Dec", "3. Dez. 2026", "Dec 3rd, 2026"."""
_ABBREVIATION = 3
"""Letters that people shorten the name of a month to, whatever the locale's own short name is ("Sept.")."""
_IN_DAYS = re.compile(r"^\D*?(\d{1,3})\s*(\w+)$")
_MAX_WORDS = 3
_NEXT = frozenset({"next", "this", "coming", "nächsten", "nächste", "nächster", "kommenden", "diesen"})
_IN = frozenset({"in"})
_ONE = frozenset({"a", "an", "one", "einem", "einer"})
_BEFORE = frozenset({"by", "on", "until", "due", "bis", "am", "zum"})
"""These words belong to the date, not to the title."""
_NUMBERS = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\.\d{1,2}\.(\d{4}|\d{2})?")
"""Dates that nothing else looks like: "3.12" may be a version."""


class DateInText(NamedTuple):
    """`title` holds the remaining words."""

    day: date
    title: list[str]


def parse_date(text: str, today: date, locale: QLocale | None = None) -> date | None:
    """Returns the date, or None if the text is no date. Accepts words of the user's language and English."""
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


def date_in_text(words: Sequence[str], today: date) -> DateInText | None:
    """Returns a date at the end of the line, or "tomorrow" at its beginning. None if no title would remain."""
    for count in range(min(_MAX_WORDS, len(words) - 1), 0, -1):
        day = _day_in_words(words[-count:], today)
        if day is not None:
            left = list(words[:-count])
            return DateInText(day, left[:-1] if left[-1].casefold() in _BEFORE and len(left) > 1 else left)
    first = words[0].casefold().rstrip(",:") if len(words) > 1 else ""
    day = parse_date(first, today) if first in _near_days() else None
    return DateInText(day, list(words[1:])) if day is not None else None


def _word(words: str, today: date) -> date | None:
    days = {
        "today": 0,
        "tomorrow": 1,
        "day after tomorrow": 2,
        "yesterday": -1,
        "next week": 7 - today.weekday(),
        tr("today").casefold(): 0,
        tr("tomorrow").casefold(): 1,
        tr("day after tomorrow").casefold(): 2,
        tr("yesterday").casefold(): -1,
        tr("next week").casefold(): 7 - today.weekday(),
    }
    return today + timedelta(days=days[words]) if words in days else None


def _weekday(words: str, today: date, locale: QLocale) -> date | None:
    """Returns the next day of that name, never today."""
    name = words.rsplit(" ", maxsplit=1)[-1].strip(".")
    for known in (locale, QLocale(QLocale.Language.English)):
        for day in range(1, 8):
            long = known.standaloneDayName(day, QLocale.FormatType.LongFormat).casefold()
            short = known.standaloneDayName(day, QLocale.FormatType.ShortFormat).casefold().strip(".")
            if name in (long, short):
                return today + timedelta(days=(day - today.isoweekday() - 1) % 7 + 1)
    return None


def _distance(words: str, today: date) -> date | None:
    match = _IN_DAYS.match(" ".join("1" if word in _ONE else word for word in words.split()))
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
    read = _NAMED_MONTH.fullmatch(words)
    month = _months(locale).get(read["month"] or read["month_first"]) if read is not None else None
    if read is not None and month is not None:
        return _in_year(read["year"], month, int(read["day"] or read["day_last"]), today)
    found = locale.toDate(words, QLocale.FormatType.ShortFormat)
    return date(found.year(), found.month(), found.day()) if found.isValid() else None


def _in_year(year: str | None, month: int, day: int, today: date) -> date | None:
    """Returns the date nearest to today if no year is given: more than half a year ago means next year."""
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


def _day_in_words(words: Sequence[str], today: date) -> date | None:
    folded = [word.casefold() for word in words]
    return parse_date(" ".join(folded), today) if _is_date(folded) else None


def _is_date(folded: Sequence[str]) -> bool:
    """Returns True if the words are a date and hardly anything else.

    A weekday's short name may be a word ("so", "sun").
    """
    first, last = folded[0], folded[-1]
    if len(folded) == 1:
        return first in _near_days() or last in _weekdays() or _NUMBERS.fullmatch(first) is not None
    if len(folded) == 2 and (first in _NEXT or " ".join(folded) == tr("next week").casefold()):
        return last in _weekdays() or " ".join(folded) in ("next week", tr("next week").casefold())
    if first in _IN:
        return len(folded) == 3 and (folded[1].isdecimal() or folded[1] in _ONE) and last.isalpha()
    if " ".join(folded) in _near_days():
        return True
    return _is_named_month(" ".join(folded).rstrip(","))


def _is_named_month(words: str) -> bool:
    read = _NAMED_MONTH.fullmatch(words)
    return read is not None and (read["month"] or read["month_first"]) in _months(QLocale())


def _near_days() -> frozenset[str]:
    texts = (tr("today"), tr("tomorrow"), tr("day after tomorrow"))
    return frozenset({"today", "tomorrow", "day after tomorrow", *(text.casefold() for text in texts)})


def _weekdays() -> frozenset[str]:
    return frozenset(
        known.standaloneDayName(day, QLocale.FormatType.LongFormat).casefold()
        for known in _languages()
        for day in range(1, 8)
    )


def _months(locale: QLocale) -> dict[str, int]:
    """The number of each month by its names, long and short, without a full stop."""
    months: dict[str, int] = {}
    for known in (locale, QLocale(QLocale.Language.English)):
        for month in range(1, 13):
            for form in (QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat):
                # Of a date first: some languages decline the name there.
                for name in (known.monthName(month, form), known.standaloneMonthName(month, form)):
                    plain = name.casefold().rstrip(".")
                    months.setdefault(plain, month)
                    months.setdefault(plain[:_ABBREVIATION], month)
    return months


def _languages() -> tuple[QLocale, QLocale]:
    return QLocale(), QLocale(QLocale.Language.English)
