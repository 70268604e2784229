"""Columns, fields, values and dates as text; today's date and midnight."""

from datetime import date, datetime, time, timedelta
from enum import StrEnum

from PySide6.QtCore import QDate, QLocale, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.messages.status_texts import column_title as column_title  # noqa: PLC0414  others find it here
from kanbert_desktop.app.qt_translation import day_and_month
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Card, Column, Priority
from kanbert_desktop.domain.changes import (
    AddComment,
    Change,
    CreateCard,
    DeleteCard,
    EditCard,
    Field,
    Fields,
    FieldValue,
)
from kanbert_desktop.domain.untrusted_text import shorten

DEFAULT_COLUMNS = (Column.BACKLOG, Column.NEW, Column.WIP, Column.COMPLETED, Column.APPROVED)
COLUMN_ORDER = (*DEFAULT_COLUMNS, Column.OTHER, Column.CLOSED)
OPEN_COLUMNS = frozenset({Column.BACKLOG, Column.NEW, Column.WIP, Column.OTHER})
"""Columns in which a due date in the past counts as overdue."""


def priority_title(priority: Priority) -> str:
    """Returns a usual title in the window's language, any other as the server spells it."""
    match priority.title.strip().casefold():
        case "low" | "niedrig":
            return tr("Low")
        case "normal":
            return tr("Normal")
        case "medium" | "mittel":
            return tr("Medium")
        case "high" | "hoch":
            return tr("High")
        case "urgent" | "dringend":
            return tr("Urgent")
        case _:
            return priority.title


def column_color(column: Column) -> str:
    """Returns the name of the column's colour in the theme."""
    return column.name.lower()


_WEEKDAY_WITHIN = 6


class DueTone(StrEnum):
    PLAIN = "plain"
    SOON = "soon"
    OVERDUE = "past"


def due_text(due: date, today: date, locale: QLocale | None = None) -> str:
    """Returns "Today", "Tomorrow", a weekday within six days, else "3 Dec", with the year unless it is this one."""
    days = (due - today).days
    if days == 0:
        return tr("Today")
    if days == 1:
        return tr("Tomorrow")
    if days == -1:
        return tr("Yesterday")
    locale = locale or QLocale()
    if 1 < days <= _WEEKDAY_WITHIN:
        return locale.standaloneDayName(due.isoweekday(), QLocale.FormatType.ShortFormat)
    return short_date(due, today, locale)


def due_tone(due: date, today: date, is_open: bool) -> DueTone:
    """Returns overdue for an open card in the past, soon for today and tomorrow; plain for a completed card."""
    if not is_open:
        return DueTone.PLAIN
    if due < today:
        return DueTone.OVERDUE
    return DueTone.SOON if due <= today + timedelta(days=1) else DueTone.PLAIN


def due_icon(tone: DueTone) -> str:
    """Returns a different icon for overdue, for users who cannot tell the colours apart."""
    return "clock-alert" if tone is DueTone.OVERDUE else "calendar"


def short_date(day: date, today: date, locale: QLocale | None = None) -> str:
    locale = locale or QLocale()
    pattern = day_and_month(locale)
    if day.year != today.year:
        pattern += ", yyyy" if pattern.startswith("M") else " yyyy"
    return locale.toString(QDate(day.year, day.month, day.day), pattern)


def long_date(day: date, today: date) -> str:
    """Returns, for example, "Thu, 26 Nov · in 2 days"."""
    locale = QLocale()
    weekday = locale.dayName(day.isoweekday(), QLocale.FormatType.ShortFormat)
    return f"{weekday}, {short_date(day, today, locale)} · {relative_day_text(day, today)}"


