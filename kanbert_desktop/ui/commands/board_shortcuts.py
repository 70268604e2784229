"""Shortcuts of a card list; the list and the cheat sheet use the same table."""

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.commands.actions import single_keys

_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_K = Qt.Key
_DIGITS = (_K.Key_1, _K.Key_2, _K.Key_3, _K.Key_4, _K.Key_5, _K.Key_6)
# Keypad digits and the arrow keys of some laptops carry this flag.
_IGNORED = Qt.KeyboardModifier.KeypadModifier


class BoardCommand(StrEnum):
    ADD = "add"
    OPEN = "open"
    RENAME = "rename"
    FOCUS_LEFT = "left"
    FOCUS_RIGHT = "right"
    MOVE_LEFT = "move_left"
    MOVE_RIGHT = "move_right"
    MOVE = "move"
    ASSIGN_ME = "assign_me"
    DUE = "due"
    DUE_TOMORROW = "due_tomorrow"
    ASSIGNEE = "assignee"
    COMMENT = "comment"
    ARCHIVE = "archive"
    DELETE = "delete"
    COPY_LINK = "copy_link"
    FOLLOW = "follow"
    SELECT = "select"
    BACK = "back"
    PRIORITY = "priority"
    PRIORITY_1 = "priority_1"
    PRIORITY_2 = "priority_2"
    PRIORITY_3 = "priority_3"
    PRIORITY_4 = "priority_4"
    NO_PRIORITY = "no_priority"
    COPY_TO_BOARD = "to_board"
    DUPLICATE = "duplicate"
    COPY = "copy"
    PASTE = "paste"
    SORT = "sort"
    TEMPLATE = "template"
    PRINT = "print"
    QUICK_LOOK = "quick_look"
    OPEN_IN_BROWSER = "browser"
    MOVE_UP = "up"
    MOVE_DOWN = "down"


class BoardShortcut(NamedTuple):
    """`text` is a function because the language may change. A command without keys appears only in menus."""

    command: BoardCommand
    keys: tuple[QKeyCombination, ...]
    text: Callable[[], str]


