"""The list of cards in groups: keys and pointer; what they mean is said by signals."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.ui.board.board_keys import act_of, column_number
from kanbert_desktop.ui.card_rows.card_row import Group
from kanbert_desktop.ui.card_rows.grouped_rows import GroupedRows
from kanbert_desktop.ui.card_rows.row_paint import RowDelegate
from kanbert_desktop.ui.theme import Theme

_Move = QAbstractItemView.CursorAction
_STEPS = {
    _Move.MoveUp: -1,
    _Move.MovePrevious: -1,
    _Move.MoveLeft: 0,
    _Move.MoveRight: 0,
    _Move.MoveDown: 1,
    _Move.MoveNext: 1,
}


class GroupedList(QListView):
    """`acted` carries an `Act`, `digit_pressed` 1 to 6, `clicked_card` a key, `menu_wished` where it was wished."""

    acted = Signal(object)
    digit_pressed = Signal(int)
    clicked_card = Signal(object)
    menu_wished = Signal(QPoint)
    left_above = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("groupedList")
        self.rows = GroupedRows(theme)
        self.opened: CardKey | None = None
        self.setItemDelegate(RowDelegate(theme, self.rows, self, lambda row: row.key == self.opened))
        self.setModel(self.rows.model)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.viewport().setAutoFillBackground(False)

    def show_groups(self, groups: Sequence[Group]) -> None:
        """The focus stays on its card; where that is gone it goes to what took its place."""
        key, row = self.current_key(), self.currentIndex().row()
        top = self.verticalScrollBar().value()
        self.rows.show([group for group in groups if group.rows])
        cards = self.rows.card_rows()
        if key is not None and not self.rows.index_of(key).isValid() and cards:
            self._make_current(min(cards, key=lambda one: (abs(one - row), -one)))
        elif key is not None:
            self._make_current(self.rows.index_of(key).row())
        self.verticalScrollBar().setValue(top)

    def current_key(self) -> CardKey | None:
        card = self.rows.card_at(self.currentIndex().row())
        return card.key if card is not None else None

    def card_rect(self, key: CardKey) -> QRect:
        return self.visualRect(self.rows.index_of(key))

    def focus_card(self, key: CardKey | None = None) -> None:
        """That one, else the one that had the focus, else the first."""
        index = self.rows.index_of(key or self.current_key() or CardKey(""))
        cards = self.rows.card_rows()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if index.isValid() or cards:
            self._make_current(index.row() if index.isValid() else cards[0])

    def dress(self) -> None:
        self.rows.measure_again()
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        combination = event.keyCombination()
        act, digit = act_of(combination), column_number(combination)
        if event.key() == Qt.Key.Key_Up and self._is_first():
            self.left_above.emit()
        elif act is not None:
            self.acted.emit(act)
        elif digit is not None:
            self.digit_pressed.emit(digit)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands here."""

    def moveCursor(self, action: QAbstractItemView.CursorAction, _held: Qt.KeyboardModifier) -> QModelIndex:
        """From card to card, over the headings."""
        cards = self.rows.card_rows()
        if not cards:
            return QModelIndex()
        row = self.currentIndex().row()
        if row not in cards:
            return self.rows.model.index(cards[0], 0)
        place = cards.index(row)
        step = _STEPS.get(action)
        if step is None:
            page = max(1, self.viewport().height() // max(1, self.sizeHintForRow(cards[0])) - 1)
            steps = {_Move.MoveHome: -len(cards), _Move.MoveEnd: len(cards), _Move.MovePageUp: -page}
            step = steps.get(action, page)
        target = cards[max(0, min(len(cards) - 1, place + step))]
        return self.rows.model.index(target, 0)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        card = self.rows.card_at(self.indexAt(event.position().toPoint()).row())
        if event.button() is Qt.MouseButton.LeftButton and card is not None:
            self.clicked_card.emit(card.key)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            place = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        else:
            row = self.indexAt(event.pos()).row()
            if self.rows.card_at(row) is None:
                return
            self._make_current(row)
        if self.current_key() is not None:
            self.menu_wished.emit(place)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.current_key() is None and self.rows.card_rows():
            self._make_current(self.rows.card_rows()[0])
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def _is_first(self) -> bool:
        return self.currentIndex().row() in self.rows.card_rows()[:1] or not self.rows.card_rows()

    def _make_current(self, row: int) -> None:
        index = self.rows.model.index(row, 0)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        # With its heading, where it is the first below one.
        if self.rows.card_at(row - 1) is None:
            self.scrollTo(self.rows.model.index(max(0, row - 1), 0))
        self.scrollTo(index)
