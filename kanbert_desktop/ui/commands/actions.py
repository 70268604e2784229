"""Every window command: name, icon, shortcut; single-key switch."""

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QAction, QIcon, QKeySequence
from PySide6.QtWidgets import QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.style import icons
from kanbert_desktop.ui.style.theme import Theme

_K = Qt.Key
_CHARACTERS = range(_K.Key_Exclam.value, _K.Key_AsciiTilde.value + 1)
# A keypad's digits carry this flag, and some layouts write "/" and "?" with Shift.
_STILL_ALONE = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier


class SingleKeys:
    """One choice for the whole program, as its language is one; what is shown of it is dressed anew afterwards."""

    is_on = True

    def let_pass(self, combination: QKeyCombination) -> bool:
        """False where that key is one character alone, and those are switched off."""
        return self.is_on or not _is_single(combination)

    def after(self, words: str, key: str) -> str:
        """For a tooltip: the key behind them, where it acts."""
        return f"{words} ({key})" if self.is_on else words

    def still_acting(self, keys: Iterable[str]) -> list[str]:
        """Of keys as `QKeySequence` reads them."""
        return [key for key in keys if self.is_on or len(key) > 1]


def _is_single(combination: QKeyCombination) -> bool:
    is_alone = not combination.keyboardModifiers() & ~_STILL_ALONE
    return is_alone and combination.key().value in _CHARACTERS


single_keys = SingleKeys()


class Name(StrEnum):
    PALETTE = "palette"
    SEARCH = "search"
    MY_WORK = "my_work"
    ATTENTION = "attention"
    DELETED = "deleted"
    SETTINGS = "settings"
    BACK = "back"
    FORWARD = "forward"
    REGION = "region"
    FAVOURITE = "favourite"
    NEW_CARD = "new_card"
    CAPTURE = "capture"
    UNDO = "undo"
    REDO = "redo"
    SYNC = "sync"
    SIDEBAR = "sidebar"
    PANEL = "panel"
    FULL_SCREEN = "full_screen"
    PRINT = "print"
    SAVE_PDF = "save_pdf"
    EXPORT = "export"
    ACCOUNTS = "accounts"
    SHORTCUTS = "shortcuts"
    DIAGNOSTICS = "diagnostics"
    LOGS = "logs"
    ABOUT = "about"
    SIGN_OUT = "sign_out"
    FORGET = "forget"
    CLOSE = "close"
    QUIT = "quit"


class Group(StrEnum):
    """Under which heading of the cheat sheet a command stands."""

    GOING = "going"
    CARDS = "cards"
    WINDOW = "window"


class Command(NamedTuple):
    """`words` is asked when shown, because the language may change; `keys` are for `QKeySequence`."""

    name: Name
    group: Group
    words: Callable[[], str]
    keys: tuple[str, ...] = ()
    icon: str = ""


