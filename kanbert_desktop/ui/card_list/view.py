"""List view of grouped cards: keys and pointer; signals say what the user requests."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.ui.card_list.delegate import CardRowDelegate
from kanbert_desktop.ui.card_list.model import CardRow, GroupedCardModel, RowGroup
from kanbert_desktop.ui.commands.board_shortcuts import column_number, command_of
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.finger_input import FingerInput
from kanbert_desktop.ui.widgets.scrolling import ContentWidthLimit, add_overlay_scroll_bars
from kanbert_desktop.ui.widgets.text_fields import NoInputMethodMixin

if TYPE_CHECKING:
    from kanbert_desktop.ui.cards.flash import Flash

_Move = QAbstractItemView.CursorAction
_STEPS = {
    _Move.MoveUp: -1,
    _Move.MovePrevious: -1,
    _Move.MoveLeft: 0,
    _Move.MoveRight: 0,
    _Move.MoveDown: 1,
    _Move.MoveNext: 1,
}


class GroupedCardList(NoInputMethodMixin, QListView):
    """Grouped card list.

    `multi_select`: several cards can be selected, as on a board; the focused card alone is no selection.
    `moved_by_key` is emitted when a key has moved the focus to another card.
    """

    command_triggered = Signal(object)
    digit_pressed = Signal(int)
    moved_by_key = Signal()
    card_clicked = Signal(object)
    menu_requested = Signal(QPoint)
    moved_above_top = Signal()
    card_middle_clicked = Signal(object)
    card_renamed = Signal(object, str)
    selection_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget, *, multi_select: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName("groupedList")
        self._theme = theme
        self.grouped_model = GroupedCardModel(theme)
        self.opened_card: CardKey | None = None
        self.is_picking = False
        """Space was pressed: arrow keys move the focus without clearing the selection."""
        delegate = CardRowDelegate(theme, self.grouped_model, self, self._is_seen_as_chosen)
        delegate.renamed.connect(self.card_renamed)
        self.rename_delegate = delegate
        self.setItemDelegate(delegate)
        self.setModel(self.grouped_model.item_model)
        self.selectionModel().selectionChanged.connect(self.selection_changed)
        self.setFrameShape(QListView.Shape.NoFrame)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if multi_select else mode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.width_limit = ContentWidthLimit(self)
        add_overlay_scroll_bars(self, container=parent)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.viewport().setAutoFillBackground(False)
        self.finger_input = FingerInput(self, self._is_card_below)

    def show_groups(self, groups: Sequence[RowGroup]) -> None:
        """Keeps the focus on its card, or moves it to the card that took its position."""
        key, row = self.current_key(), self.currentIndex().row()
        top, chosen = (
            self.verticalScrollBar().value(),
            self.selected_keys() if self.has_multi_selection else [],
        )
        self.grouped_model.set_groups([group for group in groups if len(group)])
        cards = self.grouped_model.card_rows()
        if key is not None and not self.grouped_model.index_of(key).isValid() and cards:
            self._make_current(min(cards, key=lambda one: (abs(one - row), -one)))
        elif key is not None:
            self._make_current(self.grouped_model.index_of(key).row())
        for index in map(self.grouped_model.index_of, chosen):
            self.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)
        self.verticalScrollBar().setValue(top)

    def current_key(self) -> CardKey | None:
        card = self.grouped_model.card_at(self.currentIndex().row())
        return card.key if card is not None else None

    def focused_key(self) -> CardKey | None:
        """Returns the card with the focus, None while that is elsewhere."""
        return self.current_key() if self.hasFocus() else None

    # Selection.

    @property
    def has_multi_selection(self) -> bool:
        return self.is_picking or len(self.selectionModel().selectedIndexes()) > 1

    @property
    def selected_count(self) -> int:
        """0 while only the focused card is selected."""
        return len(self.selected_keys()) if self.has_multi_selection else 0

    def selected_keys(self) -> list[CardKey]:
        """In display order."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return [card.key for row in rows if (card := self.grouped_model.card_at(row)) is not None]

    def selected_or_current_keys(self) -> list[CardKey]:
        """The cards that a command applies to: the selection, else the focused card."""
        current = self.current_key()
        return (self.selected_keys() if self.has_multi_selection else []) or ([current] if current else [])

    def toggle_current(self) -> None:
        """Space: starts a selection with the focused card, or toggles it."""
        flag = QItemSelectionModel.SelectionFlag
        begun = self.has_multi_selection
        self.is_picking = True
        self.selectionModel().select(self.currentIndex(), flag.Toggle if begun else flag.ClearAndSelect)
        self.selection_changed.emit()
        self.viewport().update()

    def reset_selection(self) -> bool:
        """Selects only the focused card; returns False if nothing else was selected."""
        had = self.has_multi_selection
        self.is_picking = False
        if had and self.currentIndex().isValid():
            self._make_current(self.currentIndex().row())
            self.selection_changed.emit()
        return had

    def end_picking_of_nothing(self) -> None:
        """Ends a selection by Space whose cards are no longer selected, or no longer there."""
        if self.is_picking and not self.selected_keys():
            self.is_picking = False

    def rename(self, key: CardKey) -> None:
        if self.grouped_model.index_of(key).isValid():
            self.edit(self.grouped_model.index_of(key))

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        if self.is_picking and isinstance(event, QKeyEvent):
            return QItemSelectionModel.SelectionFlag.NoUpdate
        return super().selectionCommand(index, event)

    def _is_seen_as_chosen(self, row: CardRow, is_selected: bool) -> bool:
        return row.key == self.opened_card or (is_selected and self.has_multi_selection)

    # Geometry, focus and events.

    def _is_card_below(self, place: QPoint) -> bool:
        """`place` is on the screen."""
        row = self.indexAt(self.viewport().mapFromGlobal(place)).row()
        return self.grouped_model.card_at(row) is not None

    def set_bottom_inset(self, pixels: int) -> None:
        """The rows end so far above the bottom; the focused card stays in sight."""
        if pixels == self.viewportMargins().bottom():
            return
        margins = self.viewportMargins()
        margins.setBottom(pixels)
        self.setViewportMargins(margins)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def card_rect(self, key: CardKey) -> QRect:
        return self.visualRect(self.grouped_model.index_of(key))

    @cached_property
    def flash(self) -> "Flash":
        """Made when a card is first pointed out."""
        from kanbert_desktop.ui.cards.flash import Flash  # noqa: PLC0415  seldom needed

        def rect_of(key: CardKey) -> QRectF:
            row = self.card_rect(key)
            return QRectF(row.adjusted(1, 1, -1, -1)) if row.isValid() else QRectF()

        # Rows of these lists do not move, so their ring does not either.
        return Flash(self, self._theme, rect_of, lambda: False)

    def point_out(self, key: CardKey) -> None:
        """Scrolls to a card and marks it for a moment; focus and selection stay."""
        index = self.grouped_model.index_of(key)
        if index.isValid():
            self.scrollTo(index)
            self.flash.start(key)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if "flash" in self.__dict__:
            self.flash.paint()

    def focus_card(self, key: CardKey | None = None) -> None:
        """Focuses this card, else the card that had the focus, else the first."""
        index = self.grouped_model.index_of(key or self.current_key() or CardKey(""))
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        row = index.row() if index.isValid() else self._first_card()
        if row >= 0:
            self._make_current(row)

    def apply_appearance(self) -> None:
        self.grouped_model.remeasure()
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        combination = event.keyCombination()
        action, digit = command_of(combination), column_number(combination)
        if event.key() == Qt.Key.Key_Up and self._is_first():
            self.moved_above_top.emit()
        elif action is not None:
            self.command_triggered.emit(action)
        elif digit is not None:
            self.digit_pressed.emit(digit)
        else:
            before = self.current_key()
            super().keyPressEvent(event)
            if self.current_key() != before:
                self.moved_by_key.emit()

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands."""

    def moveCursor(self, action: QAbstractItemView.CursorAction, _held: Qt.KeyboardModifier) -> QModelIndex:
        """Moves from card to card, skipping headings."""
        cards = self.grouped_model.card_rows()
        if not cards:
            return QModelIndex()
        row = self.currentIndex().row()
        if row not in cards:
            return self.grouped_model.item_model.index(cards[0], 0)
        position = cards.index(row)
        page = max(1, self.viewport().height() // max(1, self.sizeHintForRow(cards[0])) - 1)
        step = key_step(action, page, len(cards))
        target = cards[max(0, min(len(cards) - 1, position + step))]
        return self.grouped_model.item_model.index(target, 0)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        card = self.grouped_model.card_at(self.indexAt(event.position().toPoint()).row())
        held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        if card is not None and event.button() is Qt.MouseButton.MiddleButton:
            self.card_middle_clicked.emit(card.key)
        elif card is not None and event.button() is Qt.MouseButton.LeftButton and not held:
            self.card_clicked.emit(card.key)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        position = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            position = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        else:
            row = self.indexAt(event.pos()).row()
            card = self.grouped_model.card_at(row)
            if card is None:
                return
            if card.key not in self.selected_or_current_keys():
                self._make_current(row)
        if self.current_key() is not None:
            self.menu_requested.emit(position)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.current_key() is None and (row := self._first_card()) >= 0:
            self._make_current(row)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def _first_card(self) -> int:
        """Returns the row of the first card, -1 without cards."""
        return next(iter(self.grouped_model.card_rows()), -1)

    def _is_first(self) -> bool:
        return (
            self.currentIndex().row() in self.grouped_model.card_rows()[:1]
            or not self.grouped_model.card_rows()
        )

    def _make_current(self, row: int) -> None:
        index, flag = self.grouped_model.item_model.index(row, 0), QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(
            index, flag.NoUpdate if self.is_picking else flag.ClearAndSelect
        )
        # Includes the heading above the first card of a group.
        if self.grouped_model.card_at(row - 1) is None:
            self.scrollTo(self.grouped_model.item_model.index(max(0, row - 1), 0))
        self.scrollTo(index)


def key_step(action: QAbstractItemView.CursorAction, page: int, count: int) -> int:
    """Returns by how many of `count` cards a key moves the focus; `page` is a screenful."""
    steps = {_Move.MoveHome: -count, _Move.MoveEnd: count, _Move.MovePageUp: -page, **_STEPS}
    return steps.get(action, page)
