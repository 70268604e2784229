"""A change that needs a decision, in words: why, what was wished, what there is to choose."""

from datetime import date

from kanbert_desktop.app.desk import Desk
from kanbert_desktop.app.error_words import SENTENCES
from kanbert_desktop.app.language import tr
from kanbert_desktop.app.plain_text import to_text
from kanbert_desktop.app.wording import words_for
from kanbert_desktop.domain.board import Column, Priority
from kanbert_desktop.domain.changes import (
    AddComment,
    CreateCard,
    DeleteCard,
    EditCard,
    Entry,
    Field,
    Fields,
    Reason,
    Value,
)
from kanbert_desktop.ui.board.column_words import column_title
from kanbert_desktop.ui.board.due_words import short_date

SIGNS = {
    Reason.CHANGED_THERE: ("triangle-alert", "warn"),
    Reason.DELETED_HERE: ("triangle-alert", "warn"),
    Reason.DELETED_THERE: ("x", "bad"),
    Reason.REFUSED: ("circle-alert", "bad"),
    Reason.UNCLEAR: ("circle-help", "warn"),
    Reason.MASS_DELETION: ("list-x", "warn"),
}


def title_of(desk: Desk, entry: Entry) -> str:
    """The card's title, or the one that was wished; a board's for many cards."""
    card = desk.card(entry.card)
    if entry.reason is Reason.MASS_DELETION:
        return tr("Many cards are missing")
    if card is not None:
        return card.title
    wished = wished_fields(entry).get(Field.TITLE)
    return str(wished) if wished else tr("A card")


def place_of(desk: Desk, entry: Entry) -> str:
    """The name of the card's board, or ""."""
    card = desk.card(entry.card)
    if card is None or entry.reason is Reason.MASS_DELETION:
        return ""
    return next((board.title for board in desk.boards() if board.id == card.board), "")


def reason_words(entry: Entry) -> str:
    """One line for the list."""
    match entry.reason:
        case Reason.CHANGED_THERE:
            names = [field_name(field) for field in wished_fields(entry)]
            return tr("{fields}: changed in both places", fields=", ".join(names))
        case Reason.DELETED_THERE:
            return tr("Deleted in Kanbert while you were editing it")
        case Reason.DELETED_HERE:
            return tr("You deleted it; it was changed in Kanbert meanwhile")
        case Reason.REFUSED:
            return tr("Kanbert did not accept it: {detail}", detail=detail_words(entry))
        case Reason.MASS_DELETION:
            missing, _, known = entry.detail.partition("/")
            return tr("Kanbert no longer lists {missing} of {known} cards.", missing=missing, known=known)
        case _:
            return tr("It is not clear whether Kanbert has it")


def advice(entry: Entry) -> str:
    """What shows meanwhile, and what the choices mean."""
    match entry.reason:
        case Reason.CHANGED_THERE:
            return tr("Theirs is on the board for now. Yours is kept here until you decide.")
        case Reason.DELETED_THERE:
            return tr("Your version is kept as a copy here. Restore it as a new card, or discard it.")
        case Reason.DELETED_HERE:
            return tr("The card is back on the board. Delete it all the same, or keep their version.")
        case Reason.REFUSED:
            return tr("Your version is kept here. Change it and try again, or discard it.")
        case Reason.MASS_DELETION:
            return tr(
                "That is unusual, so they are all still here. Keep them for now, or remove them from this computer."
            )
        case _:
            return tr("Look in Kanbert. If it is missing there, try again; it may appear twice.")


def detail_words(entry: Entry) -> str:
    """The server's own words, or ours where the detail is the name of an error."""
    if entry.detail in SENTENCES:
        return words_for(entry.detail)[0]
    return entry.detail


def choice_words(entry: Entry, choice: str) -> str:
    match choice:
        case "mine":
            return tr("Delete it") if entry.reason is Reason.DELETED_HERE else tr("Keep mine")
        case "theirs":
            return tr("Keep their version")
        case "both":
            return tr("Keep both: put their text and mine together, to edit")
        case "restore":
            return tr("Restore as new card")
        case "retry":
            return tr("Try again")
        case "keep":
            return tr("Keep for now")
        case "remove":
            return tr("Remove here")
        case _:
            return tr("Discard")


def wished_fields(entry: Entry) -> Fields:
    match entry.change:
        case EditCard():
            return entry.change.wished
        case CreateCard():
            return {
                field: value for field, value in entry.change.fields.items() if value not in (None, "", False)
            }
        case AddComment() | DeleteCard():
            return {}


def wished_text(desk: Desk, entry: Entry) -> str:
    """Everything the person wrote in this change, as text to keep elsewhere."""
    if isinstance(entry.change, AddComment):
        return to_text(entry.change.text)
    lines = [
        f"{field_name(field)}: {value_words(desk, field, value)}"
        for field, value in wished_fields(entry).items()
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


def value_words(desk: Desk, field: Field, value: Value) -> str:
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
            return parent.title if parent else value
        case str() if field is Field.DESCRIPTION and value:
            return to_text(value)
        case str() if value:
            return value
    return tr("none")
