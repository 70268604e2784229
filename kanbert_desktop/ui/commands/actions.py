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
# Digits of a keypad carry the keypad flag, and some layouts need Shift for "/" and "?".
_STILL_ALONE = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier


class SingleKeys:
    """Whether single characters are shortcuts, for the whole program.

    The setting turns them off for users who dictate or press keys by accident. After a change, everything that shows
    shortcuts must be updated.
    """

    is_on = True

    def is_allowed(self, combination: QKeyCombination) -> bool:
        """Returns False for a single character while those are switched off."""
        return self.is_on or not _is_single(combination)

    def with_key(self, text: str, key: str) -> str:
        """Appends the key to a tooltip, if it is active."""
        return f"{text} ({key})" if self.is_on else text

    def active_keys(self, keys: Iterable[str]) -> list[str]:
        """Filters keys in the format of `QKeySequence`."""
        return [key for key in keys if self.is_on or not _is_characters(key)]


def _is_single(combination: QKeyCombination) -> bool:
    is_alone = not combination.keyboardModifiers() & ~_STILL_ALONE
    return is_alone and combination.key().value in _CHARACTERS


def _is_characters(key: str) -> bool:
    """Returns True for a character, and for characters that are pressed one after the other: "G, C"."""
    return all(len(part) == 1 for part in key.split(", "))


single_keys = SingleKeys()


class CommandId(StrEnum):
    PALETTE = "palette"
    SEARCH = "search"
    INBOX = "inbox"
    MY_WORK = "my_work"
    CALENDAR = "calendar"
    OVERVIEW = "overview"
    ATTENTION = "attention"
    DELETED = "deleted"
    TEMPLATES = "templates"
    SETTINGS = "settings"
    BACK = "back"
    FORWARD = "forward"
    REGION = "region"
    FAVOURITE = "favourite"
    SAVE_VIEW = "save_view"
    EXPORT_VIEWS = "export_views"
    IMPORT_VIEWS = "import_views"
    NEW_CARD = "new_card"
    CAPTURE = "capture"
    UNDO = "undo"
    REDO = "redo"
    SYNC = "sync"
    SIDEBAR = "sidebar"
    PANEL = "panel"
    NEW_WINDOW = "new_window"
    FULL_SCREEN = "full_screen"
    THEME = "theme"
    ZOOM_IN = "zoom_in"
    ZOOM_OUT = "zoom_out"
    ZOOM_RESET = "zoom_reset"
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


class CommandGroup(StrEnum):
    """Heading of the cheat sheet."""

    NAVIGATION = "going"
    CARDS = "cards"
    WINDOW = "window"


class Command(NamedTuple):
    """`text` is a function because the language may change; `keys` are in the format of `QKeySequence`."""

    id: CommandId
    group: CommandGroup
    text: Callable[[], str]
    keys: tuple[str, ...] = ()
    icon: str = ""


