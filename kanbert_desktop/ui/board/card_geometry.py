"""Where the parts of a card lie: the measures of product.md 5, scaled with the text."""

from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF

from kanbert_desktop.domain.board import Mark
from kanbert_desktop.ui.board.card_face import CardFace
from kanbert_desktop.ui.board.title_lines import TitleLines
from kanbert_desktop.ui.theme import Theme

EDGE = 4
"""Room around the card inside its row: for the focus ring, and half the gap to the next card."""
PAD_X, PAD_Y = 12, 10
LINE, STATE, META = 18, 20, 22
PENDING = 16


class CardGeometry(NamedTuple):
    """`lines` are the title's; `card` is the card's own rectangle inside the row."""

    lines: tuple[str, ...]
    card: QRectF
    state_top: int
    title_top: int
    meta_top: int
    height: int


class CardMeasure:
    """Measures faces for one theme; `row_height` is what the view stores."""

    def __init__(self, theme: Theme) -> None:
        self._lines = TitleLines(theme.font("title"))
        self._pad_x, self._pad_y = theme.px(PAD_X), theme.air(PAD_Y)
        self._line, self._gap = theme.px(LINE), theme.air(8)
        self._state = theme.px(STATE) + theme.px(4)
        self._meta = self._gap + theme.px(META)
        self._pending = theme.px(PENDING + 8)

    def row_height(self, face: CardFace, row_width: int) -> int:
        return self._height(face, len(self._title(face, row_width))) + 2 * EDGE

    def geometry(self, face: CardFace, row: QRect) -> CardGeometry:
        lines = self._title(face, row.width())
        state_top = row.top() + EDGE + self._pad_y
        title_top = state_top + (self._state if face.has_state else 0)
        height = self._height(face, len(lines))
        card = QRectF(row.left() + EDGE, row.top() + EDGE, row.width() - 2 * EDGE, height)
        meta_top = title_top + len(lines) * self._line + self._gap
        return CardGeometry(lines, card, state_top, title_top, meta_top, height + 2 * EDGE)

    def _title(self, face: CardFace, row_width: int) -> tuple[str, ...]:
        width = row_width - 2 * (EDGE + self._pad_x)
        beside = self._pending if face.mark is Mark.PENDING else 0
        return self._lines.of(face.title, max(40, width), beside)

    def _height(self, face: CardFace, lines: int) -> int:
        state = self._state if face.has_state else 0
        meta = self._meta if face.has_meta else 0
        return 2 * self._pad_y + state + lines * self._line + meta
