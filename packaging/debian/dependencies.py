"""The dependencies of the package, determined from the libraries that are linked."""

import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bundle import inspection
from bundle.build_report import Report
from debian.paths import NAME
from devtools.steps import run_command

EXTRA_DEPENDENCIES = ("xdg-utils", "ca-certificates")
"""Not visible to a linker: one opens the browser, the other verifies servers."""
RECOMMENDED = (
    "dbus-user-session | dbus-x11",
    "gnome-keyring | kwalletmanager | keepassxc",
    "desktop-file-utils",
    "hicolor-icon-theme",
    "fonts-inter",
    "fonts-noto-color-emoji",
    "chromium | firefox-esr | www-browser",
)
_SYSTEM = ("/lib/", "/usr/lib/")
_PYTHON = re.compile(r"/(python3[.\d]*/|libpython3)")


def dependencies(report: Report) -> set[str]:
    """Locations in the frozen folder of libraries that were copied from this distribution's packages.

    Python belongs to the program: its library and modules stay, also if it is the distribution's.
    """
    return {
        location
        for location, source in report.origins.items()
        if source.startswith(_SYSTEM) and not _PYTHON.search(source)
    }


def linked_libraries(folder: Path) -> list[str]:
    """One relation each, in the syntax of `Depends`. Raises `StepError` for a library that no package has.

    If this machine lacks its packages' symbol lists, a relation requires the installed version or a newer one.
    """
    with tempfile.TemporaryDirectory() as work:
        # dpkg-shlibdeps only works in a source package.
        control = Path(work) / "debian" / "control"
        control.parent.mkdir()
        control.write_text(f"Source: {NAME}\n\nPackage: {NAME}\nArchitecture: any\n")
        # Only below a folder with DEBIAN in it are libraries looked for beside the one that names them; else those of
        # this machine are found first, as Debian's own Qt.
        tree = Path(work) / "tree"
        (tree / "DEBIAN").mkdir(parents=True)
        (tree / "program").symlink_to(folder)
        result = run_command(
            [
                *("env", "-C", work, "dpkg-shlibdeps", "-O", "--warnings=0", "--ignore-missing-info"),
                "-l/program/_internal",
                *(f"-e{tree / 'program' / path.relative_to(folder)}" for path in inspection.programs(folder)),
            ],
            "find the libraries that the program is linked to",
        )
    return relations(result.stdout)


def relations(result: str) -> list[str]:
    """`result` is the output of dpkg-shlibdeps."""
    found = result.partition("shlibs:Depends=")[2].partition("\n")[0]
    return sorted(relation.strip() for relation in found.split(",") if relation.strip())


def all_binaries(folder: Path) -> Sequence[str]:
    return [*linked_libraries(folder), *EXTRA_DEPENDENCIES]
