"""The list of cards in groups: keys and pointer; what they mean is said by signals."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.ui.card_list.delegate import RowDelegate
from kanbert_desktop.ui.card_list.model import CardRow, Group, GroupedRows
from kanbert_desktop.ui.commands.board_shortcuts import act_of, column_number
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.scrolling import use_overlay_bars
from kanbert_desktop.ui.widgets.text_fields import Commanded

_Move = QAbstractItemView.CursorAction
_STEPS = {
    _Move.MoveUp: -1,
    _Move.MovePrevious: -1,
    _Move.MoveLeft: 0,
    _Move.MoveRight: 0,
    _Move.MoveDown: 1,
    _Move.MoveNext: 1,
}


class GroupedList(Commanded, QListView):
    """`acted` carries an `Act`, `digit_pressed` 1 to 6, `clicked_card` a key, `menu_wished` where it was wished.

    `several`: more than one card can be selected, as on a board; the one with the focus alone is no selection.
    """

    acted = Signal(object)
    digit_pressed = Signal(int)
    clicked_card = Signal(object)
    menu_wished = Signal(QPoint)
    left_above = Signal()
    middle_clicked = Signal(object)
    renamed = Signal(object, str)
    selection_made = Signal()

    def __init__(self, theme: Theme, parent: QWidget, *, several: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName("groupedList")
        self.rows = GroupedRows(theme)
        self.opened: CardKey | None = None
        self.is_picking = False
        """Space was pressed: arrows walk without giving up what is selected."""
        delegate = RowDelegate(theme, self.rows, self, self._is_seen_as_chosen)
        delegate.renamed.connect(self.renamed)
        self.renaming = delegate
        self.setItemDelegate(delegate)
        self.setModel(self.rows.model)
        self.selectionModel().selectionChanged.connect(self.selection_made)
        self.setFrameShape(QListView.Shape.NoFrame)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        use_overlay_bars(self, holder=parent)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.viewport().setAutoFillBackground(False)

    def show_groups(self, groups: Sequence[Group]) -> None:
        """The focus stays on its card; where that is gone it goes to what took its place."""
        key, row = self.current_key(), self.currentIndex().row()
        top, chosen = self.verticalScrollBar().value(), self.selected_keys() if self.has_several else []
        self.rows.show([group for group in groups if group.rows])
        cards = self.rows.card_rows()
        if key is not None and not self.rows.index_of(key).isValid() and cards:
            self._make_current(min(cards, key=lambda one: (abs(one - row), -one)))
        elif key is not None:
            self._make_current(self.rows.index_of(key).row())
        for index in map(self.rows.index_of, chosen):
            self.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)
        self.verticalScrollBar().setValue(top)

    def current_key(self) -> CardKey | None:
        card = self.rows.card_at(self.currentIndex().row())
        return card.key if card is not None else None

    # What is chosen.

    @property
    def has_several(self) -> bool:
        return self.is_picking or len(self.selectionModel().selectedIndexes()) > 1

    def selected_keys(self) -> list[CardKey]:
        """From top to bottom."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return [card.key for row in rows if (card := self.rows.card_at(row)) is not None]

    def chosen_keys(self) -> list[CardKey]:
        """What a command is about: all that is selected, else the card with the focus."""
        current = self.current_key()
        return (self.selected_keys() if self.has_several else []) or ([current] if current else [])

    def toggle_current(self) -> None:
        """Space: the first time it begins to pick, with the card that has the focus."""
        flag = QItemSelectionModel.SelectionFlag
        begun = self.has_several
        self.is_picking = True
        self.selectionModel().select(self.currentIndex(), flag.Toggle if begun else flag.ClearAndSelect)
        self.selection_made.emit()
        self.viewport().update()

    def give_up_selection(self) -> bool:
        """Back to the one card with the focus; False where there was nothing else."""
        had = self.has_several
        self.is_picking = False
        if had and self.currentIndex().isValid():
            self._make_current(self.currentIndex().row())
            self.selection_made.emit()
        return had

    def rename(self, key: CardKey) -> None:
        if self.rows.index_of(key).isValid():
            self.edit(self.rows.index_of(key))

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        if self.is_picking and isinstance(event, QKeyEvent):
            return QItemSelectionModel.SelectionFlag.NoUpdate
        return super().selectionCommand(index, event)

    def _is_seen_as_chosen(self, row: CardRow, is_selected: bool) -> bool:
        return row.key == self.opened or (is_selected and self.has_several)

    # What Qt tells, and what is looked at.

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
        held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        if card is not None and event.button() is Qt.MouseButton.MiddleButton:
            self.middle_clicked.emit(card.key)
        elif card is not None and event.button() is Qt.MouseButton.LeftButton and not held:
            self.clicked_card.emit(card.key)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            place = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        else:
            row = self.indexAt(event.pos()).row()
            card = self.rows.card_at(row)
            if card is None:
                return
            if card.key not in self.chosen_keys():
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
        index, flag = self.rows.model.index(row, 0), QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(
            index, flag.NoUpdate if self.is_picking else flag.ClearAndSelect
        )
        # With its heading, where it is the first below one.
        if self.rows.card_at(row - 1) is None:
            self.scrollTo(self.rows.model.index(max(0, row - 1), 0))
        self.scrollTo(index)
