"""The Node packages of an OAuth client in the tests: fetched once, from their lock."""

import hashlib
import shutil
from pathlib import Path

from devtools.paths import ROOT, VENV
from devtools.steps import run_command, step

LISTS = [
    ROOT / "tests" / "interop" / "clients" / "node" / name for name in ("package.json", "package-lock.json")
]
PACKAGE_FOLDER = VENV / "foreign_client"
_STAMP = PACKAGE_FOLDER / "stamp"


def programs() -> list[str]:
    """The system packages to install; none if Node is already there."""
    return [] if shutil.which("node") and shutil.which("npm") else ["nodejs", "npm"]


def prepare() -> Path:
    """Returns the folder whose `node_modules` matches the lock."""
    key = hashlib.sha256(b"\0".join(path.read_bytes() for path in LISTS)).hexdigest()
    if _STAMP.exists() and _STAMP.read_text() == key:
        return PACKAGE_FOLDER
    PACKAGE_FOLDER.mkdir(parents=True, exist_ok=True)
    for path in LISTS:
        shutil.copy(path, PACKAGE_FOLDER)
    npm: list[str | Path] = [
        "npm",
        "ci",
        "--prefix",
        PACKAGE_FOLDER,
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
    ]
    with step("Installing the tests' Node package from its lock"):
        run_command(npm, "install the tests' Node package")
    _STAMP.write_text(key)
    return PACKAGE_FOLDER
