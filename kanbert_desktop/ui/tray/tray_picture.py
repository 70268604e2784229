"""The application's mark as the tray shows it, with a dot where something waits."""

from enum import StrEnum

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

from kanbert_desktop.domain.events import SyncState, SyncStatus
from kanbert_desktop.ui import icons

SIZES = (16, 22, 24, 32, 48)
_DOT = 0.42
"""Of the mark's side."""
_EDGE = 0.07


class Dot(StrEnum):
    """The strongest reason wins. A panel may be dark or light in any theme, so these colours are of neither."""

    NONE = ""
    UNSENT = "#F0B45A"
    NEWS = "#86AAFF"
    ATTENTION = "#E5484D"


def dot_of(status: SyncStatus, *, has_news: bool) -> Dot:
    if status.attention or status.state is SyncState.NEEDS_SIGN_IN:
        return Dot.ATTENTION
    if has_news:
        return Dot.NEWS
    return Dot.UNSENT if status.pending else Dot.NONE


def picture(dot: Dot) -> QIcon:
    result = QIcon()
    for size in SIZES:
        result.addPixmap(_with_dot(icons.mark(size), dot) if dot else icons.mark(size))
    return result


def _with_dot(mark: QPixmap, dot: Dot) -> QPixmap:
    drawn = QPixmap(mark)
    side = drawn.width()
    radius, edge = side * _DOT / 2, side * _EDGE
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(dot.value))
    painter.setPen(QPen(Qt.GlobalColor.white, edge))
    middle = side - radius - edge / 2
    painter.drawEllipse(QPointF(middle, middle), radius, radius)
    painter.end()
    return drawn
