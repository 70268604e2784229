"""Reads a recurrence from words, English or German: "every Monday", "alle 2 Wochen am Montag", "last day of the month"."""

import re
from collections.abc import Sequence
from datetime import date

from kanbert_desktop.domain.recurrence import (
    LAST_DAY,
    MAX_INTERVAL,
    WORK_DAYS,
    Recurrence,
    RecurrenceUnit,
    is_valid,
)

_TOKEN = re.compile(r"\d+|[^\W\d_]+|[-–]")
EVERY = frozenset({"every", "each", "jeden", "jede", "jedes", "jeder", "alle"})
_FILLERS = frozenset(
    {
        *("on", "the", "of", "in", "and", "a", "st", "nd", "rd", "th"),
        *("am", "an", "dem", "den", "der", "des", "im", "und", "jeweils", "immer"),
    }
)
_TO = frozenset({"-", "–", "to", "till", "bis"})
_DAY = frozenset({"day", "days", "tag", "tage", "tages"})
_WORK_DAY = frozenset(
    {"weekday", "weekdays", "workday", "workdays", "werktag", "werktage", "arbeitstag", "arbeitstage"}
)
_WEEK = frozenset({"week", "weeks", "woche", "wochen"})
_MONTH = frozenset({"month", "monat", "monats", "monates"})
_FIRST = frozenset({"first", "erste", "ersten", "erster"})
_LAST = frozenset({"last", "letzte", "letzten", "letzter"})
_NUMBERS = {
    **dict.fromkeys(("other", "second", "zweite", "zweiten", "zweiter", "two", "zwei"), 2),
    **dict.fromkeys(("third", "dritte", "dritten", "dritter", "three", "drei"), 3),
    **dict.fromkeys(("fourth", "vierte", "vierten", "vierter", "four", "vier"), 4),
}
_ALONE = {
    "daily": "every day",
    "täglich": "every day",
    "weekdays": "every weekday",
    "werktags": "every weekday",
    "werktäglich": "every weekday",
    "weekly": "every week",
    "wöchentlich": "every week",
    "monthly": "every month",
    "monatlich": "every month",
    "monatsanfang": "first day of month",
    "monatsende": "last day of month",
    "monatsersten": "first day of month",
    "monatsletzten": "last day of month",
}
_WEEKDAYS = {
    word: day
    for day, words in enumerate(
        (
            ("monday", "mondays", "mon", "montag", "montags", "mo"),
            ("tuesday", "tuesdays", "tue", "dienstag", "dienstags", "di"),
            ("wednesday", "wednesdays", "wed", "mittwoch", "mittwochs", "mi"),
            ("thursday", "thursdays", "thu", "donnerstag", "donnerstags", "do"),
            ("friday", "fridays", "fri", "freitag", "freitags", "fr"),
            ("saturday", "saturdays", "sat", "samstag", "samstags", "sonnabend", "sonnabends", "sa"),
            ("sunday", "sundays", "sun", "sonntag", "sonntags", "so"),
        )
    )
    for word in words
}


def read_recurrence(text: str, today: date) -> Recurrence | None:
    """None if the text is no recurrence, or says more than one. It begins today."""
    words = [word for word in _TOKEN.findall(text.casefold()) if word not in _FILLERS]
    if words and words[-1] in _ALONE:
        words = [*words[:-1], *_TOKEN.findall(_ALONE[words[-1]])]
        words = [word for word in words if word not in _FILLERS]
    is_said = bool(words) and words[0] in EVERY
    rest = [word for word in words if word not in EVERY]
    if not rest:
        return None
    found = _monthly(rest, today) or (
        _every(rest, today)
        if is_said or all(word in _WEEKDAYS and word.endswith("s") for word in rest)
        else None
    )
    return found if found is not None and is_valid(found) else None


def _monthly(words: Sequence[str], today: date) -> Recurrence | None:
    """Reads "first day of the month", "15. jeden Monats", "every month on the last day"."""
    if sum(word in _MONTH for word in words) != 1:
        return None
    rest = [word for word in words if word not in _MONTH and word not in _DAY]
    if len(rest) > 1:
        return None
    word = rest[0] if rest else "1"
    if word in _LAST:
        number = LAST_DAY
    elif word in _FIRST:
        number = 1
    elif word.isdecimal() and word.isascii() and len(word) <= 2:
        number = int(word)
    else:
        return None
    return Recurrence(RecurrenceUnit.MONTH, today, day_of_month=number)


def _every(words: Sequence[str], today: date) -> Recurrence | None:
    """What follows "every" and is no month."""
    if len(words) == 1 and words[0] in _DAY:
        return Recurrence(RecurrenceUnit.DAY, today)
    if len(words) == 1 and words[0] in _WORK_DAY:
        return Recurrence(RecurrenceUnit.WEEK, today, WORK_DAYS)
    number = _number(words[0])
    interval, rest = (1, words) if number is None else (number, words[1:])
    has_week = bool(rest) and rest[0] in _WEEK
    days = _weekdays(rest[1:] if has_week else rest)
    if days is None or not (has_week or days) or interval not in range(1, MAX_INTERVAL + 1):
        return None
    return Recurrence(RecurrenceUnit.WEEK, today, days or (today.weekday(),), interval)


def _number(word: str) -> int | None:
    if word.isdecimal() and word.isascii() and len(word) <= 2:
        return int(word)
    return _NUMBERS.get(word)


def _weekdays(words: Sequence[str]) -> tuple[int, ...] | None:
    """The weekdays, of a range every one. None if there is another word."""
    found: set[int] = set()
    waiting = list(words)
    while waiting:
        first = _WEEKDAYS.get(waiting.pop(0))
        if first is None:
            return None
        last = first
        if waiting and waiting[0] in _TO:
            end = _WEEKDAYS.get(waiting[1]) if len(waiting) > 1 else None
            if end is None:
                return None
            last = end
            del waiting[:2]
        found |= {day % 7 for day in range(first, last + (7 if last < first else 0) + 1)}
    return tuple(sorted(found))
