"""Projection: base plus pending changes gives the board shown. Pure and total; nothing is overwritten."""

from collections.abc import Iterable
from datetime import date

from kanbert_desktop.domain.board import Card, CardKey, Comment, Mark, Person, Priority, is_own_id
from kanbert_desktop.domain.changes import (
    AddComment,
    Change,
    CreateCard,
    DeleteCard,
    EditCard,
    Entry,
    Field,
    Fields,
    Reason,
    State,
    column_of,
    person_of,
)
from kanbert_desktop.domain.value_classes import replace

_STRENGTH = [Mark.NONE, Mark.PENDING, Mark.CONFLICT, Mark.REJECTED]


def project_card(base: Card | None, entries: Iterable[Entry]) -> Card | None:
    """Returns the card as the user should see it, or None if it is deleted.

    `entries` are this card's, in their order. A parked change counts only where the conflict table says that the
    local version or copy is shown in the meantime (sync/RULES.md, "Conflicts").
    """
    shown = base
    mark = Mark.NONE
    for entry in entries:
        mark = max(mark, mark_of(entry), key=_STRENGTH.index)
        if is_projected(entry):
            shown = _apply(shown, entry.change)
    return replace(shown, mark=mark) if shown is not None and mark is not shown.mark else shown


def project_comments(base: Iterable[Comment], entries: Iterable[Entry], me: Person | None) -> list[Comment]:
    """Returns a card's comments, the unsent ones last, without those that the server already lists."""
    listed = list(base)
    known = {comment.key for comment in listed}
    unsent = [
        _unsent(entry, entry.change, me)
        for entry in entries
        if isinstance(entry.change, AddComment) and entry.change.comment not in known
    ]
    return listed + unsent


def is_projected(entry: Entry) -> bool:
    """Returns whether this change is part of what is shown."""
    if entry.state is not State.PARKED:
        return True
    return entry.reason not in (Reason.CHANGED_REMOTELY, Reason.DELETED_LOCALLY, Reason.MASS_DELETION)


def mark_of(entry: Entry) -> Mark:
    if entry.state is not State.PARKED:
        return Mark.PENDING
    return Mark.REJECTED if entry.reason is Reason.REJECTED else Mark.CONFLICT


def mark_strength(entry: Entry) -> int:
    """The strongest mark of several becomes the card's mark."""
    return _STRENGTH.index(mark_of(entry))


def _apply(shown: Card | None, change: Change) -> Card | None:
    match change:
        case CreateCard():
            return shown if shown is not None else card_to_create(change)
        case EditCard():
            return with_fields(shown, change.new) if shown is not None else None
        case DeleteCard():
            return None
        case AddComment():
            return shown


def card_to_create(change: CreateCard) -> Card:
    """A card that exists only here."""
    blank = Card(
        key=change.card,
        board=change.board,
        title="",
        column=column_of(change.fields.get(Field.COLUMN)),
        external_id=change.card if is_own_id(change.card) else None,
    )
    return with_fields(blank, change.fields)


def with_fields(card: Card, fields: Fields) -> Card:
    def text(field: Field) -> str:
        value = fields.get(field)
        return value if isinstance(value, str) else ""

    due = fields.get(Field.DUE, card.due)
    priority = fields.get(Field.PRIORITY, card.priority)
    return replace(
        card,
        title=text(Field.TITLE) if Field.TITLE in fields else card.title,
        description=text(Field.DESCRIPTION) if Field.DESCRIPTION in fields else card.description,
        column=column_of(fields[Field.COLUMN]) if Field.COLUMN in fields else card.column,
        unknown_status=None if Field.COLUMN in fields else card.unknown_status,
        due=due if isinstance(due, date) else None,
        assignee=person_of(fields[Field.ASSIGNEE]) if Field.ASSIGNEE in fields else card.assignee,
        parent=(CardKey(text(Field.PARENT)) if text(Field.PARENT) else None)
        if Field.PARENT in fields
        else card.parent,
        is_public=bool(fields.get(Field.IS_PUBLIC, card.is_public)),
        priority=priority if isinstance(priority, Priority) else None,
    )


def _unsent(entry: Entry, change: AddComment, me: Person | None) -> Comment:
    return Comment(
        key=change.comment,
        card=change.card,
        text=change.text,
        external_id=change.comment,
        author=me,
        is_public=change.is_public,
        created_at=entry.made_at,
        mark=mark_of(entry),
    )
