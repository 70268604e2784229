"""`dev.py test-packages`: builds the packages, then tests them on a minimal system."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from debian import build as debian
from devtools import environment, wheel
from devtools.child_processes import ChildProcesses
from devtools.paths import PACKAGING, PYTHON, ROOT
from devtools.steps import StepError
from devtools.system_packages import DEBIAN, TEST_PROGRAMS, WINDOW, need
from install_tests import newer_version
from tarball import build as portable

BUILDS = {"deb": debian.build, "tarball": portable.build, "wheel": wheel.build}
FIGURES = "figures"
NEEDS_ROOT = ("deb", "tarball", FIGURES)
"""Installed in a minimal Debian, which only root can make."""


def check_packages(arguments: Sequence[str]) -> int:
    """The named ones of `deb`, `tarball` and `wheel`, or all; `figures` measures instead, and only by itself."""
    if strangers := set(arguments) - BUILDS.keys() - {FIGURES}:
        raise StepError(
            f"Unknown: {', '.join(sorted(strangers))}. Known are {', '.join((*BUILDS, FIGURES))}."
        )
    chosen = list(arguments or BUILDS)
    if not sys.platform.startswith("linux") or (os.geteuid() and not set(chosen).isdisjoint(NEEDS_ROOT)):
        raise StepError(
            "Only root on Debian can make a minimal Debian to install to. Start this as root there."
        )
    environment.prepare()
    need([*WINDOW, *TEST_PROGRAMS, *DEBIAN, "debootstrap"], "the proof")
    if FIGURES in chosen:
        return _proved(FIGURES, debian.build(), [portable.build()])
    packages = {kind: BUILDS[kind]() for kind in chosen}
    newer = newer_version.build(chosen)
    codes = [
        _proved(kind, package, [newer[kind]] if kind in newer else []) for kind, package in packages.items()
    ]
    return max(codes)


def _proved(kind: str, package: Path, others: Sequence[Path]) -> int:
    """The exit code of the test's own process."""
    # The mounts of the test end with its last process.
    apart = ["unshare", "--mount", "--propagation", "private"] if kind in NEEDS_ROOT else []
    variables = {**os.environ, "PYTHONPATH": os.pathsep.join([str(PACKAGING), str(ROOT / "tests")])}
    with ChildProcesses() as children:
        command = [*apart, str(PYTHON), "-m", "install_tests", kind, str(package), *map(str, others)]
        return children.wait(children.start(command, variables, cwd=str(ROOT)))
