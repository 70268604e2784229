"""Requests of a signed-in user to the pages: session, CSRF token, forms, and the rules for redirect URLs."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kanbert_desktop.sandbox.context import AppContext, context_of
from kanbert_desktop.sandbox.oauth.login import (
    LoginSession,
    form_token,
    form_value,
    is_valid_form_token,
    login_of,
    user_of,
    workspace_of,
)
from kanbert_desktop.sandbox.oauth.pages import page
from kanbert_desktop.sandbox.oauth.storage import SCOPES, TASK_SCOPES

NO_STORE = {"Cache-Control": "no-store"}
HOME_PATH = "/settings/apps"
SIGN_IN_PATH = "/settings/login"


class PageNotFound(Exception):
    """What the path names does not exist, or not any more."""


@dataclass(frozen=True)
class PageRequest:
    """`form` is empty on GET."""

    request: Request
    context: AppContext
    login: LoginSession
    user: Mapping[str, Any]
    form: FormData

    @property
    def user_id(self) -> str:
        return str(self.user["id"])

    def page(self, name: str, status: int = 200, **values: object) -> Response:
        shared = {
            "form_token": form_token(self.context, self.login),
            "user": self.user,
            "space": workspace_of(self.context),
        }
        return page(self.request, f"settings/{name}", {**shared, **values}, status=status, script=True)

    def store_secret(self, subject: str, secret: str) -> None:
        self.context.one_time_secrets.store(self.login.session, subject, secret)

    def pop_secret(self, subject: str) -> str | None:
        """Called only for GET: a HEAD would consume the secret."""
        if self.request.method != "GET":
            return None
        return self.context.one_time_secrets.pop(self.login.session, subject)


PageHandler = Callable[[PageRequest], Response]
Endpoint = Callable[[Request], Awaitable[Response]]


def require_sign_in(handler: PageHandler) -> Endpoint:
    """Redirects other visitors to the sign-in page. A form with a foreign or expired token changes nothing."""

    async def endpoint(request: Request) -> Response:
        context = context_of(request)
        login = login_of(request, context)
        if login.user_id is None:
            return redirect_to(SIGN_IN_PATH)
        form = await request.form()
        page_request = PageRequest(request, context, login, user_of(context, login), form)
        if request.method == "POST" and not is_valid_form_token(context, login, form.get("form_token")):
            return page_request.page("stale", 403)
        try:
            return handler(page_request)
        except PageNotFound:
            return page_request.page("missing", 404)

    return endpoint


def redirect_to(path: str) -> Response:
    return RedirectResponse(path, 303, headers=NO_STORE)


MAX_URLS = 10
_LONGEST = 2000
_NAMES_OF_THIS_COMPUTER = {"127.0.0.1", "::1", "localhost"}
_WRITTEN = re.compile(r"[!#-;=?-\[\]_a-z~]+")  # RFC 3986 2: the characters of a URL


def redirect_urls_in(text: str) -> list[str]:
    """One URL a line, without duplicates, in the given order."""
    lines = (line.strip() for line in text.splitlines())
    return list(dict.fromkeys(line for line in lines if line))


def is_allowed_redirect_url(address: str) -> bool:
    """https, http on this computer, or a private scheme with a dot (RFC 8252 7.1); no fragment (RFC 6749 3.1.2)."""
    if len(address) > _LONGEST or not _WRITTEN.fullmatch(address) or "#" in address:
        return False
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    if parts.scheme in {"http", "https"}:
        own = host in _NAMES_OF_THIS_COMPUTER
        return bool(host) and "@" not in parts.netloc and (parts.scheme == "https" or own)
    return "." in parts.scheme


MAX_NAME_LENGTH = 80
LIFETIMES: dict[str, int | None] = {"7": 7, "30": 30, "90": 90, "365": 365, "never": None}
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


@dataclass
class ApplicationForm:
    """`problems` maps a field to the key of its error text; `culprit` is the invalid URL."""

    name: str = ""
    addresses: str = ""
    with_secret: bool = False
    problems: dict[str, str] = field(default_factory=dict)
    culprit: str = ""

    @property
    def redirect_uris(self) -> list[str]:
        return redirect_urls_in(self.addresses)

    def check(self) -> None:
        _check_name(self.name, self.problems)
        wrong = [address for address in self.redirect_uris if not is_allowed_redirect_url(address)]
        if not self.redirect_uris:
            self.problems["addresses"] = "no_address"
        elif len(self.redirect_uris) > MAX_URLS:
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
        """A token without scopes is allowed: it can only tell who its owner is."""
        _check_name(self.name, self.problems)
        if self.lifetime not in LIFETIMES:
            self.problems["lifetime"] = "odd_lifetime"


def application_form(sent: FormData) -> ApplicationForm:
    form = ApplicationForm(
        form_value(sent, "name").strip(), form_value(sent, "addresses"), form_value(sent, "secret") == "yes"
    )
    form.check()
    return form


def token_form(sent: FormData) -> TokenForm:
    chosen = sent.getlist("scope")
    scopes = [scope for scope in SCOPES if scope in chosen]
    form = TokenForm(form_value(sent, "name").strip(), scopes, form_value(sent, "lifetime"))
    form.check()
    return form


def _check_name(name: str, problems: dict[str, str]) -> None:
    if not name:
        problems["name"] = "no_name"
    elif len(name) > MAX_NAME_LENGTH or _CONTROL.search(name):
        problems["name"] = "odd_name"
