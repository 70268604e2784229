"""Removes what libraries carry of their making: symbols for debuggers and, in Python's own, paths of this machine."""

import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from bundle.build_report import Report
from bundle.trim import Entry
from devtools.steps import run_command

PLAIN = b"/usr"
_SETTINGS_OF_THE_BUILD = "_sysconfigdata"
"""How the name of Python's module begins that says how Python itself was compiled. `zoneinfo` asks it for a path."""
_SYSTEM = ("/lib/", "/usr/lib/")


def strip_build_info(folder: Path, report: Report) -> None:
    """Leaves the libraries of a distribution as they are: they contain neither."""
    if sys.platform != "linux":
        return
    prefix = Path(sys.base_prefix)
    strip = shutil.which("strip")
    for path, source in _libraries(folder, report):
        if str(source).startswith(_SYSTEM):
            continue
        if strip and has_symbols(path):
            run_command([strip, "--strip-unneeded", path], "strip the libraries")
        if source.is_relative_to(prefix):
            path.write_bytes(without_build_paths(path.read_bytes(), prefix))


def without_build_paths_in_modules(modules: Sequence[Entry], folder: Path) -> list[Entry]:
    """Returns the modules, that with the settings of Python's own build as a copy in `folder` without this Python's prefix."""
    return [
        (name, str(_without_prefix(Path(source), folder)), kind)
        if name.startswith(_SETTINGS_OF_THE_BUILD)
        else (name, source, kind)
        for name, source, kind in modules
    ]


def _without_prefix(source: Path, folder: Path) -> Path:
    copy = folder / source.name
    copy.write_text(source.read_text("utf-8").replace(sys.base_prefix, PLAIN.decode()), "utf-8")
    return copy


def _libraries(folder: Path, report: Report) -> Iterator[tuple[Path, Path]]:
    """Each library of the folder with the file that it was copied from."""
    inside = folder / "_internal"
    for location, source in sorted(report.origins.items()):
        path = inside / location
        if ".so" in path.name and path.is_file() and not path.is_symlink():
            yield path, Path(source)


def has_symbols(path: Path) -> bool:
    asked = subprocess.run(
        ["readelf", "--section-headers", "--wide", path], capture_output=True, text=True, check=False
    )
    return " .symtab " in asked.stdout


def without_build_paths(content: bytes, prefix: Path) -> bytes:
    """Keeps the length, because offsets in the file are fixed; repeated slashes count as one.

    The last part of a path stays: if it is Python's version, the linker shares these bytes with the version text.
    """
    result = str(prefix.parent).encode()
    plain = PLAIN.ljust(len(result), b"/")
    return content.replace(result + b"/", plain + b"/") if len(plain) == len(result) else content
