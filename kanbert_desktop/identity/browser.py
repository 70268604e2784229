"""Opens a page in the system's browser, off the calling thread: a sick desktop portal can take minutes."""

import base64
import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import Future

from kanbert_desktop.identity.desktop_portal import open_by_portal

log = logging.getLogger(__name__)
# What a bundle sets for itself; the bundler keeps the former value as NAME_ORIG.
_OF_THE_BUNDLE = ("LD_LIBRARY_PATH", "GSETTINGS_SCHEMA_DIR")
_BUNDLE_PREFIXES = ("QT_", "QML", "QTWEBENGINE", "PYTHON", "GIO_", "_PYI", "_MEI")
# Ours, and some of them secret.
_NEVER = "KANBERT_"
_CERTAIN_SECONDS = 20.0
"""An opener that fails without a browser takes a second or two, a sick desktop portal somewhat longer."""
_POWERSHELL = ("-NoProfile", "-NonInteractive", "-EncodedCommand")


def open_in_browser(url: str) -> Future[bool]:
    """Returns at once: the link must stay on the screen.

    The result is False once it is certain that no browser opened. True proves nothing, and may come very late.
    """
    opened: Future[bool] = Future()
    if not has_browser(os.environ):
        log.info("There is no screen here, so no browser is tried")
        opened.set_result(False)
        return opened
    threading.Thread(target=_tell, args=(url, opened), name="open browser", daemon=True).start()
    return opened


def _tell(url: str, opened: Future[bool]) -> None:
    began = time.monotonic()
    try:
        done = _open(url)
    except OSError as error:
        log.warning("The browser could not be opened: %s", type(error).__name__)
        done = False
    # An opener that ran for so long was the browser itself; how it ended later says nothing.
    opened.set_result(done or time.monotonic() - began > _CERTAIN_SECONDS)


def has_browser(variables: Mapping[str, str], platform: str = sys.platform) -> bool:
    """False where opening is hopeless, as over a plain ssh: there the link is all there is."""
    if not platform.startswith("linux"):
        return True
    return _is_wsl(variables) or any(
        variables.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    )


def _is_wsl(variables: Mapping[str, str]) -> bool:
    """Linux inside Windows sets both names for every shell."""
    return bool(variables.get("WSL_DISTRO_NAME") or variables.get("WSL_INTEROP"))


def _open(url: str) -> bool:
    if sys.platform == "win32":
        os.startfile(url)  # noqa: S606  # the system decides which program it is
        return True
    if can_use_portal(url, os.environ) and open_by_portal(url):
        return True
    for command in open_commands(url, os.environ):
        try:
            if _run(command):
                return True
        except OSError as error:
            log.warning("%s could not be started: %s", command[0], type(error).__name__)
    log.warning("The browser could not be opened")
    return False


def can_use_portal(url: str, variables: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Whether to ask the desktop's portal first. It takes web pages alone, and knows nothing of `BROWSER`."""
    is_page = url.startswith(("http://", "https://"))
    return (
        platform.startswith("linux") and is_page and not _is_wsl(variables) and not variables.get("BROWSER")
    )


def open_commands(url: str, variables: Mapping[str, str], platform: str = sys.platform) -> list[list[str]]:
    """What to try, in order. Each gets the address among its arguments, which every local user can read.

    Inside WSL never `explorer.exe`, which answers 1 and loses what follows a `=`.
    """
    if platform == "darwin":
        return [["open", url]]
    if not _is_wsl(variables):
        return [["xdg-open", url]]
    return [["wslview", url], ["powershell.exe", *_POWERSHELL, _start_process(url)], ["xdg-open", url]]


def _start_process(url: str) -> str:
    """Encoded, so that no shell on the way takes an "&" of the address for its own."""
    quoted = url.replace("'", "''")
    return base64.b64encode(f"Start-Process '{quoted}'".encode("utf-16-le")).decode("ascii")


def _run(command: Sequence[str]) -> bool:
    """Whether it ended well."""
    process = subprocess.Popen(  # noqa: S603  # the address is our own link, and no shell is involved
        command,
        env=child_environment(os.environ, bundle=getattr(sys, "_MEIPASS", None)),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    # Some openers become the browser and stay as long as it does.
    if process.wait() != 0:
        log.warning("%s ended with exit code %s", command[0], process.returncode)
    return process.returncode == 0


def child_environment(variables: Mapping[str, str], *, bundle: str | None) -> dict[str, str]:
    """`variables` without our secrets, and in a bundle (its folder) as they were before the bundle started.

    Whatever hook of whatever library set a path into the bundle: no other program is to look there (S27).
    """
    child = {name: value for name, value in variables.items() if not name.startswith(_NEVER)}
    if bundle is None:
        return child
    for name in list(child):
        if name.startswith(_BUNDLE_PREFIXES) or name in _OF_THE_BUNDLE:
            del child[name]
    for name, value in variables.items():
        original = name.removesuffix("_ORIG")
        if original != name:
            child.pop(name, None)
            child[original] = value
    return _without_paths_into(bundle, child)


def _without_paths_into(bundle: str, variables: Mapping[str, str]) -> dict[str, str]:
    """A variable of which nothing is left goes as a whole."""
    child: dict[str, str] = {}
    for name, value in variables.items():
        entries = value.split(os.pathsep)
        kept = [
            entry
            for entry in entries
            if not f"{entry}{os.sep}".startswith(f"{bundle.rstrip(os.sep)}{os.sep}")
        ]
        if kept or not value:
            child[name] = value if kept == entries else os.pathsep.join(kept)
    return child
