"""One thing a person is to be told of."""

from dataclasses import dataclass
from enum import StrEnum

from kanbert_desktop.domain.board import CardKey


class About(StrEnum):
    DUE = "due"
    ASSIGNED = "assigned"
    COMMENT = "comment"
    MENTION = "mention"


@dataclass(frozen=True, slots=True)
class News:
    """`who` wrote `said`, as plain text; both "" where nobody is to be named."""

    about: About
    card: CardKey
    title: str
    who: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """News in words: plain text. `card` is None where it is about several."""

    title: str
    text: str
    card: CardKey | None = None
