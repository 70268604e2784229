"""Runs Chromium as the system's browser in a private home, and clicks in it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

DESKTOP_FILE = "kanbert-tour-browser.desktop"
DEADLINE_SECONDS = 100
_POLL_SECONDS = 0.05
TYPES = (
    "x-scheme-handler/http;x-scheme-handler/https;x-scheme-handler/about;x-scheme-handler/unknown;text/html;"
)
"""All command-line options. `xdg-settings` adds what is missing, with a delay of four seconds each."""
_QUIET_FLAGS = (
    *("--no-first-run", "--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--disable-gpu", "--remote-debugging-port=0", "--window-size=1200,860"),
)
HEADLESS = ("--headless=new", *_QUIET_FLAGS)
ON_WAYLAND = ("--ozone-platform=wayland", "--test-type", "--password-store=basic", *_QUIET_FLAGS)
"""With a window, and without the bar that warns of missing confinement."""


class BrowserError(Exception):
    """The browser did not start, or not with a sign-in."""


class SystemBrowser:
    """Makes Chromium the browser that `xdg-open` opens, for every program in the same home.

    `folder` holds the browser's own profile; `environment` must contain the private HOME and XDG folders. The starter
    writes its environment to `note`, one variable a line. If it cannot be `confined`, Chromium runs without its sandbox.
    """

    def __init__(
        self,
        folder: Path,
        environment: Mapping[str, str],
        *,
        confined: bool = True,
        note: Path | None = None,
        flags: Sequence[str] = HEADLESS,
    ) -> None:
        self._flags = flags
        self._note = note
        self._confined = confined and os.geteuid() != 0
        self._profile = folder / "chromium"
        self._starter = folder / "chromium.sh"
        self._environment = dict(environment)
        self._applications = Path(environment["XDG_DATA_HOME"]) / "applications"

    def install(self) -> None:
        """Registers it as the default browser with the desktop's own command."""
        chromium = shutil.which("chromium") or shutil.which("chromium-browser")
        if chromium is None:
            raise BrowserError("Chromium is not installed")
        unconfined = [] if self._confined else ["--no-sandbox"]
        command = " ".join([chromium, *unconfined, *self._flags, f"--user-data-dir={self._profile}"])
        # Chromium reports problems with a missing desktop on standard error: nobody needs them.
        noted = f"env >{self._note}\n" if self._note else ""
        self._starter.write_text(f'#!/bin/sh\n{noted}exec {command} "$@" >/dev/null 2>&1\n')
        self._starter.chmod(0o755)
        # The bubble that offers to save a password would lie over the page.
        preferences = self._profile / "Default" / "Preferences"
        preferences.parent.mkdir(parents=True, exist_ok=True)
        preferences.write_text('{"credentials_enable_service": false}', "utf-8")
        self._applications.mkdir(parents=True, exist_ok=True)
        # xdg-settings fails if the folder of its list is missing.
        Path(self._environment["XDG_CONFIG_HOME"]).mkdir(parents=True, exist_ok=True)
        (self._applications / DESKTOP_FILE).write_text(
            "[Desktop Entry]\nType=Application\nName=Kanbert tour browser\n"
            f"Exec={self._starter} %u\nMimeType={TYPES}\n"
        )
        subprocess.run(
            ["xdg-settings", "set", "default-web-browser", DESKTOP_FILE],
            env=self._environment,
            check=True,
            capture_output=True,
        )

    def wait_for_start(self) -> str:
        """Returns the address of its debugging port after something has opened the browser."""
        marker = self._profile / "DevToolsActivePort"
        deadline = time.monotonic() + DEADLINE_SECONDS
        while time.monotonic() < deadline:
            # The file may exist before its content does.
            lines = marker.read_text().splitlines() if marker.exists() else []
            if lines and _answers(int(lines[0])):
                return f"http://127.0.0.1:{lines[0]}"
            time.sleep(_POLL_SECONDS)
        raise BrowserError("Nothing opened the browser")

    @contextmanager
    def pages(self) -> Iterator[BrowserContext]:
        """The open pages, as Playwright objects; the browser continues when the context ends."""
        from playwright.sync_api import sync_playwright  # noqa: PLC0415  the lightest use needs no Playwright

        with sync_playwright() as playwright:
            browser = playwright.chromium.connect_over_cdp(
                self.wait_for_start(), timeout=DEADLINE_SECONDS * 1000
            )
            browser.contexts[0].set_default_timeout(DEADLINE_SECONDS * 1000)
            yield browser.contexts[0]

    def close(self) -> None:
        """Ends the browser if it was opened; its lock names the process."""
        lock = self._profile / "SingletonLock"
        if not lock.is_symlink():
            return
        process = int(lock.readlink().name.rpartition("-")[2])
        for number in (signal.SIGTERM, signal.SIGKILL):
            if _ended(process, number):
                return


def sign_in_page(context: BrowserContext) -> Page:
    """The newest tab at the server's sign-in pages, loaded.

    A browser that has just started shows an empty tab first; tabs of earlier sign-ins have ended at the program's own page.
    """
    deadline = time.monotonic() + DEADLINE_SECONDS
    while time.monotonic() < deadline:
        if not context.pages:
            context.wait_for_event("page")
        for page in reversed(context.pages):
            if "/oauth/" in page.url:
                page.wait_for_load_state()
                return page
        context.pages[-1].wait_for_timeout(_POLL_SECONDS * 1000)
    raise BrowserError(f"No sign-in was opened: {[page.url for page in context.pages]}")


def follow_last_link(browser: SystemBrowser) -> bool:
    """Clicks the link of the last page back to the program, if there is one."""
    with browser.pages() as context:
        link = context.pages[-1].locator("a[href^='kanbert-desktop:']")
        if not link.count():
            return False
        link.click()
        return True


def sign_in_and_allow(
    browser: SystemBrowser, email: str, password: str, *, allow: bool = True, screenshots: Path | None = None
) -> str:
    """Fills in the login page and decides on the consent page. Returns the text of the last page.

    With a folder for `screenshots`, saves one of each of the three pages.
    """
    with browser.pages() as context:
        page = sign_in_page(context)
        if page.locator("input[name=password]").count():
            page.fill("input[name=email]", email)
            page.fill("input[name=password]", password)
            _picture(page, screenshots, "browser-login")
            page.click("button[type=submit]")
        decision = page.locator(f"button[name=decision][value={'allow' if allow else 'deny'}]")
        decision.wait_for()
        _picture(page, screenshots, "browser-consent")
        decision.click()
        # The program's own page calls itself so; the server of a test is on this computer, too.
        page.wait_for_url("**/done")
        _picture(page, screenshots, "browser-done")
        return page.inner_text("body")


def _picture(page: Page, folder: Path | None, name: str) -> None:
    if folder is not None:
        page.screenshot(path=folder / f"{name}.png")


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/json/version", timeout=2) as answer:
            return "webSocketDebuggerUrl" in json.load(answer)
    except OSError:
        return False


def _ended(process: int, number: signal.Signals) -> bool:
    try:
        os.kill(process, number)
    except ProcessLookupError:
        return True
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        if _has_ended(process):
            with suppress(ChildProcessError):
                # Started by this process, which has not waited for it yet.
                os.waitpid(process, os.WNOHANG)
            return True
        time.sleep(_POLL_SECONDS)
    return False


def _has_ended(process: int) -> bool:
    """Also True for one that its parent has not waited for: proc(5) keeps it without a command."""
    try:
        return not Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return True
