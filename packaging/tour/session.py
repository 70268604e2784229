"""One sitting before the program: it runs in this process, and a guide moves the mouse and the keyboard."""

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


def main(words: list[str]) -> int:
    """`words` are the sitting's name, the folder for its pictures and the number of the first."""
    name, pictures, number = words
    place = Path(os.environ["TOUR_PLACE"])
    credentials = json.loads(os.environ["TOUR_CREDENTIALS"])
    camera = ScreenshotFolder(Path(pictures), int(number))
    browser = SystemBrowser(place, os.environ)
    browser.install()
    _accompany(lambda window: Walkthrough(window, camera, browser, credentials), SESSIONS[name], camera)
    code = run(_words(credentials, place))
    browser.close()
    return code or _failures


def _words(credentials: Mapping[str, str], place: Path) -> list[str]:
    server = ["--server", credentials["url"], "--client-id", credentials["client_id"]]
    return [*server, "--profile", str(place / "profile")]


_failures = 0


def _accompany(
    guided_by: Callable[[MainWindow], Walkthrough],
    story: Callable[[Walkthrough], Awaitable[bool]],
    camera: ScreenshotFolder,
) -> None:
    """Have the guide begin as soon as the window is open."""
    open_window = startup.open_window

    async def tell(window: MainWindow, application: Application) -> None:
        global _failures  # noqa: PLW0603  the exit code of this very process
        pulls_the_plug = False
        try:
            pulls_the_plug = await story(guided_by(window))
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
            # Only now does the loop run that the guide needs.
            application.tasks.start("guided tour", tell(window, application))
            await go_live()

        window.go_online = accompanied  # type: ignore[method-assign]  # the guide comes in by this door alone
        return window

    startup.open_window = opened


if __name__ == "__main__":
    asyncio.set_event_loop(None)
    sys.exit(main(sys.argv[1:]))