_GOING, _CARDS, _WINDOW = Group
COMMANDS = (
    Command(Name.PALETTE, _GOING, lambda: tr("Command palette"), ("Ctrl+K",), "command"),
    Command(Name.SEARCH, _GOING, lambda: tr("Search everything"), ("/",), "search"),
    Command(Name.MY_WORK, _GOING, lambda: tr("My work"), ("Ctrl+Shift+M",), "circle-check"),
    Command(Name.ATTENTION, _GOING, lambda: tr("Attention"), ("Ctrl+Shift+A",), "triangle-alert"),
    Command(Name.DELETED, _GOING, lambda: tr("Recently deleted"), ("Ctrl+Shift+D",), "trash-2"),
    Command(Name.SETTINGS, _GOING, lambda: tr("Settings"), ("Ctrl+,",), "settings"),
    Command(Name.BACK, _GOING, lambda: tr("Back"), ("Alt+Left",), "arrow-left"),
    Command(Name.FORWARD, _GOING, lambda: tr("Forward"), ("Alt+Right",), "arrow-right"),
    Command(Name.REGION, _GOING, lambda: tr("Next region"), ("F6",)),
    Command(
        Name.FAVOURITE, _GOING, lambda: tr("Add board to favourites, or remove it"), ("Ctrl+Shift+F",), "star"
    ),
    Command(Name.NEW_CARD, _CARDS, lambda: tr("New card"), ("Ctrl+N",), "plus"),
    Command(Name.CAPTURE, _CARDS, lambda: tr("Capture a card"), ("Ctrl+Shift+N",), "square-plus"),
    Command(Name.UNDO, _CARDS, lambda: tr("Undo"), ("Ctrl+Z",), "undo-2"),
    Command(Name.REDO, _CARDS, lambda: tr("Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), "redo-2"),
    Command(Name.SYNC, _WINDOW, lambda: tr("Sync now"), ("F5", "Ctrl+R"), "refresh-cw"),
    Command(Name.PRINT, _WINDOW, lambda: tr("Print …"), ("Ctrl+P",), "printer"),
    Command(Name.SAVE_PDF, _WINDOW, lambda: tr("Save as PDF …"), ("Ctrl+Shift+P",), "file-text"),
    Command(Name.EXPORT, _WINDOW, lambda: tr("Export board …"), ("Ctrl+Shift+E",), "file-output"),
    Command(
        Name.ACCOUNTS, _WINDOW, lambda: tr("Account and its menu"), ("Ctrl+Shift+O",), "circle-user-round"
    ),
    Command(Name.SIDEBAR, _WINDOW, lambda: tr("Show or hide the sidebar"), ("F9",), "panel-left"),
    Command(Name.PANEL, _WINDOW, lambda: tr("Show or hide the card's panel"), ("Ctrl+.",), "panel-right"),
    Command(Name.FULL_SCREEN, _WINDOW, lambda: tr("Full screen"), ("F11",), "maximize"),
    Command(Name.SHORTCUTS, _WINDOW, lambda: tr("Keyboard shortcuts"), ("F1", "?"), "keyboard"),
    Command(Name.DIAGNOSTICS, _WINDOW, lambda: tr("Copy diagnostics"), (), "clipboard-list"),
    Command(Name.LOGS, _WINDOW, lambda: tr("Open log folder"), (), "folder-open"),
    Command(Name.ABOUT, _WINDOW, lambda: tr("About Kanbert Desktop"), (), "info"),
    Command(Name.SIGN_OUT, _WINDOW, lambda: tr("Sign out"), (), "log-out"),
    Command(Name.FORGET, _WINDOW, lambda: tr("Remove this account's data …"), (), "trash-2"),
    Command(Name.CLOSE, _WINDOW, lambda: tr("Close window"), ("Ctrl+W",)),
    Command(Name.QUIT, _WINDOW, lambda: tr("Quit"), ("Ctrl+Q",), "power"),
)
FAVOURITE_KEYS = tuple(f"Ctrl+{number}" for number in range(1, 10))
"""The first opens the first favourite."""
HELP = (Name.SHORTCUTS, Name.DIAGNOSTICS, Name.LOGS, Name.ABOUT)
ALWAYS = frozenset({Name.FULL_SCREEN, Name.CLOSE, Name.QUIT, Name.CAPTURE, *HELP})
"""These work on every page; the others need somebody who is signed in."""


class Actions:
    """The table as living actions of one window."""

    def __init__(self, window: QWidget, theme: Theme, act: Callable[[Name], None]) -> None:
        self._theme = theme
        self._actions: dict[Name, QAction] = {}
        self._has_icons = False
        for command in COMMANDS:
            action = QAction(window)
            action.triggered.connect(lambda _checked=False, name=command.name: act(name))
            window.addAction(action)
            self._actions[command.name] = action
        self.dress()

    def __getitem__(self, name: Name) -> QAction:
        return self._actions[name]

    def enable(self, signed_in: bool) -> None:
        for name, action in self._actions.items():
            action.setEnabled(signed_in or name in ALWAYS)

    def name_undo(self, undo: str | None, redo: str | None) -> None:
        """What would be taken back or done again, in words; None where there is nothing."""
        self[Name.UNDO].setText(tr("Undo: {what}", what=undo) if undo else tr("Undo"))
        self[Name.REDO].setText(tr("Redo: {what}", what=redo) if redo else tr("Redo"))

    def dress(self) -> None:
        for command in COMMANDS:
            action = self._actions[command.name]
            action.setText(command.words())
            keys = single_keys.still_acting(command.keys)
            # A menu writes the first key beside the name by itself.
            action.setShortcuts([QKeySequence(key) for key in keys])
        if self._has_icons:
            self.draw()

    def draw(self) -> None:
        """The icons, which menus alone show: they are not drawn before the window's first paint."""
        self._has_icons = True
        for command in COMMANDS:
            self._actions[command.name].setIcon(self._icon(command.icon))

    def _icon(self, name: str) -> QIcon:
        return icons.icon(name, self._theme.color("muted")) if name else QIcon()


def native(key: str) -> str:
    """A key as it is called on this system."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def key_words(group: Group) -> Iterator[tuple[str, str]]:
    """Each command of the group that has keys, and those keys as they are called on this system."""
    for command in COMMANDS:
        keys = single_keys.still_acting(command.keys)
        if keys and command.group is group:
            yield command.words(), " · ".join(native(key) for key in keys)
    if group is Group.GOING:
        yield tr("Favourite 1 to 9"), f"{native(FAVOURITE_KEYS[0])} … {native(FAVOURITE_KEYS[-1])}"
