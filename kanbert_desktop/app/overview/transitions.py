"""What the observed moves tell: age in column, throughput by week, and the number of cards by column and day."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from sqlite3 import Connection
from typing import NamedTuple

from kanbert_desktop.domain.board import DONE_COLUMNS, OPEN_COLUMNS, BoardId, Column
from kanbert_desktop.store import transitions
from kanbert_desktop.store.account_file import AccountFile
from kanbert_desktop.store.transitions import Place
from kanbert_desktop.sync.card_figures import CardFigures, PendingMove

WEEKS, FLOW_DAYS = 12, 56
_DAY = timedelta(days=1)
_DONE = [column.value for column in DONE_COLUMNS]
_KNOWN = {column.value: column for column in Column}


class Age(NamedTuple):
    """In days. `is_at_least`: the cards came before moves were observed, so it may be more."""

    days: int
    is_at_least: bool


class ColumnAges(NamedTuple):
    """`observed`: of how many cards it is known when they came."""

    median: Age
    oldest: Age
    observed: int


class Week(NamedTuple):
    """Cards that reached a done column from Monday on. `is_complete`: every day of it has passed and was observed."""

    monday: date
    done: int
    is_complete: bool


class FlowDay(NamedTuple):
    """The number of cards at the end of the day, sub-tasks included, of the boards that were observed by then."""

    day: date
    columns: Mapping[Column, int]


class Movement(NamedTuple):
    """`since` is the first day of which anything is known, `complete_since` the first of which everything is."""

    since: date | None
    complete_since: date | None
    ages: Mapping[Column, ColumnAges]
    throughput: tuple[Week, ...]
    flow: tuple[FlowDay, ...]


def read_movement(
    file: AccountFile, boards: Collection[BoardId], figures: CardFigures, today: date
) -> Movement:
    noted = file.read(transitions.boards_since, dict[str, str]())
    since = {board: min(_day(noted[board], today), today) for board in boards if board in noted}
    if not since:
        return Movement(None, None, {}, (), ())
    first = min(since.values())
    is_all = len(since) == len(boards)
    return Movement(
        first,
        max(since.values()) if is_all else None,
        _read_ages(file, since, figures, today),
        _read_throughput(file, since, figures.pending, today),
        _read_flow(file, since, figures, today),
    )


# Age in column.


_Counted = list[tuple[str, str, int]]


class _Places(NamedTuple):
    """Cards that were seen to come: by column and day, and by board and column."""

    days: Counter[tuple[Column, date]]
    seen: Counter[tuple[BoardId, Column]]


def _read_ages(
    file: AccountFile, since: Mapping[BoardId, date], figures: CardFigures, today: date
) -> dict[Column, ColumnAges]:
    known = _read_places(file, since, today)
    _take_pending(file, known, figures.pending, today)
    ages: dict[Column, list[tuple[int, bool, int]]] = {column: [] for column in OPEN_COLUMNS}
    for (column, day), count in known.days.items():
        if column in ages and count > 0:
            ages[column].append(((today - day).days, False, count))
    for (board, column), number in figures.columns.items():
        if column in ages and board in since and (rest := number.all - known.seen[board, column]) > 0:
            ages[column].append(((today - since[board]).days, True, rest))
    return {column: _column_ages(rows) for column, rows in ages.items() if rows}


def _read_places(file: AccountFile, boards: Collection[BoardId], today: date) -> _Places:
    def read(db: Connection) -> tuple[_Counted, _Counted]:
        return transitions.count_place_days(db, boards), transitions.count_places(db, boards)

    nothing: tuple[_Counted, _Counted] = ([], [])
    by_day, by_board = file.read(read, nothing)
    places = _Places(Counter(), Counter())
    for status, text, count in by_day:
        places.days[column_of_status(status), min(_day(text, today), today)] += count
    for board, status, count in by_board:
        places.seen[BoardId(board), column_of_status(status)] += count
    return places


def _take_pending(file: AccountFile, known: _Places, pending: Sequence[PendingMove], today: date) -> None:
    """A card that the user moved here came into its column today, whatever was observed before."""
    if not pending:
        return
    places = file.read(
        lambda db: transitions.places_of(db, [one.card for one in pending]), dict[str, Place]()
    )
    for one in pending:
        place = places.get(one.card)
        if place is not None and place.status:
            column = column_of_status(place.status)
            known.days[column, min(_day(place.day, today), today)] -= 1
            known.seen[BoardId(place.board), column] -= 1
        if one.new is not None:
            known.days[one.new, today] += 1
            known.seen[one.board, one.new] += 1


def _column_ages(rows: Iterable[tuple[int, bool, int]]) -> ColumnAges:
    """Each row is an age, whether it may be more, and the number of such cards."""
    ordered = sorted(rows)
    total = sum(count for _, _, count in ordered)
    middle, passed, may_be_more = (total - 1) // 2, 0, False
    median = Age(0, False)
    for days, is_at_least, count in ordered:
        # A card before the middle that may be older would move the middle up.
        may_be_more |= is_at_least
        passed += count
        if passed > middle:
            median = Age(days, may_be_more)
            break
    oldest = Age(ordered[-1][0], any(is_at_least for _, is_at_least, _ in ordered))
    return ColumnAges(median, oldest, sum(count for _, is_at_least, count in ordered if not is_at_least))


# Throughput.


def _read_throughput(
    file: AccountFile, since: Mapping[BoardId, date], pending: Sequence[PendingMove], today: date
) -> tuple[Week, ...]:
    first, last = min(since.values()), _monday(today)
    start = max(_monday(first), last - (WEEKS - 1) * 7 * _DAY)
    read: Callable[..., dict[str, int]] = lambda db: transitions.count_arrivals(  # noqa: E731
        db, since, max(start, first).isoformat(), _DONE
    )
    counted = file.read(read, dict[str, int]())
    mine = sum(
        one.board in since and one.new in DONE_COLUMNS and one.old not in DONE_COLUMNS for one in pending
    )
    weeks = []
    for number in range((last - start).days // 7 + 1):
        monday = start + number * 7 * _DAY
        done = counted.get(monday.isoformat(), 0) + (mine if monday == last else 0)
        is_complete = monday < last and max(since.values()) <= monday
        weeks.append(Week(monday, done, is_complete))
    return tuple(weeks)


# Cumulative flow.


def _read_flow(
    file: AccountFile, since: Mapping[BoardId, date], figures: CardFigures, today: date
) -> tuple[FlowDay, ...]:
    """Goes backwards from the cards as they are, undoing what moved on each day."""
    start = max(min(since.values()), today - (FLOW_DAYS - 1) * _DAY)
    rows = file.read(
        lambda db: transitions.count_moves(db, since, start.isoformat()),
        list[tuple[str, str, str, str, int]](),
    )
    # Boards that were observed by then are counted together.
    begun = {board: max(start, observed) for board, observed in since.items()}
    net: dict[tuple[date, date], Counter[Column]] = defaultdict(Counter)
    for name, text, old, new, count in rows:
        change = net[begun[BoardId(name)], min(_day(text, today), today)]
        _add(change, column_of_status(old) if old else None, column_of_status(new) if new else None, count)
    for one in figures.pending:
        if one.board in begun:
            _add(net[begun[one.board], today], one.old, one.new, 1)
    now: dict[date, Counter[Column]] = defaultdict(Counter)
    for (board, column), number in figures.columns.items():
        if board in begun:
            now[begun[board]][column] += number.all
    days: dict[date, Counter[Column]] = {
        start + number * _DAY: Counter() for number in range((today - start).days + 1)
    }
    for first in set(begun.values()):
        counts, day = now[first], today
        while day >= first:
            days[day].update({column: max(0, count) for column, count in counts.items()})
            counts.subtract(net.get((first, day), {}))
            day -= _DAY
    return tuple(FlowDay(day, dict(counts)) for day, counts in days.items())


def _add(change: Counter[Column], old: Column | None, new: Column | None, count: int) -> None:
    if old is not None:
        change[old] -= count
    if new is not None:
        change[new] += count


def column_of_status(status: str) -> Column:
    return _KNOWN.get(status, Column.OTHER)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _day(text: str, otherwise: date) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return otherwise
