"""Sections Appearance, Language, Notifications, Shortcuts, Start, Help."""

import logging
import sys
from collections.abc import Callable

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSystemTrayIcon

from kanbert_desktop import __version__
from kanbert_desktop.app.application import Application
from kanbert_desktop.app.boards.favourites import FavouriteBoards
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.settings import (
    DENSITY,
    LANGUAGE,
    MOTION,
    NOTIFICATIONS,
    NOTIFY_ASSIGNED,
    NOTIFY_COMMENTS,
    NOTIFY_DUE,
    SINGLE_KEYS,
    TEXT_SIZE,
    TEXT_SIZE_STEP,
    THEME,
    TRAY,
    UPDATE_CHECK,
    Setting,
)
from kanbert_desktop.app.system import autostart
from kanbert_desktop.app.translation import tr
from kanbert_desktop.app.updates import Announcement
from kanbert_desktop.domain.board import BoardId
from kanbert_desktop.domain.events import EventBus
from kanbert_desktop.ui.commands.actions import CommandId
from kanbert_desktop.ui.settings.calendar_file_row import CalendarFileRow
from kanbert_desktop.ui.settings.capture_key_row import CaptureKeyRow
from kanbert_desktop.ui.settings.controls import DropDown, LazyText, SegmentedControl, Stepper, Switch
from kanbert_desktop.ui.settings.desktop_search_row import DesktopSearchRow
from kanbert_desktop.ui.settings.rows import (
    ActionButton,
    CopyTextButton,
    SettingRow,
    SettingsBinding,
    SettingsSection,
)
from kanbert_desktop.ui.style.theme import Theme

log = logging.getLogger(__name__)


def appearance_section(theme: Theme, binding: SettingsBinding) -> SettingsSection:
    scheme = SegmentedControl(
        {"system": lambda: tr("System"), "light": lambda: tr("Light"), "dark": lambda: tr("Dark")}
    )
    size = Stepper(theme, tuple(TEXT_SIZE.allowed), TEXT_SIZE_STEP, " %")
    density = SegmentedControl({"comfortable": lambda: tr("Comfortable"), "compact": lambda: tr("Compact")})
    motion = SegmentedControl(
        {"system": lambda: tr("System"), "full": lambda: tr("Full"), "reduced": lambda: tr("Reduced")}
    )
    binding.bind(THEME, scheme)
    binding.bind(TEXT_SIZE, size)
    binding.bind(DENSITY, density)
    binding.bind(MOTION, motion)
    return SettingsSection(
        lambda: tr("Appearance"),
        (
            SettingRow(
                theme, lambda: tr("Theme"), lambda: tr("System follows the desktop setting."), [scheme]
            ),
            SettingRow(
                theme,
                lambda: tr("Text size"),
                lambda: _text_size_hint(theme),
                [size],
            ),
            SettingRow(
                theme,
                lambda: tr("Density"),
                lambda: tr("Compact uses less spacing, so more cards fit on the screen."),
                [density],
            ),
            SettingRow(
                theme,
                lambda: tr("Motion"),
                lambda: tr("System follows the desktop setting. Reduced: no animations."),
                [motion],
            ),
        ),
    )


def _text_size_hint(theme: Theme) -> str:
    if theme.is_limited:
        return tr("This window has room for {room} %. A larger window shows more.", room=theme.percent_shown)
    return tr("Relative to the desktop's text size; cards, lists and buttons grow with it.")


def language_section(theme: Theme, binding: SettingsBinding) -> SettingsSection:
    # Languages are shown by their own names, so that their speakers find them.
    language = SegmentedControl(
        {"system": lambda: tr("System"), "en": lambda: "English", "de": lambda: "Deutsch"}
    )
    binding.bind(LANGUAGE, language)
    row = SettingRow(
        theme, lambda: tr("Language"), lambda: tr("Also applies to dates and numbers."), [language]
    )
    return SettingsSection(lambda: tr("Language"), (row,))


def calendar_section(theme: Theme, service: BoardService, bus: EventBus) -> SettingsSection:
    return SettingsSection(lambda: tr("Calendar"), (CalendarFileRow(theme, service, bus),))


def notifications_section(theme: Theme, binding: SettingsBinding) -> SettingsSection:
    volume = SegmentedControl(
        {"off": lambda: tr("Off"), "quiet": lambda: tr("Quiet"), "on": lambda: tr("On")}
    )
    binding.bind(NOTIFICATIONS, volume)
    header = SettingRow(
        theme,
        lambda: tr("Notifications"),
        lambda: (
            tr(
                "Quiet: in the window and as a dot in the tray, without sound. You are not notified of "
                "your own changes."
            )
            if QSystemTrayIcon.isSystemTrayAvailable()
            else tr("Quiet: in the window alone, without sound. You are not notified of your own changes.")
        ),
        [volume],
    )
    kinds = [
        _kind(theme, binding, NOTIFY_DUE, lambda: tr("My cards that are due")),
        _kind(theme, binding, NOTIFY_ASSIGNED, lambda: tr("Cards newly assigned to me")),
        _kind(theme, binding, NOTIFY_COMMENTS, lambda: tr("Comments on my cards")),
    ]

    def show_kinds(volume: str) -> None:
        for row in kinds:
            row.setEnabled(volume != "off")

    binding.watch(NOTIFICATIONS, show_kinds)
    show_kinds(binding.get(NOTIFICATIONS))
    return SettingsSection(lambda: tr("Notifications"), (header, *kinds))


def _kind(theme: Theme, in_step: SettingsBinding, setting: Setting[bool], name: LazyText) -> SettingRow:
    switch = Switch(theme)
    in_step.bind(setting, switch)
    return SettingRow(theme, name, controls=[switch])


