"""Private folders and variables for tests, tour and bench, so that none of them meets the developer's own."""

from collections.abc import MutableMapping
from pathlib import Path

FOREIGN_PREFIXES = ("KANBERT_", "XDG_", "QT_", "DBUS_", "GNOME_", "LC_")
FOREIGN_NAMES = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER", "LANGUAGE", "PYTHON_KEYRING_BACKEND")
HOMES = {
    "HOME": "home",
    "XDG_CONFIG_HOME": "home/.config",
    "XDG_DATA_HOME": "home/.local/share",
    "XDG_CACHE_HOME": "home/.cache",
    "XDG_STATE_HOME": "home/.local/state",
    "XDG_RUNTIME_DIR": "run",
}


def isolate(variables: MutableMapping[str, str], place: Path) -> None:
    """Point every folder variable below `place` and drop what the developer's session had set."""
    for name in list(variables):
        foreign = name.startswith(FOREIGN_PREFIXES) or name.lower().endswith("_proxy")
        if foreign or name in FOREIGN_NAMES:
            del variables[name]
    for name, below in HOMES.items():
        folder = place / below
        folder.mkdir(parents=True, mode=0o700, exist_ok=True)
        variables[name] = str(folder)
    variables["LANG"] = "C.UTF-8"
    # Until somebody starts the virtual screen nothing opens a window on the developer's one.
    variables["QT_QPA_PLATFORM"] = "offscreen"
    # No bus listens there until somebody starts the session: the developer's own stays out of reach.
    variables["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={variables['XDG_RUNTIME_DIR']}/bus"
