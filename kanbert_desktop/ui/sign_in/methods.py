"""The three sign-in methods and the choice among them."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QVBoxLayout, QWidget

from kanbert_desktop.app.accounts.registry import ANY_REDIRECT_URL, ClientRegistration, RedirectUrl
from kanbert_desktop.app.accounts.sign_in_settings import IMPOSSIBLE_CLIENT_ID_KEYS
from kanbert_desktop.app.accounts.sign_in_settings import check_client_id as doubt_about
from kanbert_desktop.app.application import Application
from kanbert_desktop.app.messages.status_texts import texts_for_key
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.domain.value_classes import dataclass
from kanbert_desktop.ui.sign_in.fields import InputField, LazyText, MaskedField, ServerOptions
from kanbert_desktop.ui.sign_in.method_form import SignInMethodForm, numbered_step
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import set_button_icon
from kanbert_desktop.ui.widgets.centred_page import Paragraph, horizontal_box
from kanbert_desktop.ui.widgets.copy_button import CopyButton

PresetKind = Literal["none", "client_id", "sample"]
"""Preset of the page: a configured OAuth client, or the sample data of `--sandbox`; either makes the page one button."""
MethodKind = Literal["browser", "secret", "token"]


class BrowserSignInForm(SignInMethodForm):
    """Sign-in by browser in three steps: register an application, add the redirect URL, paste the client ID and secret."""

    def __init__(self, theme: Theme, *, with_secret: bool = False) -> None:
        super().__init__(theme)
        self._texts = [Paragraph("step") for _ in range(3)]
        self.redirect_edit = QLineEdit(RedirectUrl().url)
        self.redirect_edit.setReadOnly(True)
        self.copy_button = CopyButton(theme, self.redirect_edit.text)
        self.client_id_field = InputField(lambda: tr("Client ID"), lambda: "", _client_id_problem)
        self.secret_field: MaskedField | None = None
        typed: list[QWidget] = [self.client_id_field]
        if with_secret:
            self.secret_field = MaskedField(
                theme, lambda: tr("Client secret"), lambda: tr("Kept in the keyring only.")
            )
            typed.append(self.secret_field)
        self.add_parts(
            numbered_step(1, self._texts[0]),
            numbered_step(2, self._texts[1], horizontal_box(self.redirect_edit, self.copy_button)),
            numbered_step(3, self._texts[2], *typed),
        )
        for field in self.fields():
            field.submitted.connect(self.submit)

    def show_redirect(self, redirect: RedirectUrl) -> None:
        """Shows the redirect URL exactly as it must be registered."""
        self.redirect_edit.setText(redirect.url)

    def fields(self) -> list[InputField]:
        return (
            [self.client_id_field] if self.secret_field is None else [self.client_id_field, self.secret_field]
        )

    def tab_stops(self) -> list[QWidget]:
        stops: list[QWidget] = [
            self.radio_button,
            self.redirect_edit,
            self.copy_button,
            self.client_id_field.edit,
        ]
        if self.secret_field is not None:
            stops += [self.secret_field.edit, self.secret_field.reveal_button]
        return [*stops, self.submit_button]

    def initial_focus_widget(self) -> QWidget:
        empty = [field.edit for field in self.fields() if not field.text()]
        return empty[0] if empty else self.submit_button

    def validate(self) -> bool:
        key = doubt_about(self.client_id_field.text()) or ""
        if not self.client_id_field.text():
            self.client_id_field.show_error(_missing_client_id)
        elif key in IMPOSSIBLE_CLIENT_ID_KEYS:
            self.client_id_field.show_error(_error_sentence(key))
        elif self.secret_field is not None and not self.secret_field.text():
            self.secret_field.show_error(_missing_secret)
        else:
            return True
        return False

    def field_for_error(self, error: KanbertError) -> InputField | None:
        return self.client_id_field if error.key.startswith("client_id_") else None

    def apply_appearance(self) -> None:
        super().apply_appearance()
        if self.secret_field is None:
            self.set_name(
                tr("With your browser"),
                tr("With an application that you register in Kanbert, without a secret."),
            )
            self._texts[0].setText(
                tr("In Kanbert, open Settings → Apps & API and register an application without a secret.")
            )
            self._texts[2].setText(tr("Paste the client ID:"))
        else:
            self.set_name(
                tr("Application with a secret"), tr("If Kanbert gave your application a client secret.")
            )
            self._texts[0].setText(
                tr("In Kanbert, open Settings → Apps & API and register an application with a secret.")
            )
            self._texts[2].setText(tr("Paste the client ID and the client secret:"))
            self.secret_field.edit.setPlaceholderText(tr("Client secret"))
        self._texts[1].setText(tr("Add this redirect URL:"))
        self.client_id_field.edit.setPlaceholderText(tr("Client ID"))
        self.redirect_edit.setAccessibleName(tr("Redirect URL"))
        self.copy_button.apply_appearance(tr("Copy"), tr("Copy redirect URL"))
        self.submit_button.setText(tr("Sign in with your browser"))
        set_button_icon(self.submit_button, self._theme, "external-link", "on-accent")


def _client_id_problem(text: str) -> LazyText | None:
    key = doubt_about(text)
    return _error_sentence(key) if key is not None else None


def _error_sentence(key: str) -> LazyText:
    return lambda: " ".join(texts_for_key(key))


def _missing_client_id() -> str:
    return " ".join(
        (tr("The client ID is missing."), tr("Kanbert shows it once the application is registered."))
    )


def _missing_secret() -> str:
    return tr("The client secret is missing. Kanbert shows it only once, when you register the application.")


class TokenSignInForm(SignInMethodForm):
    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._texts = [Paragraph("step") for _ in range(2)]
        self.token_field = MaskedField(
            theme, lambda: tr("Access token"), lambda: tr("Kept in the keyring only.")
        )
        self.add_parts(numbered_step(1, self._texts[0]), numbered_step(2, self._texts[1], self.token_field))
        self.token_field.submitted.connect(self.submit)

    def fields(self) -> list[InputField]:
        return [self.token_field]

    def tab_stops(self) -> list[QWidget]:
        return [self.radio_button, self.token_field.edit, self.token_field.reveal_button, self.submit_button]

    def initial_focus_widget(self) -> QWidget:
        return self.token_field.edit

    def validate(self) -> bool:
        if not self.token_field.text():
            self.token_field.show_error(
                lambda: tr("The access token is missing. Kanbert shows it only once, when you create it.")
            )
        return bool(self.token_field.text())

    def field_for_error(self, error: KanbertError) -> InputField | None:
        return self.token_field if error.key.startswith("token_") else None

    def apply_appearance(self) -> None:
        super().apply_appearance()
        self.set_name(tr("Access token"), tr("Without a browser, with a token that you create in Kanbert."))
        self._texts[0].setText(
            tr("In Kanbert, open Settings → Apps & API and create an access token that can read and write.")
        )
        self._texts[1].setText(tr("Paste the access token:"))
        self.token_field.edit.setPlaceholderText(tr("Access token"))
        self.submit_button.setText(tr("Sign in"))
        set_button_icon(self.submit_button, self._theme, "key-round", "on-accent")


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
        offers_sample_data=application.is_sandbox_available and preset != "sample",
        has_other_accounts=lambda: any(not account.is_current for account in application.list_accounts()),
    )


class SignInMethods(QWidget):
    """`browser_sign_in_requested` carries a `ClientRegistration`, `token_sign_in_requested` the token and the server."""

    browser_sign_in_requested = Signal(object)
    token_sign_in_requested = Signal(str, str)

    def __init__(self, theme: Theme, known: FirstRunState) -> None:
        super().__init__()
        self.browser_form, self.secret_form = (
            BrowserSignInForm(theme),
            BrowserSignInForm(theme, with_secret=True),
        )
        self.token_form = TokenSignInForm(theme)
        self.forms: dict[MethodKind, SignInMethodForm] = {
            "browser": self.browser_form,
            "secret": self.secret_form,
            "token": self.token_form,
        }
        self.server_options = ServerOptions(theme, known.server, known.redirect)
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
        self.server_options.apply_appearance()

    def _connect(self) -> None:
        for form in (self.browser_form, self.secret_form):
            form.sign_in_requested.connect(self._on_browser)
        self.token_form.sign_in_requested.connect(self._on_token)
        self.server_options.redirect_changed.connect(self._show_redirect)
        self.server_options.submitted.connect(lambda: self.selected_form().submit())
        self._group.buttonToggled.connect(lambda _button, _on: self._update_options())

    def _update_options(self) -> None:
        self.server_options.set_redirect_visible(self.selected_form() is not self.token_form)

    def _show_redirect(self) -> None:
        for form in (self.browser_form, self.secret_form):
            form.show_redirect(self.server_options.redirect())

    def _on_browser(self) -> None:
        form = self.secret_form if self.selected_form() is self.secret_form else self.browser_form
        if self.server_options.validate():
            secret = form.secret_field.text() if form.secret_field is not None else None
            client_id, redirect = form.client_id_field.text(), self.server_options.redirect()
            self.browser_sign_in_requested.emit(
                ClientRegistration(self.server_options.server_field.text(), client_id, secret, redirect)
            )

    def _on_token(self) -> None:
        if self.server_options.validate():
            self.token_sign_in_requested.emit(
                self.token_form.token_field.text(), self.server_options.server_field.text()
            )
