"""`python -m desktop_tests DESKTOP [JOURNEY…]`: the journeys on one desktop."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from desktop_tests.desktop import Desktop
from desktop_tests.desktops import DESKTOPS
from desktop_tests.journeys import Journey, chosen
from desktop_tests.program import Program
from desktop_tests.report import Report, emptied_folder
from desktop_tests.server import Server, running_server
from desktop_tests.session import Session
from desktop_tests.user import DesktopUser
from devtools.browser import ON_WAYLAND, SystemBrowser
from devtools.paths import BUILD
from devtools.steps import StepError

_PAINT_SECONDS = 0.3
"""What has just got the focus is painted a moment later."""


def main(arguments: Sequence[str]) -> int:
    name, *names = arguments
    try:
        desktop_class = DESKTOPS[name]
        journeys = chosen(names, desktop_class.abilities)
        pictures = emptied_folder(BUILD / "desktop" / name)
        with tempfile.TemporaryDirectory(prefix="kd-", ignore_cleanup_errors=True) as folder:
            session = Session(Path(folder), pictures / "logs")
            with running_server(Path(folder) / "server") as server:
                return _go(desktop_class(session), server, journeys, pictures)
    except StepError as error:
        print(error, file=sys.stderr)
        return 1


def _go(desktop: Desktop, server: Server, journeys: Mapping[str, Journey], pictures: Path) -> int:
    """Goes the journeys one after the other, in one log-in of one user unless a journey begins another one."""
    session = desktop.session

    def take(file: Path) -> None:
        time.sleep(_PAINT_SECONDS)
        desktop.screenshot(file)

    report = Report(pictures, take)
    program = Program(session)
    program.install()
    browser = SystemBrowser(session.folder, session.variables, flags=ON_WAYLAND)
    browser.install()
    user = DesktopUser(desktop, program, server, browser, report)
    try:
        user.log_in()
        for name, journey in journeys.items():
            with report.journey(name):
                desktop.tidy_up()
                journey.walk(user)
    finally:
        browser.close()
        user.log_out()
    print(report.summary(len(journeys)), flush=True)
    return int(bool(report.failed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