_NAVIGATION, _CARDS, _WINDOW = CommandGroup
COMMANDS = (
    Command(CommandId.PALETTE, _NAVIGATION, lambda: tr("Command palette"), ("Ctrl+K",), "command"),
    Command(CommandId.SEARCH, _NAVIGATION, lambda: tr("Search everything"), ("/",), "search"),
    Command(CommandId.INBOX, _NAVIGATION, lambda: tr("Inbox"), ("Ctrl+Shift+I",), "inbox"),
    Command(CommandId.MY_WORK, _NAVIGATION, lambda: tr("My work"), ("Ctrl+Shift+M",), "circle-check"),
    Command(
        CommandId.CALENDAR, _NAVIGATION, lambda: tr("Calendar"), ("Ctrl+Shift+C", "G, C"), "calendar-days"
    ),
    Command(CommandId.OVERVIEW, _NAVIGATION, lambda: tr("Overview"), ("Ctrl+Shift+G",), "chart-column"),
    Command(CommandId.ATTENTION, _NAVIGATION, lambda: tr("Attention"), ("Ctrl+Shift+A",), "triangle-alert"),
    Command(CommandId.DELETED, _NAVIGATION, lambda: tr("Recently deleted"), ("Ctrl+Shift+D",), "trash-2"),
    Command(CommandId.TEMPLATES, _NAVIGATION, lambda: tr("Templates"), ("Ctrl+Shift+T",), "layout-template"),
    Command(CommandId.SETTINGS, _NAVIGATION, lambda: tr("Settings"), ("Ctrl+,",), "settings"),
    Command(CommandId.BACK, _NAVIGATION, lambda: tr("Back"), ("Alt+Left",), "arrow-left"),
    Command(CommandId.FORWARD, _NAVIGATION, lambda: tr("Forward"), ("Alt+Right",), "arrow-right"),
    Command(CommandId.REGION, _NAVIGATION, lambda: tr("Next region"), ("F6",)),
    Command(
        CommandId.FAVOURITE,
        _NAVIGATION,
        lambda: tr("Add to or remove from favourites"),
        ("Ctrl+Shift+F",),
        "star",
    ),
    Command(CommandId.SAVE_VIEW, _NAVIGATION, lambda: tr("Save as view …"), ("Ctrl+Shift+S",), "layers"),
    Command(CommandId.NEW_CARD, _CARDS, lambda: tr("New card"), ("Ctrl+N",), "plus"),
    Command(CommandId.CAPTURE, _CARDS, lambda: tr("Capture a card"), ("Ctrl+Shift+N",), "square-plus"),
    Command(CommandId.UNDO, _CARDS, lambda: tr("Undo"), ("Ctrl+Z",), "undo-2"),
    Command(CommandId.REDO, _CARDS, lambda: tr("Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), "redo-2"),
    Command(CommandId.SYNC, _WINDOW, lambda: tr("Sync now"), ("F5", "Ctrl+R"), "refresh-cw"),
    Command(CommandId.PRINT, _WINDOW, lambda: tr("Print …"), ("Ctrl+P",), "printer"),
    Command(CommandId.SAVE_PDF, _WINDOW, lambda: tr("Save as PDF …"), ("Ctrl+Shift+P",), "file-text"),
    Command(CommandId.EXPORT, _WINDOW, lambda: tr("Export board …"), ("Ctrl+Shift+E",), "file-output"),
    Command(CommandId.EXPORT_VIEWS, _WINDOW, lambda: tr("Export all views …"), (), "file-output"),
    Command(CommandId.IMPORT_VIEWS, _WINDOW, lambda: tr("Import views …"), (), "file-input"),
    Command(
        CommandId.ACCOUNTS,
        _WINDOW,
        lambda: tr("Account menu"),
        ("Ctrl+Shift+O",),
        "circle-user-round",
    ),
    Command(CommandId.SIDEBAR, _WINDOW, lambda: tr("Show or hide the sidebar"), ("F9",), "panel-left"),
    Command(CommandId.PANEL, _WINDOW, lambda: tr("Show or hide the card panel"), ("Ctrl+.",), "panel-right"),
    Command(CommandId.NEW_WINDOW, _WINDOW, lambda: tr("New window"), ("Ctrl+Shift+W",), "app-window"),
    Command(CommandId.FULL_SCREEN, _WINDOW, lambda: tr("Full screen"), ("F11",), "maximize"),
    Command(CommandId.THEME, _WINDOW, lambda: tr("Switch light and dark"), ("Ctrl+Shift+L",), "sun-moon"),
    Command(CommandId.ZOOM_IN, _WINDOW, lambda: tr("Larger text"), ("Ctrl++", "Ctrl+="), "zoom-in"),
    Command(CommandId.ZOOM_OUT, _WINDOW, lambda: tr("Smaller text"), ("Ctrl+-",), "zoom-out"),
    Command(CommandId.ZOOM_RESET, _WINDOW, lambda: tr("Normal text size"), ("Ctrl+0",), "rotate-ccw"),
    Command(CommandId.SHORTCUTS, _WINDOW, lambda: tr("Keyboard shortcuts"), ("F1", "?"), "keyboard"),
    Command(CommandId.DIAGNOSTICS, _WINDOW, lambda: tr("Copy diagnostics"), (), "clipboard-list"),
    Command(CommandId.LOGS, _WINDOW, lambda: tr("Open log folder"), (), "folder-open"),
    Command(CommandId.ABOUT, _WINDOW, lambda: tr("About Kanbert Desktop"), (), "info"),
    Command(CommandId.SIGN_OUT, _WINDOW, lambda: tr("Sign out"), (), "log-out"),
    Command(CommandId.FORGET, _WINDOW, lambda: tr("Remove this account's data …"), (), "trash-2"),
    Command(CommandId.CLOSE, _WINDOW, lambda: tr("Close window"), ("Ctrl+W",)),
    Command(CommandId.QUIT, _WINDOW, lambda: tr("Quit"), ("Ctrl+Q",), "power"),
)
FAVOURITE_KEYS = tuple(f"Ctrl+{number}" for number in range(1, 10))
"""The first key opens the first favourite."""
HELP_COMMANDS = (CommandId.SHORTCUTS, CommandId.DIAGNOSTICS, CommandId.LOGS, CommandId.ABOUT)
ALWAYS_ENABLED = frozenset(
    {
        *(CommandId.FULL_SCREEN, CommandId.CLOSE, CommandId.QUIT, CommandId.CAPTURE),
        CommandId.THEME,
        *(CommandId.ZOOM_IN, CommandId.ZOOM_OUT, CommandId.ZOOM_RESET),
        *HELP_COMMANDS,
    }
)
"""Commands of every page; the others need a signed-in account."""


class WindowActions:
    """The commands as actions of one window."""

    def __init__(self, window: QWidget, theme: Theme, run: Callable[[CommandId], None]) -> None:
        self._theme = theme
        self._actions: dict[CommandId, QAction] = {}
        self._has_icons = False
        for command in COMMANDS:
            action = QAction(window)
            action.triggered.connect(lambda _checked=False, name=command.id: run(name))
            window.addAction(action)
            self._actions[command.id] = action
        self.apply_appearance()

    def __getitem__(self, name: CommandId) -> QAction:
        return self._actions[name]

    def set_signed_in(self, signed_in: bool) -> None:
        for name, action in self._actions.items():
            action.setEnabled(signed_in or name in ALWAYS_ENABLED)

    def set_favourite_text(self, is_favourite: bool) -> None:
        self[CommandId.FAVOURITE].setText(favourite_command_text(is_favourite))

    def set_undo_texts(self, undo: str | None, redo: str | None) -> None:
        """Names the changes that Undo and Redo would affect; None where there are none."""
        self[CommandId.UNDO].setText(tr("Undo: {what}", what=undo) if undo else tr("Undo"))
        self[CommandId.REDO].setText(tr("Redo: {what}", what=redo) if redo else tr("Redo"))

    def apply_appearance(self) -> None:
        for command in COMMANDS:
            action = self._actions[command.id]
            action.setText(command.text())
            keys = single_keys.active_keys(command.keys)
            # A menu shows the first shortcut beside the text.
            action.setShortcuts([QKeySequence(key) for key in keys])
        if self._has_icons:
            self.draw_icons()

    def draw_icons(self) -> None:
        """Only menus show icons, so they are drawn after the window's first paint."""
        self._has_icons = True
        for command in COMMANDS:
            self._actions[command.id].setIcon(self._icon(command.icon))

    def _icon(self, name: str) -> QIcon:
        return icons.icon(name, self._theme.color("muted")) if name else QIcon()


def favourite_command_text(is_favourite: bool) -> str:
    """What the command does to a board that is a favourite, or is not."""
    return tr("Remove from favourites") if is_favourite else tr("Add to favourites")


def native_key_text(key: str) -> str:
    """Name of a key on this system."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def shortcut_rows(group: CommandGroup) -> Iterator[tuple[str, str]]:
    """Text and shortcuts of each command of the group that has shortcuts."""
    for command in COMMANDS:
        keys = single_keys.active_keys(command.keys)
        if keys and command.group is group:
            yield command.text(), " · ".join(native_key_text(key) for key in keys)
    if group is CommandGroup.NAVIGATION:
        yield (
            tr("Favourite 1 to 9"),
            f"{native_key_text(FAVOURITE_KEYS[0])} … {native_key_text(FAVOURITE_KEYS[-1])}",
        )
