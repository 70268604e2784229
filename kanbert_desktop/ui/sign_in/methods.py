"""The three methods and the choice among them."""

from collections.abc import Callable
from dataclasses import dataclass
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
from kanbert_desktop.ui.sign_in.fields import Field, MaskedField, MoreOptions, Words
from kanbert_desktop.ui.sign_in.method_form import Way, numbered
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import set_icon
from kanbert_desktop.ui.widgets.centred_page import Paragraph, row
from kanbert_desktop.ui.widgets.copy_button import CopyButton


class BrowserWay(Way):
    """Three steps: register, add the redirect URL, paste what Kanbert shows."""

    def __init__(self, theme: Theme, *, with_secret: bool = False) -> None:
        super().__init__(theme)
        self._texts = [Paragraph("step") for _ in range(3)]
        self.redirect = QLineEdit(RedirectUrl().url)
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

    def show_redirect(self, redirect: RedirectUrl) -> None:
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
        elif key in IMPOSSIBLE_CLIENT_ID_KEYS:
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
    return lambda: " ".join(texts_for_key(key))


def _missing_client_id() -> str:
    return " ".join(
        (tr("The client ID is missing."), tr("Kanbert shows it once the application is registered."))
    )


def _missing_secret() -> str:
    return tr("The client secret is missing. Kanbert shows it once, when the application is registered.")


class TokenWay(Way):
    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._texts = [Paragraph("step") for _ in range(2)]
        self.token = MaskedField(theme, lambda: tr("Access token"), lambda: tr("Kept in the keyring only."))
        self.put(numbered(1, self._texts[0]), numbered(2, self._texts[1], self.token))
        self.token.entered.connect(self.begin)

    def fields(self) -> list[Field]:
        return [self.token]

    def tab_stops(self) -> list[QWidget]:
        return [self.choice, self.token.edit, self.token.reveal, self.button]

    def first_field(self) -> QWidget:
        return self.token.edit

    def is_complete(self) -> bool:
        if not self.token.text():
            self.token.refuse(
                lambda: tr("The access token is missing. Kanbert shows it once, when you make it.")
            )
        return bool(self.token.text())

    def field_of(self, error: KanbertError) -> Field | None:
        return self.token if error.key.startswith("token_") else None

    def dress(self) -> None:
        super().dress()
        self.name(tr("Access token"), tr("Without a browser, with a token that you make in Kanbert."))
        self._texts[0].setText(
            tr("In Kanbert, open Settings → Apps & API and make an access token that may read and write.")
        )
        self._texts[1].setText(tr("Paste the access token:"))
        self.token.edit.setPlaceholderText(tr("Access token"))
        self.button.setText(tr("Sign in"))
        set_icon(self.button, self._theme, "key-round", "on-accent")


Preset = Literal["none", "client_id", "sample"]
"""Whether the page is one button: an application that was given from outside, or the sample data of `--sandbox`."""


@dataclass(frozen=True, slots=True)
class Beginning:
    server: str
    client_id: str = ""
    redirect: RedirectUrl = ANY_REDIRECT_URL
    preset: Preset = "none"
    with_sample: bool = False
    others: Callable[[], bool] = lambda: False
    """Whether this computer knows accounts that are not shown here; asked for whenever the page comes up."""


def beginning(application: Application) -> Beginning:
    if application.options.sandbox:
        preset: Preset = "sample"
    else:
        preset = "client_id" if application.preset.client_id else "none"
    return Beginning(
        application.server,
        application.client_id,
        application.redirect,
        preset,
        with_sample=application.is_sandbox_available and preset != "sample",
        others=lambda: any(not account.is_current for account in application.list_accounts()),
    )


Kind = Literal["browser", "secret", "token"]


class Ways(QWidget):
    """`sign_in_wished` carries a `Registration` as typed, `token_wished` the pasted token and the server."""

    sign_in_wished = Signal(object)
    token_wished = Signal(str, str)

    def __init__(self, theme: Theme, known: Beginning) -> None:
        super().__init__()
        self.browser, self.secret = BrowserWay(theme), BrowserWay(theme, with_secret=True)
        self.token = TokenWay(theme)
        self.all: dict[Kind, Way] = {"browser": self.browser, "secret": self.secret, "token": self.token}
        self.more = MoreOptions(theme, known.server, known.redirect)
        self.browser.client_id.edit.setText(known.client_id)
        self._group = QButtonGroup(self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        for way in self.all.values():
            self._group.addButton(way.choice)
            box.addWidget(way)
        self._connect()
        self.browser.choice.setChecked(True)
        self._show_redirect()

    def chosen(self) -> Way:
        return next((way for way in self.all.values() if way.choice.isChecked()), self.browser)

    def choose(self, kind: Kind) -> Way:
        self.all[kind].choice.setChecked(True)
        return self.all[kind]

    def set_busy(self, words: Words | None) -> None:
        for way in self.all.values():
            way.set_busy(words if way is self.chosen() else None)
            way.button.setEnabled(words is None)

    def forget_secrets(self) -> None:
        """They were taken: nothing of them stays on the screen."""
        self.token.token.clear()
        if self.secret.secret is not None:
            self.secret.secret.clear()

    def tab_stops(self) -> list[QWidget]:
        return [stop for way in self.all.values() for stop in way.tab_stops()]

    def dress(self) -> None:
        for way in self.all.values():
            way.dress()
        self.browser.recommend(tr("Recommended"))
        self.more.dress()

    def _connect(self) -> None:
        for way in (self.browser, self.secret):
            way.wished.connect(self._on_browser)
        self.token.wished.connect(self._on_token)
        self.more.redirect_changed.connect(self._show_redirect)
        self.more.entered.connect(lambda: self.chosen().begin())
        self._group.buttonToggled.connect(lambda _button, _on: self._fit_options())

    def _fit_options(self) -> None:
        self.more.offer_redirect(self.chosen() is not self.token)

    def _show_redirect(self) -> None:
        for way in (self.browser, self.secret):
            way.show_redirect(self.more.redirect())

    def _on_browser(self) -> None:
        way = self.secret if self.chosen() is self.secret else self.browser
        if self.more.is_usable():
            secret = way.secret.text() if way.secret is not None else None
            client_id, redirect = way.client_id.text(), self.more.redirect()
            self.sign_in_wished.emit(ClientRegistration(self.more.server.text(), client_id, secret, redirect))

    def _on_token(self) -> None:
        if self.more.is_usable():
            self.token_wished.emit(self.token.token.text(), self.more.server.text())
