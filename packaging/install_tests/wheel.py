"""The wheel: installed by pip into a fresh environment and used, then by pipx and by uv; made from its sources again."""

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
        place = Path(name)
        with step("Installing the wheel into a fresh environment"):
            program = fresh(place / "fresh", f"{wheel}[sandbox]") / NAME
        check_program(program)
        for journey in ("first-card", "train"):
            run_as_current_user(journey, str(program), place, "wheel")
        with step("Building it again from its sources"):
            check_sources(wheel, place)
        check_tools(wheel, place)


def fresh(folder: Path, *wanted: str) -> Path:
    """A new environment with `wanted` in it; the folder of its programs."""
    run_command([sys.executable, "-m", "venv", folder], "make a fresh environment")
    programs = folder / "bin"
    run_command(
        [programs / "python", "-m", "pip", "install", "--quiet", *wanted], f"install {' '.join(wanted)}"
    )
    return programs


def check_program(program: Path) -> None:
    told = run_command([program, "--version"], "start the installed program").stdout
    require(told.startswith(NAME), "it says its version", told)


def check_sources(wheel: Path, place: Path) -> None:
    pip: list[str | Path] = [place / "fresh" / "bin" / "python", "-m", "pip", "wheel", "--quiet", "--no-deps"]
    run_command([*pip, "-w", place / "again", building.sources(wheel)], "build the wheel from its sources")
    one, other = (names(path) for path in (wheel, place / "again" / wheel.name))
    require(one == other, "the sources make the same wheel", sorted(one ^ other))


def names(wheel: Path) -> set[tuple[str, int]]:
    """Of every file its name and checksum."""
    return {(entry.filename, entry.CRC) for entry in zipfile.ZipFile(wheel).infolist()}


def check_tools(wheel: Path, place: Path) -> None:
    tools = fresh(place / "tools", "pipx", "uv")
    for command in (
        ("pipx", "install", "--python", sys.executable),
        ("uv", "tool", "install", "--quiet", "--python", sys.executable),
    ):
        home = place / command[0]
        variables = os.environ | {"HOME": str(home), "XDG_DATA_HOME": str(home / ".local" / "share")}
        with step(f"Installing it by {command[0]}"):
            run_command([tools / command[0], *command[1:], wheel], f"install it by {command[0]}", variables)
            check_program(home / ".local" / "bin" / NAME)
