"""How somebody comes in: the pages of it, and the way between them."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kanbert_desktop.app.application import Application
from kanbert_desktop.domain.errors import InvalidInput, KanbertError, SignInNeeded
from kanbert_desktop.ui.entrance.beginning import beginning
from kanbert_desktop.ui.entrance.first_run_page import FirstRunPage
from kanbert_desktop.ui.entrance.keyring_page import KeyringPage
from kanbert_desktop.ui.entrance.sign_in_journey import SignInJourney
from kanbert_desktop.ui.entrance.sign_in_page import SignInPage
from kanbert_desktop.ui.theme import Theme


class Entrance(QObject):
    """Built when it is first needed: whoever is signed in already sees boards, and sees them sooner.

    `page_wished` carries the page to turn to, `arrived` whether it is another person's desk than before, `left` asks
    for whoever is here, and `trouble` tells those who stay on their boards why a sign-in could not begin.
    """

    page_wished = Signal(QWidget)
    arrived = Signal(bool)
    left = Signal()
    trouble = Signal(object)

    def __init__(self, application: Application, theme: Theme, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._application, self._theme = application, theme
        self._is_other_account = False
        self.first = FirstRunPage(theme, beginning(application))
        self.sign_in = SignInPage(theme, now)
        self.journey = SignInJourney(application, self.first, self.sign_in)
        self._keyring: KeyringPage | None = None
        self._connect()

    def dress(self) -> None:
        for page in (self.first, self.sign_in, self._keyring):
            if page is not None:
                page.dress()

    @property
    def keyring(self) -> KeyringPage:
        """Built when it is needed, which is seldom."""
        if self._keyring is None:
            page = self._keyring = KeyringPage(self._theme)
            page.accepted.connect(lambda: self.arrived.emit(self._is_other_account))
            page.again.connect(lambda: self._application.tasks.start("keep sign-in", self._keep()))
        return self._keyring

    def _connect(self) -> None:
        self.journey.waiting.connect(lambda: self.page_wished.emit(self.sign_in))
        self.journey.first_page_wished.connect(lambda: self.page_wished.emit(self.first))
        self.journey.stayed.connect(self._on_stayed)
        self.journey.arrived.connect(self._on_arrived)
        self.sign_in.left.connect(self.left)
        self.first.left.connect(self.left)

    def _on_stayed(self, error: KanbertError) -> None:
        """Told where the person is: on this page, on the first one if something has to be typed, or on the boards."""
        if self.sign_in.isVisible():
            self.sign_in.end(error)
        elif self.first.isVisible() or self._application.desk is None:
            self.first.refuse(error)
        elif isinstance(error, (InvalidInput, SignInNeeded)):
            self.first.open_at("secret" if error.key.startswith("secret") else "browser", error)
            self.page_wished.emit(self.first)
        else:
            self.trouble.emit(error)

    def _on_arrived(self, is_other_account: bool) -> None:
        self._is_other_account = is_other_account
        problem = self._application.keyring_problem
        if problem is None:
            self.arrived.emit(is_other_account)
        else:
            self.page_wished.emit(self.keyring)
            self.keyring.show_problem(problem)

    async def _keep(self) -> None:
        self.keyring.set_busy(True)
        await self._application.keep_sign_in()
        self._on_arrived(self._is_other_account)
