"""Shortcut groups and the cheat sheet."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.value_classes import dataclass
from kanbert_desktop.ui.commands.actions import CommandGroup, native_key_text, shortcut_rows, single_keys
from kanbert_desktop.ui.commands.board_shortcuts import (
    BOARD_SHORTCUTS,
    BoardCommand,
    BoardShortcut,
    key_sequence_of,
)
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.centred_page import plain_label
from kanbert_desktop.ui.widgets.scrolling import add_overlay_scroll_bars

ShortcutRow = tuple[str, str]
"""Text of a command and its keys on this system."""
_NAVIGATION = (BoardCommand.FOCUS_LEFT, BoardCommand.FOCUS_RIGHT, BoardCommand.OPEN, BoardCommand.BACK)
_MOVES = (
    BoardCommand.MOVE,
    BoardCommand.MOVE_LEFT,
    BoardCommand.MOVE_RIGHT,
    BoardCommand.MOVE_UP,
    BoardCommand.MOVE_DOWN,
    BoardCommand.COPY_TO_BOARD,
    BoardCommand.ARCHIVE,
)
_SELECTION = (BoardCommand.SELECT, BoardCommand.COPY, BoardCommand.PASTE)
_LONG = 24


@dataclass(frozen=True, slots=True)
class ShortcutGroup:
    title: str
    rows: tuple[ShortcutRow, ...]


def board_shortcut_groups() -> Iterator[ShortcutGroup]:
    """Shortcuts of a board's cards. A command in no other group is listed with "A card"."""
    named = {*_NAVIGATION, *_MOVES, *_SELECTION}
    yield ShortcutGroup(
        tr("On the board"), (*_rows_of(lambda action: action in _NAVIGATION), *_navigation_rows())
    )
    yield ShortcutGroup(
        tr("Several cards"), (*_rows_of(lambda action: action in _SELECTION), *_selection_rows())
    )
    yield ShortcutGroup(tr("Move a card"), tuple(_rows_of(lambda action: action in _MOVES)))
    yield ShortcutGroup(tr("A card"), tuple(_rows_of(lambda action: action not in named)))


def window_shortcut_groups() -> Iterator[ShortcutGroup]:
    """Shortcuts that work everywhere."""
    yield ShortcutGroup(tr("Navigation"), tuple(shortcut_rows(CommandGroup.NAVIGATION)))
    yield ShortcutGroup(tr("Cards"), tuple(shortcut_rows(CommandGroup.CARDS)))
    yield ShortcutGroup(tr("Window"), tuple(shortcut_rows(CommandGroup.WINDOW)))
    if single_keys.is_on:
        yield ShortcutGroup(tr("Inbox"), tuple(_inbox_rows()))
    yield ShortcutGroup(tr("In the calendar"), tuple(_calendar_rows()))
    yield ShortcutGroup(tr("While writing"), tuple(_writing_rows()))


def key_text_of(entry: BoardShortcut) -> str:
    """Name of the key on this system; empty if it is not active."""
    return key_sequence_of(entry).toString(QKeySequence.SequenceFormat.NativeText)


def _rows_of(belongs: Callable[[BoardCommand], bool]) -> Iterator[ShortcutRow]:
    for entry in BOARD_SHORTCUTS:
        if belongs(entry.command) and key_text_of(entry):
            yield entry.text(), key_text_of(entry)


def _navigation_rows() -> Iterator[ShortcutRow]:
    yield tr("Card above or below"), f"{native_key_text('Up')} · {native_key_text('Down')}"
    yield tr("First or last card"), f"{native_key_text('Home')} · {native_key_text('End')}"
    if single_keys.is_on:
        yield tr("Go to a column"), "1 … 6"
    yield (
        tr("Filter cards"),
        QKeySequence(QKeySequence.StandardKey.Find).toString(QKeySequence.SequenceFormat.NativeText),
    )


def _selection_rows() -> Iterator[ShortcutRow]:
    yield tr("Extend the selection"), f"{native_key_text('Shift+Up')} · {native_key_text('Shift+Down')}"
    yield tr("Select the whole column"), native_key_text("Ctrl+A")


def _inbox_rows() -> Iterator[ShortcutRow]:
    yield tr("Done"), "E"
    yield tr("Snooze"), "H"
    yield tr("Mark as read or unread"), "U"
    yield tr("Next or previous entry"), "J · K"
    yield tr("Filter entries"), "1 … 5"


def _calendar_rows() -> Iterator[ShortcutRow]:
    shift = native_key_text("Shift+Left").removesuffix(native_key_text("Left"))
    yield tr("Day or card beside it"), tr("Arrow keys")
    yield tr("Move the selected cards to another day"), f"{shift}{tr('Arrow keys')}"
    yield tr("Previous or next month"), f"{native_key_text('PgUp')} · {native_key_text('PgDown')}"
    if single_keys.is_on:
        yield tr("Today"), "T"


def _writing_rows() -> Iterator[ShortcutRow]:
    yield tr("Name a person, a board, a priority"), "@ · # · !"
    yield tr("Take what is recognised literally"), native_key_text("Ctrl+L")
    yield tr("Send a comment, save a decision"), native_key_text("Ctrl+Return")
    yield tr("Send a comment to clients too"), native_key_text("Ctrl+Shift+Return")
    yield tr("Keep the text and close"), native_key_text("Esc")


class CheatSheet(QDialog):
    """Opened with `open()`; Esc closes it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keyboard shortcuts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet = QWidget()
        columns = QHBoxLayout(sheet)
        columns.setContentsMargins(24, 20, 24, 20)
        columns.setSpacing(40)
        for groups in (board_shortcut_groups(), window_shortcut_groups()):
            column = QVBoxLayout()
            column.setSpacing(24)
            for group in groups:
                column.addLayout(_section(group))
            column.addStretch(1)
            columns.addLayout(column, 1)
        area = QScrollArea()
        area.setObjectName("cheatSheet")
        area.setWidgetResizable(True)
        area.setAccessibleName(self.windowTitle())
        area.setWidget(sheet)
        add_overlay_scroll_bars(area, horizontal=True)
        close = QPushButton(tr("Close"))
        close.setProperty("kind", "primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        footer = QHBoxLayout()
        footer.setContentsMargins(24, 0, 24, 16)
        footer.addStretch(1)
        footer.addWidget(close)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(area, 1)
        box.addLayout(footer)
        available = parent.window().size()
        self.resize(min(theme.px(860), available.width() - 40), min(theme.px(680), available.height() - 40))


def _section(group: ShortcutGroup) -> QVBoxLayout:
    header = plain_label("panel")
    header.setText(group.title)
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(8)
    for row, (text, names) in enumerate(group.rows):
        what, key = plain_label(), plain_label("label")
        what.setText(text)
        what.setWordWrap(True)
        # Two long keys are stacked, so that the text keeps its width.
        key.setText(names if len(names) <= _LONG else names.replace(" · ", "\n"))
        key.setAlignment(Qt.AlignmentFlag.AlignRight)
        grid.addWidget(what, row, 0)
        grid.addWidget(key, row, 1, Qt.AlignmentFlag.AlignRight)
    grid.setColumnStretch(0, 1)
    box = QVBoxLayout()
    box.setSpacing(12)
    box.addWidget(header)
    box.addLayout(grid)
    return box
