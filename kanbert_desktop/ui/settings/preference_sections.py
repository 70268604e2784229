"""Appearance, Language, Notifications, Shortcuts, Start, Help."""

import logging
from collections.abc import Callable

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
    THEME,
    TRAY,
    UPDATE_CHECK,
    Setting,
)
from kanbert_desktop.app.system import autostart
from kanbert_desktop.app.translation import tr
from kanbert_desktop.app.updates import Announcement
from kanbert_desktop.domain.board import BoardId
from kanbert_desktop.ui.commands.actions import Name
from kanbert_desktop.ui.settings.controls import DropDown, Segments, Stepper, Switch, Words
from kanbert_desktop.ui.settings.rows import ActButton, CopyText, InStep, Row, Section
from kanbert_desktop.ui.style.theme import Theme

log = logging.getLogger(__name__)
_STEP = 10


def look_section(theme: Theme, in_step: InStep) -> Section:
    scheme = Segments(
        {"system": lambda: tr("System"), "light": lambda: tr("Light"), "dark": lambda: tr("Dark")}
    )
    size = Stepper(theme, tuple(TEXT_SIZE.allowed), _STEP, " %")
    density = Segments({"comfortable": lambda: tr("Comfortable"), "compact": lambda: tr("Compact")})
    motion = Segments({"full": lambda: tr("Full"), "reduced": lambda: tr("Reduced")})
    in_step.bind(THEME, scheme)
    in_step.bind(TEXT_SIZE, size)
    in_step.bind(DENSITY, density)
    in_step.bind(MOTION, motion)
    return Section(
        lambda: tr("Appearance"),
        (
            Row(
                theme, lambda: tr("Theme"), lambda: tr("System follows the desktop as it changes."), [scheme]
            ),
            Row(
                theme,
                lambda: tr("Text size"),
                lambda: tr("On top of the desktop's own; cards, lists and buttons grow with it."),
                [size],
            ),
            Row(
                theme,
                lambda: tr("Density"),
                lambda: tr("Compact leaves less room around things, so more cards are seen at once."),
                [density],
            ),
            Row(
                theme,
                lambda: tr("Motion"),
                lambda: tr("Reduced: nothing slides, fades or scrolls by itself."),
                [motion],
            ),
        ),
    )


def language_section(theme: Theme, in_step: InStep) -> Section:
    # A language is called by its own name, so that whoever reads no other one finds it.
    language = Segments({"system": lambda: tr("System"), "en": lambda: "English", "de": lambda: "Deutsch"})
    in_step.bind(LANGUAGE, language)
    row = Row(theme, lambda: tr("Language"), lambda: tr("Dates and numbers follow it too."), [language])
    return Section(lambda: tr("Language"), (row,))


def notice_section(theme: Theme, in_step: InStep) -> Section:
    volume = Segments({"off": lambda: tr("Off"), "quiet": lambda: tr("Quiet"), "on": lambda: tr("On")})
    in_step.bind(NOTIFICATIONS, volume)
    head = Row(
        theme,
        lambda: tr("Notifications"),
        lambda: tr(
            "Quiet: in the window and as a dot in the tray, without a sound. What you do yourself is never told."
        ),
        [volume],
    )
    kinds = [
        _kind(theme, in_step, NOTIFY_DUE, lambda: tr("Cards of mine that are due")),
        _kind(theme, in_step, NOTIFY_ASSIGNED, lambda: tr("Cards newly assigned to me")),
        _kind(theme, in_step, NOTIFY_COMMENTS, lambda: tr("Comments on my cards")),
    ]

    def show_kinds(volume: str) -> None:
        for row in kinds:
            row.setEnabled(volume != "off")

    in_step.watch(NOTIFICATIONS, show_kinds)
    show_kinds(in_step.get(NOTIFICATIONS))
    return Section(lambda: tr("Notifications"), (head, *kinds))


def _kind(theme: Theme, in_step: InStep, setting: Setting[bool], name: Words) -> Row:
    switch = Switch(theme)
    in_step.bind(setting, switch)
    return Row(theme, name, controls=[switch])


def keys_section(theme: Theme, in_step: InStep, show_sheet: Callable[[], object]) -> Section:
    single = Switch(theme)
    in_step.bind(SINGLE_KEYS, single)
    return Section(
        lambda: tr("Shortcuts"),
        (
            Row(
                theme,
                lambda: tr("Single keys"),
                lambda: tr(
                    "N, M, D, A and the other letters, 1 to 6, / and ?. Off: menus, the command palette and keys "
                    "with Ctrl do the same."
                ),
                [single],
            ),
            Row(
                theme,
                lambda: tr("All keys on one sheet"),
                controls=[ActButton(theme, lambda: tr("Keyboard shortcuts"), show_sheet, "keyboard")],
            ),
        ),
    )


