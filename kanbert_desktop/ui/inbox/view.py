"""List of the inbox: keys and pointer; signals say what the user asks for."""

from enum import StrEnum

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from kanbert_desktop.app.boards.inbox.entries import InboxEntry
from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.ui.commands.actions import single_keys
from kanbert_desktop.ui.inbox.delegate import InboxDelegate
from kanbert_desktop.ui.inbox.model import InboxModel
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.finger_input import FingerInput
from kanbert_desktop.ui.widgets.scrolling import ContentWidthLimit, add_overlay_scroll_bars
from kanbert_desktop.ui.widgets.text_fields import NoInputMethodMixin

_Move = QAbstractItemView.CursorAction
_BACKWARD = frozenset({_Move.MoveUp, _Move.MovePrevious, _Move.MoveLeft})


class InboxCommand(StrEnum):
    OPEN = "open"
    DONE = "done"
    SNOOZE = "snooze"
    TOGGLE_READ = "toggle_read"
    NEXT = "next"
    PREVIOUS = "previous"


_KEYS = {
    Qt.Key.Key_Return: InboxCommand.OPEN,
    Qt.Key.Key_Enter: InboxCommand.OPEN,
    Qt.Key.Key_E: InboxCommand.DONE,
    Qt.Key.Key_H: InboxCommand.SNOOZE,
    Qt.Key.Key_U: InboxCommand.TOGGLE_READ,
    Qt.Key.Key_J: InboxCommand.NEXT,
    Qt.Key.Key_K: InboxCommand.PREVIOUS,
}


class InboxList(NoInputMethodMixin, QListView):
    """`command_triggered` carries an `InboxCommand`, `digit_pressed` the number of a filter."""

    command_triggered = Signal(object)
    digit_pressed = Signal(int)
    menu_requested = Signal(QPoint)

    def __init__(self, model: InboxModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("groupedList")
        self.inbox_model = model
        self.setModel(model)
        self.setItemDelegate(InboxDelegate(theme, model, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.viewport().setAutoFillBackground(False)
        self.width_limit = ContentWidthLimit(self)
        add_overlay_scroll_bars(self, container=parent)
        FingerInput(self, self._is_entry_below)

    def current_entry(self) -> InboxEntry | None:
        return self.inbox_model.entry_at(self.currentIndex().row())

    def make_current(self, card: CardKey | None, row: int = 0) -> None:
        """Makes this card's entry the current one, else the entry that took its row, else the last one."""
        model = self.inbox_model
        index = model.index_of(card) if card is not None else QModelIndex()
        if not index.isValid():
            found = model.entry_row(max(0, min(row, model.rowCount() - 1)), 1)
            found = found if found is not None else model.entry_row(model.rowCount() - 1, -1)
            index = model.index(found) if found is not None else QModelIndex()
        if index.isValid():
            self.setCurrentIndex(index)

    def step(self, by: int) -> None:
        row = self.inbox_model.entry_row(self.currentIndex().row() + by, by)
        if row is not None:
            self.setCurrentIndex(self.inbox_model.index(row))

    def current_rect(self) -> QRect:
        return self.visualRect(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        command = _KEYS.get(Qt.Key(event.key()))
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not plain or not single_keys.is_allowed(event.keyCombination()):
            command = None if command is not InboxCommand.OPEN else command
        digit = event.key() - Qt.Key.Key_0
        if command is not None:
            self.command_triggered.emit(command)
        elif plain and 1 <= digit <= 9 and single_keys.is_on:
            self.digit_pressed.emit(digit)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands."""

    def moveCursor(self, action: QAbstractItemView.CursorAction, _held: Qt.KeyboardModifier) -> QModelIndex:
        """Moves from entry to entry, skipping days."""
        model, row = self.inbox_model, self.currentIndex().row()
        page = max(1, self.viewport().height() // max(1, self.current_rect().height()) - 1)
        start, step = {
            _Move.MoveHome: (0, 1),
            _Move.MoveEnd: (model.rowCount() - 1, -1),
            _Move.MovePageUp: (max(0, row - page), 1),
            _Move.MovePageDown: (min(model.rowCount() - 1, row + page), -1),
        }.get(action, (row - 1, -1) if action in _BACKWARD else (row + 1, 1))
        found = model.entry_row(start, step)
        return model.index(found) if found is not None else self.currentIndex()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        entry = self.inbox_model.entry_at(self.indexAt(event.position().toPoint()).row())
        if entry is not None and event.button() is Qt.MouseButton.LeftButton:
            self.command_triggered.emit(InboxCommand.OPEN)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        position = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            position = self.viewport().mapToGlobal(self.current_rect().center())
        elif self.inbox_model.entry_at(self.indexAt(event.pos()).row()) is None:
            return
        if self.current_entry() is not None:
            self.menu_requested.emit(position)

    def _is_entry_below(self, place: QPoint) -> bool:
        """`place` is on the screen."""
        row = self.indexAt(self.viewport().mapFromGlobal(place)).row()
        return self.inbox_model.entry_at(row) is not None

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.current_entry() is None:
            self.make_current(None)
