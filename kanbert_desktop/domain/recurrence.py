"""On which days something recurs: every day, on weekdays, every few weeks, or on a day of the month."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum

from kanbert_desktop.domain.value_classes import dataclass

MAX_INTERVAL = 52
LAST_DAY = 31
"""The day of the month that every month ends with: a day that a month lacks is its last one."""
WORK_DAYS = (0, 1, 2, 3, 4)
_LONGEST_GAP = timedelta(weeks=MAX_INTERVAL + 1)
_DAY = timedelta(days=1)


class RecurrenceUnit(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Recurrence:
    """`weekdays` count from Monday, 0, and belong to weeks; `day_of_month` belongs to months.

    `interval` is the number of weeks from one to the next, counted from the week of `start`.
    """

    unit: RecurrenceUnit
    start: date
    weekdays: tuple[int, ...] = ()
    interval: int = 1
    day_of_month: int = 1

    def is_on(self, day: date) -> bool:
        """Whether it recurs on that day. Never before `start`."""
        if day < self.start:
            return False
        match self.unit:
            case RecurrenceUnit.DAY:
                return True
            case RecurrenceUnit.WEEK:
                weeks = (_monday(day) - _monday(self.start)).days // 7
                return day.weekday() in self.weekdays and weeks % self.interval == 0
            case _:
                return day.day == min(self.day_of_month, monthrange(day.year, day.month)[1])

    def latest(self, today: date) -> date | None:
        """The last of its days up to today. None if there was none yet."""
        return next((day for day in _days(today, -_DAY) if self.is_on(day)), None)

    def next_after(self, day: date) -> date | None:
        """The first of its days after that day. None only at the end of the calendar."""
        first = max(day + _DAY, self.start) if day < date.max else None
        return next((one for one in _days(first, _DAY) if self.is_on(one)), None) if first else None


def is_valid(recurrence: Recurrence) -> bool:
    weekdays = recurrence.weekdays
    if recurrence.unit is RecurrenceUnit.WEEK and (
        not weekdays
        or any(one not in range(7) for one in weekdays)
        or list(weekdays) != sorted(set(weekdays))
    ):
        return False
    return recurrence.interval in range(1, MAX_INTERVAL + 1) and recurrence.day_of_month in range(
        1, LAST_DAY + 1
    )


def weekday_on_or_after(day: date, weekday: int) -> date:
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def _days(first: date, step: timedelta) -> Iterator[date]:
    """As many as two of the days can be apart."""
    for number in range(_LONGEST_GAP.days):
        try:
            yield first + number * step
        except OverflowError:
            return


def _monday(day: date) -> date:
    return date.fromordinal(max(1, day.toordinal() - day.weekday()))
