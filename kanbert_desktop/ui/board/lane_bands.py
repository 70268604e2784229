"""The header of a lane as one band across the columns: what is painted of it between them."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kanbert_desktop.ui.board.column_view import ColumnView
from kanbert_desktop.ui.cards.delegate import GROUP_HEADER_HEIGHT, band_rect
from kanbert_desktop.ui.style.theme import Theme


class LaneBands:
    """Call `update` after each change of the columns or their places; the headers are on one line then."""

    def __init__(self, theme: Theme, strip: QWidget) -> None:
        self._theme, self._strip = theme, strip
        self._gaps: list[_Gap] = []

    def update(self, shown: Sequence[ColumnView]) -> None:
        """`shown` are all columns. A folded one interrupts the bands; without columns there are none."""
        pairs = [(one, other) for one, other in pairwise(shown) if not one.is_folded and not other.is_folded]
        while len(self._gaps) < len(pairs):
            self._gaps.append(_Gap(self._theme, self._strip))
        for number, gap in enumerate(self._gaps):
            gap.setVisible(number < len(pairs))
        if pairs:
            height = self._theme.row_height(GROUP_HEADER_HEIGHT)
            tops = pairs[0][0].scroller.headers_in_sight()
            bands = [band_rect(QRect(0, top, 1, height)) for _key, top in tops]
            for gap, pair in zip(self._gaps, pairs, strict=False):
                gap.show_bands(self._between(*pair), bands)
        for view in shown:
            before, after = (any(view is pair[side] for pair in pairs) for side in (1, 0))
            delegate = view.cards.rename_delegate
            joins = (after, before) if view.isRightToLeft() else (before, after)
            if delegate.joins != joins:
                delegate.joins = joins
                view.cards.viewport().update()

    def _between(self, one: ColumnView, other: ColumnView) -> QRect:
        """The place between the cards of two columns."""
        left, right = sorted((self._area(one), self._area(other)), key=QRect.left)
        return QRect(QPoint(left.right() + 1, left.top()), QPoint(right.left() - 1, left.bottom()))

    def _area(self, view: ColumnView) -> QRect:
        viewport = view.cards.viewport()
        return QRect(viewport.mapTo(self._strip, QPoint(0, 0)), viewport.size())


class _Gap(QWidget):
    """Takes neither clicks nor focus."""

    def __init__(self, theme: Theme, strip: QWidget) -> None:
        super().__init__(strip)
        self._theme = theme
        self._bands: list[QRect] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_bands(self, place: QRect, bands: Sequence[QRect]) -> None:
        bands = [QRect(0, band.top(), place.width(), band.height()) for band in bands]
        if self.geometry() != place:
            self.setGeometry(place)
        if bands != self._bands:
            for band in (*self._bands, *bands):
                self.update(band)
            self._bands = bands

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        for band in self._bands:
            painter.fillRect(band, self._theme.color("line"))
        painter.end()
