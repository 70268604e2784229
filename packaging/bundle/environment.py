"""The bundle's own virtual environment, filled from its own lock: nothing of the developer's is shipped."""

import hashlib
import importlib.util
import os
import shutil
import sys
from pathlib import Path

from bundle.paths import PYTHON, VENV
from devtools import environment
from devtools.paths import BUNDLE_LOCK
from devtools.steps import run_command, step

STAMP = VENV / "kanbert-stamp"
_OF_THE_SYSTEM = ("PATH", "SYSTEMROOT", "TEMP", "TMPDIR", "HOME")


def plain_environment(**more: str) -> dict[str, str]:
    """A minimal set of variables: settings for Python or Qt would change what is collected."""
    return {name: os.environ[name] for name in _OF_THE_SYSTEM if name in os.environ} | more


def site_packages() -> Path:
    return next(VENV.glob("lib/python*/site-packages"), VENV / "Lib" / "site-packages")


def prepare() -> None:
    """Takes milliseconds if the environment already matches the lock."""
    key = hashlib.sha256(
        BUNDLE_LOCK.read_bytes() + sys.version.encode() + Path(__file__).read_bytes()
    ).hexdigest()
    if PYTHON.exists() and STAMP.exists() and STAMP.read_text() == key:
        return
    if importlib.util.find_spec("ensurepip") is None:
        environment.bring_ensurepip()
    with step("Making the bundle's environment from its lock"):
        shutil.rmtree(VENV, ignore_errors=True)
        run_command([sys.executable, "-m", "venv", VENV], "make the bundle's environment")
        pip: list[str | Path] = [
            PYTHON,
            "-m",
            "pip",
            "--disable-pip-version-check",
            "--no-input",
            "install",
            "--quiet",
        ]
        # pip lists what it compiles in each package's RECORD, with this machine's cache folder in the path.
        run_command(
            [*pip, "--no-compile", "--no-deps", "--require-hashes", "-r", BUNDLE_LOCK],
            "fill the bundle's environment",
        )
    STAMP.write_text(key)