def shortcuts_section(
    theme: Theme, application: Application, binding: SettingsBinding, show_sheet: Callable[[], object]
) -> SettingsSection:
    """On X11 programs do not ask the desktop for keys: there is no row then."""
    single = Switch(theme)
    binding.bind(SINGLE_KEYS, single)
    is_wayland = QGuiApplication.platformName().startswith("wayland")
    from_anywhere = [CaptureKeyRow(theme, application.capture_key)] if is_wayland else []
    return SettingsSection(
        lambda: tr("Shortcuts"),
        (
            SettingRow(
                theme,
                lambda: tr("Single-key shortcuts"),
                lambda: tr(
                    "N, M, D, A and the other letters, 1 to 6, / and ?. When off, use menus, the "
                    "command palette or shortcuts with Ctrl."
                ),
                [single],
            ),
            SettingRow(
                theme,
                lambda: tr("All shortcuts at a glance"),
                controls=[ActionButton(theme, lambda: tr("Keyboard shortcuts"), show_sheet, "keyboard")],
            ),
            *from_anywhere,
        ),
    )


class StartBoardRow(SettingRow):
    """Reads the boards whenever the page is shown."""

    def __init__(self, theme: Theme, service: BoardService) -> None:
        self._service, self._favourite_boards = service, FavouriteBoards(service)
        self.board_choice = DropDown(theme)
        self.board_choice.chosen.connect(lambda board: self._favourite_boards.set_start_board(BoardId(board)))
        super().__init__(
            theme,
            lambda: tr("Open at start"),
            lambda: tr("Applies to this account on this computer."),
            [self.board_choice],
        )

    def apply_appearance(self) -> None:
        boards = [(str(board.id), self._board_name(board.id)) for board in self._service.boards()]
        self.board_choice.set_choices(
            [("", tr("Last used board")), *boards], self._favourite_boards.start_board()
        )
        super().apply_appearance()

    def _board_name(self, board: BoardId) -> str:
        known = self._service.board(board)
        client = self._service.client_of(known)
        return f"{client.name} · {known.title}" if client else known.title


class AutostartRow(SettingRow):
    """The operating system stores this setting, and the user may change it there at any time."""

    def __init__(self, theme: Theme, application: Application) -> None:
        self._profile = application.environment.profile
        self.switch = Switch(theme)
        self.switch.chosen.connect(self._set_enabled)
        super().__init__(
            theme,
            lambda: tr("Start with the system"),
            lambda: tr("Runs in the background when you log in to the computer."),
            [self.switch],
        )

    def apply_appearance(self) -> None:
        self.switch.show_value(autostart.is_enabled())
        super().apply_appearance()

    def _set_enabled(self, on: bool) -> None:
        try:
            autostart.set_enabled(on, self._profile)
        except OSError as error:
            log.warning("Starting with the system could not be changed: %s", error.strerror)
            self.switch.show_value(autostart.is_enabled())
            self.show_hint(tr("The system rejected it: {why}", why=error.strerror or ""), is_problem=True)


def start_section(
    theme: Theme, application: Application, service: BoardService, binding: SettingsBinding
) -> SettingsSection:
    rows: list[SettingRow] = [StartBoardRow(theme, service)]
    if autostart.is_supported():
        rows.append(AutostartRow(theme, application))
    tray = Switch(theme)
    binding.bind(TRAY, tray)
    rows.append(
        SettingRow(
            theme,
            lambda: tr("Show in the tray"),
            lambda: tr("Closing the window keeps the program running in the tray."),
            [tray],
            locked_reason=lambda: (
                "" if QSystemTrayIcon.isSystemTrayAvailable() else tr("This desktop has no tray.")
            ),
        )
    )
    if sys.platform == "linux":
        rows.append(DesktopSearchRow(theme, application.settings))
    return SettingsSection(lambda: tr("Start"), rows)


def help_section(
    theme: Theme, application: Application, binding: SettingsBinding, command: Callable[[CommandId], object]
) -> SettingsSection:
    """`command` runs a menu command."""
    logs = str(application.environment.logs)
    style = Switch(theme)
    if application.update_checker.can_check:
        binding.bind(UPDATE_CHECK, style)
    return SettingsSection(
        lambda: tr("Help"),
        (
            SettingRow(
                theme,
                lambda: tr("Diagnostics"),
                lambda: tr("Versions, counts and checks as text. Contains no card text, names or passwords."),
                [ActionButton(theme, lambda: tr("Copy"), lambda: command(CommandId.DIAGNOSTICS), "copy")],
            ),
            SettingRow(
                theme,
                lambda: tr("Log folder"),
                lambda: logs,
                [
                    ActionButton(
                        theme, lambda: tr("Open folder"), lambda: command(CommandId.LOGS), "folder-open"
                    ),
                    CopyTextButton(theme, lambda: tr("Copy path"), lambda: logs),
                ],
            ),
            SettingRow(
                theme,
                lambda: tr("Check for updates"),
                lambda: tr("Once a day. You are notified; nothing is installed automatically."),
                [style],
                locked_reason=lambda: (
                    "" if application.update_checker.can_check else tr("Not available in this version.")
                ),
            ),
            SettingRow(
                theme,
                lambda: tr("Version"),
                lambda: _version(application.update_checker.newer_version),
                [ActionButton(theme, lambda: tr("About"), lambda: command(CommandId.ABOUT), "info")],
            ),
        ),
    )


def _version(newer: Announcement | None) -> str:
    current = f"Kanbert Desktop {__version__}"
    return (
        f"{current} · {tr('{version} is available', version=newer.version)}" if newer is not None else current
    )
