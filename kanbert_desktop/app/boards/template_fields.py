"""Due dates and recurrences of templates as they are stored, exported and printed."""

from datetime import date, timedelta
from typing import Any

from kanbert_desktop.domain.errors import InvalidInput
from kanbert_desktop.domain.recurrence import Recurrence, RecurrenceUnit, is_valid, weekday_on_or_after

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MAX_DUE_DAYS = 365


def due_date(due: str, day: date) -> date | None:
    """The due date of a card that is made on that day: "" for none, "+3", or the weekday on or after it.

    Raises `InvalidInput`.
    """
    if not due:
        return None
    if due in WEEKDAYS:
        return weekday_on_or_after(day, WEEKDAYS.index(due))
    days = due.removeprefix("+")
    if due.startswith("+") and days.isascii() and days.isdecimal() and int(days) <= MAX_DUE_DAYS:
        return day + timedelta(days=int(days))
    raise InvalidInput("template_due", due=due)


def recurrence_json(recurrence: Recurrence | None) -> dict[str, Any] | None:
    """The keys are a promise (COMMAND_LINE.md, "Templates")."""
    if recurrence is None:
        return None
    return {
        "unit": recurrence.unit.value,
        "interval": recurrence.interval,
        "weekdays": [WEEKDAYS[one] for one in recurrence.weekdays],
        "day": recurrence.day_of_month if recurrence.unit is RecurrenceUnit.MONTH else None,
        "start": recurrence.start.isoformat(),
    }


def recurrence_of(row: object) -> Recurrence | None:
    """None for a template without one. Raises `ValueError` for anything that `recurrence_json` does not write."""
    if row is None:
        return None
    if not isinstance(row, dict) or not isinstance(row.get("weekdays", []), list):
        raise ValueError("no recurrence")  # noqa: TRY004  one error for everything that is wrong
    interval, day = row.get("interval", 1), row.get("day")
    if type(interval) is not int or type(day) not in (int, type(None)):
        raise ValueError("no number")
    found = Recurrence(
        RecurrenceUnit(str(row.get("unit"))),
        date.fromisoformat(str(row.get("start"))),
        tuple(WEEKDAYS.index(one) for one in row.get("weekdays", [])),
        interval,
        1 if day is None else day,
    )
    if not is_valid(found):
        raise ValueError("no such days")
    return found
