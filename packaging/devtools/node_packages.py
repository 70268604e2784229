"""The Node packages of the foreign client in the tests: fetched once, from their lock, beside the Python ones."""

import hashlib
import shutil
from pathlib import Path

from devtools.paths import ROOT, VENV
from devtools.steps import carry_out, step

LISTS = [
    ROOT / "tests" / "interop" / "clients" / "node" / name for name in ("package.json", "package-lock.json")
]
PLACE = VENV / "foreign_client"
_STAMP = PLACE / "stamp"


def programs() -> list[str]:
    """The system packages to bring; none where Node came by another way."""
    return [] if shutil.which("node") and shutil.which("npm") else ["nodejs", "npm"]


def prepare() -> Path:
    """The folder in whose `node_modules` everything lies that the lock says."""
    key = hashlib.sha256(b"\0".join(path.read_bytes() for path in LISTS)).hexdigest()
    if _STAMP.exists() and _STAMP.read_text() == key:
        return PLACE
    PLACE.mkdir(parents=True, exist_ok=True)
    for path in LISTS:
        shutil.copy(path, PLACE)
    npm: list[str | Path] = ["npm", "ci", "--prefix", PLACE, "--ignore-scripts", "--no-audit", "--no-fund"]
    with step("Installing the tests' Node package from its lock"):
        carry_out(npm, "install the tests' Node package")
    _STAMP.write_text(key)
    return PLACE
