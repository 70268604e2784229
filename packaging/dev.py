#!/usr/bin/env python3
"""The developer's command: `run`, `test`, `check`, `bench`, `soak`, `lock` and others. Needs nothing but Python."""

# Only this file stays readable for Python 3.9 and older, so that they can report what is missing.
import os
import shutil
import subprocess
import sys

OLDEST = (3, 11)
CANDIDATES = ("python3.13", "python3.12", "python3.11", "python3.14")
TOO_OLD = (
    "Python 3.11 or newer needed; this is Python {}.{}.\n"
    "Install one, for example by your system's package manager, and start this command with it."
)


def is_new_enough(program: str) -> bool:
    asked = [program, "-c", "import sys; sys.exit(sys.version_info < (3, 11))"]
    return subprocess.call(asked, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0


def newer_python() -> "str | None":
    """Path of a Python on PATH that is new enough and starts; None if there is none."""
    found = (shutil.which(name) for name in CANDIDATES)
    return next((path for path in found if path and is_new_enough(path)), None)


def start_again() -> int:
    newer = newer_python()
    if newer is None:
        print(TOO_OLD.format(*sys.version_info), file=sys.stderr)
        return 1
    command = [newer, os.path.abspath(__file__), *sys.argv[1:]]  # noqa: PTH100
    if os.name == "nt":
        return subprocess.call(command)
    return os.execv(newer, command)


if __name__ == "__main__":
    if sys.version_info < OLDEST:
        sys.exit(start_again())
    from devtools.commands import main

    sys.exit(main(sys.argv[1:]))
