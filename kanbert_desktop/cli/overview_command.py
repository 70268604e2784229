"""`overview`: figures of a board, a client or everything, read from this computer alone."""

from collections.abc import Iterator
from datetime import date

from kanbert_desktop.app.boards.json_format import Json, datetime_json, person_json
from kanbert_desktop.app.boards.reader import ALL_BOARDS
from kanbert_desktop.app.overview.figures import ColumnFigures, OverviewFigures, OverviewScope
from kanbert_desktop.app.overview.hours import BookedHours
from kanbert_desktop.app.overview.transitions import Age
from kanbert_desktop.app.translation import tr
from kanbert_desktop.cli.invocation import Invocation
from kanbert_desktop.cli.output import table_lines
from kanbert_desktop.domain.board import Client, Person, PersonId
from kanbert_desktop.domain.errors import Refused


def overview(invocation: Invocation) -> None:
    service = invocation.service
    figures = service.overview.figures(_scope(invocation), date.today())  # noqa: DTZ011  the user's day
    booked = figures.hours.people if figures.hours is not None else ()
    known = {one.person: Person(one.person, one.name, "") for one in booked}
    known |= {one.person: Person(one.person, "", "") for one in figures.assignees if one.person is not None}
    known |= {person: found for person in known if (found := service.person(person)) is not None}
    invocation.output.print_document(_document(figures, known), lambda: _lines(figures, known))


def _scope(invocation: Invocation) -> OverviewScope:
    arguments, service = invocation.arguments, invocation.service
    if arguments.client is not None:
        return service.overview.of_client(_client(invocation, arguments.client))
    if arguments.board == ALL_BOARDS:
        return service.overview.everything()
    return service.overview.of_board(service.board(arguments.board))


def _client(invocation: Invocation, typed: str) -> Client:
    wanted = typed.strip().casefold()
    for client in invocation.service.clients():
        if wanted in (client.id.casefold(), client.name.casefold(), (client.shortcode or "").casefold()):
            return client
    raise Refused("unknown_client", client=typed)


def _document(figures: OverviewFigures, people: dict[PersonId, Person]) -> Json:
    scope, movement = figures.scope, figures.movement
    kind = "board" if scope.board else "client" if scope.client else ALL_BOARDS
    return {
        "scope": {"kind": kind, "id": scope.board or scope.client, "name": scope.title or None},
        "today": figures.today.isoformat(),
        "open": figures.open,
        "overdue": figures.overdue,
        "due_this_week": figures.due_this_week,
        "columns": [_column_json(one) for one in figures.columns],
        "assignees": [
            {"person": person_json(people[one.person]) if one.person else None, "open": one.open}
            for one in figures.assignees
        ],
        "since": movement.since.isoformat() if movement.since else None,
        "complete_since": movement.complete_since.isoformat() if movement.complete_since else None,
        "throughput": [
            {"week": one.monday.isoformat(), "done": one.done, "is_complete": one.is_complete}
            for one in movement.throughput
        ],
        "flow": [
            {
                "day": one.day.isoformat(),
                "columns": {name.column.value: one.columns.get(name.column, 0) for name in figures.columns},
            }
            for one in movement.flow
        ],
        "hours": _hours_json(figures.hours, people) if figures.hours is not None else None,
    }


def _hours_json(hours: BookedHours, people: dict[PersonId, Person]) -> Json:
    return {
        "since": hours.since.isoformat(),
        "loaded_at": datetime_json(hours.loaded_at) if hours.loaded_at else None,
        "total": _hours(hours.minutes),
        "weeks": [
            {"week": one.monday.isoformat(), "hours": _hours(one.minutes), "is_complete": one.is_complete}
            for one in hours.weeks
        ],
        "boards": [{"board": one.board, "hours": _hours(one.minutes)} for one in hours.boards],
        "people": [
            {"person": person_json(people[one.person]), "hours": _hours(one.minutes)} for one in hours.people
        ],
    }


def _hours(minutes: int) -> float:
    return round(minutes / 60, 2)


def _column_json(one: ColumnFigures) -> Json:
    median, oldest = (one.ages.median, one.ages.oldest) if one.ages else (None, None)
    return {
        "column": one.column.value,
        "cards": one.counted.cards,
        "sub_tasks": one.counted.sub_tasks,
        "limit": one.limit,
        "exceeded": one.is_exceeded,
        "median_days": median.days if median else None,
        "median_is_minimum": median.is_at_least if median else False,
        "oldest_days": oldest.days if oldest else None,
        "oldest_is_minimum": oldest.is_at_least if oldest else False,
    }


def _lines(figures: OverviewFigures, people: dict[PersonId, Person]) -> Iterator[str]:
    movement = figures.movement
    yield from table_lines(
        [
            (tr("Open"), str(figures.open)),
            (tr("Overdue"), str(figures.overdue)),
            (tr("Due this week"), str(figures.due_this_week)),
            (tr("Figures since"), movement.since.isoformat() if movement.since else tr("no sync yet")),
        ]
    )
    yield ""
    heading = (tr("Column"), tr("Cards"), tr("Limit"), tr("Median days"), tr("Oldest, days"))
    yield from table_lines([heading, *(_row(one) for one in figures.columns)])
    if figures.assignees:
        names = (
            (people[one.person].name if one.person else tr("Unassigned"), one.open)
            for one in figures.assignees
        )
        yield ""
        yield from table_lines([(tr("Assignee"), tr("Open")), *((name, str(count)) for name, count in names)])
    if movement.throughput:
        weeks = ((one.monday.isoformat(), str(one.done)) for one in movement.throughput)
        yield ""
        yield from table_lines([(tr("Week of"), tr("Done")), *weeks])
    if figures.hours is not None:
        yield from _hours_lines(figures.hours, people)


def _hours_lines(hours: BookedHours, people: dict[PersonId, Person]) -> Iterator[str]:
    weeks = ((one.monday.isoformat(), f"{one.minutes / 60:.2f}") for one in hours.weeks)
    yield ""
    yield from table_lines([(tr("Week of"), tr("Hours booked")), *weeks])
    if hours.people:
        booked = ((people[one.person].name, f"{one.minutes / 60:.2f}") for one in hours.people)
        yield ""
        yield from table_lines([(tr("Person"), tr("Hours booked")), *booked])


def _row(one: ColumnFigures) -> tuple[str, ...]:
    limit = str(one.limit or "")
    ages = (_days(one.ages.median), _days(one.ages.oldest)) if one.ages else ("", "")
    return (one.column.value, str(one.counted.cards), f"{limit}!" if one.is_exceeded else limit, *ages)


def _days(age: Age) -> str:
    return f"≥ {age.days}" if age.is_at_least else str(age.days)
