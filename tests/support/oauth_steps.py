"""A sign-in to the sandbox, step by step, so that a test can change any step."""

import base64
import hashlib
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx

REDIRECT = "http://127.0.0.1:41234/callback"
SendRequest = Callable[..., httpx.Response]


@dataclass
class OAuthSteps:
    """`send(method, path, **options)` sends a request; cookies are stored here."""

    send: SendRequest
    credentials: Mapping[str, str]
    changes: Mapping[str, str | None] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)
    verifier: str = field(default_factory=lambda: secrets.token_urlsafe(48))
    state: str = field(default_factory=lambda: secrets.token_urlsafe(16))

    @property
    def authorize_url(self) -> str:
        asked: dict[str, str | None] = {
            "response_type": "code",
            "client_id": self.credentials["client_id"],
            "redirect_uri": REDIRECT,
            "scope": "task-management:read task-management:write",
            "state": self.state,
            "code_challenge": challenge_of(self.verifier),
            "code_challenge_method": "S256",
            **self.changes,
        }
        return "/oauth/authorize?" + urlencode(
            {name: value for name, value in asked.items() if value is not None}
        )

    def open(self, **options: Any) -> httpx.Response:  # noqa: ANN401 — httpx's own
        return self._ask("GET", self.authorize_url, **options)

    def log_in(self, page: httpx.Response, password: str | None = None, **fields: str) -> httpx.Response:
        given = {
            "email": self.credentials["email"],
            "password": password or self.credentials["password"],
            **fields,
        }
        answer = self.submit(page, "login", given)
        return self._ask("GET", answer.headers["location"]) if answer.status_code == 303 else answer

    def decide(self, page: httpx.Response, decision: str = "allow") -> dict[str, str]:
        """Returns the parameters that the application receives."""
        answer = self.submit(page, "authorize", {"decision": decision})
        assert answer.status_code == 303, answer.text
        return redirect_parameters(answer)

    def code(self) -> str:
        """Logs in if necessary, consents, and returns the code."""
        page = self.open()
        if 'name="password"' in page.text:
            page = self.log_in(page)
        return self.decide(page)["code"]

    def exchange(self, code: str, /, **changes: str | None) -> httpx.Response:
        return self.token(
            {
                "grant_type": "authorization_code",
                "code": code,
                "redirect_uri": REDIRECT,
                "client_id": self.credentials["client_id"],
                "code_verifier": self.verifier,
                **changes,
            }
        )

    def refresh(self, token: str, /, **changes: str | None) -> httpx.Response:
        asked = {
            "grant_type": "refresh_token",
            "refresh_token": token,
            "client_id": self.credentials["client_id"],
        }
        return self.token({**asked, **changes})

    def token(self, asked: Mapping[str, str | None], **options: Any) -> httpx.Response:  # noqa: ANN401 — httpx's own
        data = {name: value for name, value in asked.items() if value is not None}
        return self.send("POST", "/oauth/token", data=data, **options)

    def signed_in_page(self) -> dict[str, Any]:
        """All steps: returns the response of the token endpoint."""
        answer = self.exchange(self.code())
        assert answer.status_code == 200, answer.text
        tokens: dict[str, Any] = answer.json()
        return tokens

    def submit(self, page: httpx.Response, form: str, fields: Mapping[str, str]) -> httpx.Response:
        action = re.search(rf'action="(/oauth/{form}[^"]*)"', page.text)
        hidden = re.search(r'name="form_token" value="([^"]*)"', page.text)
        assert action, page.text
        assert hidden
        return self._ask("POST", unescape(action[1]), data={"form_token": hidden[1], **fields})

    def _ask(self, method: str, path: str, **options: Any) -> httpx.Response:  # noqa: ANN401 — httpx's own
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookie, **options.pop("headers", {})}
        answer = self.send(method, path, headers=headers, **options)
        self.cookies.update(answer.cookies)
        return answer


def challenge_of(verifier: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")


def redirect_parameters(answer: httpx.Response) -> dict[str, str]:
    return query_parameters(answer.headers["location"])


def query_parameters(address: str) -> dict[str, str]:
    query = parse_qs(urlsplit(address).query, keep_blank_values=True)
    return {name: values[0] for name, values in query.items()}
