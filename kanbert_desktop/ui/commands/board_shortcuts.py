"""The keys of a card list: one table, from which the list acts and a cheat sheet can be made."""

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.commands.actions import single_keys


class Act(StrEnum):
    ADD = "add"
    OPEN = "open"
    RENAME = "rename"
    LEFT = "left"
    RIGHT = "right"
    MOVE_LEFT = "move_left"
    MOVE_RIGHT = "move_right"
    MOVE = "move"
    ASSIGN_ME = "assign_me"
    DUE = "due"
    ASSIGNEE = "assignee"
    COMMENT = "comment"
    ARCHIVE = "archive"
    DELETE = "delete"
    COPY_LINK = "copy_link"
    SELECT = "select"
    BACK = "back"
    PRIORITY = "priority"
    TO_BOARD = "to_board"
    COPY = "copy"
    PASTE = "paste"
    SORT = "sort"
    TEMPLATE = "template"
    PRINT = "print"
    BROWSER = "browser"
    UP = "up"
    DOWN = "down"


class BoardKey(NamedTuple):
    """`words` is asked when shown, because the language may change. One without keys stands in menus alone."""

    act: Act
    keys: tuple[QKeyCombination, ...]
    words: Callable[[], str]


def _key(key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> QKeyCombination:
    held = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        held |= modifier
    return QKeyCombination(held, key)


_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_K = Qt.Key

BOARD_KEYS = (
    BoardKey(Act.OPEN, (_key(_K.Key_Return), _key(_K.Key_Enter)), lambda: tr("Open card")),
    BoardKey(Act.RENAME, (_key(_K.Key_F2),), lambda: tr("Rename in place")),
    BoardKey(Act.ADD, (_key(_K.Key_N),), lambda: tr("Add a card in this column")),
    BoardKey(Act.LEFT, (_key(_K.Key_Left),), lambda: tr("Column to the left")),
    BoardKey(Act.RIGHT, (_key(_K.Key_Right),), lambda: tr("Column to the right")),
    BoardKey(Act.MOVE_LEFT, (_key(_K.Key_Left, _CTRL, _SHIFT),), lambda: tr("Move card one column left")),
    BoardKey(Act.MOVE_RIGHT, (_key(_K.Key_Right, _CTRL, _SHIFT),), lambda: tr("Move card one column right")),
    BoardKey(Act.UP, (_key(_K.Key_Up, _CTRL, _SHIFT),), lambda: tr("Move card up in my order")),
    BoardKey(Act.DOWN, (_key(_K.Key_Down, _CTRL, _SHIFT),), lambda: tr("Move card down in my order")),
    BoardKey(Act.MOVE, (_key(_K.Key_M),), lambda: tr("Move card: then 1 to 6 for the column")),
    BoardKey(Act.TO_BOARD, (_key(_K.Key_B),), lambda: tr("Move card to another board")),
    BoardKey(Act.ASSIGN_ME, (_key(_K.Key_I),), lambda: tr("Assign to me")),
    BoardKey(Act.ASSIGNEE, (_key(_K.Key_A),), lambda: tr("Assignee")),
    BoardKey(Act.DUE, (_key(_K.Key_D),), lambda: tr("Due date")),
    BoardKey(Act.PRIORITY, (_key(_K.Key_P),), lambda: tr("Priority")),
    BoardKey(Act.COMMENT, (_key(_K.Key_C),), lambda: tr("Write a comment")),
    BoardKey(Act.COPY_LINK, (_key(_K.Key_L),), lambda: tr("Copy link")),
    BoardKey(Act.COPY, (_key(_K.Key_C, _CTRL),), lambda: tr("Copy cards as text")),
    BoardKey(Act.PASTE, (_key(_K.Key_V, _CTRL),), lambda: tr("Paste lines as cards")),
    BoardKey(Act.TEMPLATE, (_key(_K.Key_T),), lambda: tr("Save card as template")),
    BoardKey(Act.PRINT, (), lambda: tr("Print card …")),
    BoardKey(Act.BROWSER, (), lambda: tr("Open in Kanbert")),
    BoardKey(Act.ARCHIVE, (_key(_K.Key_E),), lambda: tr("Archive")),
    BoardKey(Act.DELETE, (_key(_K.Key_Delete),), lambda: tr("Delete card")),
    BoardKey(Act.SELECT, (_key(_K.Key_Space),), lambda: tr("Select card")),
    BoardKey(Act.SORT, (_key(_K.Key_S),), lambda: tr("Sort and group")),
    BoardKey(Act.BACK, (_key(_K.Key_Escape),), lambda: tr("One step back")),
)
READING = frozenset({Act.OPEN, Act.COPY, Act.COPY_LINK, Act.TEMPLATE, Act.PRINT, Act.BROWSER})
"""What changes nothing in Kanbert: it stays where this account can read only."""
CHANGING = frozenset(
    {
        *(Act.ADD, Act.RENAME, Act.MOVE_LEFT, Act.MOVE_RIGHT, Act.MOVE, Act.TO_BOARD, Act.ASSIGN_ME, Act.DUE),
        *(Act.ASSIGNEE, Act.COMMENT, Act.ARCHIVE, Act.DELETE, Act.PRIORITY, Act.PASTE),
    }
)
"""What does: asked for where this account can read only, it says so before anything is typed or chosen."""
_ACTS = {combination.toCombined(): key.act for key in BOARD_KEYS for combination in key.keys}
_DIGITS = (_K.Key_1, _K.Key_2, _K.Key_3, _K.Key_4, _K.Key_5, _K.Key_6)
# A keypad's digits and a laptop's arrows carry this flag as well.
_IGNORED = Qt.KeyboardModifier.KeypadModifier


def act_of(combination: QKeyCombination) -> Act | None:
    if not single_keys.let_pass(combination):
        return None
    held = combination.keyboardModifiers() & ~_IGNORED
    return _ACTS.get(QKeyCombination(held, combination.key()).toCombined())


def sequence_of(entry: BoardKey) -> QKeySequence:
    """Its first key, where it has one; none where that is one letter, and those are switched off."""
    first = entry.keys[0] if entry.keys else None
    return QKeySequence(first) if first is not None and single_keys.let_pass(first) else QKeySequence()


def column_number(combination: QKeyCombination) -> int | None:
    """1 to 6 where that digit was pressed alone."""
    if combination.keyboardModifiers() & ~_IGNORED or not single_keys.let_pass(combination):
        return None
    return _DIGITS.index(combination.key()) + 1 if combination.key() in _DIGITS else None
