"""Touch scrolling over rows that are read while the finger or its momentum moves them."""

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSizeF
from PySide6.QtGui import QScrollEvent, QScrollPrepareEvent

from kanbert_desktop.ui.board.card_list_view import CardListView
from kanbert_desktop.ui.board.window_scroller import WindowScroller


class TouchScrolling(QObject):
    """Answers Qt's scroller for the whole column: without it, a gesture would stop at the end of the rows held.

    The scroller counts pixels from where the gesture began, so rows that are added or dropped above are added up.
    """

    def __init__(self, cards: CardListView, scroller: WindowScroller) -> None:
        super().__init__(cards)
        self._cards, self._scroller = cards, scroller
        self._bar = cards.verticalScrollBar()
        self._shift = 0
        scroller.shifted.connect(self._on_shifted)
        cards.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QScrollPrepareEvent):
            self._shift = 0
            above, below = self._scroller.pixels_around()
            event.setViewportSize(QSizeF(self._cards.viewport().size()))
            event.setContentPosRange(QRectF(0, -above, 0, above + self._bar.maximum() + below))
            event.setContentPos(QPointF(0, self._bar.value()))
            event.accept()
            return True
        if isinstance(event, QScrollEvent):
            self._bar.setValue(round(event.contentPos().y()) + self._shift)
            self._scroller.read_near_rows()
            return True
        return super().eventFilter(watched, event)

    def _on_shifted(self, pixels: int) -> None:
        self._shift += pixels
