"""Sign-in by browser in three steps."""

from PySide6.QtWidgets import QLineEdit, QWidget

from kanbert_desktop.app.accounts.registry import RedirectUrl
from kanbert_desktop.app.accounts.sign_in_settings import IMPOSSIBLE_CLIENT_ID_KEYS, has_usual_form
from kanbert_desktop.app.accounts.sign_in_settings import check_client_id as doubt_about
from kanbert_desktop.app.messages.status_texts import texts_for_key
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.ui.sign_in.fields import InputField, LazyText, MaskedField, Remark
from kanbert_desktop.ui.sign_in.method_form import SignInMethodForm, numbered_step
from kanbert_desktop.ui.sign_in.settings_link import SettingsLink
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import set_button_icon
from kanbert_desktop.ui.widgets.centred_page import Paragraph, horizontal_box
from kanbert_desktop.ui.widgets.copy_button import CopyButton


class BrowserSignInForm(SignInMethodForm):
    """The server, an application registered there with the redirect URL, and its client ID (and secret)."""

    def __init__(self, theme: Theme, server: str, *, with_secret: bool = False) -> None:
        super().__init__(theme, server)
        self._texts = [Paragraph("step") for _ in range(3)]
        self.settings_link = SettingsLink(theme, self.server_field)
        self.redirect_edit = QLineEdit(RedirectUrl().url)
        self.redirect_edit.setReadOnly(True)
        self.copy_button = CopyButton(theme, self.redirect_edit.text)
        self.client_id_field = InputField(
            lambda: tr("Client ID"), lambda: "", _client_id_problem, _client_id_remark
        )
        self.secret_field: MaskedField | None = None
        typed: list[QWidget] = [self.client_id_field]
        if with_secret:
            self.secret_field = MaskedField(
                theme, lambda: tr("Client secret"), lambda: tr("Kept in the keyring only.")
            )
            typed.append(self.secret_field)
        redirect = horizontal_box(self.redirect_edit, self.copy_button)
        self.add_parts(
            numbered_step(2, self._texts[0], self.settings_link, self._texts[1], redirect),
            numbered_step(3, self._texts[2], *typed),
        )
        for field in self.fields():
            field.submitted.connect(self.submit)

    def show_redirect(self, redirect: RedirectUrl) -> None:
        """Shows the redirect URL exactly as it must be registered."""
        self.redirect_edit.setText(redirect.url)

    def fields(self) -> list[InputField]:
        typed = [*super().fields(), self.client_id_field]
        return typed if self.secret_field is None else [*typed, self.secret_field]

    def tab_stops(self) -> list[QWidget]:
        stops: list[QWidget] = [
            self.radio_button,
            self.server_field.edit,
            self.settings_link.button,
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
        if not super().validate():
            return False
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
        self.settings_link.apply_appearance()
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


def _client_id_remark(text: str) -> Remark:
    match has_usual_form(text):
        case True:
            return Remark(lambda: tr("This looks like a client ID."), is_good=True)
        case None:
            return Remark(
                lambda: tr("Not complete yet: a client ID usually has 36 characters in five groups."),
                is_good=False,
            )
        case False:
            return Remark(
                lambda: tr("Please check it: a client ID usually has 36 characters in five groups."),
                is_good=False,
            )


def _error_sentence(key: str) -> LazyText:
    return lambda: " ".join(texts_for_key(key))


def _missing_client_id() -> str:
    return " ".join(
        (tr("The client ID is missing."), tr("Kanbert shows it once the application is registered."))
    )


def _missing_secret() -> str:
    return tr("The client secret is missing. Kanbert shows it only once, when you register the application.")
