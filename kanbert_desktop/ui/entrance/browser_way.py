"""Coming in through the browser with a registered application, one without a secret or one with a secret."""

from PySide6.QtWidgets import QLineEdit, QWidget

from kanbert_desktop.app.accounts.registry import Redirect
from kanbert_desktop.app.accounts.sign_in_settings import IMPOSSIBLE
from kanbert_desktop.app.accounts.sign_in_settings import check_client_id as doubt_about
from kanbert_desktop.app.messages.status_texts import words_for
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.ui.button_icon import set_icon
from kanbert_desktop.ui.centred_card import Paragraph, row
from kanbert_desktop.ui.entrance.copy_button import CopyButton
from kanbert_desktop.ui.entrance.field import Field, MaskedField, Words
from kanbert_desktop.ui.entrance.way import Way, numbered
from kanbert_desktop.ui.theme import Theme


class BrowserWay(Way):
    """Three steps: register, add the redirect URL, paste what Kanbert shows."""

    def __init__(self, theme: Theme, *, with_secret: bool = False) -> None:
        super().__init__(theme)
        self._texts = [Paragraph("step") for _ in range(3)]
        self.redirect = QLineEdit(Redirect().url)
        self.redirect.setReadOnly(True)
        self.copy = CopyButton(theme, self.redirect.text)
        self.client_id = Field(lambda: tr("Client ID"), lambda: "", _doubt)
        self.secret: MaskedField | None = None
        typed: list[QWidget] = [self.client_id]
        if with_secret:
            keeping = lambda: tr("Kept in the keyring only.")  # noqa: E731
            self.secret = MaskedField(theme, lambda: tr("Client secret"), keeping)
            typed.append(self.secret)
        self.put(
            numbered(1, self._texts[0]),
            numbered(2, self._texts[1], row(self.redirect, self.copy)),
            numbered(3, self._texts[2], *typed),
        )
        for field in self.fields():
            field.entered.connect(self.begin)

    def show_redirect(self, redirect: Redirect) -> None:
        """Exactly what is to be registered."""
        self.redirect.setText(redirect.url)

    def fields(self) -> list[Field]:
        return [self.client_id] if self.secret is None else [self.client_id, self.secret]

    def tab_stops(self) -> list[QWidget]:
        stops: list[QWidget] = [self.choice, self.redirect, self.copy, self.client_id.edit]
        if self.secret is not None:
            stops += [self.secret.edit, self.secret.reveal]
        return [*stops, self.button]

    def first_field(self) -> QWidget:
        empty = [field.edit for field in self.fields() if not field.text()]
        return empty[0] if empty else self.button

    def is_complete(self) -> bool:
        key = doubt_about(self.client_id.text()) or ""
        if not self.client_id.text():
            self.client_id.refuse(_missing_client_id)
        elif key in IMPOSSIBLE:
            self.client_id.refuse(_sentence(key))
        elif self.secret is not None and not self.secret.text():
            self.secret.refuse(_missing_secret)
        else:
            return True
        return False

    def field_of(self, error: KanbertError) -> Field | None:
        return self.client_id if error.key.startswith("client_id_") else None

    def dress(self) -> None:
        super().dress()
        if self.secret is None:
            self.name(tr("With your browser"), tr("An application of your own in Kanbert, without a secret."))
            self._texts[0].setText(
                tr("In Kanbert, open Settings → Apps & API and register an application without a secret.")
            )
            self._texts[2].setText(tr("Paste the client ID:"))
        else:
            self.name(
                tr("Application with a secret"), tr("Where Kanbert gave your application a client secret.")
            )
            self._texts[0].setText(
                tr("In Kanbert, open Settings → Apps & API and register an application with a secret.")
            )
            self._texts[2].setText(tr("Paste the client ID and the secret:"))
            self.secret.edit.setPlaceholderText(tr("Client secret"))
        self._texts[1].setText(tr("Add this redirect URL:"))
        self.client_id.edit.setPlaceholderText(tr("Client ID"))
        self.redirect.setAccessibleName(tr("Redirect URL"))
        self.copy.dress(tr("Copy"), tr("Copy redirect URL"))
        self.button.setText(tr("Sign in in browser"))
        set_icon(self.button, self._theme, "external-link", "on-accent")


def _doubt(text: str) -> Words | None:
    key = doubt_about(text)
    return _sentence(key) if key is not None else None


def _sentence(key: str) -> Words:
    return lambda: " ".join(words_for(key))


def _missing_client_id() -> str:
    return " ".join(
        (tr("The client ID is missing."), tr("Kanbert shows it once the application is registered."))
    )


def _missing_secret() -> str:
    return tr("The client secret is missing. Kanbert shows it once, when the application is registered.")
