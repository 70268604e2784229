"""Where the parts of a card lie: the measures of product.md 5, scaled with the text."""

from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class CardGeometry:
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
        self._theme = theme
        self._lines = TitleLines(theme.font("title"))

    def row_height(self, face: CardFace, row_width: int) -> int:
        lines = len(self._title(face, row_width))
        return self._height(face, lines) + 2 * EDGE

    def geometry(self, face: CardFace, row: QRect) -> CardGeometry:
        px = self._theme.px
        lines = self._title(face, row.width())
        top = row.top() + EDGE + px(PAD_Y)
        title_top = top + (px(STATE) + px(4) if face.has_state else 0)
        height = self._height(face, len(lines))
        card = QRectF(row.left() + EDGE, row.top() + EDGE, row.width() - 2 * EDGE, height)
        meta_top = title_top + len(lines) * px(LINE) + px(8)
        return CardGeometry(lines, card, top, title_top, meta_top, height + 2 * EDGE)

    def _title(self, face: CardFace, row_width: int) -> tuple[str, ...]:
        width = row_width - 2 * (EDGE + self._theme.px(PAD_X))
        beside = self._theme.px(PENDING + 8) if face.mark is Mark.PENDING else 0
        return self._lines.of(face.title, max(40, width), beside)

    def _height(self, face: CardFace, lines: int) -> int:
        px = self._theme.px
        state = px(STATE) + px(4) if face.has_state else 0
        meta = px(8) + px(META) if face.has_meta else 0
        return 2 * px(PAD_Y) + state + lines * px(LINE) + meta