def moved_text(card: Card, column: Column, lane: str = "") -> str:
    """Returns what is announced when a card moves to `column`; `card` is its state before the move.

    `lane` is the title of the lane that it was put in before.
    """
    if column is Column.CLOSED:
        return tr("{title}: archived", title=card.title)
    if card.column is Column.CLOSED:
        return tr("{title}: unarchived", title=card.title)
    if lane:
        return tr(
            "{title}: moved to {column}, {lane}", title=card.title, column=column_title(column), lane=lane
        )
    return tr("{title}: moved to {column}", title=card.title, column=column_title(column))


def relative_day_text(day: date, today: date) -> str:
    days = (day - today).days
    match days:
        case 0:
            return tr("today")
        case 1:
            return tr("tomorrow")
        case -1:
            return tr("yesterday")
    return tr("in %n day(s)", days) if days > 0 else tr("%n day(s) ago", -days)


def changed_fields(change: Change) -> Fields:
    match change:
        case EditCard():
            return change.new
        case CreateCard():
            return {field: value for field, value in change.fields.items() if value not in (None, "", False)}
        case AddComment() | DeleteCard():
            return {}


def changed_values_text(service: BoardService, change: Change, limit: int | None = None) -> str:
    """Returns all values of this change as text, or at most `limit` characters of each."""
    if isinstance(change, AddComment):
        return _text_of_html(change.text, limit)
    lines = [
        f"{field_name(field)}: {value_text(service, field, value, limit)}"
        for field, value in changed_fields(change).items()
    ]
    return "\n".join(lines)


def field_name(field: Field) -> str:
    match field:
        case Field.TITLE:
            return tr("Title")
        case Field.COLUMN:
            return tr("Column")
        case Field.DUE:
            return tr("Due date")
        case Field.ASSIGNEE:
            return tr("Assignee")
        case Field.DESCRIPTION:
            return tr("Description")
        case Field.PARENT:
            return tr("Parent card")
        case Field.IS_PUBLIC:
            return tr("Visible to")
        case Field.PRIORITY:
            return tr("Priority")


def _text_of_html(html: str, limit: int | None) -> str:
    from kanbert_desktop.app.boards.html_text import leading_text, to_text  # noqa: PLC0415  after the first paint

    return to_text(html) if limit is None else leading_text(html, limit)[0]


def value_text(service: BoardService, field: Field, value: FieldValue, limit: int | None = None) -> str:
    """Returns the text of a value; of a description at most `limit` characters, because its length is unknown."""
    match value:
        case Priority():
            return priority_title(value)
        case Column():
            return column_title(value)
        case date():
            return short_date(value, date.min)
        case bool():
            return tr("Clients too") if value else tr("Project team only")
        case str() if field is Field.ASSIGNEE and value:
            person = service.person(value)
            return person.name if person else tr("Unknown person")
        case str() if field is Field.PARENT and value:
            parent = service.card(value)
            return shorten(parent.title) if parent else value
        case str() if field is Field.DESCRIPTION and value:
            return _text_of_html(value, limit)
        case str() if value:
            return value
    return tr("Unassigned") if field is Field.ASSIGNEE else tr("none")


def today() -> date:
    """Returns the date on this computer's calendar."""
    return datetime.now().astimezone().date()


class Midnight(QObject):
    """`passed` is emitted shortly after each midnight of this computer.

    Timers stop while the computer sleeps, so the day is also compared when the program becomes active.
    """

    passed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._day = today()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._on_timer)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self.check)
        self._wait()

    def check(self) -> None:
        """Call when the day may have changed unnoticed: after sleep, or in another time zone."""
        if today() != self._day:
            self._on_timer()

    def _on_timer(self) -> None:
        self._wait()
        self.passed.emit()

    def _wait(self) -> None:
        now = datetime.now().astimezone()
        self._day = now.date()
        self._timer.start(int(until_midnight(now).total_seconds() * 1000) + 1000)


def until_midnight(now: datetime) -> timedelta:
    """Until just after the midnight that ends the local day, which may have 23 or 25 hours."""
    return datetime.combine(now.date() + timedelta(days=1), time(second=1)).astimezone() - now
