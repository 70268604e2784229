"""The window on the real application in this process, and helpers that wait for what they need."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication, QLineEdit

from kanbert_desktop.app.application import Application
from kanbert_desktop.app.environment import Environment, Options
from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.sign_in.first_run_page import FirstRunPage
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.banner import BannerKind
from kanbert_desktop.ui.window.main_window import MainWindow
from kanbert_desktop.ui.window.startup import open_window

TIMEOUT_SECONDS = 60
POLL_SECONDS = 0.02


async def wait_until(what: Callable[[], object], said: str, seen: Callable[[], object] = str) -> None:
    """Waits for a fact of the window while its event loop runs."""
    deadline = asyncio.get_running_loop().time() + TIMEOUT_SECONDS
    while asyncio.get_running_loop().time() < deadline:
        if what():
            return
        await asyncio.sleep(POLL_SECONDS)
    raise AssertionError(f"{said} did not come; instead: {seen()}")


@asynccontextmanager
async def real_window(
    qapp: QApplication, profile: Path, options: Options | None = None
) -> AsyncIterator["RealWindow"]:
    """One run of the program with a theme of its own, closed as the program closes."""
    options = options or Options(profile=profile)

    def show(application: Application) -> MainWindow:
        window = MainWindow(application, Theme(qapp, "light"), application.current_account.now)
        window.show()
        return window

    async with _running(options, show) as (application, window):
        yield RealWindow(application, window)


@asynccontextmanager
async def running_window(options: Options) -> AsyncIterator[tuple[Application, MainWindow]]:
    """One run of the program with the window as `main` opens it, for tests that use mouse and keyboard only."""
    async with _running(options, open_window) as running:
        yield running


@asynccontextmanager
async def _running(
    options: Options, show: Callable[[Application], MainWindow]
) -> AsyncIterator[tuple[Application, MainWindow]]:
    application = Application(Environment.for_options(options), options)
    application.open_chosen_account()
    window = show(application)
    window.activateWindow()
    application.tasks.start("go-live", window.go_online())
    try:
        yield application, window
    finally:
        await application.close()
        window.deleteLater()


async def wait_until_loaded(window: MainWindow) -> None:
    """Waits until the account is open and up to date, and the window has the keyboard."""

    def badge() -> str:
        return window.workspace.sidebar.sync_badge.title if window.workspace is not None else ""

    def is_active() -> bool:
        # A window manager may miss a window that was just mapped.
        if not window.isActiveWindow():
            window.activateWindow()
        return window.isActiveWindow()

    await wait_until(lambda: badge() == tr("Up to date"), "“Up to date”", badge)
    await wait_until(is_active, "the keyboard for the window")


@contextmanager
def without_browser(folder: Path) -> Iterator[None]:
    """Replaces `xdg-open` by a program that does nothing."""
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / "xdg-open"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    before = os.environ["PATH"]
    os.environ["PATH"] = f"{folder}{os.pathsep}{before}"
    try:
        yield
    finally:
        os.environ["PATH"] = before


class RealWindow:
    def __init__(self, application: Application, window: MainWindow) -> None:
        self.application, self.window = application, window

    @property
    def first_run_page(self) -> FirstRunPage:
        return self.window.access.first_run_page

    def fill(self, **fields: tuple[QLineEdit, str]) -> None:
        for edit, text in fields.values():
            edit.setText(text)

    async def boards(self) -> None:
        """Waits until the account is open and loaded."""
        await wait_until_loaded(self.window)

    async def sign_out(self) -> str:
        """Returns the notice on the first page."""
        self.window.access.ask_to_sign_out()
        await wait_until(lambda: self.window.workspace is None, "the first page")
        return self.first_run_page.notice_box.text_label.text()

    async def banner(self, about: BannerKind) -> str:
        bar = self.window.workspace and self.window.workspace.banner_bar
        assert bar
        await wait_until(lambda: about in bar.banners, f"the strip “{about}”")
        return bar.banners[about].text_label.text()
