"""A frame drawn with the pointer over the empty ground of a column: the cards it touches are selected."""

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QObject,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QRubberBand, QWidget

from kanbert_desktop.ui.board.card_list_view import CardListView
from kanbert_desktop.ui.board.column_model import ColumnModel
from kanbert_desktop.ui.cards.geometry import EDGE
from kanbert_desktop.ui.widgets.scrolling import AutoScroll


class RubberBand(QObject):
    """Begins on the column's own ground, or between two cards; with Ctrl it adds to what is selected.

    Heights are those of the whole list, so that the frame holds on to the cards while they scroll below it.
    """

    def __init__(self, column: QWidget, cards: CardListView, rows: ColumnModel) -> None:
        super().__init__(column)
        self._column, self._cards, self._rows = column, cards, rows
        self._frame = QRubberBand(QRubberBand.Shape.Rectangle, column)
        self._start: QPoint | None = None
        self._kept: list[int] = []
        self._scroll = AutoScroll(cards, Qt.Orientation.Vertical, self._frame.isVisible)
        self._scroll.scrolled.connect(self._draw)
        self._end = QPoint()
        for ground in (column, cards.viewport()):
            ground.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QMouseEvent) or not isinstance(watched, QWidget):
            return False
        place = watched.mapTo(self._column, event.position().toPoint())
        match event.type():
            case QEvent.Type.MouseButtonPress:
                return event.button() is Qt.MouseButton.LeftButton and self._press(event, place)
            case QEvent.Type.MouseMove if self._start is not None and event.buttons():
                self._move(place)
                return True
            case QEvent.Type.MouseButtonRelease if self._start is not None:
                self._release()
                return True
        return False

    def _press(self, event: QMouseEvent, place: QPoint) -> bool:
        if not self._is_ground(self._cards.viewport().mapFrom(self._column, place)):
            return False
        adds = bool(
            event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        )
        chosen = self._cards.selectionModel().selectedIndexes() if adds else []
        self._kept = [index.row() for index in chosen]
        self._start = place + QPoint(0, self._scrolled())
        self._cards.setFocus(Qt.FocusReason.MouseFocusReason)
        return True

    def _move(self, place: QPoint) -> None:
        start = self._start or place
        self._end = place
        far = (place + QPoint(0, self._scrolled()) - start).manhattanLength()
        if self._frame.isVisible() or far >= QApplication.startDragDistance():
            self._draw()
            self._scroll.start()

    def _draw(self) -> None:
        if self._start is None:
            return
        corner = self._start - QPoint(0, self._scrolled())
        seen = QRect(corner, self._end).normalized()
        self._frame.setGeometry(seen & self._column.rect())
        self._frame.show()
        self._select(seen)

    def _release(self) -> None:
        if self._frame.isHidden() and not self._kept:
            self._cards.collapse_selection()
        self._start = None
        self._frame.hide()

    def _select(self, seen: QRect) -> None:
        """Touched cards, and those that were kept, as one change."""
        band = seen.translated(-self._cards.viewport().mapTo(self._column, QPoint(0, 0)))
        chosen = QItemSelection()
        for row in range(len(self._rows.keys)):
            index = self._rows.item_model.index(row, 0)
            card = self._cards.visualRect(index).adjusted(EDGE, EDGE, -EDGE, -EDGE)
            if row in self._kept or (self._rows.card(index) is not None and card.intersects(band)):
                chosen.append(QItemSelectionRange(index, index))
        self._cards.is_extending_selection = bool(self._kept)
        self._cards.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._cards.is_extending_selection = False

    def _is_ground(self, place: QPoint) -> bool:
        """`place` is in the list's own measure; between two cards is ground as well."""
        index = self._cards.indexAt(place)
        if not self._cards.viewport().rect().contains(place) or not index.isValid():
            return True
        inside = self._cards.visualRect(index).adjusted(EDGE, EDGE, -EDGE, -EDGE)
        return self._rows.card(index) is not None and not inside.contains(place)

    def _scrolled(self) -> int:
        return self._cards.verticalScrollBar().value()
