"""`python -m desktop_tests DESKTOP [SCENARIO…]`: the scenarios on one desktop."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from desktop_tests.desktop import Desktop
from desktop_tests.desktops import DESKTOPS
from desktop_tests.program import Program
from desktop_tests.report import Report, emptied_folder
from desktop_tests.scenarios import Scenario, chosen
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
        scenarios = chosen(names, desktop_class.abilities)
        pictures = emptied_folder(BUILD / "desktop" / name)
        with tempfile.TemporaryDirectory(prefix="kd-", ignore_cleanup_errors=True) as folder:
            session = Session(Path(folder), pictures / "logs")
            with running_server(Path(folder) / "server") as server:
                return _run(desktop_class(session), server, scenarios, pictures)
    except StepError as error:
        print(error, file=sys.stderr)
        return 1


def _run(desktop: Desktop, server: Server, scenarios: Mapping[str, Scenario], pictures: Path) -> int:
    """Runs the scenarios one after the other, in one log-in of one user unless a scenario begins another one."""
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
        for name, scenario in scenarios.items():
            with report.scenario(name):
                desktop.tidy_up()
                scenario.walk(user)
    finally:
        browser.close()
        user.log_out()
    print(report.summary(len(scenarios)), flush=True)
    return int(bool(report.failed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
