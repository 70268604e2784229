"""The figures as rows of text and numbers, for the page and for paper."""

from datetime import date
from typing import NamedTuple

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.overview.figures import (
    OPEN_QUERY,
    OVERDUE_QUERY,
    WEEK_QUERY,
    AssigneeFigures,
    ColumnFigures,
    OverviewFigures,
    assignee_query,
    column_query,
    day_query,
    done_query,
)
from kanbert_desktop.app.overview.transitions import Age, Movement, Week
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Column
from kanbert_desktop.domain.untrusted_text import to_single_line
from kanbert_desktop.ui.cards.texts import column_color, column_title, short_date

MAX_ASSIGNEES = 20


class KeyFigure(NamedTuple):
    name: str
    value: int
    query: str
    is_urgent: bool = False


class BarRow(NamedTuple):
    """One bar with its figures. `spoken` says what the bar shows; an empty `query` leads nowhere."""

    name: str
    value: int
    spoken: str
    cells: tuple[str, ...] = ()
    query: str = ""
    color: str = "accent"
    limit: int | None = None
    column: Column | None = None
    number: str = ""
    """What is written behind the bar; empty: the value."""

    @property
    def number_text(self) -> str:
        return self.number or str(self.value)

    @property
    def is_exceeded(self) -> bool:
        return self.limit is not None and self.value > self.limit


class BarSection(NamedTuple):
    """`heading` names the columns: the names, the bars, and the cells."""

    title: str
    heading: tuple[str, ...]
    rows: tuple[BarRow, ...]
    note: str = ""


def key_figures(figures: OverviewFigures) -> tuple[KeyFigure, ...]:
    scope = figures.scope
    return (
        KeyFigure(tr("Overdue"), figures.overdue, scope.query(OVERDUE_QUERY), figures.overdue > 0),
        KeyFigure(tr("Due this week"), figures.due_this_week, scope.query(WEEK_QUERY)),
        KeyFigure(tr("Open cards"), figures.open, scope.query(OPEN_QUERY)),
    )


def column_section(figures: OverviewFigures) -> BarSection:
    # Only a board has limits.
    limit = tr("Limit") if figures.scope.board is not None else ""
    # On the first days there are none.
    ages = [_ages(one) for one in figures.columns]
    has_ages = any(any(texts) for texts in ages)
    heading = (tr("Column"), tr("Cards"), limit, *((tr("Median age"), tr("Oldest")) if has_ages else ()))
    rows = tuple(
        _column_row(figures, one, texts if has_ages else ())
        for one, texts in zip(figures.columns, ages, strict=True)
    )
    is_unsure = any(
        one.ages is not None and one.ages.oldest.is_at_least and one.ages.oldest.days
        for one in figures.columns
    )
    note = tr("≥: the cards came before the first day of the figures.") if is_unsure else ""
    return BarSection(tr("Cards per column"), heading, rows, note)


def _ages(one: ColumnFigures) -> tuple[str, str]:
    return (age_text(one.ages.median), age_text(one.ages.oldest)) if one.ages is not None else ("", "")


def _column_row(figures: OverviewFigures, one: ColumnFigures, ages: tuple[str, ...]) -> BarRow:
    count = one.counted.cards
    spoken = tr("%n card(s)", count)
    limit = ""
    if one.limit is not None:
        limit = tr("{limit}, exceeded", limit=one.limit) if one.is_exceeded else str(one.limit)
        spoken += ", " + tr("limit {limit}", limit=limit)
    if one.counted.sub_tasks:
        spoken += ", " + tr("%n sub-task(s)", one.counted.sub_tasks)
    return BarRow(
        column_title(one.column),
        count,
        spoken,
        (limit, *ages),
        figures.scope.query(one.query),
        column_color(one.column),
        one.limit,
        one.column,
    )


def assignee_section(figures: OverviewFigures, service: BoardService) -> BarSection:
    rows = tuple(_assignee_row(figures, one, service) for one in figures.assignees[:MAX_ASSIGNEES])
    hidden = len(figures.assignees) - len(rows)
    note = tr("%n more person(s) with fewer cards.", hidden) if hidden else ""
    return BarSection(tr("Open cards per assignee"), (tr("Assignee"), tr("Open cards")), rows, note)


def _assignee_row(figures: OverviewFigures, one: AssigneeFigures, service: BoardService) -> BarRow:
    person = service.person(one.person) if one.person is not None else None
    known = person.name if person is not None else one.person
    name = to_single_line(known) if known is not None else tr("Unassigned")
    color = "accent" if one.person is not None else "backlog"
    query = figures.scope.query(assignee_query(known))
    return BarRow(name, one.open, tr("%n card(s)", one.open), (), query, color)


def throughput_section(figures: OverviewFigures) -> BarSection:
    today = figures.today
    rows = tuple(_week_row(week, figures) for week in figures.movement.throughput)
    title = tr("Done per week")
    return BarSection(title, (tr("Week of"), tr("Cards done"), ""), rows, since_text(figures.movement, today))


def _week_row(week: Week, figures: OverviewFigures) -> BarRow:
    name = short_date(week.monday, figures.today)
    note = "" if week.is_complete else tr("incomplete")
    query = figures.scope.query(done_query(week.monday)) if week.done else ""
    return BarRow(name, week.done, tr("%n card(s)", week.done), (note,), query, "approved")


def since_text(movement: Movement, today: date) -> str:
    """Since when moves are observed here, which the figures of the past depend on."""
    if movement.since is None:
        return tr("Moves are observed from the next sync on")
    if movement.complete_since is None:
        since = short_date(movement.since, today)
        return tr("Figures since {day} · some boards are not observed yet", day=since)
    if movement.complete_since != movement.since:
        return tr(
            "Figures since {day}, of all boards since {complete}",
            day=short_date(movement.since, today),
            complete=short_date(movement.complete_since, today),
        )
    return tr("Figures since {day}", day=short_date(movement.since, today))


def age_text(age: Age) -> str:
    """Empty where nothing is known yet."""
    if age.is_at_least and age.days == 0:
        return ""
    text = tr("%n day(s)", age.days)
    return f"≥ {text}" if age.is_at_least else text


def flow_query(figures: OverviewFigures, day: date, column: Column | None) -> str:
    """The cards of a column on a day, or of all its columns."""
    if column is None:
        return figures.scope.query(day_query(day))
    then = day_query(day) if day < figures.today else ""
    return figures.scope.query(column_query(column), then)


def flow_hint() -> str:
    return tr("Arrow keys choose a day and a column, Enter or a click shows the cards.")


def flow_columns(figures: OverviewFigures) -> list[Column]:
    """The columns of the flow, the last one first: what is done lies at the bottom of the chart."""
    shown = [one.column for one in figures.columns]
    return [
        column for column in reversed(shown) if any(day.columns.get(column) for day in figures.movement.flow)
    ]
