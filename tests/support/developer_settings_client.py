"""A user of Settings → Apps & API without a browser: keeps cookies, fills in forms, reads secrets that are shown once."""

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any

import httpx

from support.in_process_sandbox import InProcessSandbox

APPS_PATH = "/settings/apps"
CALLBACK = "http://127.0.0.1:41234/callback"


@dataclass
class DeveloperSettingsClient:
    sandbox: InProcessSandbox
    cookies: dict[str, str] = field(default_factory=dict)

    def open(self, path: str = APPS_PATH, **options: Any) -> httpx.Response:  # noqa: ANN401  httpx's own
        return self._ask("GET", path, **options)

    def sign_in(self, password: str | None = None) -> httpx.Response:
        keys = self.sandbox.credentials
        given = {"email": keys["email"], "password": password or keys["password"]}
        return self.send("/settings/login", given, page=self.open("/settings/login"))

    def send(
        self, path: str, fields: dict[str, Any] | None = None, page: httpx.Response | None = None
    ) -> httpx.Response:
        """Sends a form to `path` with the token from `page`, or from the overview; follows redirects."""
        token = re.search(r'name="form_token" value="([^"]*)"', (page or self.open()).text)
        assert token
        answer = self._ask("POST", path, data={"form_token": token[1], **(fields or {})})
        return self.open(answer.headers["location"]) if answer.status_code == 303 else answer

    def register(self, name: str, *addresses: str, secret: bool = False) -> httpx.Response:
        lines = "\n".join(addresses or (CALLBACK,))
        fields = {"name": name, "addresses": lines, "secret": "yes" if secret else "no"}
        return self.send(APPS_PATH, fields)

    def create_token(self, name: str, *scopes: str, lifetime: str = "30", **more: str) -> httpx.Response:
        return self.send(
            "/settings/tokens", {"name": name, "scope": list(scopes), "lifetime": lifetime, **more}
        )

    def _ask(self, method: str, path: str, **options: Any) -> httpx.Response:  # noqa: ANN401  httpx's own
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookie, **options.pop("headers", {})}
        answer = self.sandbox.request(method, path, headers=headers, **options)
        self.cookies.update(answer.cookies)
        return answer


def shown_secret(page: httpx.Response, name: str) -> str | None:
    """The value of a field to copy: client_id, client_secret, access_token."""
    found = re.search(rf'<input class="code" id="{name}" value="([^"]*)"', page.text)
    return unescape(found[1]) if found else None
