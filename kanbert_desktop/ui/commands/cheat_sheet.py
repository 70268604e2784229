"""Shortcut groups and the cheat sheet."""

import re
from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.query.text_match import fold_text
from kanbert_desktop.domain.value_classes import dataclass
from kanbert_desktop.ui.commands.actions import CommandGroup, native_key_text, shortcut_rows, single_keys
from kanbert_desktop.ui.commands.board_shortcuts import (
    BOARD_SHORTCUTS,
    BoardCommand,
    BoardShortcut,
    key_sequence_of,
)
from kanbert_desktop.ui.commands.key_caps import HELD_KEYS, KeyCaps, key_names
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.accessibility import announce
from kanbert_desktop.ui.widgets.centred_page import plain_label
from kanbert_desktop.ui.widgets.scrolling import add_overlay_scroll_bars
from kanbert_desktop.ui.widgets.text_fields import ENTER_KEYS, InputMethodLineEdit

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
_WIDTH, _HEIGHT, _TWO_COLUMNS = 900, 680, 760
"""Pixels at 100 %: the sheet, and the least width of two columns."""
_ROW = 30
"""Pixels at 100 % that an arrow key scrolls."""


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
    """Opened with `open()`. Typing filters the shortcuts; Esc empties the field, then closes the sheet."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWindowTitle(tr("Keyboard shortcuts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.field = InputMethodLineEdit(self)
        self.field.setPlaceholderText(tr("Find a command or a key"))
        self.field.setAccessibleName(tr("Find a command or a key"))
        self.no_match_label = plain_label("muted", self)
        self.no_match_label.setText(tr("No shortcut matches."))
        self.no_match_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.no_match_label.hide()
        self._sheet = QWidget()
        self.sections = [
            [_Section(theme, group, self._sheet) for group in groups()]
            for groups in (board_shortcut_groups, window_shortcut_groups)
        ]
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._sheet)
        self._fill_sheet()
        self.area = QScrollArea()
        self._build_layout()
        self.field.textChanged.connect(self._filter)
        available = parent.window().size()
        self.resize(
            min(theme.px(_WIDTH), available.width() - 40), min(theme.px(_HEIGHT), available.height() - 40)
        )
        self.field.setFocus()

    def _fill_sheet(self) -> None:
        self._columns.setContentsMargins(24, 12, 24, 20)
        for sections in self.sections:
            column = QVBoxLayout()
            column.setSpacing(24)
            for section in sections:
                column.addWidget(section)
            self._columns.addLayout(column)
            self._columns.setAlignment(column, Qt.AlignmentFlag.AlignTop)
        self._columns.addStretch()

    def _build_layout(self) -> None:
        self.area.setObjectName("cheatSheet")
        self.area.setWidgetResizable(True)
        self.area.setAccessibleName(self.windowTitle())
        self.area.setWidget(self._sheet)

        add_overlay_scroll_bars(self.area)
        close = QPushButton(tr("Close"))
        close.setProperty("kind", "primary")
        close.clicked.connect(self.accept)
        header, footer = QHBoxLayout(), QHBoxLayout()
        header.setContentsMargins(24, 16, 24, 4)
        header.addWidget(self.field)
        footer.setContentsMargins(24, 4, 24, 16)
        footer.addStretch(1)
        footer.addWidget(close)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(header)
        box.addWidget(self.no_match_label, 1)
        box.addWidget(self.area, 1)
        box.addLayout(footer)

    def _filter(self, text: str) -> None:
        words = search_words(text)
        every = [section for sections in self.sections for section in sections]
        # The keys of a shortcut name it: then nothing else that begins so is meant.
        are_keys = bool(words) and any(row.has_keys(words) for section in every for row in section.rows)
        found = sum(
            section.filter(lambda row: row.has_keys(words) if are_keys else row.matches(words))
            for section in every
        )
        self._arrange()
        self.area.setVisible(found > 0)
        self.no_match_label.setVisible(found == 0)
        self.area.verticalScrollBar().setValue(0)
        announce(self.field, tr("%n shortcut(s)", found) if found else self.no_match_label.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        scroll = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        pages = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(Qt.Key(event.key()))
        bar = self.area.verticalScrollBar()
        if event.key() == Qt.Key.Key_Escape and self.field.text():
            self.field.clear()
        elif scroll is not None:
            bar.setValue(bar.value() + scroll * self._theme.px(_ROW))
        elif pages is not None:
            bar.setValue(bar.value() + pages * bar.pageStep())
        elif event.key() not in ENTER_KEYS:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Two columns stand below each other where they would be too narrow, and what was found is one list."""
        is_wide = self.width() >= self._theme.px(_TWO_COLUMNS) and not self.field.text()
        direction, last = QBoxLayout.Direction, self._columns.count() - 1
        self._columns.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)
        self._columns.setSpacing(40 if is_wide else 24)
        for place in range(last):
            self._columns.setStretch(place, 1 if is_wide else 0)
        self._columns.setStretch(last, 0 if is_wide else 1)


class _Section(QWidget):
    """A heading and its shortcuts."""

    def __init__(self, theme: Theme, group: ShortcutGroup, parent: QWidget) -> None:
        super().__init__(parent)
        header = plain_label("panel", self)
        header.setText(group.title)
        self.rows = [_Row(theme, row, self) for row in group.rows]
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(header)
        box.addSpacing(4)
        for row in self.rows:
            box.addWidget(row)

    def filter(self, matches: Callable[["_Row"], bool]) -> int:
        """Hides what does not match; returns how many rows are left."""
        found = 0
        for row in self.rows:
            is_found = matches(row)
            row.setVisible(is_found)
            found += is_found
        self.setVisible(found > 0)
        return found


class _Row(QWidget):
    def __init__(self, theme: Theme, row: ShortcutRow, parent: QWidget) -> None:
        super().__init__(parent)
        text, keys = row
        self._text, self._keys = f" {fold_text(text)}", keys
        self._names: frozenset[str] | None = None
        what = plain_label("", self)
        what.setText(text)
        what.setWordWrap(True)
        # A long word may be broken rather than make the sheet scroll sideways.
        what.setMinimumWidth(1)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(16)
        box.addWidget(what, 1)
        box.addWidget(KeyCaps(theme, keys, self), 0, Qt.AlignmentFlag.AlignTop)

    @property
    def key_names(self) -> frozenset[str]:
        if self._names is None:
            self._names = key_names(self._keys)
        return self._names

    def has_keys(self, words: Sequence[str]) -> bool:
        """Returns whether each word is a key, and one of them is not held only."""
        return self.key_names.issuperset(words) and not HELD_KEYS.issuperset(words)

    def matches(self, words: Sequence[str]) -> bool:
        return all(self._matches(word) for word in words)

    def _matches(self, word: str) -> bool:
        """One letter is a key or the beginning of a word; more may stand within a word."""
        if word in self.key_names or f" {word}" in self._text:
            return True
        if len(word) == 1:
            return False
        return word in self._text or any(name.startswith(word) for name in self.key_names)


def search_words(text: str) -> list[str]:
    """The words of a search: "Ctrl+K" are two keys, "+" alone is one."""
    return [part for word in fold_text(text).split() for part in (re.split(r"(?<=.)\+(?=.)", word)) if part]
