"""`dev.py test-desktop`: installs what the desktops need, then runs the scenarios on each."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from desktop_tests.packages import DESKTOP_PACKAGES
from devtools import environment
from devtools.child_processes import ChildProcesses
from devtools.paths import PACKAGING, PYTHON, ROOT
from devtools.steps import StepError
from devtools.system_packages import TEST_PROGRAMS, WINDOW, need


def check_desktops(arguments: Sequence[str]) -> int:
    """`[DESKTOP…] [SCENARIO…]`; without a desktop, all of them."""
    if not sys.platform.startswith("linux"):
        raise StepError("The desktops are those of Linux.")
    names, scenarios = separated(arguments)
    environment.prepare()
    for name in names:
        need([*WINDOW, *TEST_PROGRAMS, *DESKTOP_PACKAGES[name]], f"the scenarios on {name}")
    return max(_run_on(name, scenarios) for name in names)


def separated(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """The desktops, all of them where none is named, and the scenarios."""
    names = [name for name in arguments if name in DESKTOP_PACKAGES]
    return names or list(DESKTOP_PACKAGES), [name for name in arguments if name not in DESKTOP_PACKAGES]


def _run_on(desktop: str, scenarios: Sequence[str]) -> int:
    """The exit code of the scenarios' own process."""
    variables = {**os.environ, "PYTHONPATH": os.pathsep.join([str(PACKAGING), str(ROOT / "tests")])}
    with ChildProcesses() as children:
        command = [str(PYTHON), "-m", "desktop_tests", desktop, *scenarios]
        return children.wait(children.start(command, variables, cwd=str(ROOT)))
