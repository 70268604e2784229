"""Hours booked as rows of the overview, for the page and for paper."""

from datetime import datetime

from PySide6.QtCore import QLocale

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.messages.hours_texts import hours_problem_text
from kanbert_desktop.app.messages.status_texts import moment_text
from kanbert_desktop.app.overview.figures import OPEN_QUERY, OverviewFigures, assignee_query
from kanbert_desktop.app.overview.hours import BoardHours, BookedHours, PersonHours, WeekHours
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.untrusted_text import to_single_line
from kanbert_desktop.ui.cards.texts import short_date
from kanbert_desktop.ui.overview.content import BarRow, BarSection

HOURS_SECTIONS = 3
MAX_ROWS = 20


def hours_sections(figures: OverviewFigures, service: BoardService, now: datetime) -> list[BarSection]:
    """By week, board and person. Only why, if they were switched off; empty if nobody asked for them."""
    hours = figures.hours
    if hours is None:
        problem = hours_problem_text(service.overview.hours.state)
        return [BarSection(tr("Hours booked"), ("", ""), (), problem)] if problem else []
    if hours.loaded_at is None:
        return [BarSection(tr("Hours booked"), ("", ""), (), tr("They are being loaded."))]
    weeks = _week_section(figures, hours, tr("Last loaded: {time}", time=moment_text(hours.loaded_at, now)))
    boards = _board_section(hours, service) if figures.scope.board is None else None
    people = _person_section(figures, hours, service)
    return [section for section in (weeks, boards, people) if section is not None]


def _week_section(figures: OverviewFigures, hours: BookedHours, note: str) -> BarSection:
    rows = tuple(_week_row(week, figures) for week in hours.weeks)
    return BarSection(tr("Hours booked per week"), (tr("Week of"), tr("Hours"), ""), rows, note)


def _week_row(week: WeekHours, figures: OverviewFigures) -> BarRow:
    """Hours are booked on boards, not on cards: a week leads nowhere."""
    note = "" if week.is_complete else tr("incomplete")
    return _row(short_date(week.monday, figures.today), week.minutes, "", note)


def _board_section(hours: BookedHours, service: BoardService) -> BarSection | None:
    rows = tuple(_board_row(one, service) for one in hours.boards[:MAX_ROWS])
    hidden = len(hours.boards) - len(rows)
    note = tr("%n more board(s) with fewer hours.", hidden) if hidden else ""
    heading = (tr("Board"), tr("Hours"))
    return BarSection(tr("Hours booked per board"), heading, rows, note) if rows else None


def _board_row(one: BoardHours, service: BoardService) -> BarRow:
    board = service.board(one.board)
    return _row(to_single_line(board.title), one.minutes, service.overview.of_board(board).query(OPEN_QUERY))


def _person_section(figures: OverviewFigures, hours: BookedHours, service: BoardService) -> BarSection | None:
    rows = tuple(_person_row(figures, one, service) for one in hours.people[:MAX_ROWS])
    hidden = len(hours.people) - len(rows)
    note = tr("%n more person(s) with fewer hours.", hidden) if hidden else ""
    heading = (tr("Person"), tr("Hours"))
    return BarSection(tr("Hours booked per person"), heading, rows, note) if rows else None


def _person_row(figures: OverviewFigures, one: PersonHours, service: BoardService) -> BarRow:
    """Leads to the open cards of somebody who is still here."""
    person = service.person(one.person)
    query = figures.scope.query(assignee_query(person.name)) if person is not None else ""
    return _row(to_single_line(person.name if person is not None else one.name), one.minutes, query)


def _row(name: str, minutes: int, query: str, *cells: str) -> BarRow:
    number = hours_text(minutes)
    spoken = tr("1 hour") if minutes == 60 else tr("{hours} hours", hours=number)
    return BarRow(name, minutes, spoken, cells, query, number=number)


def hours_text(minutes: int) -> str:
    """Decimal, with as many places as it needs, two at most."""
    hundredths = round(minutes * 100 / 60)
    places = 0 if hundredths % 100 == 0 else 1 if hundredths % 10 == 0 else 2
    return QLocale().toString(hundredths / 100, "f", places)
