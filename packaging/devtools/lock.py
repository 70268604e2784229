"""Writes the locks: every package with its hashes, one file for all Pythons and systems, without index URLs."""

import re
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from devtools.paths import BUNDLE_LOCK, LOCK, PROGRAMS, PROJECT, ROOT
from devtools.steps import StepError, run_command, step

OLDEST_PYTHON = "3.11"
ADDRESS = re.compile(r"https?://|--(extra-)?index-url|--find-links")


REQUIREMENTS = {
    LOCK: ("--all-extras",),
    # What is shipped equals what was tested, plus the program that freezes it.
    BUNDLE_LOCK: ("--extra", "sandbox", "--group", "bundle", "--constraint", LOCK.relative_to(ROOT)),
}


def write(*, upgrade: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        resolver = fetch_resolver(Path(folder))
        for lock, wanted in REQUIREMENTS.items():
            with step(f"Resolving {lock.name}"):
                resolve(resolver, lock, [*wanted, *(["--upgrade"] if upgrade else [])])
            if ADDRESS.search(lock.read_text()):
                raise StepError(f"{lock.name} names an index address; take it out before it is committed.")


def resolve(resolver: Path, lock: Path, wanted: Sequence[str | Path]) -> None:
    run_command(
        [
            *(resolver, "pip", "compile", "--universal", "--generate-hashes", "--quiet"),
            *("--no-emit-index-url", "--no-annotate", "--python-version", OLDEST_PYTHON),
            *("--custom-compile-command", "python3 packaging/dev.py lock"),
            *wanted,
            *("-o", lock.relative_to(ROOT), PROJECT.relative_to(ROOT)),
        ],
        "resolve the lock",
    )


def fetch_resolver(folder: Path) -> Path:
    """Uv in a temporary environment: only uv resolves for every Python at once, and nothing else needs it."""
    with step("Fetching uv into a temporary environment"):
        run_command([sys.executable, "-m", "venv", folder], "make a temporary environment")
        programs = folder / PROGRAMS.name
        run_command([programs / "python", "-m", "pip", "install", "--quiet", "uv"], "fetch uv")
    return programs / "uv"
