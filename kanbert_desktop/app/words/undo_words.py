"""A change in a few words, for "Undo …"."""

from collections.abc import Sequence

from kanbert_desktop.app.language import tr
from kanbert_desktop.domain.board import Card, Column
from kanbert_desktop.domain.changes import (
    AddComment,
    Change,
    CreateCard,
    Decide,
    DeleteCard,
    EditCard,
    Field,
)


def words(change: Change, card: Card | None, creation: Change) -> str:
    """Says what was done and to which card; the title is that of the card, or of its creation where it is gone."""
    title = _title(card, creation)
    match change:
        case CreateCard():
            return tr("New card “{title}”", title=title)
        case DeleteCard():
            return tr("Delete “{title}”", title=title)
        case AddComment():
            return tr("Comment on “{title}”", title=title)
        case EditCard():
            return _edit_words(change, title)


def words_for_several(changes: Sequence[Change]) -> str:
    """Of one gesture: how many cards, and what was done to them."""
    count = len(changes)
    if all(isinstance(change, CreateCard) for change in changes):
        return tr("%n new card(s)", count)
    if all(isinstance(change, DeleteCard) for change in changes):
        return tr("Delete %n card(s)", count)
    if all(isinstance(change, EditCard) and set(change.wished) == {Field.COLUMN} for change in changes):
        moves = [change for change in changes if isinstance(change, EditCard)]
        if all(change.wished[Field.COLUMN] is Column.CLOSED for change in moves):
            return tr("Archive %n card(s)", count)
        if all(change.was.get(Field.COLUMN) is Column.CLOSED for change in moves):
            return tr("Unarchive %n card(s)", count)
        return tr("Move %n card(s)", count)
    return tr("Edit %n card(s)", count)


def decision_words(decided: Decide, card: Card | None, count: int) -> str:
    """An answer to a question; `count` wishes where it was about several."""
    title = _title(card, decided.question.change)
    match decided.choice:
        case "keep":
            return tr("Keep %n missing card(s)", len(decided.keys))
        case "remove":
            return tr("Remove %n missing card(s)", len(decided.keys))
        case "retry":
            return (
                tr("Try %n change(s) again", count) if count > 1 else tr("Try again: “{title}”", title=title)
            )
        case "restore":
            return tr("Restore “{title}”", title=title)
        case _ if count > 1:
            return tr("Discard %n change(s)", count)
        case _ if isinstance(decided.question.change, AddComment):
            return tr("Discard a comment on “{title}”", title=title)
        case _:
            return tr("Discard “{title}”", title=title)


def _edit_words(change: EditCard, title: str) -> str:
    if len(change.wished) > 1:
        return tr("Edit “{title}”", title=title)
    match next(iter(change.wished)):
        case Field.COLUMN if change.wished[Field.COLUMN] is Column.CLOSED:
            return tr("Archive “{title}”", title=title)
        case Field.COLUMN if change.was.get(Field.COLUMN) is Column.CLOSED:
            return tr("Unarchive “{title}”", title=title)
        case Field.COLUMN:
            return tr("Move “{title}”", title=title)
        case Field.TITLE:
            return tr("Rename “{title}”", title=title)
        case Field.DUE:
            return tr("Due date of “{title}”", title=title)
        case Field.ASSIGNEE:
            return tr("Assignee of “{title}”", title=title)
        case Field.DESCRIPTION:
            return tr("Description of “{title}”", title=title)
        case Field.PRIORITY:
            return tr("Priority of “{title}”", title=title)
        case _:
            return tr("Edit “{title}”", title=title)


def _title(card: Card | None, creation: Change) -> str:
    if card is not None:
        return card.title
    fields = creation.fields if isinstance(creation, CreateCard) else {}
    return str(fields.get(Field.TITLE) or tr("a card"))
