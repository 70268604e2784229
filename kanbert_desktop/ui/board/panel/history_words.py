"""A change made here in words: what it did, from what to what, and what became of it."""

from collections.abc import Callable
from datetime import datetime

from kanbert_desktop.app.boards.card_history import Remembered, Standing
from kanbert_desktop.app.boards.html_text import first_text
from kanbert_desktop.app.boards.service import Desk
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.changes import (
    AddComment,
    CreateCard,
    Decide,
    Deed,
    DeleteCard,
    EditCard,
    Field,
    Value,
)
from kanbert_desktop.ui.board.change_words import field_name, value_words

LONGEST = 140
"""Characters of one value; the whole text stands in its own field."""


def deed_words(desk: Desk, deed: Deed) -> str:
    """One line for each field."""
    match deed:
        case CreateCard():
            return tr("Card added: “{title}”", title=_short(str(deed.fields.get(Field.TITLE) or "")))
        case EditCard():
            lines = [
                _edit_line(desk, field, deed.was.get(field), value) for field, value in deed.wished.items()
            ]
            return "\n".join(lines)
        case AddComment():
            return tr("Comment: {text}", text=_short(_first(deed.text)))
        case DeleteCard():
            return tr("Card deleted")
        case Decide():
            return tr("Decided: {choice}", choice=_choice_words(deed.choice))


def standing_words(desk: Desk, remembered: Remembered, now: datetime) -> str:
    match remembered.standing:
        case Standing.SENT:
            return tr("Sent")
        case Standing.HERE | Standing.TO_DECIDE | Standing.REFUSED:
            why = desk.why_waiting(remembered.entry, now) if remembered.entry is not None else ""
            return " · ".join(part for part in (_UNSENT[remembered.standing](), why) if part)
        case Standing.DISCARDED:
            return tr("Discarded")
        case Standing.WITHDRAWN:
            return tr("Taken back before it was sent")
        case Standing.REPLACED:
            return tr("Went into a later change")
        case Standing.TAKEN_BACK:
            return tr("Taken back")


_UNSENT: dict[Standing, Callable[[], str]] = {
    Standing.HERE: lambda: tr("Saved here, not sent"),
    Standing.TO_DECIDE: lambda: tr("Needs your decision"),
    Standing.REFUSED: lambda: tr("Not accepted"),
}


def _edit_line(desk: Desk, field: Field, was: Value, wished: Value) -> str:
    if field is Field.DESCRIPTION:
        return tr("Description changed: “{text}”", text=_short(_first(str(wished or ""))))
    old, new = (_short(value_words(desk, field, value)) for value in (was, wished))
    return tr("{field}: {old} → {new}", field=field_name(field), old=old, new=new)


def _choice_words(choice: str) -> str:
    match choice:
        case "retry":
            return tr("Try again")
        case "restore":
            return tr("Restore as new card")
        case "keep":
            return tr("Keep for now")
        case "remove":
            return tr("Remove here")
        case _:
            return tr("Discard")


def _first(html: str) -> str:
    return first_text(html, 2 * LONGEST)[0]


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
