"""The whole window on the real application, as `main` runs it, and a hand that acts once what it needs is there."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication, QLineEdit

from kanbert_desktop.app.application import Application
from kanbert_desktop.app.environment import Environment, Options
from kanbert_desktop.ui.sign_in.first_run_page import FirstRunPage
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.banner import BannerKind
from kanbert_desktop.ui.window.main_window import MainWindow

TIMEOUT_SECONDS = 60
POLL_SECONDS = 0.02


async def wait_until(what: Callable[[], object], said: str, seen: Callable[[], object] = str) -> None:
    """A fact of the window, looked for while its loop runs."""
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
    """One run of the program; closed as the program closes."""
    options = options or Options(profile=profile)
    application = Application(Environment.for_options(options), options)
    application.open_chosen_account()
    window = MainWindow(application, Theme(qapp, "light"), application.current_account.now)
    window.show()
    window.activateWindow()
    application.tasks.start("go-live", window.go_online())
    try:
        yield RealWindow(application, window)
    finally:
        await application.close()
        window.deleteLater()


class RealWindow:
    def __init__(self, application: Application, window: MainWindow) -> None:
        self.application, self.window = application, window

    @property
    def first_run_page(self) -> FirstRunPage:
        return self.window.first_run_page

    def fill(self, **fields: tuple[QLineEdit, str]) -> None:
        for edit, text in fields.values():
            edit.setText(text)

    async def boards(self) -> None:
        """Signed in, and everything is loaded."""
        window = self.window
        await wait_until(lambda: window.workspace is not None, "the workspace")
        await wait_until(lambda: self._badge() == "Up to date", "“Up to date”", self._badge)

    def _badge(self) -> str:
        workspace = self.window.workspace
        return workspace.sidebar.sync_badge.title if workspace is not None else ""

    async def sign_out(self) -> str:
        """What the first page says then."""
        self.window.ask_to_sign_out()
        await wait_until(lambda: self.window.workspace is None, "the first page")
        return self.first_run_page.notice_box.text_label.text()

    async def banner(self, about: BannerKind) -> str:
        bar = self.window.workspace and self.window.workspace.banner_bar
        assert bar
        await wait_until(lambda: about in bar.banners, f"the strip “{about}”")
        return bar.banners[about].text_label.text()
