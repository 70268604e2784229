"""The virtual environment: made for the running Python, filled from the lock, unchanged while all three match."""

import hashlib
import importlib.util
import json
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

from devtools import system_packages
from devtools.paths import LOCK, PROGRAMS, PROJECT, PYTHON, ROOT, VENV
from devtools.steps import StepError, run_command, step

STAMP = VENV / "kanbert-stamp.json"
SCRIPT = """#!/bin/sh
exec '{python}' -m kanbert_desktop "$@"
"""


def prepare() -> None:
    """Makes the environment match the lock exactly; takes milliseconds if it already does."""
    if not (ROOT / "kanbert_desktop").is_dir():
        raise StepError(f"There is no kanbert_desktop in {ROOT}. Start this command from a whole checkout.")
    if stamp_is_true() and is_of_this_python():
        return
    if not is_usable():
        make()
    install()
    write_stamp()


def key() -> str:
    """Changes whenever the environment must be checked again."""
    parts = [LOCK.read_bytes(), PROJECT.read_bytes(), (VENV / "pyvenv.cfg").read_bytes(), str(ROOT).encode()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def is_of_this_python() -> bool:
    """Reads a file instead of running the environment's Python: this runs at every start."""
    lines = (VENV / "pyvenv.cfg").read_text().splitlines()
    versions = [line.partition("=")[2].strip() for line in lines if line.startswith("version")]
    return any(version.split(".")[:2] == [str(part) for part in sys.version_info[:2]] for version in versions)


def stamp_is_true() -> bool:
    try:
        return bool(json.loads(STAMP.read_text())["key"] == key()) and PYTHON.exists()
    except (OSError, ValueError, KeyError):
        return False


def write_stamp() -> None:
    STAMP.write_text(json.dumps({"key": key(), "place": str(ROOT)}))


def is_usable() -> bool:
    """False for an environment that is absent, belongs to another Python, has no pip, or moved with its checkout.

    Whoever starts this command with Debian's Python expects that Python, not the previous one.
    """
    asked = f"import sys, pip; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"
    try:
        answer = subprocess.run([PYTHON, "-c", asked], capture_output=True, check=False)
    except OSError:
        return False
    return answer.returncode == 0 and not was_moved()


def was_moved() -> bool:
    try:
        return bool(json.loads(STAMP.read_text())["place"] != str(ROOT))
    except (OSError, ValueError, KeyError):
        return False


def make() -> None:
    if importlib.util.find_spec("ensurepip") is None:
        bring_ensurepip()
    version = ".".join(map(str, sys.version_info[:3]))
    with step(f"Making {VENV.name} with Python {version}"):
        if VENV.exists():
            shutil.rmtree(VENV)
        run_command([sys.executable, "-m", "venv", VENV], f"make {VENV.name}")


def bring_ensurepip() -> None:
    """Debian has a separate package for `ensurepip`."""
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    if system_packages.ensure([package], "a virtual environment"):
        raise StepError(
            f"Could not make {VENV.name} without that package. Install it, then start this command again."
        )
    importlib.invalidate_caches()


def install() -> None:
    count = sum(1 for line in LOCK.read_text().splitlines() if "==" in line)
    pip: list[str | Path] = [
        PYTHON,
        "-m",
        "pip",
        "--disable-pip-version-check",
        "--no-input",
        "--retries",
        "2",
    ]
    with step(f"Installing up to {count} Python packages from the lock"):
        run_command(
            [*pip, "install", "--quiet", "--no-deps", "--require-hashes", "-r", LOCK],
            "install the Python packages",
        )
    link_project()


def link_project() -> None:
    """Does what `pip install --editable` would, without a build and its dependencies."""
    asked = run_command(
        [PYTHON, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        "ask the environment for its folders",
    )
    (Path(asked.stdout.strip()) / "kanbert_desktop.pth").write_text(f"{ROOT}\n")
    if os.name == "posix":
        script = PROGRAMS / "kanbert-desktop"
        script.write_text(SCRIPT.format(python=PYTHON))
        script.chmod(script.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
