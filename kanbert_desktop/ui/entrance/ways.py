"""The three ways in, one of them unfolded, and the options under them."""

from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from kanbert_desktop.app.accounts.registry import Registration
from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.entrance.beginning import Beginning
from kanbert_desktop.ui.entrance.browser_way import BrowserWay
from kanbert_desktop.ui.entrance.field import Words
from kanbert_desktop.ui.entrance.more_options import MoreOptions
from kanbert_desktop.ui.entrance.token_way import TokenWay
from kanbert_desktop.ui.entrance.way import Way
from kanbert_desktop.ui.theme import Theme

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
            self.sign_in_wished.emit(Registration(self.more.server.text(), client_id, secret, redirect))

    def _on_token(self) -> None:
        if self.more.is_usable():
            self.token_wished.emit(self.token.token.text(), self.more.server.text())
