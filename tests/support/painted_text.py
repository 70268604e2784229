"""What a widget writes when it paints itself, and where: read from the painter, not from the picture."""

from typing import NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPaintDevice, QPaintEngine, QPainter, QRegion, QTextItem
from PySide6.QtWidgets import QWidget


class PaintedText(NamedTuple):
    """`place` is in the widget's own coordinates; words that were cut off with an ellipsis are cut off here too."""

    text: str
    rectangle: QRectF
    colour: QColor


def painted_texts(widget: QWidget) -> list[PaintedText]:
    """Of this widget alone, without its children."""
    sheet = _Sheet(widget.size())
    widget.render(sheet, QPoint(), QRegion(), QWidget.RenderFlag(0))
    return sheet.engine.written


class _Sheet(QPaintDevice):
    """A device that keeps words and forgets everything else."""

    def __init__(self, size: QSize) -> None:
        super().__init__()
        self.engine = _Reader()
        self._size = size

    def paintEngine(self) -> QPaintEngine:
        return self.engine

    def metric(self, metric: QPaintDevice.PaintDeviceMetric) -> int:
        asked = QPaintDevice.PaintDeviceMetric
        return {
            asked.PdmWidth: self._size.width(),
            asked.PdmHeight: self._size.height(),
            asked.PdmDevicePixelRatio: 1,
            asked.PdmDevicePixelRatioScaled: 0x10000,
            asked.PdmDepth: 32,
        }.get(metric, 96)


class _Reader(QPaintEngine):
    def __init__(self) -> None:
        super().__init__(QPaintEngine.PaintEngineFeature.AllFeatures)
        self.written: list[PaintedText] = []

    def begin(self, _device: QPaintDevice) -> bool:
        return True

    def end(self) -> bool:
        return True

    def type(self) -> QPaintEngine.Type:
        return QPaintEngine.Type.User

    def updateState(self, _state: object) -> None:
        """Words alone matter."""

    def drawTextItem(self, start: QPointF, item: QTextItem) -> None:
        place = QRectF(start.x(), start.y() - item.ascent(), item.width(), item.ascent() + item.descent())
        painter: QPainter = self.painter()
        there = painter.transform().mapRect(place)
        self.written.append(PaintedText(item.text(), there, painter.pen().color()))

    def _nothing(self, *_drawn: object) -> None:
        """Neither lines nor pictures are read."""

    drawPixmap = drawImage = drawPath = drawPolygon = drawRects = drawLines = drawEllipse = drawPoints = (
        _nothing
    )
    drawTiledPixmap = _nothing
