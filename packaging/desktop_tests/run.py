"""`dev.py test-desktop`: installs what the desktops need, then goes the journeys on each."""

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
    """`[DESKTOP…] [JOURNEY…]`; without a desktop, all of them."""
    if not sys.platform.startswith("linux"):
        raise StepError("The desktops are those of Linux.")
    names, journeys = separated(arguments)
    environment.prepare()
    for name in names:
        need([*WINDOW, *TEST_PROGRAMS, *DESKTOP_PACKAGES[name]], f"the journeys on {name}")
    return max(_gone(name, journeys) for name in names)


def separated(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """The desktops, all of them where none is named, and the journeys."""
    names = [name for name in arguments if name in DESKTOP_PACKAGES]
    return names or list(DESKTOP_PACKAGES), [name for name in arguments if name not in DESKTOP_PACKAGES]


def _gone(desktop: str, journeys: Sequence[str]) -> int:
    """The exit code of the journeys' own process."""
    variables = {**os.environ, "PYTHONPATH": os.pathsep.join([str(PACKAGING), str(ROOT / "tests")])}
    with ChildProcesses() as children:
        command = [str(PYTHON), "-m", "desktop_tests", desktop, *journeys]
        return children.wait(children.start(command, variables, cwd=str(ROOT)))
