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
from kanbert_desktop.ui.board.column_model import ColumnRows
from kanbert_desktop.ui.board.list_overlays import DropPlace, Settling, paint_empty
from kanbert_desktop.ui.cards.delegate import CardDelegate, CardPictures, GroupHead, LookOf
from kanbert_desktop.ui.commands.board_shortcuts import Act, act_of, column_number
from kanbert_desktop.ui.style.widget_style import lay_ground
from kanbert_desktop.ui.widgets.scrolling import scroll_by_touch, use_no_bars
from kanbert_desktop.ui.widgets.text_fields import Commanded

_K = Qt.Key
_WALKING = frozenset({_K.Key_Up, _K.Key_Down, _K.Key_PageUp, _K.Key_PageDown, _K.Key_Home, _K.Key_End})


class CardList(Commanded, QListView):
    """`acted` carries an `Act`; `digit_pressed` 1 to 6; `drag_started` the card and where it was held."""

    acted = Signal(object)
    digit_pressed = Signal(int)
    clicked_card = Signal(object)
    middle_clicked = Signal(object)
    menu_wished = Signal(object, QPoint)
    drag_started = Signal(object, QPoint)
    group_toggled = Signal(str)
    renamed = Signal(object, str)
    focused = Signal()
    selection_made = Signal()
    width_changed = Signal(int)

    def __init__(self, rows: ColumnRows, pictures: CardPictures, look_of: LookOf, parent: QWidget) -> None:
        super().__init__(parent)
        lay_ground(self)
        self.setObjectName("cardList")
        self._rows = rows
        self._pictures = pictures
        self.drop_place = DropPlace(self, rows)
        self.settling = Settling(pictures.moves, self)
        self.settling.moved.connect(self._repaint)
        self.keeps_selection = False
        """Arrows only walk; what is selected stays so."""
        self.is_untouched = False
        """The current card is the first one because nobody has chosen any yet."""
        self._awaited: CardKey | None = None
        self.is_adding = False
        """Ctrl and a click: what is selected in other columns stays so."""
        self.empty_words: Callable[[], str] = lambda: tr("No cards")
        delegate = CardDelegate(pictures, rows.row, look_of, self)
        delegate.opacity_of = self.settling.opacity
        delegate.renamed.connect(self.renamed)
        self.renaming = delegate
        self.setItemDelegate(delegate)
        self.setModel(rows.model)
        self.selectionModel().selectionChanged.connect(self.selection_made)
        self._prepare()

    def _prepare(self) -> None:
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        use_no_bars(self)
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
        face = self._rows.face(self.currentIndex())
        return face.key if face is not None else None

    def current_row(self) -> CardKey | None:
        """The same, but a head's own key there."""
        row = self._rows.row(self.currentIndex())
        return row.key if row is not None else None

    def chosen_keys(self) -> list[CardKey]:
        """The selected cards from top to bottom, else the current one."""
        current = self.current_key()
        return self.selected_keys() or ([current] if current else [])

    def selected_keys(self) -> list[CardKey]:
        """From top to bottom."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return [self._rows.keys[row] for row in rows]

    def select_keys(self, keys: Iterable[CardKey]) -> None:
        """Those of them that are here, beside what is selected already, as one change."""
        chosen = QItemSelection()
        for row in self._rows.rows_of(keys):
            index = self._rows.model.index(row, 0)
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
            self.point_at(self._awaited)
            return
        if self.selected_keys() == chosen and self.current_row() == current is not None:
            return
        flag = QItemSelectionModel.SelectionFlag
        selection = self.selectionModel()
        self.select_keys(chosen)
        if current is not None and self._rows.index_of(current).isValid():
            selection.setCurrentIndex(self._rows.index_of(current), flag.NoUpdate)
        elif current is None and self.hasFocus():
            # The first cards came into a list that had the focus already: a key must find one.
            self.focus_card(None)

    def focus_card(self, key: CardKey | None) -> None:
        """Make it the current card; without one keep the last, or take the first."""
        if key is None and self._awaited is not None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._awaited = None
        index = self._rows.index_of(key) if key else self.currentIndex()
        if not index.isValid():
            index = self._rows.model.index(0, 0)
            self.is_untouched = True
        elif key is not None:
            self.is_untouched = False
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if index.isValid():
            flag = QItemSelectionModel.SelectionFlag
            kept = self.keeps_selection
            self.selectionModel().setCurrentIndex(index, flag.NoUpdate if kept else flag.ClearAndSelect)
            self.scrollTo(index)

    def point_at(self, key: CardKey) -> None:
        """Make a new card the current one without taking the focus.

        Where the card is not in sight (filtered out, not filled yet) no card is current until it comes: a key must
        not meet another one.
        """
        self.is_untouched = False
        selection, index = self.selectionModel(), self._rows.index_of(key)
        if index.isValid():
            self._awaited = None
            flag = QItemSelectionModel.SelectionFlag
            selection.setCurrentIndex(index, flag.NoUpdate if self.keeps_selection else flag.ClearAndSelect)
            self.scrollTo(index)
        else:
            self._awaited = key
            selection.clear()

    def card_rect(self, key: CardKey) -> QRect:
        return self.visualRect(self._rows.index_of(key))

    def anchor(self) -> CardKey | None:
        """The row that must not move when others change: below the pointer, else with the focus, else on top."""
        pointed = (
            self.indexAt(self.viewport().mapFromGlobal(QCursor.pos()))
            if self.viewport().underMouse()
            else None
        )
        focused = self.currentIndex() if self.hasFocus() else None
        for index in (pointed, focused):
            row = self._rows.row(index) if index is not None and index.isValid() else None
            if row is not None and self.card_rect(row.key).intersects(self.viewport().rect()):
                return row.key
        return self.top_row()

    def top_row(self) -> CardKey | None:
        row = self._rows.row(self.indexAt(self.viewport().rect().topLeft()))
        return row.key if row is not None else None

    def key_at(self, height: int) -> CardKey | None:
        """The row at that height of the visible part, else the last one."""
        face = self._rows.row(self.indexAt(QPoint(self.viewport().width() // 2, height)))
        if face is not None:
            return face.key
        return self._rows.keys[-1] if self._rows.keys else None

    def toggle_current(self) -> None:
        self.selectionModel().select(self.currentIndex(), QItemSelectionModel.SelectionFlag.Toggle)

    def rename(self, key: CardKey) -> None:
        index = self._rows.index_of(key)
        if index.isValid():
            self.setCurrentIndex(index)
            self.edit(index)

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        if self.keeps_selection and isinstance(event, QKeyEvent) and _walks(event):
            return QItemSelectionModel.SelectionFlag.NoUpdate
        return super().selectionCommand(index, event)

    # What Qt tells.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        combination = event.keyCombination()
        act = act_of(combination)
        digit = column_number(combination)
        head = self._rows.row(self.currentIndex())
        self.is_untouched = False
        if isinstance(head, GroupHead) and act in (Act.OPEN, Act.SELECT):
            self.group_toggled.emit(head.name)
        elif act is not None:
            self.acted.emit(act)
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
        self.is_adding = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        super().mousePressEvent(event)
        self.is_adding = False

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        was_dragging = self.state() is QAbstractItemView.State.DraggingState
        # Of a selected card Qt waits whether it will be dragged.
        self.is_adding = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        super().mouseReleaseEvent(event)
        self.is_adding = False
        row = self._rows.row(self.indexAt(event.position().toPoint()))
        if event.button() is Qt.MouseButton.MiddleButton and row is not None:
            self.middle_clicked.emit(row.key)
        if event.button() is not Qt.MouseButton.LeftButton or held or was_dragging:
            return
        if isinstance(row, GroupHead):
            self.group_toggled.emit(row.name)
        elif row is not None:
            self.clicked_card.emit(row.key)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        key = self.current_key()
        if event.reason() is QContextMenuEvent.Reason.Keyboard and key is not None:
            self.menu_wished.emit(key, self.viewport().mapToGlobal(self.card_rect(key).center()))
            return
        face = self._rows.face(self.indexAt(event.pos()))
        if face is not None:
            self.menu_wished.emit(face.key, event.globalPos())

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
            self.setCurrentIndex(self._rows.model.index(0, 0))
        self.focused.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The viewport's own width: a scroll bar takes its part of the list's.
        self.width_changed.emit(event.size().width())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._rows.keys:
            paint_empty(self, self._pictures.theme, self.empty_words())
        self.drop_place.paint(self._pictures.theme)

    def _repaint(self, cards: Iterable[CardKey]) -> None:
        for key in cards:
            self.viewport().update(self.card_rect(key))

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End go to the ends although Qt thinks of left and right first."""
        if action is QAbstractItemView.CursorAction.MoveHome:
            return self._rows.model.index(0, 0)
        if action is QAbstractItemView.CursorAction.MoveEnd:
            return self._rows.model.index(len(self._rows.keys) - 1, 0)
        return super().moveCursor(action, modifiers)


def _walks(event: QKeyEvent) -> bool:
    return event.key() in _WALKING and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
