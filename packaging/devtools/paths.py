"""Paths of the repository, and isolated folders for developer commands."""

import os
from collections.abc import MutableMapping
from pathlib import Path

REMOVED_PREFIXES = ("KANBERT_", "XDG_", "QT_", "DBUS_", "GNOME_", "LC_")
REMOVED_NAMES = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER", "LANGUAGE", "PYTHON_KEYRING_BACKEND")
HOME_FOLDERS = {
    "HOME": "home",
    "XDG_CONFIG_HOME": "home/.config",
    "XDG_DATA_HOME": "home/.local/share",
    "XDG_CACHE_HOME": "home/.cache",
    "XDG_STATE_HOME": "home/.local/state",
    "XDG_RUNTIME_DIR": "run",
}


def isolate_environment(variables: MutableMapping[str, str], root: Path) -> None:
    """Points every folder variable below `root` and removes the variables of the developer's session."""
    for name in list(variables):
        foreign = name.startswith(REMOVED_PREFIXES) or name.lower().endswith("_proxy")
        if foreign or name in REMOVED_NAMES:
            del variables[name]
    for name, below in HOME_FOLDERS.items():
        folder = root / below
        folder.mkdir(parents=True, mode=0o700, exist_ok=True)
        variables[name] = str(folder)
    variables["LANG"] = "C.UTF-8"
    # Until the virtual screen is started, nothing can open a window on the developer's screen.
    variables["QT_QPA_PLATFORM"] = "offscreen"
    # No bus listens there until the session is started: the developer's bus stays out of reach.
    variables["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={variables['XDG_RUNTIME_DIR']}/bus"
    # Nor does the battery of this computer decide how often a test syncs.
    variables["DBUS_SYSTEM_BUS_ADDRESS"] = f"unix:path={variables['XDG_RUNTIME_DIR']}/system-bus"


ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
BUILD = ROOT / "build"
DIST = ROOT / "dist"
"""Finished packages."""
LOCK = PACKAGING / "requirements.lock"
BUNDLE_LOCK = PACKAGING / "requirements-bundle.lock"
PROJECT = ROOT / "pyproject.toml"
ENVIRONMENT = "DEV_ENVIRONMENT"
"""Names another folder than `.venv`: `test --every-python` has one for each Python."""
VENV = Path(os.environ.get(ENVIRONMENT) or ROOT / ".venv")
PROGRAMS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = PROGRAMS / ("python.exe" if os.name == "nt" else "python")
