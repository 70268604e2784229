"""Removes traces of the build machine from Python's own libraries: debugging symbols and paths."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from bundle.build_report import Report
from devtools.steps import run_command

PLAIN = b"/usr"


def strip_build_info(folder: Path, report: Report) -> None:
    """Only for a self-built Python: a distribution's Python is below /usr and already stripped."""
    prefix = Path(sys.base_prefix)
    if sys.platform != "linux" or prefix == Path("/usr"):
        return
    strip = shutil.which("strip")
    for path in _of_python(folder, report, prefix):
        if strip:
            run_command([strip, "--strip-unneeded", path], "strip Python's own libraries")
        path.write_bytes(without_build_paths(path.read_bytes(), prefix))


def _of_python(folder: Path, report: Report, prefix: Path) -> Iterator[Path]:
    inside = folder / "_internal"
    for location, source in sorted(report.origins.items()):
        path = inside / location
        if (
            ".so" in path.name
            and path.is_file()
            and not path.is_symlink()
            and Path(source).is_relative_to(prefix)
        ):
            yield path


def without_build_paths(content: bytes, prefix: Path) -> bytes:
    """Keeps the length, because offsets in the file are fixed; repeated slashes count as one.

    The last part of a path stays: if it is Python's version, the linker shares these bytes with the version text.
    """
    result = str(prefix.parent).encode()
    plain = PLAIN.ljust(len(result), b"/")
    return content.replace(result + b"/", plain + b"/") if len(plain) == len(result) else content
