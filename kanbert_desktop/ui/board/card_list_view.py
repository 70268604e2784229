"""The list of cards in one column: keys, pointer and focus; what they mean is said by signals."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QCursor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.ui.board.column_model import ColumnModel
from kanbert_desktop.ui.board.list_overlays import DropIndicator, FadeIn, paint_empty_column
from kanbert_desktop.ui.cards.delegate import CardDelegate, CardPixmaps, GroupHeader, VisualStateOf
from kanbert_desktop.ui.commands.board_shortcuts import BoardCommand, column_number, command_of
from kanbert_desktop.ui.style.widget_style import set_plain_viewport
from kanbert_desktop.ui.widgets.scrolling import hide_scroll_bars, scroll_by_touch
from kanbert_desktop.ui.widgets.text_fields import NoInputMethodMixin

_K = Qt.Key
_WALKING = frozenset({_K.Key_Up, _K.Key_Down, _K.Key_PageUp, _K.Key_PageDown, _K.Key_Home, _K.Key_End})


class CardListView(NoInputMethodMixin, QListView):
    """`acted` carries an `Act`; `digit_pressed` 1 to 6; `drag_started` the card and where it was held."""

    command_triggered = Signal(object)
    digit_pressed = Signal(int)
    card_clicked = Signal(object)
    card_middle_clicked = Signal(object)
    menu_requested = Signal(object, QPoint)
    drag_started = Signal(object, QPoint)
    group_toggled = Signal(str)
    card_renamed = Signal(object, str)
    focused = Signal()
    selection_changed = Signal()
    width_changed = Signal(int)

    def __init__(
        self, rows: ColumnModel, pictures: CardPixmaps, look_of: VisualStateOf, parent: QWidget
    ) -> None:
        super().__init__(parent)
        set_plain_viewport(self)
        self.setObjectName("cardList")
        self._model = rows
        self._pixmaps = pictures
        self.drop_indicator = DropIndicator(self, rows)
        self.fade_in = FadeIn(pictures.may_animate, self)
        self.fade_in.stepped.connect(self._repaint)
        self.is_picking = False
        """Arrows only walk; what is selected stays so."""
        self.is_untouched = False
        """The current card is the first one because nobody has chosen any yet."""
        self._awaited: CardKey | None = None
        self.is_extending_selection = False
        """Ctrl and a click: what is selected in other columns stays so."""
        self.empty_text: Callable[[], str] = lambda: tr("No cards")
        delegate = CardDelegate(pictures, rows.row, look_of, self)
        delegate.opacity_of = self.fade_in.opacity
        delegate.renamed.connect(self.card_renamed)
        self.rename_delegate = delegate
        self.setItemDelegate(delegate)
        self.setModel(rows.item_model)
        self.selectionModel().selectionChanged.connect(self.selection_changed)
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
        scroll_by_touch(self)

    # What is chosen.

    def current_key(self) -> CardKey | None:
        """None while the focus is on the head of a group."""
        face = self._model.card(self.currentIndex())
        return face.key if face is not None else None

    def current_row(self) -> CardKey | None:
        """The same, but a head's own key there."""
        row = self._model.row(self.currentIndex())
        return row.key if row is not None else None

    def selected_or_current_keys(self) -> list[CardKey]:
        """The selected cards from top to bottom, else the current one."""
        current = self.current_key()
        return self.selected_keys() or ([current] if current else [])

    def selected_keys(self) -> list[CardKey]:
        """From top to bottom."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return [self._model.keys[row] for row in rows]

    def select_keys(self, keys: Iterable[CardKey]) -> None:
        """Those of them that are here, beside what is selected already, as one change."""
        chosen = QItemSelection()
        for row in self._model.rows_of(keys):
            index = self._model.item_model.index(row, 0)
            chosen.append(QItemSelectionRange(index, index))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.Select)

    def collapse_selection(self) -> None:
        """To the current card where the focus is here, else to nothing."""
        index = self.currentIndex()
        if self.hasFocus() and index.isValid():
            self.selectionModel().select(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        else:
            self.clearSelection()

    def restore(self, current: CardKey | None, chosen: list[CardKey]) -> None:
        """Put focus and selection back on the cards they were on; those that are gone are let go."""
        if self._awaited is not None:
            self.make_current(self._awaited)
            return
        if self.selected_keys() == chosen and self.current_row() == current is not None:
            return
        flag = QItemSelectionModel.SelectionFlag
        selection = self.selectionModel()
        self.select_keys(chosen)
        if current is not None and self._model.index_of(current).isValid():
            selection.setCurrentIndex(self._model.index_of(current), flag.NoUpdate)
        elif current is None and self.hasFocus():
            # The first cards came into a list that had the focus already: a key must find one.
            self.focus_card(None)

    def focus_card(self, key: CardKey | None) -> None:
        """Make it the current card; without one keep the last, or take the first."""
        if key is None and self._awaited is not None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._awaited = None
        index = self._model.index_of(key) if key else self.currentIndex()
        if not index.isValid():
            index = self._model.item_model.index(0, 0)
            self.is_untouched = True
        elif key is not None:
            self.is_untouched = False
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if index.isValid():
            flag = QItemSelectionModel.SelectionFlag
            kept = self.is_picking
            self.selectionModel().setCurrentIndex(index, flag.NoUpdate if kept else flag.ClearAndSelect)
            self.scrollTo(index)

    def make_current(self, key: CardKey) -> None:
        """Make a new card the current one without taking the focus.

        Where the card is not in sight (filtered out, not filled yet) no card is current until it comes: a key must
        not meet another one.
        """
        self.is_untouched = False
        selection, index = self.selectionModel(), self._model.index_of(key)
        if index.isValid():
            self._awaited = None
            flag = QItemSelectionModel.SelectionFlag
            selection.setCurrentIndex(index, flag.NoUpdate if self.is_picking else flag.ClearAndSelect)
            self.scrollTo(index)
        else:
            self._awaited = key
            selection.clear()

    def card_rect(self, key: CardKey) -> QRect:
        return self.visualRect(self._model.index_of(key))

    def anchor(self) -> CardKey | None:
        """The row that must not move when others change: below the pointer, else with the focus, else on top."""
        pointed = (
            self.indexAt(self.viewport().mapFromGlobal(QCursor.pos()))
            if self.viewport().underMouse()
            else None
        )
        focused = self.currentIndex() if self.hasFocus() else None
        for index in (pointed, focused):
            row = self._model.row(index) if index is not None and index.isValid() else None
            if row is not None and self.card_rect(row.key).intersects(self.viewport().rect()):
                return row.key
        return self.top_row()

    def top_row(self) -> CardKey | None:
        row = self._model.row(self.indexAt(self.viewport().rect().topLeft()))
        return row.key if row is not None else None

    def key_at(self, height: int) -> CardKey | None:
        """The row at that height of the visible part, else the last one."""
        face = self._model.row(self.indexAt(QPoint(self.viewport().width() // 2, height)))
        if face is not None:
            return face.key
        return self._model.keys[-1] if self._model.keys else None

    def toggle_current(self) -> None:
        self.selectionModel().select(self.currentIndex(), QItemSelectionModel.SelectionFlag.Toggle)

    def rename(self, key: CardKey) -> None:
        index = self._model.index_of(key)
        if index.isValid():
            self.setCurrentIndex(index)
            self.edit(index)

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        if self.is_picking and isinstance(event, QKeyEvent) and _walks(event):
            return QItemSelectionModel.SelectionFlag.NoUpdate
        return super().selectionCommand(index, event)

    # What Qt tells.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        combination = event.keyCombination()
        act = command_of(combination)
        digit = column_number(combination)
        head = self._model.row(self.currentIndex())
        self.is_untouched = False
        if isinstance(head, GroupHeader) and act in (BoardCommand.OPEN, BoardCommand.SELECT):
            self.group_toggled.emit(head.name)
        elif act is not None:
            self.command_triggered.emit(act)
        elif digit is not None:
            self.digit_pressed.emit(digit)
        else:
            if event.key() in _WALKING:
                self._awaited = None
            super().keyPressEvent(event)
            return
        event.accept()

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands here."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.is_untouched, self._awaited = False, None
        self.is_extending_selection = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        super().mousePressEvent(event)
        self.is_extending_selection = False

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        was_dragging = self.state() is QAbstractItemView.State.DraggingState
        # Of a selected card Qt waits whether it will be dragged.
        self.is_extending_selection = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        super().mouseReleaseEvent(event)
        self.is_extending_selection = False
        row = self._model.row(self.indexAt(event.position().toPoint()))
        if event.button() is Qt.MouseButton.MiddleButton and row is not None:
            self.card_middle_clicked.emit(row.key)
        if event.button() is not Qt.MouseButton.LeftButton or held or was_dragging:
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
        face = self._model.card(self.indexAt(event.pos()))
        if face is not None:
            self.menu_requested.emit(face.key, event.globalPos())

    def startDrag(self, _actions: Qt.DropAction) -> None:
        key = self.current_key()
        if key is not None:
            held = self.viewport().mapFromGlobal(self.cursor().pos()) - self.card_rect(key).topLeft()
            self.drag_started.emit(key, held)

    def focusInEvent(self, event: QFocusEvent) -> None:
        had_current = self.currentIndex().isValid()
        super().focusInEvent(event)
        # Where no card is current, Qt takes the first one.
        if self._awaited is not None:
            self.selectionModel().clear()
            self.focused.emit()
            return
        self.is_untouched = self.is_untouched or (not had_current and self.currentIndex().isValid())
        by_key = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if by_key and not self.currentIndex().isValid():
            self.setCurrentIndex(self._model.item_model.index(0, 0))
        self.focused.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The viewport's own width: a scroll bar takes its part of the list's.
        self.width_changed.emit(event.size().width())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._model.keys:
            paint_empty_column(self, self._pixmaps.theme, self.empty_text())
        self.drop_indicator.paint(self._pixmaps.theme)

    def _repaint(self, cards: Iterable[CardKey]) -> None:
        for key in cards:
            self.viewport().update(self.card_rect(key))

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End go to the ends although Qt thinks of left and right first."""
        if action is QAbstractItemView.CursorAction.MoveHome:
            return self._model.item_model.index(0, 0)
        if action is QAbstractItemView.CursorAction.MoveEnd:
            return self._model.item_model.index(len(self._model.keys) - 1, 0)
        return super().moveCursor(action, modifiers)


def _walks(event: QKeyEvent) -> bool:
    return event.key() in _WALKING and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
