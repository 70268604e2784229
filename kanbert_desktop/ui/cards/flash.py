"""A ring around one card for a moment, so that the eye finds where it is now."""

from collections.abc import Callable

from PySide6.QtCore import QEasingCurve, QObject, QRectF, QTimer, QVariantAnimation
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractScrollArea

from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.ui.style.theme import Theme

FLASH_MS = 600
_WIDTH = 3
_RADIUS = 8


class Flash(QObject):
    """Marks one card of a list at a time; the list calls `paint` after its cards.

    `rect_of` returns the card's rectangle in the viewport, empty if the list does not hold it. `may_animate` returns False
    with reduced motion: the ring then neither grows nor fades, and is there as long.
    """

    def __init__(
        self,
        area: QAbstractScrollArea,
        theme: Theme,
        rect_of: Callable[[CardKey], QRectF],
        may_animate: Callable[[], bool],
    ) -> None:
        super().__init__(area)
        self._area, self._theme, self._rect_of, self._may_animate = area, theme, rect_of, may_animate
        self.card: CardKey | None = None
        self._strength = 1.0
        self._end_timer = QTimer(self, singleShot=True, interval=FLASH_MS)
        self._end_timer.timeout.connect(self._end)
        self._animation = QVariantAnimation(self, duration=FLASH_MS)
        self._animation.setStartValue(1.0)
        self._animation.setEndValue(0.0)
        self._animation.setEasingCurve(QEasingCurve.Type.InQuad)
        self._animation.valueChanged.connect(self._step)
        self._animation.finished.connect(self._end)

    def start(self, card: CardKey) -> None:
        """Ends the mark of another card."""
        self._animation.stop()
        self.card, self._strength = card, 1.0
        if self._may_animate():
            self._animation.start()
        else:
            self._end_timer.start()
        self._area.viewport().update()

    def paint(self) -> None:
        rect = self._rect_of(self.card) if self.card is not None else QRectF()
        if rect.isEmpty():
            return
        color = self._theme.color("accent")
        color.setAlphaF(self._strength)
        painter = QPainter(self._area.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color, _WIDTH))
        inset = _WIDTH / 2
        painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), _RADIUS, _RADIUS)
        painter.end()

    def _step(self, strength: float) -> None:
        self._strength = strength
        if self.card is not None:
            self._area.viewport().update(self._rect_of(self.card).toAlignedRect())

    def _end(self) -> None:
        self.card = None
        self._area.viewport().update()
