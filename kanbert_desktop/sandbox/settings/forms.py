"""What was typed into the settings' forms, and what is wrong with it."""

import re
from dataclasses import dataclass, field

from starlette.datastructures import FormData

from kanbert_desktop.sandbox.oauth.login_page import text_of
from kanbert_desktop.sandbox.oauth.scopes import SCOPES, TASK_SCOPES
from kanbert_desktop.sandbox.settings.addresses import MOST, addresses_in, is_fit

LONGEST_NAME = 80
LIFETIMES: dict[str, int | None] = {"7": 7, "30": 30, "90": 90, "365": 365, "never": None}
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


@dataclass
class ApplicationForm:
    """`problems`: by field, the name of the sentence that says what is wrong. `culprit` is the address that is."""

    name: str = ""
    addresses: str = ""
    with_secret: bool = False
    problems: dict[str, str] = field(default_factory=dict)
    culprit: str = ""

    @property
    def redirect_uris(self) -> list[str]:
        return addresses_in(self.addresses)

    def check(self) -> None:
        _check_name(self.name, self.problems)
        wrong = [address for address in self.redirect_uris if not is_fit(address)]
        if not self.redirect_uris:
            self.problems["addresses"] = "no_address"
        elif len(self.redirect_uris) > MOST:
            self.problems["addresses"] = "many_addresses"
        elif wrong:
            self.problems["addresses"], self.culprit = "odd_address", wrong[0]


@dataclass
class TokenForm:
    name: str = ""
    scopes: list[str] = field(default_factory=lambda: list(TASK_SCOPES))
    lifetime: str = "30"
    problems: dict[str, str] = field(default_factory=dict)

    def check(self) -> None:
        """A token without any scope is fit to say who its owner is."""
        _check_name(self.name, self.problems)
        if self.lifetime not in LIFETIMES:
            self.problems["lifetime"] = "odd_lifetime"


def application_form(sent: FormData) -> ApplicationForm:
    form = ApplicationForm(
        text_of(sent, "name").strip(), text_of(sent, "addresses"), text_of(sent, "secret") == "yes"
    )
    form.check()
    return form


def token_form(sent: FormData) -> TokenForm:
    chosen = sent.getlist("scope")
    scopes = [scope for scope in SCOPES if scope in chosen]
    form = TokenForm(text_of(sent, "name").strip(), scopes, text_of(sent, "lifetime"))
    form.check()
    return form


def _check_name(name: str, problems: dict[str, str]) -> None:
    if not name:
        problems["name"] = "no_name"
    elif len(name) > LONGEST_NAME or _CONTROL.search(name):
        problems["name"] = "odd_name"
