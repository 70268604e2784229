"""Sign-in, sign-out and removal of an account's data in a window."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kanbert_desktop.app.accounts.registry import KnownAccount
from kanbert_desktop.app.application import Application
from kanbert_desktop.app.messages.status_texts import texts_for_key, title_and_message
from kanbert_desktop.app.settings import FIRST_HINTS
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.domain.events import SignedOut
from kanbert_desktop.ui.sign_in.controller import SignInController
from kanbert_desktop.ui.sign_in.first_run_page import FirstRunPage
from kanbert_desktop.ui.sign_in.pages import SignInPages
from kanbert_desktop.ui.sign_in.waiting_page import WaitingPage
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.window.menus import AccountMenuController
from kanbert_desktop.ui.window.window_frame import AccountWindow

if TYPE_CHECKING:
    from kanbert_desktop.ui.window.sign_out import SignOutCommand


class AccountAccess(QObject):
    """Shows the pages that lead to an account, and asks before one is left."""

    about_requested = Signal()

    def __init__(
        self,
        application: Application,
        theme: Theme,
        now: Callable[[], datetime],
        account_menu: AccountMenuController,
        window: AccountWindow,
    ) -> None:
        super().__init__(window)
        self._application, self._theme = application, theme
        self._account_menu, self._window = account_menu, window
        self._is_first_start = False
        self.pages = SignInPages(application, theme, now, window)
        for page in (self.first_run_page, self.waiting_page):
            window.page_stack.pages.addWidget(page)
        self._connect()

    def _connect(self) -> None:
        window, first_run_page = self._window, self.first_run_page
        self.pages.page_requested.connect(self._show_page)
        self.pages.signed_in.connect(self._on_signed_in)
        self.pages.closed.connect(window.show_current_account)
        self.pages.error_occurred.connect(self._show_problem)
        first_run_page.accounts_requested.connect(self._account_menu.open_account_list_below)
        first_run_page.about_requested.connect(self.about_requested)

    # Sign-in.

    @property
    def first_run_page(self) -> FirstRunPage:
        return self.pages.first_run_page

    @property
    def waiting_page(self) -> WaitingPage:
        return self.pages.waiting_page

    @property
    def controller(self) -> SignInController:
        return self.pages.controller

    def show_first_run_page(self) -> None:
        """Nobody is signed in."""
        self._is_first_start = not self._application.list_accounts()
        self._show_page(self.first_run_page)
        self.first_run_page.focus_first()

    def leave_sample_data(self) -> None:
        """Shows how to connect. The sample data stays open until somebody has signed in, and can be chosen afterwards."""
        self._show_page(self.first_run_page)
        self.first_run_page.show_notice(KanbertError("sample_data_stays"))
        self.first_run_page.focus_first()

    def _show_page(self, page: QWidget) -> None:
        if page is self.first_run_page:
            self.first_run_page.set_back_visible(self._window.workspace is not None)
        self._window.show_page(page)

    def _on_signed_in(self, is_other_account: bool) -> None:
        if self._is_first_start:
            from kanbert_desktop.ui.window.first_hints import HINTS  # noqa: PLC0415  once on a computer

            self._application.settings.put(FIRST_HINTS, " ".join(HINTS))
        self._window.show_current_account()
        if is_other_account:
            self._window.show_problem(*texts_for_key("other_account"))

    # Sign-out.

    @cached_property
    def sign_out(self) -> "SignOutCommand":
        """Created on first use."""
        from kanbert_desktop.ui.window.sign_out import SignOutCommand  # noqa: PLC0415  after the first paint

        window = self._window
        created = SignOutCommand(self._application, self._theme, lambda: window.workspace, window)
        created.data_removed.connect(self._on_data_removed)
        created.error_occurred.connect(self._show_problem)
        return created

    def ask_to_sign_out(self) -> None:
        """Signs out, after a question if changes are unsent."""
        if self._is_free_to_leave():
            self.sign_out.start()

    def ask_to_remove_data(self, account: KnownAccount | None) -> None:
        """Asks whether to remove everything that this computer stores of the account."""
        if account is not None and self._is_free_to_leave():
            self.sign_out.ask_to_remove_data(account)

    def _is_free_to_leave(self) -> bool:
        """Unless another account is being opened or left; what a toast holds back is done first."""
        if self._account_menu.switcher.is_switching_or_signing_out():
            return False
        if self._window.workspace is not None:
            self._window.workspace.toast.dismiss_toast()
        return True

    def on_signed_out(self, event: SignedOut) -> None:
        """Says so on the first-run page."""
        self.first_run_page.show_notice(
            KanbertError("token_lives_on" if event.token_remains_valid else "signed_out")
        )
        self._window.show_current_account()

    def _on_data_removed(self) -> None:
        workspace = self._window.workspace
        if workspace is None:
            self.first_run_page.show_notice(KanbertError("account_forgotten"))
            return
        from kanbert_desktop.ui.settings.page import SettingsPage  # noqa: PLC0415  seldom needed

        workspace.toast.show_message(" ".join(texts_for_key("account_forgotten")))
        for page in workspace.findChildren(SettingsPage):
            page.apply_appearance()

    def _show_problem(self, error: KanbertError) -> None:
        self._window.show_problem(*title_and_message(error))

    def apply_appearance(self) -> None:
        """Follows the theme and the language."""
        self.pages.apply_appearance()
