"""Rubber-band selection over the empty area of a column."""

from functools import cached_property

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QObject,
    QPoint,
    QRect,
    Qt,
    QTimer,
    SignalInstance,
)
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QRubberBand, QWidget

from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.ui.board.card_list_view import CardListView
from kanbert_desktop.ui.board.column_model import ColumnModel
from kanbert_desktop.ui.cards.geometry import EDGE
from kanbert_desktop.ui.widgets.scrolling import AutoScroll


class RubberBand(QObject):
    """Starts on the column's background or between two cards; Ctrl adds to the selection.

    Positions are relative to the whole list, so that the frame stays on the cards while they scroll.
    """

    def __init__(
        self, column: QWidget, cards: CardListView, model: ColumnModel, shifted: SignalInstance
    ) -> None:
        super().__init__(column)
        self._column, self._cards, self._model = column, cards, model
        self._start: QPoint | None = None
        self._previous: set[CardKey] = set()
        self._end = QPoint()
        # A wheel may scroll while the pointer rests; it is drawn once the rows are in their places.
        self._draw_timer = QTimer(self, singleShot=True, interval=0)
        self._draw_timer.timeout.connect(self._draw)
        cards.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        shifted.connect(self._on_shifted)
        for area in (column, cards.viewport()):
            area.installEventFilter(self)

    @cached_property
    def _frame(self) -> QRubberBand:
        """Created on first use, as is `_scroll`: a start shows none."""
        return QRubberBand(QRubberBand.Shape.Rectangle, self._column)

    @cached_property
    def _scroll(self) -> AutoScroll:
        scroll = AutoScroll(self._cards, Qt.Orientation.Vertical, self._frame.isVisible)
        scroll.scrolled.connect(self._read_and_draw)
        return scroll

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QMouseEvent) or not isinstance(watched, QWidget):
            return False
        position = watched.mapTo(self._column, event.position().toPoint())
        match event.type():
            case QEvent.Type.MouseButtonPress:
                return event.button() is Qt.MouseButton.LeftButton and self._press(event, position)
            case QEvent.Type.MouseMove if self._start is not None and event.buttons():
                self._move(position)
                return True
            case QEvent.Type.MouseButtonRelease if self._start is not None:
                self._release()
                return True
        return False

    def _press(self, event: QMouseEvent, position: QPoint) -> bool:
        if not self._is_background(self._cards.viewport().mapFrom(self._column, position)):
            return False
        extends = bool(
            event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        )
        self._previous = set(self._cards.list_selection.held_keys()) if extends else set()
        self._start = position + QPoint(0, self._scroll_offset())
        self._cards.setFocus(Qt.FocusReason.MouseFocusReason)
        return True

    def _move(self, position: QPoint) -> None:
        start = self._start or position
        self._end = position
        distance = (position + QPoint(0, self._scroll_offset()) - start).manhattanLength()
        if self._frame.isVisible() or distance >= QApplication.startDragDistance():
            if self._frame.isHidden() and not self._previous:
                self._cards.list_selection.drop_outside()
            self._draw()
            self._scroll.start(self._cards.viewport().mapFrom(self._column, position))

    def _on_scrolled(self) -> None:
        if self._start is not None and self._frame.isVisible():
            self._draw_timer.start()

    def _on_shifted(self, pixels: int) -> None:
        """Rows were read or dropped above, so the cards at which the frame began have another position."""
        if self._start is not None:
            self._start += QPoint(0, pixels)

    def _read_and_draw(self) -> None:
        if self._cards.scroller is not None:
            self._cards.scroller.read_near_rows()
        self._draw()

    def _draw(self) -> None:
        if self._start is None:
            return
        corner = self._start - QPoint(0, self._scroll_offset())
        band = QRect(corner, self._end).normalized()
        self._frame.setGeometry(band & self._column.rect())
        self._frame.show()
        self._select(band)

    def _release(self) -> None:
        if self._frame.isHidden() and not self._previous:
            self._cards.collapse_selection()
        self._start = None
        self._frame.hide()

    def _select(self, band: QRect) -> None:
        """Selects the touched cards and those selected before, as one change."""
        list_band = band.translated(-self._cards.viewport().mapTo(self._column, QPoint(0, 0)))
        selected = QItemSelection()
        for row, key in enumerate(self._model.keys):
            index = self._model.item_model.index(row, 0)
            card = self._cards.visualRect(index).adjusted(EDGE, EDGE, -EDGE, -EDGE)
            if key in self._previous or (self._model.card(index) is not None and card.intersects(list_band)):
                selected.append(QItemSelectionRange(index, index))
        self._cards.is_extending_selection = bool(self._previous)
        self._cards.selectionModel().select(selected, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._cards.is_extending_selection = False

    def _is_background(self, position: QPoint) -> bool:
        """`position` is relative to the viewport; the gap between two cards is background too."""
        index = self._cards.indexAt(position)
        if not self._cards.viewport().rect().contains(position) or not index.isValid():
            return True
        card_rect = self._cards.visualRect(index).adjusted(EDGE, EDGE, -EDGE, -EDGE)
        if self._model.focusable(index) is None:
            return True
        return self._model.card(index) is not None and not card_rect.contains(position)

    def _scroll_offset(self) -> int:
        return self._cards.verticalScrollBar().value()
