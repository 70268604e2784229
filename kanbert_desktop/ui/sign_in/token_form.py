"""Sign-in with an access token."""

from PySide6.QtWidgets import QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.ui.sign_in.fields import InputField, MaskedField
from kanbert_desktop.ui.sign_in.method_form import SignInMethodForm, numbered_step
from kanbert_desktop.ui.sign_in.settings_link import SettingsLink
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import set_button_icon
from kanbert_desktop.ui.widgets.centred_page import Paragraph


class TokenSignInForm(SignInMethodForm):
    """The server, and an access token made there."""

    def __init__(self, theme: Theme, server: str) -> None:
        super().__init__(theme, server)
        self._texts = [Paragraph("step") for _ in range(2)]
        self.settings_link = SettingsLink(theme, self.server_field)
        self.token_field = MaskedField(
            theme, lambda: tr("Access token"), lambda: tr("Kept in the keyring only.")
        )
        self.add_parts(
            numbered_step(2, self._texts[0], self.settings_link),
            numbered_step(3, self._texts[1], self.token_field),
        )
        for field in self.fields():
            field.submitted.connect(self.submit)

    def fields(self) -> list[InputField]:
        return [*super().fields(), self.token_field]

    def tab_stops(self) -> list[QWidget]:
        typed: list[QWidget] = [self.token_field.edit, self.token_field.reveal_button, self.submit_button]
        return [self.radio_button, self.server_field.edit, self.settings_link.button, *typed]

    def initial_focus_widget(self) -> QWidget:
        return self.token_field.edit

    def validate(self) -> bool:
        if not super().validate():
            return False
        if not self.token_field.text():
            self.token_field.show_error(
                lambda: tr("The access token is missing. Kanbert shows it only once, when you create it.")
            )
        return bool(self.token_field.text())

    def field_for_error(self, error: KanbertError) -> InputField | None:
        return self.token_field if error.key.startswith("token_") else None

    def apply_appearance(self) -> None:
        super().apply_appearance()
        self.settings_link.apply_appearance()
        self.set_name(tr("Access token"), tr("Without a browser, with a token that you create in Kanbert."))
        self._texts[0].setText(
            tr("In Kanbert, open Settings → Apps & API and create an access token that can read and write.")
        )
        self._texts[1].setText(tr("Paste the access token:"))
        self.token_field.edit.setPlaceholderText(tr("Access token"))
        self.submit_button.setText(tr("Sign in"))
        set_button_icon(self.submit_button, self._theme, "key-round", "on-accent")
