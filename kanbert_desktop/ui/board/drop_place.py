"""Where dragged cards would come to stand in a column: a line between two rows."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView

from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.ui.board.card_geometry import EDGE
from kanbert_desktop.ui.board.column_rows import ColumnRows
from kanbert_desktop.ui.theme import Theme

LINE = 3
"""Its height in pixels."""


class DropPlace:
    """`row` is the one below the line, the number of rows at the end, None while nothing is dragged here."""

    def __init__(self, cards: QListView, rows: ColumnRows) -> None:
        self._cards, self._rows = cards, rows
        self.row: int | None = None

    def show(self, height: int | None) -> None:
        """Nearest to that height of the viewport; None: no line."""
        row = self._nearest(height) if height is not None else None
        if row != self.row:
            self.row = row
            self._cards.viewport().update()

    def before(self) -> CardKey | None:
        """The card below the line; None at the end."""
        rows = range(self.row or 0, len(self._rows.keys))
        faces = (self._rows.face(self._rows.model.index(row, 0)) for row in rows)
        return next((face.key for face in faces if face is not None), None)

    def paint(self, theme: Theme) -> None:
        if self.row is None:
            return
        painter = QPainter(self._cards.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        room = self._cards.viewport().size()
        top = max(0, min(self._top(self.row), room.height() - LINE))
        painter.drawRoundedRect(QRect(EDGE, top, room.width() - 2 * EDGE, LINE), 1.5, 1.5)
        painter.end()

    def _nearest(self, height: int) -> int:
        index = self._cards.indexAt(QPoint(self._cards.viewport().width() // 2, height))
        if not index.isValid():
            return 0 if height < 0 else len(self._rows.keys)
        return index.row() + (height > self._cards.visualRect(index).center().y())

    def _top(self, row: int) -> int:
        end = row >= len(self._rows.keys)
        index = self._rows.model.index(row - 1 if end else row, 0)
        if not index.isValid():
            return 0
        place = self._cards.visualRect(index)
        return (place.bottom() if end else place.top()) - LINE // 2
