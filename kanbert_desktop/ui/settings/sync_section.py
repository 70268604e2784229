"""How things stand with Kanbert, and what lies on this computer."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QUrl
from PySide6.QtGui import QDesktopServices

from kanbert_desktop.app.application import Application
from kanbert_desktop.app.boards.service import Desk
from kanbert_desktop.app.messages.status_texts import sync_words, title_and_message
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.domain.events import Compared, SyncStatusChanged
from kanbert_desktop.ui.settings.act_button import ActButton, CopyText
from kanbert_desktop.ui.settings.row import Row
from kanbert_desktop.ui.settings.section import Section
from kanbert_desktop.ui.speaking import speak
from kanbert_desktop.ui.theme import Theme

if TYPE_CHECKING:
    from kanbert_desktop.app.accounts.profiles import Storage

TASK = "full-sync"


class StandingRow(Row):
    """The badge's words, and "Sync now"."""

    def __init__(
        self, theme: Theme, desk: Desk, now: Callable[[], datetime], sync: Callable[[], object]
    ) -> None:
        button = ActButton(theme, lambda: tr("Sync now"), sync, "refresh-cw")
        super().__init__(
            theme,
            lambda: sync_words(desk.status(), now())[0],
            lambda: sync_words(desk.status(), now())[1],
            [button],
        )


class FullSyncRow(Row):
    """Lists every card anew; says how far it is, and goes on when the page is left."""

    def __init__(self, theme: Theme, application: Application) -> None:
        self._application = application
        self._button = ActButton(theme, lambda: tr("Compare everything"), self.begin)
        self._last = ""
        super().__init__(
            theme,
            lambda: tr("Full sync"),
            lambda: (
                self._last
                or tr(
                    "Lists every card in Kanbert anew and compares it with what is here. Nothing unsent is lost."
                )
            ),
            [self._button],
        )

    def begin(self) -> None:
        if not self._application.tasks.is_running(TASK):
            self._tell(tr("Comparing with Kanbert …"))
            self._application.tasks.start(TASK, self._run())

    def on_compared(self, event: Compared) -> None:
        if self._application.tasks.is_running(TASK):
            self._tell(tr("%n card(s) compared so far", event.cards))

    async def _run(self) -> None:
        try:
            await self._application.sync(full=True)
        except KanbertError as error:
            self._tell(" ".join(title_and_message(error)), is_problem=True)
        else:
            self._tell(tr("Compared: what is shown here is what Kanbert has."))

    def _tell(self, words: str, *, is_problem: bool = False) -> None:
        self._last = words
        self.say(words, is_problem=is_problem)
        speak(self, words)


class FolderRow(Row):
    """Where everything lies, and how much room it takes."""

    def __init__(self, theme: Theme, application: Application) -> None:
        self._application = application
        folder = str(application.environment.profile)
        buttons = (
            ActButton(theme, lambda: tr("Open folder"), self._open, "folder-open"),
            CopyText(theme, lambda: tr("Copy path"), lambda: folder),
        )
        super().__init__(theme, lambda: tr("Data folder"), lambda: folder, buttons)

    def _open(self) -> None:
        folder = self._application.environment.profile
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self.say(tr("No program opens folders here: {folder}", folder=folder), is_problem=True)


def sync_section(
    theme: Theme,
    application: Application,
    desk: Desk,
    now: Callable[[], datetime],
    sync: Callable[[], object],
) -> tuple[Section, Callable[[], None]]:
    """And the way to end what it listens to."""
    standing, full = StandingRow(theme, desk, now, sync), FullSyncRow(theme, application)
    rows = (standing, full, FolderRow(theme, application), _room_row(theme, application))
    ends = (
        application.bus.subscribe(SyncStatusChanged, lambda _event: standing.dress()),
        application.bus.subscribe(Compared, full.on_compared),
    )

    def end() -> None:
        for one in ends:
            one()

    return Section(lambda: tr("Sync and storage"), rows), end


def _room_row(theme: Theme, application: Application) -> Row:
    from kanbert_desktop.app.accounts.profiles import storage  # noqa: PLC0415  asked when the page is made

    return Row(
        theme,
        lambda: tr("Space used"),
        lambda: _room_words(storage(application.environment, application.account)),
    )


def _room_words(found: "Storage") -> str:
    size = QLocale().formattedDataSize
    words = tr(
        "{all}, of it {boards} for the boards of this account", all=size(found.all), boards=size(found.boards)
    )
    kept = tr("%n backup(s) from before updates", found.backups)
    return f"{words} · {kept}" if found.backups else words
