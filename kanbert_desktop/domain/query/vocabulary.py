"""Keywords in English and German, `due:` dates and ranges."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from kanbert_desktop.domain.board import Column
from kanbert_desktop.domain.query.terms import Key
from kanbert_desktop.domain.query.text_match import contract_umlauts, fold_text, split_words

KEYS = {
    "assignee": Key.ASSIGNEE,
    "zustandig": Key.ASSIGNEE,
    "due": Key.DUE,
    "fallig": Key.DUE,
    "is": Key.IS,
    "ist": Key.IS,
    "board": Key.BOARD,
    "column": Key.COLUMN,
    "in": Key.COLUMN,
    "spalte": Key.COLUMN,
    "client": Key.CLIENT,
    "kunde": Key.CLIENT,
    "priority": Key.PRIORITY,
    "prioritat": Key.PRIORITY,
    "prio": Key.PRIORITY,
    "updated": Key.UPDATED,
    "geandert": Key.UPDATED,
    "created": Key.CREATED,
    "erstellt": Key.CREATED,
    "angelegt": Key.CREATED,
    "done": Key.DONE,
    "erledigt": Key.DONE,
    "on": Key.ON,
    "am": Key.ON,
    "has": Key.HAS,
    "hat": Key.HAS,
    "mit": Key.HAS,
}
"""By their folded spelling."""
STATES = {
    "pending": "pending",
    "unsent": "pending",
    "nichtgesendet": "pending",
    "ungesendet": "pending",
    "overdue": "overdue",
    "uberfallig": "overdue",
    "done": "done",
    "erledigt": "done",
    "fertig": "done",
    "open": "open",
    "offen": "open",
    "mine": "mine",
    "meine": "mine",
    "parent": "parent",
    "ubergeordnet": "parent",
    "subtask": "sub-task",
    "unteraufgabe": "sub-task",
    "public": "public",
    "offentlich": "public",
}
DUE_WORDS = {
    "none": "none",
    "keine": "none",
    "ohne": "none",
    "nie": "none",
    "today": "today",
    "heute": "today",
    "tomorrow": "tomorrow",
    "morgen": "tomorrow",
    "overdue": "overdue",
    "uberfallig": "overdue",
    "thisweek": "this-week",
    "diesewoche": "this-week",
    "nextweek": "next-week",
    "nachstewoche": "next-week",
}
PARTS = {
    "comments": "comments",
    "comment": "comments",
    "kommentare": "comments",
    "kommentar": "comments",
    "description": "description",
    "beschreibung": "description",
    "due": "due",
    "fallig": "due",
    "falligkeit": "due",
    "termin": "due",
    "subtasks": "sub-tasks",
    "subtask": "sub-tasks",
    "unteraufgaben": "sub-tasks",
    "unteraufgabe": "sub-tasks",
}
"""What a card may have."""
MOMENT_WORDS = {
    "today": "today",
    "heute": "today",
    "yesterday": "yesterday",
    "gestern": "yesterday",
    "thisweek": "this-week",
    "diesewoche": "this-week",
    "lastweek": "last-week",
    "letztewoche": "last-week",
    "vorigewoche": "last-week",
}
ME = frozenset({"me", "ich", "mir", "mich"})
NOBODY = frozenset({"none", "niemand", "keine", "keiner"})
_COLUMNS = {
    Column.BACKLOG: ("Backlog",),
    Column.NEW: ("New", "To do", "Zu erledigen"),
    Column.WIP: ("WIP", "In progress", "In Arbeit"),
    Column.COMPLETED: ("Completed", "Erledigt"),
    Column.APPROVED: ("Approved", "Freigegeben"),
    Column.CLOSED: ("Closed", "Archived", "Archiviert"),
    Column.OTHER: ("Other", "Andere"),
}
_DISTANCE = re.compile(r"([<>])(=?)(\d{1,4})([dtw])")
_COMPARED = re.compile(r"([<>])(=?)(.+)")
_GERMAN = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_OPPOSITE = {"<": ">", ">": "<"}
_DAY = timedelta(days=1)


def normalise_word(value: str) -> str:
    """`In progress`, `in-progress` and `inprogress` are one word here; so are `fällig` and `faellig`."""
    return "".join(split_words(contract_umlauts(fold_text(value))))


def canonical_word(table: Mapping[str, str], value: str) -> str | None:
    """The canonical keyword; None if `value` is more than one keyword."""
    letters = fold_text(value).replace("-", "").replace(" ", "")
    return table.get(normalise_word(value)) if letters.isalnum() else None


def _normalise_column(value: str) -> str:
    """The same for a value that is normalised already: `zu erledigen` has no umlaut, and `zuerledigen` looks as if it had."""
    return contract_umlauts(normalise_word(value))


_SPELLED = {_normalise_column(name): column for column, names in _COLUMNS.items() for name in names}


def columns_named(value: str) -> frozenset[Column]:
    """All columns whose name begins with `value`."""
    wanted = _normalise_column(value)
    return frozenset(column for name, column in _SPELLED.items() if wanted and name.startswith(wanted))


class DateRange(NamedTuple):
    """From the first to the last day, both included; None is open-ended."""

    first: date | None
    last: date | None

    def contains(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


def normalise_due(value: str) -> str | None:
    """The value as it is printed; None if it is not a value for a due date."""
    return _normalise_date(value, DUE_WORDS)


def normalise_moment(value: str) -> str | None:
    """The value as it is printed; None if it is not a value for a day in the past."""
    return _normalise_date(value, MOMENT_WORDS)


def normalise_day(value: str) -> str | None:
    """The value as it is printed; None if it is not one day in the past."""
    found = _normalise_date(value, MOMENT_WORDS)
    return found if found in ("today", "yesterday") or _day(found or "") else None


def _normalise_date(value: str, words: Mapping[str, str]) -> str | None:
    text = value.strip().casefold()
    word = canonical_word(words, text)
    if word is not None:
        return word
    if _DISTANCE.fullmatch(text):
        return text.replace("t", "d")
    if ".." in text:
        return _range(*text.split("..", 1))
    compared = _COMPARED.fullmatch(text)
    sign, rest = (compared.group(1) + compared.group(2), compared.group(3)) if compared else ("", text)
    day = _day(rest)
    return f"{sign}{day.isoformat()}" if day is not None else None


def due_range(value: str, today: date) -> DateRange:
    """The range of a normalised value that is not a keyword (`none`, `overdue`). `<7d`: less than 7 days ahead."""
    monday = today - timedelta(days=today.weekday())
    named = {
        "today": DateRange(today, today),
        "tomorrow": DateRange(today + _DAY, today + _DAY),
        "this-week": DateRange(monday, monday + 6 * _DAY),
        "next-week": DateRange(monday + 7 * _DAY, monday + 13 * _DAY),
    }
    return named.get(value) or _date_range(value, today, 1)


def moment_range(value: str, today: date) -> DateRange:
    """The range of a normalised value of a day in the past. `<7d`: less than 7 days ago."""
    monday = today - timedelta(days=today.weekday())
    named = {
        "today": DateRange(today, today),
        "yesterday": DateRange(today - _DAY, today - _DAY),
        "this-week": DateRange(monday, monday + 6 * _DAY),
        "last-week": DateRange(monday - 7 * _DAY, monday - _DAY),
    }
    return named.get(value) or _date_range(value, today, -1)


def _date_range(value: str, today: date, direction: int) -> DateRange:
    """`direction` is 1 if distances lead into the future, and -1 if they lead into the past."""
    if ".." in value:
        first, last = value.split("..")
        return DateRange(_day(first), _day(last))
    distance, compared = _DISTANCE.fullmatch(value), _COMPARED.fullmatch(value)
    if distance is not None:
        sign = distance.group(1) if direction > 0 else _OPPOSITE[distance.group(1)]
        return _compared_range(
            sign, distance.group(2), _add_days(today, direction * int(distance.group(3)), distance.group(4))
        )
    if compared is not None:
        return _compared_range(compared.group(1), compared.group(2), _day(compared.group(3)) or today)
    return DateRange(_day(value), _day(value))


def _range(first: str, last: str) -> str | None:
    ends = [_day(end) if end else None for end in (first, last)]
    if ends == [None, None] or any(
        text and end is None for text, end in zip((first, last), ends, strict=True)
    ):
        return None
    return "..".join(end.isoformat() if end is not None else "" for end in ends)


def _compared_range(sign: str, equal: str, day: date) -> DateRange:
    try:
        if sign == "<":
            return DateRange(None, day if equal else day - _DAY)
        return DateRange(day if equal else day + _DAY, None)
    except OverflowError:
        return DateRange(None, None)


def _add_days(today: date, number: int, unit: str) -> date:
    try:
        return today + timedelta(days=number * (7 if unit == "w" else 1))
    except OverflowError:
        return date.max if number > 0 else date.min


def _day(text: str) -> date | None:
    german = _GERMAN.fullmatch(text)
    try:
        if german is not None:
            return date(int(german.group(3)), int(german.group(2)), int(german.group(1)))
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if found.isoformat() == text else None
