"""A day named without a word before it: "Call Tom by next Friday", „Morgen Tom anrufen“."""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QLocale

from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.board.due_input import typed_date

_LONGEST = 3
_NEXT = frozenset({"next", "this", "coming", "nächsten", "nächste", "nächster", "kommenden", "diesen"})
_IN = frozenset({"in"})
_BEFORE = frozenset({"by", "on", "until", "due", "bis", "am", "zum"})
"""These belong to the day and not to the title."""
_NUMBERS = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\.\d{1,2}\.(\d{4}|\d{2})?")
"""A date that nothing else looks like: "3.12" may be a version."""


class SpokenDay(NamedTuple):
    """`title` are the words that are left."""

    day: date
    title: list[str]


def spoken_day(words: Sequence[str], today: date) -> SpokenDay | None:
    """At the end of the line, or "tomorrow" at its beginning. None where that would leave no title."""
    for count in range(min(_LONGEST, len(words) - 1), 0, -1):
        day = _day(words[-count:], today)
        if day is not None:
            left = list(words[:-count])
            return SpokenDay(day, left[:-1] if left[-1].casefold() in _BEFORE and len(left) > 1 else left)
    first = words[0].casefold().rstrip(",:") if len(words) > 1 else ""
    day = typed_date(first, today) if first in _near() else None
    return SpokenDay(day, list(words[1:])) if day is not None else None


def _day(words: Sequence[str], today: date) -> date | None:
    said = [word.casefold() for word in words]
    return typed_date(" ".join(said), today) if _is_plain(said) else None


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
