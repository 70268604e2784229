"""Measured program: sign-ins, each beside the requests it cannot do without: authorize, exchange, whoami."""

import asyncio
import json
import re
import sys
import threading
import time
from collections.abc import Callable, Mapping
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

import httpx
from PySide6.QtCore import QCoreApplication

from benchmarks.reporting import write_report
from kanbert_desktop.app.accounts import sign_in
from kanbert_desktop.app.accounts.registry import ClientRegistration
from kanbert_desktop.app.application import Application
from kanbert_desktop.app.environment import Environment, Options
from kanbert_desktop.app.system.event_loop import run_on_qt
from kanbert_desktop.identity import async_keyring
from kanbert_desktop.identity.oauth_client import code_challenge, new_state, new_verifier

Pair = tuple[float, float]
REDIRECT = "http://127.0.0.1:9/callback"
SCOPE = "task-management:read task-management:write"


class InMemoryKeyring:
    """A keyring without cost: the desktop's keyring is not measured."""

    name = "memory"

    def __init__(self) -> None:
        self._items: dict[tuple[str, str], str] = {}

    def get(self, service: str, item: str) -> str | None:
        return self._items.get((service, item))

    def put(self, service: str, item: str, text: str) -> None:
        self._items[service, item] = text

    def delete(self, service: str, item: str) -> None:
        self._items.pop((service, item), None)

    def is_locked(self) -> bool:
        return False


class Browser:
    """Signed in and consented before anything is measured."""

    def __init__(self, keys: Mapping[str, str]) -> None:
        self._keys = keys
        self.pages = httpx.Client(trust_env=False, timeout=30)
        control = {"Authorization": f"Bearer {keys['control_token']}"}
        turned = {"remembers_consent": True}
        httpx.patch(
            f"{keys['control_url']}/switches", json=turned, headers=control, trust_env=False
        ).raise_for_status()

    def walk(self, link: str) -> str:
        """Follows redirects up to the one to the application."""
        page = self.pages.get(link)
        while not page.is_redirect or page.headers["location"].startswith("/"):
            page = self._next(page)
        return str(page.headers["location"])

    def follow(self, link: str) -> None:
        self.pages.get(self.walk(link)).raise_for_status()

    def _next(self, page: httpx.Response) -> httpx.Response:
        if page.is_redirect:
            return self.pages.get(urljoin(str(page.url), page.headers["location"]))
        form = re.search(r'action="(/oauth/(?:login|authorize)[^"]*)"', page.text)
        hidden = re.search(r'name="form_token" value="([^"]*)"', page.text)
        if form is None or hidden is None:
            raise SystemExit(f"no page of the sign-in: {page.status_code}")
        fields = {"form_token": hidden[1], "decision": "allow"}
        fields |= {name: self._keys[name] for name in ("email", "password")}
        return self.pages.post(urljoin(str(page.url), unescape(form[1])), data=fields)


def baseline_requests(browser: Browser, keys: Mapping[str, str]) -> Pair:
    verifier = new_verifier()
    asked = {
        "response_type": "code",
        "client_id": keys["client_id"],
        "redirect_uri": REDIRECT,
        "scope": SCOPE,
        "state": new_state(),
        "code_challenge": code_challenge(verifier),
        "code_challenge_method": "S256",
    }
    wall, cpu = time.perf_counter(), time.process_time()
    with httpx.Client(base_url=keys["url"], trust_env=False, timeout=30) as client:
        back = browser.walk(f"{keys['url']}/oauth/authorize?{urlencode(asked)}")
        form = {
            "grant_type": "authorization_code",
            "code": parse_qs(urlsplit(back).query)["code"][0],
            "redirect_uri": REDIRECT,
            "client_id": keys["client_id"],
            "code_verifier": verifier,
        }
        token = client.post("/oauth/token", data=form).raise_for_status().json()["access_token"]
        answer = client.get("/api/v1/whoami", headers={"Authorization": f"Bearer {token}"})
        answer.raise_for_status().json()
    return (time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000


async def signed_in(folder: Path, keys: Mapping[str, str]) -> tuple[Pair, Pair]:
    """On a new profile, where the database is created too, and again, where it exists."""
    options = Options(profile=folder)
    application = Application(Environment.for_options(options), options)
    application.open_chosen_account()
    registration = ClientRegistration(keys["url"], keys["client_id"])
    first, again = [await time_sign_in(application, registration) for _ in range(2)]
    await application.close()
    return first, again


async def time_sign_in(application: Application, registration: ClientRegistration) -> Pair:
    wall, cpu = time.perf_counter(), time.process_time()
    await application.begin_sign_in(registration).run()
    return (time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000


async def main(keys: Mapping[str, str], folder: Path, runs: int) -> None:
    """The first pair only warms up and gives consent."""
    browser, stored = Browser(keys), InMemoryKeyring()
    defaults = async_keyring.AsyncKeyring.__init__.__kwdefaults__ or {}
    async_keyring.AsyncKeyring.__init__.__kwdefaults__ = {**defaults, "find_backend": lambda: stored}
    sign_in.open_in_browser = in_a_thread(browser.follow)
    taken: dict[str, list[Pair]] = {"floor": [], "first": [], "again": []}
    for run in range(runs + 1):
        taken["floor"].append(await asyncio.to_thread(baseline_requests, browser, keys))
        first, again = await signed_in(folder / f"profile-{run}", keys)
        taken["first"].append(first)
        taken["again"].append(again)
    browser.pages.close()
    write_report({name: pairs[1:] for name, pairs in taken.items()})


def in_a_thread(work: Callable[[str], None]) -> Callable[[str], None]:
    return lambda link: threading.Thread(target=work, args=(link,)).start()


application = QCoreApplication([])
run_on_qt(application, main(json.loads(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])))
