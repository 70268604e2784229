"""The next version of the packages, built from a copy of this checkout's sources for upgrades from this one."""

import os
import re
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from bundle import freeze
from bundle.paths import VENV
from devtools.paths import BUILD, ROOT
from devtools.steps import run_command, step

CHECKOUT = BUILD / "install-tests" / "newer"
_COMMANDS: Mapping[str, str] = {
    # Not compressed: nobody keeps it.
    "deb": "from debian.build import build; print(build(compression='none'))",
    "tarball": "from tarball.build import lay_out; print(lay_out())",
}


def build(kinds: Sequence[str]) -> dict[str, Path]:
    """The Debian package, and the folder that the archive would contain."""
    wanted = [kind for kind in kinds if kind in _COMMANDS]
    if not wanted:
        return {}
    with step(f"Building version {next_version(freeze.version())} for the upgrade"):
        write_checkout(CHECKOUT)
        return {kind: _built(kind) for kind in wanted}


def write_checkout(folder: Path) -> None:
    """Copies the sources with the next version's number; the environment is the same."""
    shutil.rmtree(folder, ignore_errors=True)
    for name in freeze.tracked_files(""):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, folder / name)
    module = folder / "kanbert_desktop" / "__init__.py"
    version = freeze.version()
    module.write_text(module.read_text("utf-8").replace(version, next_version(version)), "utf-8")
    run_command(["git", "init", "--quiet", folder], "make a checkout of the copied sources")
    (folder / VENV.relative_to(ROOT)).parent.mkdir(parents=True)
    (folder / VENV.relative_to(ROOT)).symlink_to(VENV)


def next_version(version: str) -> str:
    """With its last number raised."""
    return re.sub(r"\d+(?=\D*$)", lambda number: str(int(number[0]) + 1), version)


def _built(kind: str) -> Path:
    variables = {
        **os.environ,
        "PYTHONPATH": str(CHECKOUT / "packaging"),
        "SOURCE_DATE_EPOCH": freeze.epoch(),
    }
    built = run_command(
        [sys.executable, "-c", _COMMANDS[kind]], f"build the newer version ({kind})", variables
    )
    return Path(built.stdout.splitlines()[-1])
