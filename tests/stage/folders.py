"""Folders and variables of a test process, so that no test meets the developer's own."""

import os
import shutil
import tempfile
from collections.abc import Iterator, MutableMapping
from pathlib import Path

import pytest

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


PLACE = pytest.StashKey[Path]()


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
    # Until a test asks for the screen nothing opens a window on the developer's one.
    variables["QT_QPA_PLATFORM"] = "offscreen"
    # No bus listens there until a test asks for the keyring: the developer's own stays out of reach.
    variables["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={variables['XDG_RUNTIME_DIR']}/bus"


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Path]:
    """A fresh, empty profile folder."""
    folder = tmp_path / "profile"
    folder.mkdir(mode=0o700)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def pytest_configure(config: pytest.Config) -> None:
    # Short, because the path of a socket may have 107 characters.
    config.stash[PLACE] = Path(tempfile.mkdtemp(prefix="kd-"))
    isolate(os.environ, config.stash[PLACE])


def pytest_unconfigure(config: pytest.Config) -> None:
    # The keyring and D-Bus may still be removing their sockets.
    shutil.rmtree(config.stash[PLACE], ignore_errors=True)
