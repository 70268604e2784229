"""What one row shows: a card's face, and where the card stands."""

from dataclasses import dataclass

from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.ui.board.card_face import CardFace

Marks = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CardRow:
    """`place` is written below the title, or `snippet`, where there is one, with its `marks`.

    `title_marks` are letters that were looked for. `is_away`: the card is archived or done with.
    """

    face: CardFace
    column: Column
    place: str
    title_marks: Marks = ()
    snippet: str = ""
    marks: Marks = ()
    is_away: bool = False

    @property
    def key(self) -> CardKey:
        return self.face.key

    @property
    def spoken(self) -> str:
        parts = (self.face.spoken, self.place, self.snippet)
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Group:
    """`note` stands small beside the name; `is_pressing` writes the name in red."""

    name: str
    rows: tuple[CardRow, ...]
    note: str = ""
    is_pressing: bool = False

    @property
    def spoken(self) -> str:
        return f"{self.name}, {len(self.rows)}"
