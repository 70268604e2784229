"""The sheet of paper, and the ink on it; everything is measured in points, 1/72 inch."""

from PySide6.QtCore import QLocale, QMarginsF
from PySide6.QtGui import QColor, QFont, QPageLayout, QPageSize

from kanbert_desktop.ui.theme import Theme
from kanbert_desktop.ui.tokens import tokens

MARGIN = 34.0
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
    margins = QMarginsF(MARGIN, MARGIN, MARGIN, MARGIN)
    return QPageLayout(size, orientation, margins, QPageLayout.Unit.Point)


class Ink:
    """Colours of the light theme, dark enough to be told apart in grey, and fonts in whole points."""

    def __init__(self, theme: Theme) -> None:
        self._family = theme.font("text").family()

    def color(self, name: str) -> QColor:
        return QColor(tokens().colors[name][0])

    def font(self, points: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        font = QFont(self._family, -1, weight)
        font.setPixelSize(points)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        # Inter draws some signs another way between digits, and a PDF cannot be searched for those.
        font.setFeature(QFont.Tag("calt"), 0)
        return font
