"""List view of the cards of one column: keys, pointer and focus. Emits signals; `BoardController` handles them."""

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

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
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.ui.board.column_model import ColumnModel
from kanbert_desktop.ui.board.list_overlays import DropIndicator, FadeIn, paint_empty_column
from kanbert_desktop.ui.board.list_selection import ListSelection
from kanbert_desktop.ui.board.row_window import RowWindow
from kanbert_desktop.ui.cards.delegate import CardDelegate, CardPixmaps, GroupHeader, VisualStateOf
from kanbert_desktop.ui.commands.board_shortcuts import BoardCommand, column_number, command_of
from kanbert_desktop.ui.style.widget_style import set_plain_viewport
from kanbert_desktop.ui.widgets.scrolling import hide_scroll_bars
from kanbert_desktop.ui.widgets.text_fields import NoInputMethodMixin

if TYPE_CHECKING:
    from kanbert_desktop.ui.cards.flash import Flash

_K = Qt.Key
_NAVIGATION_KEYS = frozenset(
    {_K.Key_Up, _K.Key_Down, _K.Key_PageUp, _K.Key_PageDown, _K.Key_Home, _K.Key_End}
)

_PAGES = {QAbstractItemView.CursorAction.MovePageDown: 1, QAbstractItemView.CursorAction.MovePageUp: -1}


class Scroller(Protocol):
    """Makes the model hold other rows of the column."""

    def reach(self, key: CardKey) -> bool: ...
    def read_near(self, key: CardKey) -> None: ...
    def read_near_rows(self) -> None: ...
    def show_first(self) -> None: ...
    def show_last(self) -> None: ...


