"""What is installed here: versions, the sample server, a browser, and what an administrator fixed."""

import os
import platform
import shutil
import sqlite3
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

from PySide6.QtCore import qVersion

from kanbert_desktop import __version__
from kanbert_desktop.app.coming_in.preset import preset_files, read_preset
from kanbert_desktop.app.doctor.check import Check
from kanbert_desktop.app.language import tr
from kanbert_desktop.identity.browser import commands, has_browser

_LIBRARIES = ("PySide6-Essentials", "keyring", "httpx", "qasync", "msgspec", "truststore")


def versions() -> list[Check]:
    own = [("Kanbert Desktop", __version__), ("Python", platform.python_version()), ("Qt", qVersion())]
    libraries = [(name, _version(name)) for name in _LIBRARIES]
    told = [*own, ("SQLite", sqlite3.sqlite_version), *libraries, ("", platform.platform(terse=True))]
    words = ", ".join(f"{name} {number}".strip() for name, number in told if number)
    return [Check("versions", ok=True, detail=words)]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def sandbox() -> list[Check]:
    """An extra that may be missing."""
    is_there = bool(find_spec("kanbert_desktop.sandbox") and find_spec("starlette"))
    words = tr("The sample data can be started.") if is_there else tr("The sample data is not installed.")
    return [Check("sandbox", ok=True, detail=words)]


def browser() -> list[Check]:
    """What a sign-in would open it with."""
    programs = [command[0] for command in commands("", os.environ)]
    found = next((program for program in programs if os.name == "nt" or shutil.which(program)), None)
    if found is None or not has_browser(os.environ):
        words = tr("None can be opened from here; a sign-in prints its link, to be opened anywhere.")
        return [Check("browser", ok=False, detail=words)]
    return [Check("browser", ok=True, detail=tr("opened with {program}", program=found))]


def preset() -> list[Check]:
    """The file for everybody on this computer."""
    found = read_preset(preset_files())
    if found.damaged is not None:
        words = tr("“{path}” cannot be read and is ignored.", path=found.damaged)
        return [Check("preset", ok=False, detail=words)]
    told = [part for part in (found.server, found.client_id, found.redirect and found.redirect.url) if part]
    return [Check("preset", ok=True, detail=", ".join(told) or tr("An administrator has fixed nothing."))]
