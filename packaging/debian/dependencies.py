"""What the package needs of the system, found from what is really linked."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from bundle import inspection
from bundle.build_report import Report
from debian.paths import NAME
from devtools.steps import run_command

EXTRA_DEPENDENCIES = ("xdg-utils", "ca-certificates")
"""What no linker sees: the browser is opened by the one, servers are trusted by the other."""
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


def dependencies(report: Report) -> set[str]:
    """Places in the frozen folder of the libraries that were taken along from this distribution's packages."""
    return {place for place, source in report.origins.items() if source.startswith(_SYSTEM)}


def linked_libraries(folder: Path) -> list[str]:
    """One relation each, as `Depends` has it. Raises `StepError` for a library that is nowhere.

    Where this machine lacks its packages' lists of symbols, a relation asks for the version that is here, or newer.
    """
    with tempfile.TemporaryDirectory() as place:
        # dpkg-shlibdeps works only in a source package.
        control = Path(place) / "debian" / "control"
        control.parent.mkdir()
        control.write_text(f"Source: {NAME}\n\nPackage: {NAME}\nArchitecture: any\n")
        told = run_command(
            [
                *("env", "-C", place, "dpkg-shlibdeps", "-O", "--warnings=0", "--ignore-missing-info"),
                f"-l{folder / '_internal'}",
                *(f"-e{path}" for path in inspection.programs(folder)),
            ],
            "find the libraries that the program is linked to",
        )
    return relations(told.stdout)


def relations(told: str) -> list[str]:
    """`told` as dpkg-shlibdeps prints it."""
    found = told.partition("shlibs:Depends=")[2].partition("\n")[0]
    return sorted(relation.strip() for relation in found.split(",") if relation.strip())


def all_binaries(folder: Path) -> Sequence[str]:
    return [*linked_libraries(folder), *EXTRA_DEPENDENCIES]
