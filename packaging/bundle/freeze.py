"""Runs PyInstaller on a copy of the sources, so that neither an edit in the meantime nor the clock affects the result."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from bundle import environment, used_icons
from bundle.paths import BUNDLE_BUILD, ICONS, OUTPUT, PYTHON, SOURCE, SPEC, WORK
from devtools.paths import BUNDLE_LOCK, PACKAGING, ROOT
from devtools.steps import StepError, run_command, step

DEFAULT_TIMESTAMP = "1767225600"
"""2026-01-01, used if there is no commit to take the time from."""
ICON_KINDS = {"win32": "ico", "darwin": "icns"}


def freeze() -> Path:
    """Returns the folder that PyInstaller made."""
    environment.prepare()
    copy_sources()
    _make_tables()
    used_icons.write(SOURCE / "kanbert_desktop", environment.site_packages() / used_icons.DATABASE, ICONS)
    shutil.rmtree(WORK, ignore_errors=True)
    command: list[str | Path] = [PYTHON, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"]
    with step("Freezing the program"):
        run_command(
            [*command, "--distpath", OUTPUT, "--workpath", WORK, SPEC], "freeze the program", _variables()
        )
    return OUTPUT / "kanbert-desktop"


def copy_sources() -> None:
    """Copies the sources first: the build must not read a file while it is edited."""
    shutil.rmtree(SOURCE, ignore_errors=True)
    for name in tracked_files("kanbert_desktop/", "resources/"):
        (SOURCE / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, SOURCE / name)
    if not (SOURCE / "kanbert_desktop").is_dir():
        raise StepError("There are no sources here to freeze.")


def tracked_files(*folders: str) -> list[str]:
    """Files that git tracks or would track, below the root; folders end with a slash."""
    named = run_command(
        [
            *("git", "-c", f"safe.directory={ROOT}", "ls-files", "-z", "--cached", "--others"),
            "--exclude-standard",
        ],
        "ask git for the sources",
    ).stdout.split("\0")
    return sorted(name for name in named if name.startswith(folders) and (ROOT / name).is_file())


def sources_key() -> str:
    """Changes with everything that decides the contents of the finished folder."""
    result = hashlib.sha256(sys.version.encode())
    for name in [
        *tracked_files("kanbert_desktop/", "resources/", "packaging/bundle/"),
        BUNDLE_LOCK.relative_to(ROOT).as_posix(),
    ]:
        result.update(name.encode() + b"\0" + (ROOT / name).read_bytes())
    return result.hexdigest()


def version() -> str:
    """The version, read from the one place that defines it."""
    text = (ROOT / "kanbert_desktop" / "__init__.py").read_text("utf-8")
    return text.partition('__version__ = "')[2].partition('"')[0]


def epoch() -> str:
    """The time stamp of everything built: that of the last commit."""
    if result := os.environ.get("SOURCE_DATE_EPOCH"):
        return result
    asked = subprocess.run(
        ["git", "-c", f"safe.directory={ROOT}", "log", "-1", "--format=%ct"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return asked.stdout.strip() or DEFAULT_TIMESTAMP


def _icon() -> dict[str, str]:
    """The icon format of systems that embed it in the program; Linux finds it beside the program."""
    kind = ICON_KINDS.get(sys.platform)
    if kind is None:
        return {}
    target = BUNDLE_BUILD / f"kanbert-desktop.{kind}"
    drawn = environment.plain_environment(PYTHONPATH=str(PACKAGING), QT_QPA_PLATFORM="offscreen")
    source = SOURCE / "resources" / "icons"
    run_command([PYTHON, "-m", "freedesktop.icons", kind, target, source], "draw the program's icon", drawn)
    return {"KANBERT_BUNDLE_ICON": str(target)}


def _make_tables() -> None:
    """The tables from which verbs translate."""
    path = os.pathsep.join((str(SOURCE), str(PACKAGING)))
    folder = SOURCE / "resources" / "translations"
    command: list[str | Path] = [PYTHON, "-m", "devtools.translation_tables", folder]
    run_command(command, "make the translation tables", environment.plain_environment(PYTHONPATH=path))


def _variables() -> dict[str, str]:
    return environment.plain_environment() | {
        "PYTHONHASHSEED": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "SOURCE_DATE_EPOCH": epoch(),
        "LC_ALL": "C.UTF-8",
        "PYINSTALLER_CONFIG_DIR": str(BUNDLE_BUILD / "cache"),
        "KANBERT_BUNDLE_SOURCE": str(SOURCE),
        "KANBERT_BUNDLE_VERSION": version(),
        "KANBERT_BUNDLE_ICONS": str(ICONS),
        **_icon(),
        **{name: value for name, value in os.environ.items() if name.startswith("KANBERT_CODESIGN")},
    }
