"""Bar below the columns with the commands for the selected cards, each with its key."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Column
from kanbert_desktop.ui.board.columns_view import MARGIN, ColumnsView
from kanbert_desktop.ui.board.controller import BoardController
from kanbert_desktop.ui.cards.menu import column_menu
from kanbert_desktop.ui.commands.board_shortcuts import BOARD_SHORTCUTS, BoardCommand, key_sequence_of
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.literal_text import PlainLabel
from kanbert_desktop.ui.widgets.popups import open_menu_above

GAP = 8


class _Entry(NamedTuple):
    """`text` is a function because the language may change."""

    command: BoardCommand
    icon: str
    text: Callable[[], str]


_ENTRIES = (
    _Entry(BoardCommand.MOVE, "arrow-right", lambda: tr("Move")),
    _Entry(BoardCommand.ASSIGNEE, "user", lambda: tr("Assign")),
    _Entry(BoardCommand.DUE, "calendar", lambda: tr("Due")),
    _Entry(BoardCommand.PRIORITY, "flag", lambda: tr("Priority")),
    _Entry(BoardCommand.ARCHIVE, "archive", lambda: tr("Archive")),
    _Entry(BoardCommand.COPY_TO_BOARD, "square-kanban", lambda: tr("Copy …")),
    _Entry(BoardCommand.DELETE, "trash", lambda: tr("Delete")),
)


class SelectionBarHost(QObject):
    """Shows the bar while cards of these columns are selected.

    The columns end above the bar, so that it hides no card.
    """

    def __init__(
        self,
        controller: BoardController,
        columns_view: ColumnsView,
        theme: Theme,
        can_write: Callable[[], bool],
    ) -> None:
        super().__init__(columns_view)
        self._controller, self._columns_view, self._theme = controller, columns_view, theme
        self._can_write = can_write
        self.bar = SelectionBar(theme, columns_view)
        self.bar.command_triggered.connect(controller.run_on_selection)
        self.bar.move_requested.connect(controller.move_selection)
        self.bar.escaped.connect(controller.leave_selection)
        theme.changed.connect(self._apply_appearance)
        columns_view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._columns_view and event.type() is QEvent.Type.Resize:
            self.show_for(self._controller.selection.count)
        return False

    def show_for(self, count: int) -> None:
        """Shows the bar for so many selected cards, or hides it."""
        if not (count and self._can_write()):
            self.bar.hide()
            self._columns_view.set_bottom_inset(0)
            return
        bar, view = self.bar, self._columns_view
        bar.fit(view.width() - 2 * MARGIN)
        bar.move((view.width() - bar.width()) // 2, view.height() - bar.height() - MARGIN)
        bar.show()
        bar.raise_()
        view.set_bottom_inset(bar.height() + GAP)

    def _apply_appearance(self) -> None:
        self.bar.apply_appearance()
        self.show_for(self._controller.selection.count)


class SelectionBar(QFrame):
    """`move_requested` carries a column. Escape emits `escaped`. A click leaves the focus on the cards."""

    command_triggered = Signal(object)
    move_requested = Signal(object)
    escaped = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("selectionBar")
        self._theme = theme
        self.buttons = {entry.command: BarButton(self) for entry in _ENTRIES}
        box = QHBoxLayout(self)
        self._box = box
        box.setContentsMargins(6, 6, 6, 6)
        box.setSpacing(2)
        for command, button in self.buttons.items():
            box.addWidget(button)
            if command is BoardCommand.MOVE:
                button.clicked.connect(self._open_columns)
            else:
                button.clicked.connect(lambda _checked=False, name=command: self.command_triggered.emit(name))
        self.hide()
        self.apply_appearance()

    def apply_appearance(self) -> None:
        self.setAccessibleName(tr("Commands for the selected cards"))
        shortcuts = {entry.command: entry for entry in BOARD_SHORTCUTS}
        for entry in _ENTRIES:
            color = "bad" if entry.command is BoardCommand.DELETE else "text"
            key = key_sequence_of(shortcuts[entry.command]).toString(QKeySequence.SequenceFormat.NativeText)
            self.buttons[entry.command].set_content(self._theme, (entry.icon, color), entry.text(), key)

    def fit(self, available: int) -> None:
        """Shows texts and keys if they fit into the width, else icons alone."""
        for is_short in (False, True):
            for button in self.buttons.values():
                button.set_short(is_short)
            self._box.activate()
            self.adjustSize()
            if self.width() <= available:
                break

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def _open_columns(self) -> None:
        def move(column: Column) -> None:
            self.move_requested.emit(column)

        open_menu_above(self.buttons[BoardCommand.MOVE], column_menu(self, self._theme, move))


class BarButton(QPushButton):
    """Icon, text and key; the icon alone if there is no room."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("barButton")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._icon, self._text, self._key = (PlainLabel(self) for _ in range(3))
        self._key.setObjectName("barKey")
        box = QHBoxLayout(self)
        self._box = box
        box.setContentsMargins(10, 0, 10, 0)
        box.setSpacing(6)
        for label in (self._icon, self._text, self._key):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            box.addWidget(label, 0, Qt.AlignmentFlag.AlignVCenter)

    def set_content(self, theme: Theme, icon: tuple[str, str], text: str, key: str) -> None:
        name, color = icon
        self._icon.setPixmap(theme.icon(name, color).pixmap(theme.px(16)))
        self._text.setText(text)
        self._key.setText(key)
        self.setAccessibleName(text)
        self.setToolTip(f"{text} ({key})" if key else text)
        self.setFixedHeight(theme.px(32))

    def set_short(self, is_short: bool) -> None:
        self._text.setHidden(is_short)
        self._key.setHidden(is_short or not self._key.text())
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(self._box.sizeHint().width(), self.height())
