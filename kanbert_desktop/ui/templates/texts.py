"""What a template says about itself: when, where and until when."""

from datetime import date

from kanbert_desktop.app.boards.recurring_cards import due_day, next_day
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.boards.template_fields import WEEKDAYS
from kanbert_desktop.app.boards.templates import Template
from kanbert_desktop.app.messages.recurrence_texts import recurrence_text, weekday_names
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.errors import Refused
from kanbert_desktop.ui.calendar.days import day_title
from kanbert_desktop.ui.cards.texts import column_title


def place_text(template: Template, service: BoardService) -> str:
    """Returns, for example, "every Monday · Website · To do · due Friday". Without a recurrence: used by hand."""
    recurrence = template.recurrence
    parts = [recurrence_text(recurrence) if recurrence is not None else tr("Used by hand")]
    title = board_title(template, service)
    if title:
        parts += [title, column_title(template.column)]
    if template.due:
        parts.append(due_rule_text(template.due))
    text = " · ".join(parts)
    return text[:1].upper() + text[1:]


def board_title(template: Template, service: BoardService) -> str:
    """Empty without a board, and for one that is no longer there."""
    try:
        return service.board(template.board).title if template.board else ""
    except Refused:
        return ""


def next_text(template: Template, service: BoardService, today: date) -> str:
    """When the next card is made, or why none is. "" for a template that is used by hand."""
    if template.recurrence is None:
        return ""
    if template.is_paused:
        return tr("Paused")
    if not board_title(template, service):
        return tr("Its board is no longer available. Choose another one.")
    if due_day(template, today) is not None and not service.sync.can_write:
        return tr("Due, but you have read-only access.")
    day = next_day(template, today)
    return tr("Next: {day}", day=day_title(day, today)) if day is not None else ""


def due_rule_text(due: str) -> str:
    """The due date of its cards in words."""
    if not due:
        return tr("no due date")
    if due in WEEKDAYS:
        return tr("due {day}", day=weekday_names()[WEEKDAYS.index(due)])
    days = int(due.removeprefix("+"))
    return tr("due %n day(s) later", days) if days else tr("due on the same day")
