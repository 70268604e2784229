"""What takes a wish back."""

from typing import assert_never

from kanbert_desktop.domain.board import Card
from kanbert_desktop.domain.changes import (
    AddComment,
    Change,
    CreateCard,
    DeleteCard,
    EditCard,
    fields_of,
    inverse,
)


def inverse_of(change: Change, before: Card | None) -> Change | None:
    """None where nothing but withdrawing does (a comment)."""
    match change:
        case EditCard():
            return inverse(change)
        case CreateCard():
            return DeleteCard(change.card)
        case DeleteCard():
            return CreateCard(change.card, before.board, fields_of(before)) if before else None
        case AddComment():
            return None
        case _:
            assert_never(change)
