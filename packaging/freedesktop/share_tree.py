"""One `share` folder with everything a desktop reads, for the package and the archive."""

import os
import time
from pathlib import Path

from bundle import freeze
from bundle.paths import PYTHON, SOURCE
from devtools.paths import PACKAGING
from devtools.steps import run_command

FREEDESKTOP_SOURCES = PACKAGING / "freedesktop"
DESKTOP_SOURCES = PACKAGING.parent / "resources" / "desktop"
NAME = "kanbert-desktop"
BUS_FILES = {
    "applications/kanbert.Desktop.desktop": "kanbert.Desktop.desktop",
    "dbus-1/services/kanbert.Desktop.Search.service": "kanbert.Desktop.Search.service",
    f"gnome-shell/search-providers/{NAME}.ini": "search-provider.ini",
    f"krunner/dbusplugins/{NAME}.desktop": "krunner.desktop",
}
"""As `kanbert_desktop.app.system.desktop_files`."""
COMPLETIONS = {
    "bash": f"bash-completion/completions/{NAME}",
    "zsh": f"zsh/site-functions/_{NAME}",
    "fish": f"fish/vendor_completions.d/{NAME}.fish",
}


def write(share: Path, program: Path, installed_as: str) -> None:
    """`program` is the frozen program, which prints its own completion scripts. `installed_as`: its path once installed."""
    _write(share / "applications" / f"{NAME}.desktop", entry(NAME))
    for path, text in bus_files(installed_as).items():
        _write(share / path, text)
    _write(share / "metainfo" / f"{NAME}.metainfo.xml", metainfo())
    for shell, folder in COMPLETIONS.items():
        script = run_command([program, "completion", shell], "make the completion", _variables()).stdout
        _write(share / folder, script)
    manual = share / "man" / "man1" / f"{NAME}.1"
    manual.parent.mkdir(parents=True)
    _python("freedesktop.man_page", manual, freeze.epoch())
    _python("freedesktop.icons", "theme", share / "icons", SOURCE / "resources" / "icons")


def entry(program: str) -> str:
    """The desktop file; `program` is a name on PATH or a full path."""
    return _source(f"{NAME}.desktop").replace("@PROGRAM@", program)


def bus_files(program: str) -> dict[str, str]:
    """What the desktop's search and its portals need. `program` is a full path: the session bus has no PATH to search."""
    return {path: _source(source).replace("@PROGRAM@", program) for path, source in BUS_FILES.items()}


def _source(name: str) -> str:
    return (DESKTOP_SOURCES / name).read_text("utf-8")


def metainfo() -> str:
    day = time.strftime("%Y-%m-%d", time.gmtime(int(freeze.epoch())))
    text = (FREEDESKTOP_SOURCES / f"{NAME}.metainfo.xml").read_text("utf-8")
    return text.replace("@VERSION@", freeze.version()).replace("@DATE@", day)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _python(module: str, *arguments: str | Path) -> None:
    run_command([PYTHON, "-m", module, *arguments], f"run {module}", _variables())


def _variables() -> dict[str, str]:
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "PYTHONPATH": os.pathsep.join([str(SOURCE), str(PACKAGING)]),
        "PYTHONDONTWRITEBYTECODE": "1",
        "QT_QPA_PLATFORM": "offscreen",
        "LC_ALL": "C.UTF-8",
    }
