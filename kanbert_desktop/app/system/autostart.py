"""Start with the system: a desktop file on Linux, the Run key on Windows, a launch agent on macOS."""

import logging
import os
import sys
from pathlib import Path
from subprocess import list2cmdline

from PySide6.QtCore import QSettings

from kanbert_desktop.app.environment import default_profile
from kanbert_desktop.app.system.desktop_files import quoted_argument
from kanbert_desktop.app.system.own_program import program_command
from kanbert_desktop.store.durable_files import replace_file

NAME = "kanbert-desktop"
TITLE = "Kanbert Desktop"
HIDDEN = "--hidden"
"""The window stays in the tray if there is one."""
_RUN_KEY = r"HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Run"
_AGENTS = Path("Library", "LaunchAgents")
_OFF = frozenset({"hidden=true", "x-gnome-autostart-enabled=false"})
log = logging.getLogger(__name__)


def is_supported() -> bool:
    """True if this system starts programs from a known location."""
    return sys.platform in ("linux", "win32", "darwin")


def is_enabled() -> bool:
    if sys.platform == "win32":
        return _run_key().contains(NAME)
    return is_supported() and _file().exists() and not _is_off(_file())


def set_enabled(on: bool, profile: Path | None = None) -> None:
    """Enables or disables the start with the next session on this profile. Raises `OSError` if that fails."""
    command = [*program_command(), *_profile_arguments(profile), HIDDEN]
    if sys.platform == "win32":
        _put_in_registry(command if on else None)
    elif not on:
        _file().unlink(missing_ok=True)
    else:
        _file().parent.mkdir(parents=True, exist_ok=True)
        text = launch_agent(command) if sys.platform == "darwin" else desktop_entry(command)
        replace_file(_file(), text, preserve_mode=True)


def desktop_entry(command: list[str]) -> str:
    """In the form that desktop settings tools write to `autostart`."""
    return "\n".join(
        (
            "[Desktop Entry]",
            "Type=Application",
            f"Name={TITLE}",
            f"Icon={NAME}",
            f"Exec={' '.join(map(quoted_argument, command))}",
            "Terminal=false",
            "X-GNOME-Autostart-enabled=true",
            "",
        )
    )


def launch_agent(command: list[str]) -> str:
    """A property list for launchd. Not tested on macOS."""
    import plistlib  # noqa: PLC0415  on macOS alone

    return plistlib.dumps({"Label": NAME, "ProgramArguments": command, "RunAtLoad": True}).decode()


def run_value(command: list[str]) -> str:
    """One command line, quoted as Windows parses it. Not tested on Windows."""
    return list2cmdline(command)


def _file() -> Path:
    if sys.platform == "darwin":
        return Path.home() / _AGENTS / f"{NAME}.plist"
    settings = os.environ.get("XDG_CONFIG_HOME", "")
    # The XDG Base Directory Specification requires relative folders to be ignored.
    folder = Path(settings) if os.path.isabs(settings) else Path.home() / ".config"  # noqa: PTH117
    return folder / "autostart" / f"{NAME}.desktop"


def _is_off(file: Path) -> bool:
    """A desktop's settings may keep the file and disable it inside."""
    lines = {line.strip().casefold() for line in file.read_text("utf-8", "replace").splitlines()}
    return not lines.isdisjoint(_OFF)


def _profile_arguments(profile: Path | None) -> list[str]:
    return ["--profile", str(profile)] if profile is not None and profile != default_profile() else []


def _run_key() -> QSettings:
    return QSettings(_RUN_KEY, QSettings.Format.NativeFormat)


def _put_in_registry(command: list[str] | None) -> None:
    key = _run_key()
    if command is None:
        key.remove(NAME)
    else:
        key.setValue(NAME, run_value(command))
    key.sync()
    if key.status() is not QSettings.Status.NoError:
        raise OSError("The registry was not written")
