"""Real Chromium as the system's own browser inside a private home, and a hand that clicks in it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

DESKTOP_FILE = "kanbert-tour-browser.desktop"
DEADLINE_SECONDS = 30
TYPES = (
    "x-scheme-handler/http;x-scheme-handler/https;x-scheme-handler/about;x-scheme-handler/unknown;text/html;"
)
"""All that a browser is asked for. `xdg-settings` adds what it misses, and waits four seconds after each."""
QUIET_FLAGS = (
    *("--headless=new", "--no-first-run", "--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--disable-gpu", "--remote-debugging-port=0", "--window-size=1200,860"),
)


class BrowserError(Exception):
    """The browser did not come up."""


class SystemBrowser:
    """Makes Chromium what `xdg-open` opens, for every program that runs in the same home.

    `place` holds the browser's own profile; `environment` must carry the private HOME and XDG folders. What opens it
    leaves its variables in `note`, one a line. Where it cannot be `confined` it runs without its own sandbox.
    """

    def __init__(
        self, place: Path, environment: Mapping[str, str], *, confined: bool = True, note: Path | None = None
    ) -> None:
        self._note = note
        self._confined = confined and os.geteuid() != 0
        self._profile = place / "chromium"
        self._starter = place / "chromium.sh"
        self._environment = dict(environment)
        self._applications = Path(environment["XDG_DATA_HOME"]) / "applications"

    def install(self) -> None:
        """Register it as the default browser, by the same command that a person's desktop uses."""
        chromium = shutil.which("chromium") or shutil.which("chromium-browser")
        if chromium is None:
            raise BrowserError("Chromium is not installed")
        open_door = [] if self._confined else ["--no-sandbox"]
        command = " ".join([chromium, *open_door, *QUIET_FLAGS, f"--user-data-dir={self._profile}"])
        # Chromium tells its troubles with a missing desktop to whoever opened it: nobody wants to read them.
        noted = f"env >{self._note}\n" if self._note else ""
        self._starter.write_text(f'#!/bin/sh\n{noted}exec {command} "$@" >/dev/null 2>&1\n')
        self._starter.chmod(0o755)
        self._applications.mkdir(parents=True, exist_ok=True)
        # xdg-settings fails where the folder of its list is missing.
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
        """The address of its debugging port, once something has opened the browser."""
        marker = self._profile / "DevToolsActivePort"
        deadline = time.monotonic() + DEADLINE_SECONDS
        while time.monotonic() < deadline:
            # The file may be seen before it is written to.
            lines = marker.read_text().splitlines() if marker.exists() else []
            if lines and _answers(int(lines[0])):
                return f"http://127.0.0.1:{lines[0]}"
        raise BrowserError("Nothing opened the browser")

    @contextmanager
    def pages(self) -> Iterator[BrowserContext]:
        """What is open in it, to be clicked by Playwright; the browser goes on when the context ends."""
        from playwright.sync_api import sync_playwright  # noqa: PLC0415  the lightest use needs no Playwright

        with sync_playwright() as playwright:
            browser = playwright.chromium.connect_over_cdp(self.wait_for_start())
            yield browser.contexts[0]

    def close(self) -> None:
        """End the browser, if anything opened it; its lock names the process."""
        lock = self._profile / "SingletonLock"
        if not lock.is_symlink():
            return
        process = int(lock.readlink().name.rpartition("-")[2])
        for number in (signal.SIGTERM, signal.SIGKILL):
            if _ended(process, number):
                return


def sign_in_and_allow(
    browser: SystemBrowser, email: str, password: str, *, allow: bool = True, pictures: Path | None = None
) -> str:
    """Fill in the login page, decide on the consent page. Returns the text of the page it ends on.

    Where a folder for `pictures` is given, each of the three pages leaves one there.
    """
    with browser.pages() as context:
        page = context.pages[0] if context.pages else context.wait_for_event("page")
        page.wait_for_load_state()
        if page.locator("input[name=password]").count():
            page.fill("input[name=email]", email)
            page.fill("input[name=password]", password)
            _picture(page, pictures, "browser-login")
            page.click("button[type=submit]")
        decision = page.locator(f"button[name=decision][value={'allow' if allow else 'deny'}]")
        decision.wait_for()
        _picture(page, pictures, "browser-consent")
        decision.click()
        page.wait_for_url("http://127.0.0.1:*/**", wait_until="load")
        _picture(page, pictures, "browser-done")
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
        if not Path(f"/proc/{process}").exists():
            return True
        try:
            # A browser this process opened itself stays a zombie until somebody asks after it.
            os.waitpid(process, os.WNOHANG)
        except ChildProcessError:
            continue
    return False
