"""SignInPages: the pages and their order; keyring page."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from kanbert_desktop.app.application import Application
from kanbert_desktop.app.messages.status_texts import texts_for_key
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.errors import InvalidInput, KanbertError, SignInRequired
from kanbert_desktop.ui.sign_in.controller import SignInJourney
from kanbert_desktop.ui.sign_in.first_run_page import FirstRunPage
from kanbert_desktop.ui.sign_in.methods import beginning
from kanbert_desktop.ui.sign_in.step_header import CardHead
from kanbert_desktop.ui.sign_in.waiting_page import SignInPage
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.accessibility import speak
from kanbert_desktop.ui.widgets.centred_page import CentredCard, Paragraph, plain_label, row


class KeyringPage(CentredCard):
    """`accepted`: stay signed in until quitting. `again`: the keyring may be there now."""

    accepted = Signal()
    again = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setObjectName("keyringPage")
        self._key = "keyring_absent"
        self.head = CardHead(theme)
        self.head.steps.show_step(2)
        self.title, self.text = plain_label("dialog"), Paragraph("lead")
        self.title.setWordWrap(True)
        self.go_on, self.try_again = QPushButton(), QPushButton()
        self.go_on.setProperty("kind", "primary")
        for part, space in ((self.head, 28), (self.title, 12), (self.text, 24)):
            self.column.addWidget(part)
            self.column.addSpacing(space)
        self.column.addLayout(row(self.go_on, self.try_again, 1))
        self.go_on.clicked.connect(self.accepted)
        self.try_again.clicked.connect(self.again)
        self.dress()

    def show_problem(self, key: str) -> None:
        """`key` names what is wrong with the keyring; said again where another try changed nothing."""
        self._key = key
        self.set_busy(False)
        self.dress()
        self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)
        speak(self, f"{self.title.text()} {self.text.text()}")

    def set_busy(self, busy: bool) -> None:
        self.try_again.setEnabled(not busy)

    def dress(self) -> None:
        super().dress()
        self.head.dress()
        title, message = texts_for_key(self._key)
        self.title.setText(title)
        self.text.setText(message)
        self.go_on.setText(tr("Continue"))
        self.try_again.setText(tr("Try again"))


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
        elif self.first.isVisible() or self._application.service is None:
            self.first.refuse(error)
        elif isinstance(error, (InvalidInput, SignInRequired)):
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
        await self._application.store_credentials_again()
        self._on_arrived(self._is_other_account)
