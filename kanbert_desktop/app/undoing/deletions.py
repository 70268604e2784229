"""A card that was deleted here and can come back."""

from datetime import datetime
from typing import NamedTuple

from kanbert_desktop.domain.board import BoardId
from kanbert_desktop.domain.changes import ChangeId, CreateCard, Field


class Deletion(NamedTuple):
    """`change` is the delete, `card` what it takes to make the card anew; `made_at` is aware.

    `is_unsent`: it comes back as it was. Otherwise as a new card, without its comments.
    """

    change: ChangeId
    card: CreateCard
    made_at: datetime
    is_unsent: bool

    @property
    def board(self) -> BoardId:
        return self.card.board

    @property
    def title(self) -> str:
        return str(self.card.fields.get(Field.TITLE) or "")
