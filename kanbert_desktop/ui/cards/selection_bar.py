"""Bar below a board or a list with the commands for the selected cards, each with its key."""

from collections.abc import Callable
from typing import NamedTuple, Protocol

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Column
from kanbert_desktop.ui.cards.menu import column_menu
from kanbert_desktop.ui.commands.board_shortcuts import BOARD_SHORTCUTS, BoardCommand, key_sequence_of
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.accessibility import set_tab_order_after
from kanbert_desktop.ui.widgets.literal_text import PlainLabel
from kanbert_desktop.ui.widgets.popups import open_menu_above

GAP, MARGIN = 8, 16
_LEAST_FOR_CARDS = 120
"""Pixels at 100 % text size that the bar must leave above it."""
_PLACING = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show)


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


class SelectedCards(Protocol):
    """The cards that are selected on a page, and what runs a command on them."""

    def run_on_selection(self, command: BoardCommand) -> None: ...
    def move_selection(self, column: Column) -> None: ...
    def leave_selection(self) -> None:
        """Clears the selection; the focus returns to the cards."""

    def focus_cards(self) -> None:
        """The card that had the focus has it again."""


class SelectionBarHost(QObject):
    """Shows the bar at the bottom of `area` while cards are selected there; it hides no card.

    In an area that is too low for cards and bar there are only cards: keys and menu have the same commands.

    The bar is a sibling of the area: Qt does not tell screen readers of other children of a scroll area than its viewport.
    """

    def __init__(
        self,
        cards: SelectedCards,
        area: QWidget,
        set_inset: Callable[[int], object],
        theme: Theme,
        can_write: Callable[[], bool],
    ) -> None:
        super().__init__(area)
        self._area, self._set_inset, self._can_write = area, set_inset, can_write
        self._theme = theme
        self._count = 0
        self.bar = SelectionBar(theme, area.parentWidget() or area)
        self.bar.command_triggered.connect(cards.run_on_selection)
        self.bar.move_requested.connect(cards.move_selection)
        self.bar.escaped.connect(cards.leave_selection)
        self.bar.clicked.connect(cards.focus_cards)
        if area.focusPolicy() is not Qt.FocusPolicy.NoFocus:
            set_tab_order_after(area, *self.bar.buttons.values())
        theme.changed.connect(self._apply_appearance)
        area.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._area and event.type() in _PLACING:
            self.show_for(self._count)
        elif watched is self._area and event.type() is QEvent.Type.Hide:
            self.bar.hide()
        return False

    def show_for(self, count: int) -> None:
        """Shows the bar for so many selected cards, or hides it."""
        self._count = count
        bar, place = self.bar, self._area.geometry()
        bar.fit(place.width() - 2 * MARGIN)
        inset = bar.height() + GAP + MARGIN
        has_room = place.height() - inset >= self._theme.px(_LEAST_FOR_CARDS)
        if not (count and has_room and self._can_write() and self._area.isVisible()):
            bar.hide()
            self._set_inset(0)
            return
        bar.move(
            place.left() + (place.width() - bar.width()) // 2,
            place.bottom() + 1 - bar.height() - MARGIN,
        )
        bar.show()
        bar.raise_()
        self._set_inset(inset)

    def _apply_appearance(self) -> None:
        self.bar.apply_appearance()
        self.show_for(self._count)


class SelectionBar(QFrame):
    """`move_requested` carries a column. Escape emits `escaped`.

    `clicked` gives the focus back to the cards: a click on a button would give it to the page, which takes clicks.
    """

    command_triggered = Signal(object)
    move_requested = Signal(object)
    escaped = Signal()
    clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("selectionBar")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
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

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.clicked.emit()

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
