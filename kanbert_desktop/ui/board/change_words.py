"""A wish in words: its fields by name, its values as a person reads them."""

from datetime import date

from kanbert_desktop.app.boards.html_text import first_text, to_text
from kanbert_desktop.app.boards.service import Desk
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Column, Priority
from kanbert_desktop.domain.changes import (
    AddComment,
    Change,
    CreateCard,
    DeleteCard,
    EditCard,
    Field,
    Fields,
    Value,
)
from kanbert_desktop.domain.untrusted_text import shortened
from kanbert_desktop.ui.board.column_words import column_title
from kanbert_desktop.ui.board.due_words import short_date


def wished_fields(change: Change) -> Fields:
    match change:
        case EditCard():
            return change.wished
        case CreateCard():
            return {field: value for field, value in change.fields.items() if value not in (None, "", False)}
        case AddComment() | DeleteCard():
            return {}


def wished_text(desk: Desk, change: Change, most: int | None = None) -> str:
    """Everything the person wrote in this change, as text to keep elsewhere; or no more of it than is shown."""
    if isinstance(change, AddComment):
        return to_text(change.text) if most is None else first_text(change.text, most)[0]
    lines = [
        f"{field_name(field)}: {value_words(desk, field, value, most)}"
        for field, value in wished_fields(change).items()
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


def value_words(desk: Desk, field: Field, value: Value, most: int | None = None) -> str:
    """`most` characters of a description, of which nobody knows how long it is; else all of it."""
    match value:
        case Priority():
            return value.title
        case Column():
            return column_title(value)
        case date():
            return short_date(value, date.min)
        case bool():
            return tr("Customers too") if value else tr("Project team only")
        case str() if field is Field.ASSIGNEE and value:
            person = desk.person(value)
            return person.name if person else tr("Unknown person")
        case str() if field is Field.PARENT and value:
            parent = desk.card(value)
            return shortened(parent.title) if parent else value
        case str() if field is Field.DESCRIPTION and value:
            return to_text(value) if most is None else first_text(value, most)[0]
        case str() if value:
            return value
    return tr("Nobody") if field is Field.ASSIGNEE else tr("none")
