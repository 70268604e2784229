"""One session of the tour: the program runs in this process, a walkthrough moves mouse and keyboard."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import traceback
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

from devtools.browser import SystemBrowser
from kanbert_desktop.app.application import Application
from kanbert_desktop.main import run
from kanbert_desktop.ui.window import startup
from kanbert_desktop.ui.window.main_window import MainWindow
from tour.scenes import SESSIONS
from tour.screenshots import ScreenshotFolder
from tour.walkthrough import Walkthrough


def main(arguments: list[str]) -> int:
    """`arguments`: the session's name, the folder for screenshots and the number of the first."""
    name, screenshots, number = arguments
    folder = Path(os.environ["TOUR_PLACE"])
    credentials = json.loads(os.environ["TOUR_CREDENTIALS"])
    camera = ScreenshotFolder(Path(screenshots), int(number))
    browser = SystemBrowser(folder, os.environ)
    browser.install()
    _start_walkthrough(
        lambda window: Walkthrough(window, camera, browser, credentials), SESSIONS[name], camera
    )
    code = run(_words(credentials, folder))
    browser.close()
    return code or _failures


def _words(credentials: Mapping[str, str], folder: Path) -> list[str]:
    server = ["--server", credentials["url"], "--client-id", credentials["client_id"]]
    return [*server, "--profile", str(folder / "profile")]


_failures = 0


def _start_walkthrough(
    guided_by: Callable[[MainWindow], Walkthrough],
    scenes: Callable[[Walkthrough], Awaitable[bool]],
    camera: ScreenshotFolder,
) -> None:
    """Have the user begin as soon as the window is open."""
    open_window = startup.open_window

    async def tell(window: MainWindow, application: Application) -> None:
        global _failures  # noqa: PLW0603  the exit code of this very process
        pulls_the_plug = False
        try:
            pulls_the_plug = await scenes(guided_by(window))
        except Exception:  # noqa: BLE001  the tour's own bug or the program's: both must be seen
            traceback.print_exc()
            _failures = 1
        print("next picture", camera.number, flush=True)
        if pulls_the_plug:
            os.kill(os.getpid(), signal.SIGKILL)
        application.request_quit()

    def opened(application: Application) -> MainWindow:
        window = open_window(application)
        go_live = window.go_online

        async def accompanied() -> None:
            # Only now the event loop runs that the walkthrough needs.
            application.tasks.start("guided tour", tell(window, application))
            await go_live()

        window.go_online = accompanied  # type: ignore[method-assign]  # the tour is the only way online
        return window

    startup.open_window = opened


if __name__ == "__main__":
    asyncio.set_event_loop(None)
    sys.exit(main(sys.argv[1:]))
