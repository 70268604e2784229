"""What a widget writes when it paints itself, and where, read from the painter."""

from typing import NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPaintDevice, QPaintEngine, QPainter, QRegion, QTextItem
from PySide6.QtWidgets import QWidget


class PaintedText(NamedTuple):
    """`rectangle` is in the widget's coordinates; elided text is elided here too."""

    text: str
    rectangle: QRectF
    colour: QColor


def painted_texts(widget: QWidget) -> list[PaintedText]:
    """Of this widget without its children."""
    sheet = _Sheet(widget.size())
    widget.render(sheet, QPoint(), QRegion(), QWidget.RenderFlag(0))
    return sheet.engine.written


class _Sheet(QPaintDevice):
    """A paint device that records text only."""

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
        """Only text matters."""

    def drawTextItem(self, start: QPointF, item: QTextItem) -> None:
        place = QRectF(start.x(), start.y() - item.ascent(), item.width(), item.ascent() + item.descent())
        painter: QPainter = self.painter()
        there = painter.transform().mapRect(place)
        self.written.append(PaintedText(item.text(), there, painter.pen().color()))

    def _nothing(self, *_drawn: object) -> None:
        """Lines and images are ignored."""

    drawPixmap = drawImage = drawPath = drawPolygon = drawRects = drawLines = drawEllipse = drawPoints = (
        _nothing
    )
    drawTiledPixmap = _nothing
