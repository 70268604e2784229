"""The sign-in pages and their order; keyring page."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from kanbert_desktop.app.application import Application
from kanbert_desktop.app.messages.status_texts import texts_for_key
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.errors import InvalidInput, KanbertError, SignInRequired
from kanbert_desktop.ui.sign_in.controller import SignInController
from kanbert_desktop.ui.sign_in.first_run_page import FirstRunPage
from kanbert_desktop.ui.sign_in.methods import first_run_state
from kanbert_desktop.ui.sign_in.step_header import CardHeader
from kanbert_desktop.ui.sign_in.waiting_page import WaitingPage
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.accessibility import announce
from kanbert_desktop.ui.widgets.centred_page import CentredPage, Paragraph, horizontal_box, plain_label


class KeyringPage(CentredPage):
    """Shown if credentials cannot be stored.

    `accepted`: stay signed in until quitting. `retry_requested`: try the keyring again.
    """

    accepted = Signal()
    retry_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setObjectName("keyringPage")
        self._key = "keyring_absent"
        self.header = CardHeader(theme)
        self.header.steps.show_step(2)
        self.title_label, self.text_label = plain_label("dialog"), Paragraph("lead")
        self.title_label.setWordWrap(True)
        self.continue_button, self.retry_button = QPushButton(), QPushButton()
        self.continue_button.setProperty("kind", "primary")
        for part, space in ((self.header, 28), (self.title_label, 12), (self.text_label, 24)):
            self.card_layout.addWidget(part)
            self.card_layout.addSpacing(space)
        self.card_layout.addLayout(horizontal_box(self.continue_button, self.retry_button, 1))
        self.continue_button.clicked.connect(self.accepted)
        self.retry_button.clicked.connect(self.retry_requested)
        self.apply_appearance()

    def show_problem(self, key: str) -> None:
        """`key` names the keyring error; announced again if another try changed nothing."""
        self._key = key
        self.set_busy(False)
        self.apply_appearance()
        self.continue_button.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"{self.title_label.text()} {self.text_label.text()}")

    def set_busy(self, busy: bool) -> None:
        self.retry_button.setEnabled(not busy)

    def apply_appearance(self) -> None:
        super().apply_appearance()
        self.header.apply_appearance()
        title, message = texts_for_key(self._key)
        self.title_label.setText(title)
        self.text_label.setText(message)
        self.continue_button.setText(tr("Continue"))
        self.retry_button.setText(tr("Try again"))


class SignInPages(QObject):
    """Creates the sign-in pages and shows them in order.

    `page_requested` carries the page to show, `signed_in` whether another user signed in than before. `closed` asks for
    the current account. `error_occurred` carries why a sign-in could not start while the user stays on the boards.
    """

    page_requested = Signal(QWidget)
    signed_in = Signal(bool)
    closed = Signal()
    error_occurred = Signal(object)

    def __init__(
        self, application: Application, theme: Theme, now: Callable[[], datetime], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._application, self._theme = application, theme
        self._is_other_account = False
        self.first_run_page = FirstRunPage(theme, first_run_state(application))
        self.waiting_page = WaitingPage(theme, now)
        self.controller = SignInController(application, self.first_run_page, self.waiting_page)
        self._keyring: KeyringPage | None = None
        self._connect()

    def apply_appearance(self) -> None:
        for page in (self.first_run_page, self.waiting_page, self._keyring):
            if page is not None:
                page.apply_appearance()

    @property
    def keyring_page(self) -> KeyringPage:
        """Created on first use."""
        if self._keyring is None:
            page = self._keyring = KeyringPage(self._theme)
            page.accepted.connect(lambda: self.signed_in.emit(self._is_other_account))
            page.retry_requested.connect(
                lambda: self._application.tasks.start("keep sign-in", self._store_credentials())
            )
        return self._keyring

    def _connect(self) -> None:
        self.controller.waiting_started.connect(lambda: self.page_requested.emit(self.waiting_page))
        self.controller.first_page_requested.connect(lambda: self.page_requested.emit(self.first_run_page))
        self.controller.failed.connect(self._on_failed)
        self.controller.signed_in.connect(self._on_signed_in)
        self.waiting_page.closed.connect(self.closed)
        self.first_run_page.closed.connect(self.closed)

    def _on_failed(self, error: KanbertError) -> None:
        """Shows the error where the user is: on this page, on the first-run page if input is needed, or on the boards."""
        if self.waiting_page.isVisible():
            self.waiting_page.show_failure(error)
        elif self.first_run_page.isVisible() or self._application.service is None:
            self.first_run_page.show_error(error)
        elif isinstance(error, (InvalidInput, SignInRequired)):
            self.first_run_page.select_method(
                "secret" if error.key.startswith("secret") else "browser", error
            )
            self.page_requested.emit(self.first_run_page)
        else:
            self.error_occurred.emit(error)

    def _on_signed_in(self, is_other_account: bool) -> None:
        self._is_other_account = is_other_account
        problem = self._application.current_account.keyring_problem
        if problem is None:
            self.signed_in.emit(is_other_account)
        else:
            self.page_requested.emit(self.keyring_page)
            self.keyring_page.show_problem(problem)

    async def _store_credentials(self) -> None:
        self.keyring_page.set_busy(True)
        await self._application.store_credentials_again()
        self._on_signed_in(self._is_other_account)
