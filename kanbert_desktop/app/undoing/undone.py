"""What was taken back, and how."""

from dataclasses import dataclass
from enum import StrEnum

from kanbert_desktop.domain.board import BoardId, CardKey
from kanbert_desktop.domain.changes import Change


class How(StrEnum):
    """How it was taken back."""

    WITHDRAWN = "withdrawn"
    """It had not been sent; nobody else ever saw it."""
    SENT_BACK = "sent_back"
    """The opposite is wished now."""
    RESTORED = "restored"
    """A deleted card lives on as a new one, without its comments; a new one that was given up is back."""
    ASKED_AGAIN = "asked_again"
    """An answer was taken back: the question stands where it stood."""
    HERE = "here"
    """Only this computer's view was changed, and is as it was."""


@dataclass(frozen=True, slots=True)
class Undone:
    """`card` is where it can be seen now; `text` says what was taken back (or done again), for a person.

    `change` is None where only this computer's view was changed. `board` is that of the card, also where the card is
    gone; None where it is not known.
    """

    change: Change | None
    card: CardKey
    how: How
    text: str
    board: BoardId | None = None
