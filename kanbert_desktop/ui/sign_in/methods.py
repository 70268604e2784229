"""The three sign-in methods and the choice among them."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from kanbert_desktop.app.accounts.registry import ANY_REDIRECT_URL, ClientRegistration, RedirectUrl
from kanbert_desktop.app.application import Application
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.value_classes import dataclass
from kanbert_desktop.ui.sign_in.browser_form import BrowserSignInForm
from kanbert_desktop.ui.sign_in.fields import LazyText, RedirectOptions
from kanbert_desktop.ui.sign_in.method_form import SignInMethodForm
from kanbert_desktop.ui.sign_in.token_form import TokenSignInForm
from kanbert_desktop.ui.style.theme import Theme

PresetKind = Literal["none", "client_id", "sample"]
"""Preset of the page: a configured OAuth client, or the sample data of `--sandbox`; either makes the page one button."""
MethodKind = Literal["browser", "secret", "token"]


@dataclass(frozen=True, slots=True)
class FirstRunState:
    server: str
    client_id: str = ""
    redirect: RedirectUrl = ANY_REDIRECT_URL
    preset: PresetKind = "none"
    offers_sample_data: bool = False
    has_other_accounts: Callable[[], bool] = lambda: False
    """Whether this computer has other accounts; called whenever the page is shown."""


def first_run_state(application: Application) -> FirstRunState:
    if application.options.sandbox:
        preset: PresetKind = "sample"
    else:
        preset = "client_id" if application.sign_in_settings.preset.client_id else "none"
    return FirstRunState(
        application.sign_in_settings.server,
        application.sign_in_settings.client_id,
        application.sign_in_settings.redirect,
        preset,
        offers_sample_data=application.is_sandbox_available,
        has_other_accounts=lambda: any(not account.is_current for account in application.list_accounts()),
    )


class SignInMethods(QWidget):
    """`browser_sign_in_requested` carries a `ClientRegistration`, `token_sign_in_requested` the token and the server."""

    browser_sign_in_requested = Signal(object)
    token_sign_in_requested = Signal(str, str)

    def __init__(self, theme: Theme, known: FirstRunState) -> None:
        super().__init__()
        self.browser_form, self.secret_form = (
            BrowserSignInForm(theme, known.server),
            BrowserSignInForm(theme, known.server, with_secret=True),
        )
        self.token_form = TokenSignInForm(theme, known.server)
        self.forms: dict[MethodKind, SignInMethodForm] = {
            "browser": self.browser_form,
            "secret": self.secret_form,
            "token": self.token_form,
        }
        self.redirect_options = RedirectOptions(theme, known.redirect)
        self.browser_form.client_id_field.edit.setText(known.client_id)
        self._group = QButtonGroup(self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        for form in self.forms.values():
            self._group.addButton(form.radio_button)
            box.addWidget(form)
        self._connect()
        self.browser_form.radio_button.setChecked(True)
        self._show_redirect()

    def selected_form(self) -> SignInMethodForm:
        return next(
            (form for form in self.forms.values() if form.radio_button.isChecked()), self.browser_form
        )

    def select(self, kind: MethodKind) -> SignInMethodForm:
        self.forms[kind].radio_button.setChecked(True)
        return self.forms[kind]

    def set_busy(self, text: LazyText | None) -> None:
        for form in self.forms.values():
            form.set_busy(text if form is self.selected_form() else None)
            form.submit_button.setEnabled(text is None)

    def clear_secrets(self) -> None:
        """Clears secrets once they are stored."""
        self.token_form.token_field.clear()
        if self.secret_form.secret_field is not None:
            self.secret_form.secret_field.clear()

    def tab_stops(self) -> list[QWidget]:
        return [stop for form in self.forms.values() for stop in form.tab_stops()]

    def apply_appearance(self) -> None:
        for form in self.forms.values():
            form.apply_appearance()
        self.browser_form.show_recommendation(tr("Recommended"))
        self.redirect_options.apply_appearance()

    def _connect(self) -> None:
        for form in self.forms.values():
            form.server_field.edit.textChanged.connect(self._copy_server)
        for form in (self.browser_form, self.secret_form):
            form.sign_in_requested.connect(self._on_browser)
        self.token_form.sign_in_requested.connect(self._on_token)
        self.redirect_options.redirect_changed.connect(self._show_redirect)
        self.redirect_options.submitted.connect(lambda: self.selected_form().submit())
        self._group.buttonToggled.connect(lambda _button, _on: self._update_options())

    def _copy_server(self, typed: str) -> None:
        """There is one server for all methods."""
        for form in self.forms.values():
            if form.server_field.edit.text() != typed:
                form.server_field.edit.setText(typed)

    def _update_options(self) -> None:
        self.redirect_options.set_used(self.selected_form() is not self.token_form)

    def _show_redirect(self) -> None:
        for form in (self.browser_form, self.secret_form):
            form.show_redirect(self.redirect_options.redirect())

    def _on_browser(self) -> None:
        form = self.secret_form if self.selected_form() is self.secret_form else self.browser_form
        server = form.server_field.address()
        if server is not None and self.redirect_options.validate():
            secret = form.secret_field.text() if form.secret_field is not None else None
            client_id, redirect = form.client_id_field.text(), self.redirect_options.redirect()
            self.browser_sign_in_requested.emit(ClientRegistration(server.api, client_id, secret, redirect))

    def _on_token(self) -> None:
        server = self.token_form.server_field.address()
        if server is not None:
            self.token_sign_in_requested.emit(self.token_form.token_field.text(), server.api)
