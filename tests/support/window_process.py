"""The window on the real application, as `main` opens it, for those who use it with mouse and keyboard alone."""

import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from kanbert_desktop.app.application import Application
from kanbert_desktop.app.environment import Environment, Options
from kanbert_desktop.ui.window.main_window import MainWindow
from kanbert_desktop.ui.window.startup import open_window
from support.real_window import wait_until


@asynccontextmanager
async def running_window(options: Options) -> AsyncIterator[tuple[Application, MainWindow]]:
    """One run of the program; closed as the program closes."""
    application = Application(Environment.for_options(options), options)
    application.open_chosen_account()
    window = open_window(application)
    window.activateWindow()
    application.tasks.start("go-live", window.go_online())
    try:
        yield application, window
    finally:
        await application.close()
        window.deleteLater()


async def wait_until_loaded(window: MainWindow) -> None:
    """Somebody is signed in and everything is here."""

    def badge() -> str:
        return window.workspace.sidebar.sync_badge.title if window.workspace is not None else ""

    await wait_until(lambda: badge() == "Up to date", "“Up to date”", badge)


@contextmanager
def without_browser(folder: Path) -> Iterator[None]:
    """Links go nowhere meanwhile: `xdg-open` is a program that does nothing."""
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
