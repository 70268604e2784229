"""Recurrences in words that `read_recurrence` reads again."""

from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.recurrence import LAST_DAY, WORK_DAYS, Recurrence, RecurrenceUnit


def weekday_names() -> tuple[str, ...]:
    """Monday first."""
    return (
        tr("Monday"),
        tr("Tuesday"),
        tr("Wednesday"),
        tr("Thursday"),
        tr("Friday"),
        tr("Saturday"),
        tr("Sunday"),
    )


def recurrence_text(recurrence: Recurrence) -> str:
    match recurrence.unit:
        case RecurrenceUnit.DAY:
            return tr("every day")
        case RecurrenceUnit.MONTH:
            return _monthly_text(recurrence.day_of_month)
        case _:
            return _weekly_text(recurrence)


def _monthly_text(day: int) -> str:
    if day == 1:
        return tr("on the first day of every month")
    if day == LAST_DAY:
        return tr("on the last day of every month")
    return tr("on day {number} of every month", number=day)


def _weekly_text(recurrence: Recurrence) -> str:
    if recurrence.interval == 1 and recurrence.weekdays == WORK_DAYS:
        return tr("every weekday")
    days = _list_of([weekday_names()[day] for day in recurrence.weekdays])
    if recurrence.interval == 1:
        return tr("every {days}", days=days)
    return tr("every {number} weeks on {days}", number=recurrence.interval, days=days)


def _list_of(names: list[str]) -> str:
    if len(names) == 1:
        return names[0]
    return tr("{names} and {last}", names=", ".join(names[:-1]), last=names[-1])
