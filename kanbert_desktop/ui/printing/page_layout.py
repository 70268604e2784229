"""Paper size, colours and fonts, header and footer, wrapped text."""

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
"""Countries that use Letter; all others use A4."""
MAX_LINES = 14
"""Limits a title, so that its card fits on a page."""
_MAX_CHARACTERS = 3_000
"""More characters than fit into that many lines."""
FOOTER_HEIGHT = 18.0
_BELOW = 10.0


def page_layout(orientation: QPageLayout.Orientation, locale: QLocale | None = None) -> QPageLayout:
    """Page layout with the usual paper size of this computer's country."""
    is_letter = (locale or QLocale.system()).territory() in _LETTER
    size = QPageSize(QPageSize.PageSizeId.Letter if is_letter else QPageSize.PageSizeId.A4)
    margins = QMarginsF(PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN)
    return QPageLayout(size, orientation, margins, QPageLayout.Unit.Point)


class PrintStyle:
    """Colours of the light theme, distinguishable in greyscale, and fonts in whole points."""

    def __init__(self, theme: Theme) -> None:
        self._family = theme.font("text").family()

    def color(self, name: str) -> QColor:
        return QColor(design_tokens().colors[name][0])

    def font(self, points: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        font = QFont(self._family, -1, weight)
        font.setPixelSize(points)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        # Inter uses other glyphs for some signs between digits, which breaks searching in a PDF.
        font.setFeature(QFont.Tag("calt"), 0)
        return font


class WrappedText:
    """Uses design metrics, so that the layout is the same at every resolution."""

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


class PageFrame:
    """Header of the first page and footer of every page. `printed_at` is text."""

    def __init__(
        self, style: PrintStyle, title: str, client: str, notes: tuple[str, ...], printed_at: str
    ) -> None:
        self._style, self._printed_at = style, printed_at
        self._title, self._client, self._notes = shorten(title), client, notes
        self._lines: list[WrappedText] = []
        self._page_area = QSizeF()

    def update_layout(self, page_area: QSizeF) -> None:
        self._page_area, style = page_area, self._style
        rows = (
            (self._client, style.font(9), "muted"),
            (self._title, style.font(16, QFont.Weight.Bold), "text"),
            (" · ".join(self._notes), style.font(8), "muted"),
        )
        self._lines = [
            WrappedText(text, font, page_area.width(), style.color(color))
            for text, font, color in rows
            if text
        ]

    @property
    def height(self) -> float:
        """Height of the header on the first page."""
        return sum(line.height for line in self._lines) + _BELOW

    def paint(self, painter: QPainter, page: int, pages: int) -> float:
        """Returns the top of the content area."""
        self.paint_footer(painter, page, pages)
        top = 0.0
        for line in self._lines if page == 0 else ():
            line.paint(painter, 0, top)
            top += line.height
        return top + _BELOW if page == 0 else 0.0

    def paint_footer(self, painter: QPainter, page: int, pages: int) -> None:
        painter.setFont(self._style.font(7))
        painter.setPen(self._style.color("muted"))
        footer = QRectF(0, self._page_area.height() - FOOTER_HEIGHT, self._page_area.width(), FOOTER_HEIGHT)
        below = Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextSingleLine
        number = tr("Page {page} of {pages}", page=page + 1, pages=pages)
        painter.drawText(footer, below | Qt.AlignmentFlag.AlignRight, number)
        left = " · ".join(part for part in (self._client, self._title, self._printed_at) if part)
        page_area = footer.adjusted(0, 0, -110, 0)
        shown = painter.fontMetrics().elidedText(left, Qt.TextElideMode.ElideMiddle, int(page_area.width()))
        painter.drawText(page_area, below | Qt.AlignmentFlag.AlignLeft, shown)
