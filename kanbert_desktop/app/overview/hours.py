"""Hours booked: whether they are shown, what is stored of them, and their figures."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import partial
from sqlite3 import Connection
from typing import NamedTuple, TypeVar

from kanbert_desktop.app.overview.transitions import WEEKS
from kanbert_desktop.domain.board import BoardId, PersonId
from kanbert_desktop.domain.effort import Effort
from kanbert_desktop.domain.events import HoursBookedChanged
from kanbert_desktop.store import efforts
from kanbert_desktop.store.account_file import AccountFile
from kanbert_desktop.store.database import Store
from kanbert_desktop.store.efforts import DayMinutes, WeekMinutes
from kanbert_desktop.sync.replica import Replica

HOURS_BOOKED = "hours_booked"
"""Name of the local value that says whether hours are shown, as a `HoursState`."""
_WEEK = timedelta(days=7)
Id = TypeVar("Id", bound=str)


class HoursState(StrEnum):
    """Switched on or off by the user. The others say why the program switched them off."""

    OFF = ""
    ON = "on"
    UNKNOWN_TO_SERVER = "unknown_to_server"
    NOT_ALLOWED = "not_allowed"
    UNREADABLE = "unreadable"


class LoadedPart(StrEnum):
    """What was loaded when: the last days, or all twelve weeks."""

    RECENT = "recent"
    COMPLETE = "complete"


class WeekHours(NamedTuple):
    """Minutes from Monday to Sunday. `is_complete`: the week has passed."""

    monday: date
    minutes: int
    is_complete: bool


class BoardHours(NamedTuple):
    board: BoardId
    minutes: int


class PersonHours(NamedTuple):
    """`name` as it came with the hours: the person need not be in the list of people."""

    person: PersonId
    name: str
    minutes: int


class BookedHours(NamedTuple):
    """Of the last twelve weeks, the present one included. `loaded_at` None: nothing is loaded yet."""

    since: date
    loaded_at: datetime | None
    weeks: tuple[WeekHours, ...]
    boards: tuple[BoardHours, ...]
    people: tuple[PersonHours, ...]

    @property
    def minutes(self) -> int:
        return sum(week.minutes for week in self.weeks)


class Hours:
    """Used on the event loop's thread. Without a consent nothing is stored."""

    def __init__(
        self,
        replica: Replica,
        store: Store,
        value: Callable[[str], str],
        save_value: Callable[[str, str], None],
    ) -> None:
        self._replica, self._write = replica, store.write
        self._value, self._save_value = value, save_value
        self._file = AccountFile(store.path.with_name(efforts.FILE_NAME), efforts.SCHEMA)

    def close(self) -> None:
        self._file.close()

    @property
    def state(self) -> HoursState:
        """Off if the value is of a newer version."""
        value = self._value(HOURS_BOOKED)
        return HoursState(value) if value in set(HoursState) else HoursState.OFF

    @property
    def is_on(self) -> bool:
        return self.state is HoursState.ON

    def set_state(self, state: HoursState) -> None:
        """What is stored is removed unless they are on."""
        self._save_value(HOURS_BOOKED, state.value)
        if state is not HoursState.ON and self._file.path.exists():
            self._write(lambda _db: self._file.write(efforts.clear))
        self._replica.bus.publish(HoursBookedChanged())

    def loaded_at(self, part: LoadedPart) -> datetime | None:
        text = self._file.read(efforts.loads, dict[str, str]()).get(part.value)
        return _moment(text) if text is not None else None

    async def put(self, rows: Iterable[Effort], first: date, part: LoadedPart, now: datetime) -> None:
        """Replaces what is stored from the day `first` on."""
        from asyncio import wrap_future  # noqa: PLC0415  few verbs need it

        sums: Counter[tuple[str, str, str]] = Counter()
        people: dict[str, str] = {}
        for row in {row.id: row for row in rows}.values():
            if row.day >= first:
                sums[row.day.isoformat(), row.board, row.person.id] += row.minutes
                people[row.person.id] = row.person.name
        parts = LoadedPart if part is LoadedPart.COMPLETE else (part,)
        loads = {one.value: now.astimezone(UTC).isoformat() for one in parts}
        days = [DayMinutes(*place, minutes) for place, minutes in sums.items()]
        before = first_day(now.astimezone().date())

        def write(db: Connection) -> None:
            efforts.replace_from(db, first.isoformat(), days)
            efforts.note(db, people, loads)
            efforts.prune(db, before.isoformat())

        await wrap_future(self._write(lambda _db: self._file.write(write)))
        self._replica.bus.publish(HoursBookedChanged())

    def figures(self, boards: Collection[BoardId], today: date) -> BookedHours | None:
        """None unless they are on."""
        if not self.is_on:
            return None
        first, monday = first_day(today), _monday(today)
        last = monday + _WEEK - timedelta(days=1)
        read = partial(_read, boards=boards, first=first, last=last)
        rows, names = self._file.read(read, _NOTHING)
        by_week: Counter[str] = Counter()
        by_board: Counter[BoardId] = Counter()
        by_person: Counter[PersonId] = Counter()
        for row in rows:
            by_week[row.monday] += row.minutes
            by_board[BoardId(row.board)] += row.minutes
            by_person[PersonId(row.person)] += row.minutes
        mondays = [first + number * _WEEK for number in range(WEEKS)]
        return BookedHours(
            first,
            self.loaded_at(LoadedPart.RECENT),
            tuple(WeekHours(day, by_week[day.isoformat()], day < monday) for day in mondays),
            tuple(BoardHours(board, minutes) for board, minutes in _most_first(by_board)),
            tuple(
                PersonHours(person, names.get(person, person), minutes)
                for person, minutes in _most_first(by_person)
            ),
        )


_Stored = tuple[list[WeekMinutes], dict[str, str]]
_NOTHING: _Stored = ([], {})


def _read(db: Connection, boards: Collection[BoardId], first: date, last: date) -> _Stored:
    return efforts.weeks(db, boards, first.isoformat(), last.isoformat()), efforts.names(db)


def first_day(today: date) -> date:
    """The Monday with which the twelve weeks begin."""
    return _monday(today) - (WEEKS - 1) * _WEEK


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _most_first(minutes: Mapping[Id, int]) -> list[tuple[Id, int]]:
    return sorted(
        ((one, number) for one, number in minutes.items() if number), key=lambda item: (-item[1], item[0])
    )


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None