def _key(key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> QKeyCombination:
    held = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        held |= modifier
    return QKeyCombination(held, key)


NUMBERED_PRIORITIES = (
    BoardCommand.PRIORITY_1,
    BoardCommand.PRIORITY_2,
    BoardCommand.PRIORITY_3,
    BoardCommand.PRIORITY_4,
)
"""The first of them is the most urgent one."""
BOARD_SHORTCUTS = (
    BoardShortcut(BoardCommand.OPEN, (_key(_K.Key_Return), _key(_K.Key_Enter)), lambda: tr("Open card")),
    BoardShortcut(BoardCommand.QUICK_LOOK, (_key(_K.Key_Q),), lambda: tr("Quick look at the card")),
    BoardShortcut(BoardCommand.RENAME, (_key(_K.Key_F2),), lambda: tr("Rename card")),
    BoardShortcut(BoardCommand.ADD, (_key(_K.Key_N),), lambda: tr("Add a card in this column")),
    BoardShortcut(BoardCommand.FOCUS_LEFT, (_key(_K.Key_Left),), lambda: tr("Column on the left")),
    BoardShortcut(BoardCommand.FOCUS_RIGHT, (_key(_K.Key_Right),), lambda: tr("Column on the right")),
    BoardShortcut(
        BoardCommand.MOVE_LEFT, (_key(_K.Key_Left, _CTRL, _SHIFT),), lambda: tr("Move card one column left")
    ),
    BoardShortcut(
        BoardCommand.MOVE_RIGHT,
        (_key(_K.Key_Right, _CTRL, _SHIFT),),
        lambda: tr("Move card one column right"),
    ),
    BoardShortcut(
        BoardCommand.MOVE_UP, (_key(_K.Key_Up, _CTRL, _SHIFT),), lambda: tr("Move card up in My order")
    ),
    BoardShortcut(
        BoardCommand.MOVE_DOWN, (_key(_K.Key_Down, _CTRL, _SHIFT),), lambda: tr("Move card down in My order")
    ),
    BoardShortcut(BoardCommand.MOVE, (_key(_K.Key_M),), lambda: tr("Move card: then 1 to 6 for the column")),
    BoardShortcut(BoardCommand.ASSIGN_ME, (_key(_K.Key_I),), lambda: tr("Assign to me")),
    BoardShortcut(BoardCommand.ASSIGNEE, (_key(_K.Key_A),), lambda: tr("Assignee")),
    BoardShortcut(BoardCommand.DUE, (_key(_K.Key_D),), lambda: tr("Due date")),
    BoardShortcut(BoardCommand.DUE_TOMORROW, (_key(_K.Key_D, _SHIFT),), lambda: tr("Due tomorrow")),
    BoardShortcut(BoardCommand.PRIORITY, (_key(_K.Key_P),), lambda: tr("Priority")),
    BoardShortcut(BoardCommand.PRIORITY_1, (_key(_K.Key_1, _ALT),), lambda: tr("Most urgent priority")),
    BoardShortcut(BoardCommand.PRIORITY_2, (_key(_K.Key_2, _ALT),), lambda: tr("Second priority")),
    BoardShortcut(BoardCommand.PRIORITY_3, (_key(_K.Key_3, _ALT),), lambda: tr("Third priority")),
    BoardShortcut(BoardCommand.PRIORITY_4, (_key(_K.Key_4, _ALT),), lambda: tr("Fourth priority")),
    BoardShortcut(BoardCommand.NO_PRIORITY, (_key(_K.Key_0, _ALT),), lambda: tr("No priority")),
    BoardShortcut(BoardCommand.COMMENT, (_key(_K.Key_C),), lambda: tr("Write a comment")),
    BoardShortcut(BoardCommand.FOLLOW, (_key(_K.Key_W),), lambda: tr("Follow or unfollow card")),
    BoardShortcut(BoardCommand.COPY_LINK, (_key(_K.Key_L),), lambda: tr("Copy link")),
    BoardShortcut(BoardCommand.COPY, (_key(_K.Key_C, _CTRL),), lambda: tr("Copy cards as text")),
    BoardShortcut(BoardCommand.PASTE, (_key(_K.Key_V, _CTRL),), lambda: tr("Paste lines as cards")),
    BoardShortcut(BoardCommand.DUPLICATE, (_key(_K.Key_D, _CTRL),), lambda: tr("Duplicate card")),
    BoardShortcut(BoardCommand.COPY_TO_BOARD, (_key(_K.Key_B),), lambda: tr("Copy to another board …")),
    BoardShortcut(BoardCommand.TEMPLATE, (_key(_K.Key_T),), lambda: tr("Save card as template")),
    BoardShortcut(BoardCommand.PRINT, (), lambda: tr("Print card …")),
    BoardShortcut(BoardCommand.OPEN_IN_BROWSER, (), lambda: tr("Open in Kanbert")),
    BoardShortcut(BoardCommand.ARCHIVE, (_key(_K.Key_E),), lambda: tr("Archive")),
    BoardShortcut(BoardCommand.DELETE, (_key(_K.Key_Delete),), lambda: tr("Delete card")),
    BoardShortcut(BoardCommand.SELECT, (_key(_K.Key_Space),), lambda: tr("Select card")),
    BoardShortcut(BoardCommand.SORT, (_key(_K.Key_S),), lambda: tr("View: sort, group, archived")),
    BoardShortcut(BoardCommand.BACK, (_key(_K.Key_Escape),), lambda: tr("One step back")),
)
READING_COMMANDS = frozenset(
    {
        BoardCommand.OPEN,
        BoardCommand.COPY,
        BoardCommand.COPY_LINK,
        BoardCommand.FOLLOW,
        BoardCommand.TEMPLATE,
        BoardCommand.PRINT,
        BoardCommand.OPEN_IN_BROWSER,
    }
)
"""Commands that change nothing in Kanbert; available with read-only access."""
CHANGING_COMMANDS = frozenset(
    {
        *(
            BoardCommand.ADD,
            BoardCommand.RENAME,
            BoardCommand.MOVE_LEFT,
            BoardCommand.MOVE_RIGHT,
            BoardCommand.MOVE,
            BoardCommand.COPY_TO_BOARD,
            BoardCommand.DUPLICATE,
            BoardCommand.ASSIGN_ME,
            BoardCommand.DUE,
            BoardCommand.DUE_TOMORROW,
        ),
        *(
            BoardCommand.ASSIGNEE,
            BoardCommand.COMMENT,
            BoardCommand.ARCHIVE,
            BoardCommand.DELETE,
            BoardCommand.PRIORITY,
            *NUMBERED_PRIORITIES,
            BoardCommand.NO_PRIORITY,
            BoardCommand.PASTE,
        ),
    }
)
"""Commands that change cards. With read-only access they report so before anything is typed or chosen."""
_ACTIONS = {combination.toCombined(): key.command for key in BOARD_SHORTCUTS for combination in key.keys}


def command_of(combination: QKeyCombination) -> BoardCommand | None:
    if not single_keys.is_allowed(combination):
        return None
    held = combination.keyboardModifiers() & ~_IGNORED
    return _ACTIONS.get(QKeyCombination(held, combination.key()).toCombined())


def key_sequence_of(entry: BoardShortcut) -> QKeySequence:
    """First key of the command; empty if it has none, or if it is a switched-off single character."""
    first = entry.keys[0] if entry.keys else None
    return QKeySequence(first) if first is not None and single_keys.is_allowed(first) else QKeySequence()


def column_number(combination: QKeyCombination) -> int | None:
    """Returns 1 to 6 for that digit pressed alone."""
    if combination.keyboardModifiers() & ~_IGNORED or not single_keys.is_allowed(combination):
        return None
    return _DIGITS.index(combination.key()) + 1 if combination.key() in _DIGITS else None
