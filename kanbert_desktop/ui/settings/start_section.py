"""The board that opens at start, and whether the program starts with the system."""

import logging

from PySide6.QtWidgets import QSystemTrayIcon

from kanbert_desktop.app.application import Application
from kanbert_desktop.app.boards.favourites import Places
from kanbert_desktop.app.boards.service import Desk
from kanbert_desktop.app.settings import TRAY
from kanbert_desktop.app.system import autostart
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import BoardId
from kanbert_desktop.ui.settings.drop_down import DropDown
from kanbert_desktop.ui.settings.in_step import InStep
from kanbert_desktop.ui.settings.row import Row
from kanbert_desktop.ui.settings.section import Section
from kanbert_desktop.ui.settings.switch import Switch
from kanbert_desktop.ui.theme import Theme

log = logging.getLogger(__name__)


class BoardRow(Row):
    """Boards come and go, so they are asked for anew whenever the page comes on screen."""

    def __init__(self, theme: Theme, desk: Desk) -> None:
        self._desk, self._places = desk, Places(desk)
        self.boards = DropDown(theme)
        self.boards.chosen.connect(lambda board: self._places.start_with(BoardId(board)))
        super().__init__(
            theme,
            lambda: tr("Opens at start"),
            lambda: tr("Kept on this computer, for this account."),
            [self.boards],
        )

    def dress(self) -> None:
        boards = [(str(board.id), self._board_name(board.id)) for board in self._desk.boards()]
        self.boards.offer([("", tr("The board used last")), *boards], self._places.starting())
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
        self.switch.show_value(autostart.enabled())
        super().dress()

    def _put(self, on: bool) -> None:
        try:
            autostart.put(on, self._profile)
        except OSError as error:
            log.warning("Starting with the system could not be changed: %s", error.strerror)
            self.switch.show_value(autostart.enabled())
            self.say(tr("The system did not take it: {why}", why=error.strerror or ""), is_problem=True)


def start_section(theme: Theme, application: Application, desk: Desk, in_step: InStep) -> Section:
    rows: list[Row] = [BoardRow(theme, desk)]
    if autostart.can():
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