class BoardRow(Row):
    """Boards come and go, so they are asked for anew whenever the page comes on screen."""

    def __init__(self, theme: Theme, desk: BoardService) -> None:
        self._desk, self._places = desk, FavouriteBoards(desk)
        self.boards = DropDown(theme)
        self.boards.chosen.connect(lambda board: self._places.set_start_board(BoardId(board)))
        super().__init__(
            theme,
            lambda: tr("Opens at start"),
            lambda: tr("Kept on this computer, for this account."),
            [self.boards],
        )

    def dress(self) -> None:
        boards = [(str(board.id), self._board_name(board.id)) for board in self._desk.boards()]
        self.boards.offer([("", tr("The board used last")), *boards], self._places.start_board())
        super().dress()

    def _board_name(self, board: BoardId) -> str:
        known = self._desk.board(board)
        client = self._desk.client_of(known)
        return f"{client.name} · {known.title}" if client else known.title


class AutostartRow(Row):
    """The system itself knows; it may be changed in the desktop's own settings meanwhile."""

    def __init__(self, theme: Theme, application: Application) -> None:
        self._profile = application.environment.profile
        self.switch = Switch(theme)
        self.switch.chosen.connect(self._put)
        super().__init__(
            theme,
            lambda: tr("Start with the system"),
            lambda: tr("Ready in the background once you are signed in to the computer."),
            [self.switch],
        )

    def dress(self) -> None:
        self.switch.show_value(autostart.is_enabled())
        super().dress()

    def _put(self, on: bool) -> None:
        try:
            autostart.set_enabled(on, self._profile)
        except OSError as error:
            log.warning("Starting with the system could not be changed: %s", error.strerror)
            self.switch.show_value(autostart.is_enabled())
            self.say(tr("The system did not take it: {why}", why=error.strerror or ""), is_problem=True)


def start_section(theme: Theme, application: Application, desk: BoardService, in_step: InStep) -> Section:
    rows: list[Row] = [BoardRow(theme, desk)]
    if autostart.is_supported():
        rows.append(AutostartRow(theme, application))
    tray = Switch(theme)
    in_step.bind(TRAY, tray)
    rows.append(
        Row(
            theme,
            lambda: tr("Show in the tray"),
            lambda: tr("Closing the window then leaves the program ready in the tray."),
            [tray],
            fixed_by=lambda: (
                "" if QSystemTrayIcon.isSystemTrayAvailable() else tr("This desktop offers no tray.")
            ),
        )
    )
    return Section(lambda: tr("Start"), rows)


def help_section(
    theme: Theme, application: Application, in_step: InStep, command: Callable[[Name], object]
) -> Section:
    """`command` carries out what stands in the menu as well."""
    logs = str(application.environment.logs)
    look = Switch(theme)
    if application.update_checker.can_check:
        in_step.bind(UPDATE_CHECK, look)
    return Section(
        lambda: tr("Help"),
        (
            Row(
                theme,
                lambda: tr("Diagnostics"),
                lambda: tr(
                    "Versions, counts and checks in one text. No card text, names or passwords are in it."
                ),
                [ActButton(theme, lambda: tr("Copy"), lambda: command(Name.DIAGNOSTICS), "copy")],
            ),
            Row(
                theme,
                lambda: tr("Log folder"),
                lambda: logs,
                [
                    ActButton(theme, lambda: tr("Open folder"), lambda: command(Name.LOGS), "folder-open"),
                    CopyText(theme, lambda: tr("Copy path"), lambda: logs),
                ],
            ),
            Row(
                theme,
                lambda: tr("Look for a newer version"),
                lambda: tr("Once a day. It is only told, never installed."),
                [look],
                fixed_by=lambda: (
                    "" if application.update_checker.can_check else tr("This build has no address for it.")
                ),
            ),
            Row(
                theme,
                lambda: tr("Version"),
                lambda: _version(application.update_checker.newer_version),
                [ActButton(theme, lambda: tr("About"), lambda: command(Name.ABOUT), "info")],
            ),
        ),
    )


def _version(newer: Announcement | None) -> str:
    here = f"Kanbert Desktop {__version__}"
    return f"{here} · {tr('{version} is available', version=newer.version)}" if newer is not None else here