class CardListView(NoInputMethodMixin, QListView):
    """The cards of one column.

    `command_triggered` carries a `BoardCommand`, `digit_pressed` 1 to 6, `drag_started` the card and the point at
    which it was grabbed, `touch_drag_started` also the finger's place on the screen and its `FingerTracker`.
    `moved_by_key`: a key may have moved the focus to another card.
    """

    command_triggered = Signal(object)
    digit_pressed = Signal(int)
    card_clicked = Signal(object)
    card_middle_clicked = Signal(object)
    menu_requested = Signal(object, QPoint)
    drag_started = Signal(object, QPoint)
    touch_drag_started = Signal(object, QPoint, QPoint, object)
    group_toggled = Signal(str)
    card_renamed = Signal(object, str)
    focused = Signal()
    moved_by_key = Signal()
    selection_changed = Signal()
    width_changed = Signal(int)

    def __init__(
        self,
        model: ColumnModel,
        window: RowWindow,
        pixmaps: CardPixmaps,
        state_of: VisualStateOf,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        set_plain_viewport(self)
        self.setObjectName("cardList")
        self.scroller: Scroller | None = None
        self._model, self._window = model, window
        self._pixmaps = pixmaps
        self.drop_indicator = DropIndicator(self, model, window)
        self.fade_in = FadeIn(pixmaps.may_animate, self)
        self.fade_in.stepped.connect(self._repaint)
        self.hidden_keys: frozenset[CardKey] = frozenset()
        """Cards that are on their way to their place and painted elsewhere."""
        self.is_picking = False
        """The arrow keys move the focus without changing the selection."""
        self.is_untouched = False
        """The current card is the first one because the user has not chosen a card yet."""
        self._awaited_key: CardKey | None = None
        self._pointer = self._pressed_at = QPoint(-1, -1)
        self.is_extending_selection = False
        """Ctrl and a click: the selection in other columns stays."""
        self.empty_text = tr("No cards")
        delegate = CardDelegate(pixmaps, model.row, state_of, self._opacity, self)
        delegate.renamed.connect(self.card_renamed)
        self.rename_delegate = delegate
        self.setItemDelegate(delegate)
        self.setModel(model.item_model)
        self.list_selection = ListSelection(self, model, window)
        self.list_selection.changed.connect(self.selection_changed)
        self._prepare()

    def _prepare(self) -> None:
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        hide_scroll_bars(self)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragEnabled(True)
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Fixed)
        self.setTabKeyNavigation(False)
        self.verticalScrollBar().setSingleStep(24)
        self.viewport().setAutoFillBackground(False)

    # Current card and selection.

    def current_key(self) -> CardKey | None:
        """Returns None while the focus is on a group header."""
        return self.list_selection.current_key()

    def current_row(self) -> CardKey | None:
        """Returns the key of the current row, which may be a group header."""
        return self.list_selection.current_row()

    def selected_or_current_keys(self) -> list[CardKey]:
        """Returns the selected cards from top to bottom, else the current one."""
        current = self.current_key()
        return self.selected_keys() or ([current] if current else [])

    def selected_keys(self) -> list[CardKey]:
        """Returns the selected cards from top to bottom."""
        return self.list_selection.keys()

    def select_keys(self, keys: Iterable[CardKey]) -> None:
        """Adds those of the cards that are in this column to the selection, as one change."""
        self.list_selection.add(keys)

    def clearSelection(self) -> None:
        self.list_selection.drop_outside()
        super().clearSelection()

    def selectAll(self) -> None:
        self.list_selection.select_all()

    def collapse_selection(self) -> None:
        """Reduces the selection to the current card if the list has the focus, else clears it."""
        index = self.currentIndex()
        self.list_selection.drop_outside()
        if self.hasFocus() and index.isValid():
            self.selectionModel().select(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        else:
            self.clearSelection()
            if self.hasFocus() and self.list_selection.away is not None:
                self.list_selection.toggle_current()

    def update_focus(self, had_current: bool) -> None:
        """Called after rows changed. A key must find a current card, but never another than the awaited one."""
        if self._awaited_key is not None:
            self.make_current(self._awaited_key)
        elif not had_current and self.hasFocus() and self.current_row() is None:
            # The first cards were added to a focused list.
            self.focus_card(None)

    def focus_card(self, key: CardKey | None) -> None:
        """Makes `key` the current card; without a key keeps the last one or takes the first."""
        if key is None and self._awaited_key is not None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._awaited_key = None
        away = self.current_row() if key is None and not self.currentIndex().isValid() else None
        key = key or away
        index = self._reached(key) if key else self.currentIndex()
        if not index.isValid():
            if self.scroller is not None:
                self.scroller.show_first()
            index = self._model.item_model.index(0, 0)
            self.is_untouched = True
        elif key is not None:
            self.is_untouched = False
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if index.isValid():
            flag = QItemSelectionModel.SelectionFlag
            self._choose(index, flag.NoUpdate if self.is_picking else flag.ClearAndSelect)

    def make_current(self, key: CardKey) -> None:
        """Makes a new card the current one without taking the focus.

        If the card is not shown (filtered out, not filled yet), no card is current until it is added: a key must
        not reach another card.
        """
        self.is_untouched = False
        index = self._reached(key)
        if index.isValid():
            self._awaited_key = None
            flag = QItemSelectionModel.SelectionFlag
            self._choose(index, flag.NoUpdate if self.is_picking else flag.ClearAndSelect)
        else:
            self._awaited_key = key
            self.list_selection.drop_outside()
            self.list_selection.away = None
            self.selectionModel().clear()

    def _choose(self, index: QModelIndex, flag: QItemSelectionModel.SelectionFlag) -> None:
        """Makes that row current and scrolls to it."""
        if flag & QItemSelectionModel.SelectionFlag.Clear:
            self.list_selection.drop_outside()
        self.selectionModel().setCurrentIndex(index, flag)
        row = self._model.row(index)
        self.list_selection.range_start = row.key if row is not None else None
        self.scrollTo(index)

    def _reached(self, key: CardKey) -> QModelIndex:
        """Returns the row, which is read if the model does not hold it; invalid if it is not in the column."""
        if self.scroller is not None:
            self.scroller.reach(key)
        return self._model.index_of(key)

    def card_rect(self, key: CardKey) -> QRect:
        return self.visualRect(self._model.index_of(key))

    @cached_property
    def flash(self) -> "Flash":
        """Made when a card is first pointed out."""
        from kanbert_desktop.ui.cards.flash import Flash  # noqa: PLC0415  after the first paint

        def rect_of(key: CardKey) -> QRectF:
            row = self.card_rect(key)
            return QRectF(row.adjusted(1, 1, -1, -1)) if row.isValid() else QRectF()

        return Flash(self, self._pixmaps.theme, rect_of, self._pixmaps.may_animate)

    def point_out(self, key: CardKey) -> None:
        """Scrolls to a card and marks it for a moment; focus and selection stay."""
        index = self._reached(key)
        if index.isValid():
            self.scrollTo(index)
            self.flash.start(key)

    def anchor(self) -> CardKey | None:
        """Returns the row that must not move when others change: below the pointer, else focused, else on top."""
        pointed = self.indexAt(self._pointer) if self.viewport().underMouse() else None
        focused = self.currentIndex() if self.hasFocus() else None
        for index in (pointed, focused):
            row = self._model.row(index) if index is not None and index.isValid() else None
            if row is not None and self.card_rect(row.key).intersects(self.viewport().rect()):
                return row.key
        return self.top_row()

    def top_row(self) -> CardKey | None:
        row = self._model.row(self.indexAt(self.viewport().rect().topLeft()))
        return row.key if row is not None else None

    def indexAt(self, place: QPoint) -> QModelIndex:
        """Qt keeps the heights of rows in 16 bits, and the space at the end of a lane may be higher."""
        index = super().indexAt(place)
        if index.isValid() or not self.viewport().rect().contains(place):
            return index
        return self._model.item_model.index(
            self._model.row_at(place.y() + self.verticalScrollBar().value()), 0
        )

    def card_at(self, place: QPoint) -> CardKey | None:
        """Returns the card at that place of the visible part; None for a group header and between cards."""
        card = self._model.card(self.indexAt(place))
        return card.key if card is not None else None

    def key_at(self, height: int) -> CardKey | None:
        """Returns the row at that height of the visible part, else the one above; the last one below all."""
        index = self.indexAt(QPoint(self.viewport().width() // 2, height))
        rows = range(index.row() if index.isValid() else len(self._model.keys) - 1, -1, -1)
        above = (self._model.item_model.index(row, 0) for row in rows)
        return next((row.key for each in above if (row := self._model.focusable(each)) is not None), None)

    def group_at(self, height: int) -> str | None:
        """Returns the name of the group at that height of the viewport, the last one below all; None without groups."""
        index = self.indexAt(QPoint(self.viewport().width() // 2, max(0, height)))
        row = self._model.row(index) or self._model.last_row()
        if isinstance(row, GroupHeader):
            return row.name
        source = self._window.source
        return source.name_of(row.key) if source is not None and row is not None else None

    def toggle_current(self) -> None:
        self.list_selection.toggle_current()

    def rename(self, key: CardKey) -> None:
        index = self._reached(key)
        if index.isValid():
            self.list_selection.drop_outside()
            self.setCurrentIndex(index)
            self.edit(index)

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        if self.is_picking and isinstance(event, QKeyEvent) and _navigates(event):
            return QItemSelectionModel.SelectionFlag.NoUpdate
        command = super().selectionCommand(index, event)
        if event is not None and command & QItemSelectionModel.SelectionFlag.Clear:
            self.list_selection.drop_outside()
        return command

    # Qt events.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        combination = event.keyCombination()
        command = command_of(combination)
        digit = column_number(combination)
        group = self.list_selection.current_group()
        self.is_untouched = False
        if group is not None and command in (BoardCommand.OPEN, BoardCommand.SELECT):
            self.group_toggled.emit(group)
        elif command is not None:
            self.command_triggered.emit(command)
        elif digit is not None:
            self.digit_pressed.emit(digit)
        else:
            self._navigate(event)
            return
        event.accept()

    def _navigate(self, event: QKeyEvent) -> None:
        """Leaves a key to Qt, once the model holds the rows that it may lead to."""
        if event.key() in _NAVIGATION_KEYS:
            self._awaited_key = None
            self._read_for(event.key())
        super().keyPressEvent(event)
        if event.key() in _NAVIGATION_KEYS:
            self._update_range(is_extending=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
            self.moved_by_key.emit()

    def _read_for(self, key: int) -> None:
        if self.scroller is None:
            return
        if key == _K.Key_Home:
            self.scroller.show_first()
        elif key == _K.Key_End:
            self.scroller.show_last()
        elif (current := self.current_row()) is not None and self.scroller.reach(current):
            self.scroller.read_near(current)

    def _update_range(self, *, is_extending: bool) -> None:
        """A selection by Shift may begin at a row that is not held any more."""
        selection = self.list_selection
        if not is_extending or selection.range_start is None:
            selection.range_start = self.current_row()
        elif not self._model.index_of(selection.range_start).isValid():
            selection.select_range()

    def keyboardSearch(self, search: str) -> None:
        """Does nothing: letters are commands."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.is_untouched, self._awaited_key = False, None
        self._pressed_at = event.position().toPoint()
        self.is_extending_selection = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        super().mousePressEvent(event)
        self._update_range(is_extending=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        self.is_extending_selection = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer = event.position().toPoint()
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        modifiers = event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        )
        was_dragging = self.state() is QAbstractItemView.State.DraggingState
        # Qt changes the selection of a selected card only on release, because it may be dragged.
        self.is_extending_selection = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        super().mouseReleaseEvent(event)
        self.is_extending_selection = False
        row = self._model.focusable(self.indexAt(event.position().toPoint()))
        if event.button() is Qt.MouseButton.MiddleButton and row is not None:
            self.card_middle_clicked.emit(row.key)
        if event.button() is not Qt.MouseButton.LeftButton or modifiers or was_dragging:
            return
        if isinstance(row, GroupHeader):
            self.group_toggled.emit(row.name)
        elif row is not None:
            self.card_clicked.emit(row.key)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        key = self.current_key()
        if event.reason() is QContextMenuEvent.Reason.Keyboard and key is not None:
            self.menu_requested.emit(key, self.viewport().mapToGlobal(self.card_rect(key).center()))
            return
        card = self._model.card(self.indexAt(event.pos()))
        if card is not None:
            self.menu_requested.emit(card.key, event.globalPos())

    def startDrag(self, _actions: Qt.DropAction) -> None:
        key = self.current_key()
        if key is not None:
            self.drag_started.emit(key, self._pressed_at - self.card_rect(key).topLeft())

    def focusInEvent(self, event: QFocusEvent) -> None:
        had_current, away = self.currentIndex().isValid(), self.list_selection.away
        super().focusInEvent(event)
        if away is not None and not had_current:
            self.list_selection.set_away(away)
            self.focused.emit()
            return
        # Qt makes the first card current if there is none.
        if self._awaited_key is not None:
            self.selectionModel().clear()
            self.focused.emit()
            return
        self.is_untouched = self.is_untouched or (not had_current and self.currentIndex().isValid())
        by_key = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if by_key and not self.currentIndex().isValid():
            self.setCurrentIndex(self._model.item_model.index(0, 0))
        self.focused.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        super().wheelEvent(event)
        if self.scroller is not None:
            self.scroller.read_near_rows()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The width of the viewport: a scroll bar takes part of the list's width.
        self.width_changed.emit(event.size().width())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._model.keys:
            paint_empty_column(self, self._pixmaps.theme, self.empty_text)
        self.drop_indicator.paint(self._pixmaps.theme)
        if "flash" in self.__dict__:
            self.flash.paint()

    def _opacity(self, key: CardKey) -> float:
        return 0.0 if key in self.hidden_keys else self.fade_in.opacity(key)

    def _repaint(self, cards: Iterable[CardKey]) -> None:
        for key in cards:
            self.viewport().update(self.card_rect(key))

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End go to the first and last row; Qt's default moves left and right first."""
        if action is QAbstractItemView.CursorAction.MoveHome:
            return self._model.item_model.index(0, 0)
        if action is QAbstractItemView.CursorAction.MoveEnd:
            last = self._model.item_model.index(len(self._model.keys) - 1, 0)
            # A lane ends with space, which takes no focus.
            return last if self._model.focusable(last) is not None else last.siblingAtRow(last.row() - 1)
        index = super().moveCursor(action, modifiers)
        step = _PAGES.get(action, 0)
        # The space at the end of a lane may be higher than a page.
        return self._next_focusable(step) if step and index == self.currentIndex() else index

    def _next_focusable(self, step: int) -> QModelIndex:
        """Returns the next row that takes the focus, else the current one."""
        index = self.currentIndex()
        rows = range(index.row() + step, len(self._model.keys) if step > 0 else -1, step)
        others = (index.siblingAtRow(row) for row in rows)
        return next((each for each in others if self._model.focusable(each) is not None), index)


def _navigates(event: QKeyEvent) -> bool:
    return event.key() in _NAVIGATION_KEYS and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
