"""Apps & API in a real Chromium: with the mouse on a desktop screen, and with the keyboard at a phone's width."""

import base64
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from support.oauth_steps import challenge_of, query_parameters
from support.sandbox import RunningSandbox, running_sandbox

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--no-first-run", "--disable-background-networking", "--disable-component-update"]
TIMEOUT_MS = 100_000
expect.set_options(timeout=TIMEOUT_MS)
VERIFIER = "a-verifier-of-the-test-that-is-long-enough-for-it"
# What a browser reports for a page that is expected to fail.
EXPECTED = ("a status of 422", "a status of 400", "Autofocus processing was blocked")
"""The console's lines about rejected forms, and about a field that the test focused before the page did."""


@pytest.fixture
def kanbert(tmp_path: Path) -> Iterator[RunningSandbox]:
    with running_sandbox(tmp_path / "kanbert") as sandbox:
        yield sandbox


@pytest.fixture
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS, env=dict(os.environ))
        yield browser
        browser.close()


@contextmanager
def opened(browser: Browser, sandbox: RunningSandbox, **options: Any) -> Iterator[Page]:  # noqa: ANN401  playwright's own
    """A page that may use the clipboard; every error in it fails the test."""
    complaints: list[str] = []
    context = browser.new_context(**options)
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=sandbox.url)
    context.set_default_timeout(TIMEOUT_MS)
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    assert [words for words in complaints if not any(each in words for each in EXPECTED)] == []
    context.close()


@contextmanager
def application() -> Iterator[str]:
    """An application on this computer that waits for redirects; returns its URL."""

    class Waiting(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(204 if self.path.startswith("/favicon") else 200)
            self.send_header("Content-Type", "text/plain")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """URLs with codes must not be logged."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Waiting)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/callback"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def sign_in(page: Page, sandbox: RunningSandbox) -> None:
    page.goto(sandbox.url)
    page.get_by_role("link", name="Apps & API").click()
    page.get_by_label("E-mail address").fill(sandbox.credentials["email"])
    page.get_by_label("Password").fill(sandbox.credentials["password"])
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Apps & API")).to_be_visible()


def copied(page: Page, label: str) -> str:
    """Presses the copy button and returns the clipboard."""
    button = page.get_by_role("button", name=f"Copy: {label}").element_handle()
    button.click()
    page.wait_for_function("button => button.innerText.includes('Copied')", arg=button)
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def authorize_url(sandbox: RunningSandbox, client_id: str, redirect_uri: str) -> str:
    asked = {
        "response_type": "code",
        "client_id": client_id,
        "redirect_uri": redirect_uri,
        "scope": "task-management:read",
        "state": "s",
        "code_challenge": challenge_of(VERIFIER),
        "code_challenge_method": "S256",
    }
    return str(httpx.URL(f"{sandbox.url}/oauth/authorize", params=asked))


def exchanged(
    sandbox: RunningSandbox, client_id: str, secret: str, address: str, redirect_uri: str
) -> httpx.Response:
    basic = "Basic " + base64.b64encode(f"{client_id}:{secret}".encode()).decode()
    asked = {
        "grant_type": "authorization_code",
        "code": query_parameters(address).get("code", ""),
        "redirect_uri": redirect_uri,
        "code_verifier": VERIFIER,
    }
    with httpx.Client(trust_env=False, timeout=60) as client:
        return client.post(f"{sandbox.url}/oauth/token", data=asked, headers={"Authorization": basic})


def registered(page: Page, name: str, redirect_uri: str) -> tuple[str, str]:
    """Client ID and secret, as they were copied."""
    page.get_by_role("link", name="Register application").click()
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_text("Server application").click()
    page.get_by_label("Redirect URLs").fill(f"https://robot.example/back\n{redirect_uri}")
    page.get_by_role("button", name="Register").click()
    return copied(page, "Client ID"), copied(page, "Client secret")


def allowed(page: Page, address: str, name: str, redirect_uri: str) -> str:
    """The URL at which the application is called."""
    page.goto(address)
    expect(page.get_by_role("heading", name=name)).to_be_visible()
    page.get_by_role("button", name="Allow").click()
    page.wait_for_url(f"{redirect_uri}?**")
    return page.url


def test_an_application_is_registered_signs_in_and_is_refused_once_revoked(
    kanbert: RunningSandbox, browser: Browser
) -> None:
    with opened(browser, kanbert, locale="en-GB") as page, application() as redirect_uri:
        sign_in(page, kanbert)
        client_id, secret = registered(page, "Invoice robot", redirect_uri)
        settings = page.url
        page.reload()
        expect(page.get_by_label("Client secret", exact=True)).to_have_count(0)
        link = authorize_url(kanbert, client_id, redirect_uri)
        back = allowed(page, link, "Invoice robot", redirect_uri)
        token = exchanged(kanbert, client_id, secret, back, redirect_uri).json()["access_token"]
        with kanbert.client(token) as client:
            assert client.get("/whoami").json()["email"] == kanbert.credentials["email"]
            page.goto(settings)
            page.get_by_role("link", name="Revoke access").click()
            page.get_by_role("button", name="Revoke access").click()
            expect(page.get_by_text("or you have revoked the access")).to_be_visible()
            assert client.get("/whoami").status_code == 401
        back = allowed(page, link, "Invoice robot", redirect_uri)
        page.goto(settings)
        page.get_by_role("link", name="Delete").click()
        page.get_by_role("button", name="Delete application").click()
        expect(page.get_by_text("Invoice robot")).to_have_count(0)
        page.goto(link)
        expect(page.get_by_role("heading", name="This sign-in link does not work")).to_be_visible()
    refused = exchanged(kanbert, client_id, secret, back, redirect_uri)
    assert (refused.status_code, refused.json()["error"]) == (401, "invalid_client")


def test_a_token_is_made_and_revoked_by_keyboard_at_a_phone_s_width(
    kanbert: RunningSandbox, browser: Browser
) -> None:
    narrow = {"viewport": {"width": 360, "height": 740}, "locale": "en-GB", "color_scheme": "dark"}
    with opened(browser, kanbert, **narrow) as page:
        sign_in(page, kanbert)
        reach(page, "Create token")
        page.keyboard.press("Enter")
        expect(page.get_by_label("Name", exact=True)).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_have_text("Please enter a name.")
        expect(page.get_by_label("Name", exact=True)).to_be_focused()
        page.keyboard.type("Nightly import")
        page.keyboard.press("Enter")
        token = copied(page, "Access token")
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
        with kanbert.client(token) as client:
            assert client.get("/tasks").status_code == 200
            reach(page, "Done")
            page.keyboard.press("Enter")
            reach(page, "Revoke Nightly import")
            page.keyboard.press("Enter")
            expect(page.get_by_role("heading", name="Revoke Nightly import?")).to_be_visible()
            reach(page, "Revoke token")
            page.keyboard.press("Enter")
            expect(page.get_by_text("Nightly import")).to_have_count(0)
            assert client.get("/tasks").status_code == 401
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def reach(page: Page, words: str) -> None:
    """With the Tab key only; everything on these pages is within forty presses."""
    here = "document.activeElement.ariaLabel || document.activeElement.innerText"
    # The last key may have opened another page: only its content shows that it has arrived.
    target = page.get_by_role("link", name=words).or_(page.get_by_role("button", name=words))
    expect(target.first).to_be_visible()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate(here).strip() == words:
            return
    raise AssertionError(f"the Tab key does not reach {words!r}")
