"""Paper, ink, header and footer, wrapped text."""

from PySide6.QtCore import QLocale, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QPageLayout, QPageSize, QPainter, QTextLayout, QTextOption

from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.untrusted_text import shorten
from kanbert_desktop.ui.style.theme import Theme, design_tokens

PAGE_MARGIN = 34.0
_T = QLocale.Country
_LETTER = frozenset(
    {
        *(_T.UnitedStates, _T.Canada, _T.Mexico, _T.Philippines, _T.PuertoRico, _T.Colombia, _T.Venezuela),
        *(_T.Chile, _T.CostaRica, _T.Guatemala, _T.Panama, _T.DominicanRepublic, _T.ElSalvador),
    }
)
"""Where a sheet is Letter; A4 everywhere else."""


def page_layout(orientation: QPageLayout.Orientation, locale: QLocale | None = None) -> QPageLayout:
    """The sheet that lies in printers where this computer stands."""
    is_letter = (locale or QLocale.system()).territory() in _LETTER
    size = QPageSize(QPageSize.PageSizeId.Letter if is_letter else QPageSize.PageSizeId.A4)
    margins = QMarginsF(PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN)
    return QPageLayout(size, orientation, margins, QPageLayout.Unit.Point)


class Ink:
    """Colours of the light theme, dark enough to be told apart in grey, and fonts in whole points."""

    def __init__(self, theme: Theme) -> None:
        self._family = theme.font("text").family()

    def color(self, name: str) -> QColor:
        return QColor(design_tokens().colors[name][0])

    def font(self, points: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        font = QFont(self._family, -1, weight)
        font.setPixelSize(points)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        # Inter draws some signs another way between digits, and a PDF cannot be searched for those.
        font.setFeature(QFont.Tag("calt"), 0)
        return font


MAX_LINES = 14
"""A title of any length leaves a card that fits on a page."""
_MAX_CHARACTERS = 3_000
"""Characters; fewer lines than that are drawn."""


class WrappedText:
    """Widths are those of the letters' design, so that paper and layout agree at every resolution."""

    def __init__(self, text: str, font: QFont, width: float, color: QColor) -> None:
        self._color = color
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setUseDesignMetrics(True)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        self._layout = QTextLayout(shorten(text, _MAX_CHARACTERS), font)
        self._layout.setTextOption(option)
        self.height = self._break(width)

    def paint(self, painter: QPainter, left: float, top: float) -> None:
        painter.setPen(self._color)
        self._layout.draw(painter, QPointF(left, top))

    def _break(self, width: float) -> float:
        height = 0.0
        self._layout.beginLayout()
        for _number in range(MAX_LINES):
            line = self._layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            line.setPosition(QPointF(0, height))
            height += line.height()
        self._layout.endLayout()
        return height


FOOTER_HEIGHT = 18.0
_BELOW = 10.0


class PageFrame:
    """The first sheet has the whole head; the others are told by the foot. `printed_at` is a moment in words."""

    def __init__(self, ink: Ink, title: str, client: str, notes: tuple[str, ...], printed_at: str) -> None:
        self._ink, self._printed_at = ink, printed_at
        self._title, self._client, self._notes = shorten(title), client, notes
        self._lines: list[WrappedText] = []
        self._room = QSizeF()

    def update_layout(self, room: QSizeF) -> None:
        self._room, ink = room, self._ink
        told = (
            (self._client, ink.font(9), "muted"),
            (self._title, ink.font(16, QFont.Weight.Bold), "text"),
            (" · ".join(self._notes), ink.font(8), "muted"),
        )
        self._lines = [
            WrappedText(words, font, room.width(), ink.color(color)) for words, font, color in told if words
        ]

    @property
    def height(self) -> float:
        """Of the head on the first sheet."""
        return sum(line.height for line in self._lines) + _BELOW

    def paint(self, painter: QPainter, page: int, pages: int) -> float:
        """Returns where the words may begin."""
        self.paint_footer(painter, page, pages)
        top = 0.0
        for line in self._lines if page == 0 else ():
            line.paint(painter, 0, top)
            top += line.height
        return top + _BELOW if page == 0 else 0.0

    def paint_footer(self, painter: QPainter, page: int, pages: int) -> None:
        painter.setFont(self._ink.font(7))
        painter.setPen(self._ink.color("muted"))
        foot = QRectF(0, self._room.height() - FOOTER_HEIGHT, self._room.width(), FOOTER_HEIGHT)
        below = Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextSingleLine
        number = tr("Page {page} of {pages}", page=page + 1, pages=pages)
        painter.drawText(foot, below | Qt.AlignmentFlag.AlignRight, number)
        left = " · ".join(part for part in (self._client, self._title, self._printed_at) if part)
        room = foot.adjusted(0, 0, -110, 0)
        shown = painter.fontMetrics().elidedText(left, Qt.TextElideMode.ElideMiddle, int(room.width()))
        painter.drawText(room, below | Qt.AlignmentFlag.AlignLeft, shown)
