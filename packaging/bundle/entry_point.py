"""Entry point of the frozen program."""

import os
import sys
from contextlib import suppress
from importlib import import_module

from kanbert_desktop.main import run


def keep_modules_readable() -> None:
    """Reads modules from the file this process was started from, also after an upgrade has replaced it.

    PyInstaller opens its archive again for each module, by name: in another version's file, another module is at that
    place. Its loader offers nothing for this, so the name of its archive is changed; its version is locked.
    """
    if not sys.platform.startswith("linux"):
        return
    with suppress(ImportError, OSError, AttributeError):
        archive = import_module("pyimod02_importers").pyz_archive
        descriptor = os.open(archive._filename, os.O_RDONLY | os.O_CLOEXEC)  # noqa: SLF001
        archive._filename = f"/proc/self/fd/{descriptor}"  # noqa: SLF001


def use_bundled_plugins() -> None:
    """Keeps Qt from the plug-ins of another Qt that the desktop may name, as PyInstaller's own script would.

    That one imports QtCore first, which a verb does not need and a window imports in a quicker way.
    """
    if sys.platform.startswith("linux"):
        os.environ["QT_PLUGIN_PATH"] = f"{sys._MEIPASS}/PySide6/Qt/plugins"  # type: ignore[attr-defined]  # noqa: SLF001  set by PyInstaller


keep_modules_readable()
use_bundled_plugins()
sys.exit(run())
