"""Takes out of Python's own libraries what tells of the building machine: debugging symbols and its folders."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from bundle.build_report import Report
from devtools.steps import run_command

PLAIN = b"/usr"


def strip_build_info(folder: Path, report: Report) -> None:
    """Only of a Python that somebody built: a distribution's own lies below /usr and has been stripped."""
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
    for place, source in sorted(report.origins.items()):
        path = inside / place
        if (
            ".so" in path.name
            and path.is_file()
            and not path.is_symlink()
            and Path(source).is_relative_to(prefix)
        ):
            yield path


def without_build_paths(content: bytes, prefix: Path) -> bytes:
    """As long as before, since every place in such a file is counted; slashes in a row mean one.

    The last name stays: where it is Python's version, the linker has laid the version's own text into the same bytes.
    """
    told = str(prefix.parent).encode()
    plain = PLAIN.ljust(len(told), b"/")
    return content.replace(told + b"/", plain + b"/") if len(plain) == len(told) else content
