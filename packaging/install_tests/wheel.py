"""The wheel: installed by pip into a new environment and used, then by pipx and by uv; rebuilt from its sources."""

import os
import sys
import tempfile
import zipfile
from pathlib import Path

from devtools import wheel as building
from devtools.steps import require, run_command, step
from install_tests.run_as_user import run_as_current_user

NAME = "kanbert-desktop"


def check_wheel(wheel: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="kd-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        with step("Installing the wheel into a fresh environment"):
            program = fresh(folder / "fresh", f"{wheel}[sandbox]") / NAME
        check_program(program)
        for scenario in ("first-card", "train"):
            run_as_current_user(scenario, str(program), folder, "wheel")
        with step("Building it again from its sources"):
            check_sources(wheel, folder)
        check_tools(wheel, folder)


def fresh(folder: Path, *wanted: str) -> Path:
    """A new environment with `wanted` in it; returns the folder of its programs."""
    run_command([sys.executable, "-m", "venv", folder], "make a fresh environment")
    programs = folder / "bin"
    run_command(
        [programs / "python", "-m", "pip", "install", "--quiet", *wanted], f"install {' '.join(wanted)}"
    )
    return programs


def check_program(program: Path) -> None:
    result = run_command([program, "--version"], "start the installed program").stdout
    require(result.startswith(NAME), "it says its version", result)


def check_sources(wheel: Path, folder: Path) -> None:
    pip: list[str | Path] = [
        folder / "fresh" / "bin" / "python",
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
    ]
    run_command([*pip, "-w", folder / "again", building.sources(wheel)], "build the wheel from its sources")
    one, other = (names(path) for path in (wheel, folder / "again" / wheel.name))
    require(one == other, "the sources make the same wheel", sorted(one ^ other))


def names(wheel: Path) -> set[tuple[str, int]]:
    """Name and checksum of every file."""
    return {(entry.filename, entry.CRC) for entry in zipfile.ZipFile(wheel).infolist()}


def check_tools(wheel: Path, folder: Path) -> None:
    tools = fresh(folder / "tools", "pipx", "uv")
    for command in (
        ("pipx", "install", "--python", sys.executable),
        ("uv", "tool", "install", "--quiet", "--python", sys.executable),
    ):
        home = folder / command[0]
        variables = os.environ | {"HOME": str(home), "XDG_DATA_HOME": str(home / ".local" / "share")}
        with step(f"Installing it by {command[0]}"):
            run_command([tools / command[0], *command[1:], wheel], f"install it by {command[0]}", variables)
            check_program(home / ".local" / "bin" / NAME)
