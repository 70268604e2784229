"""Opens URLs in the system browser, off the calling thread: an unresponsive desktop portal can take minutes."""

import base64
import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import Future

from kanbert_desktop.identity.activation import TOKEN_VARIABLES, WAYLAND_TOKEN, outgoing_tokens
from kanbert_desktop.identity.desktop_portal import open_by_portal

log = logging.getLogger(__name__)
# What a bundle sets for itself; the bundler saves the former value as NAME_ORIG.
_BUNDLE_NAMES = ("LD_LIBRARY_PATH", "GSETTINGS_SCHEMA_DIR")
_BUNDLE_PREFIXES = ("QT_", "QML", "QTWEBENGINE", "PYTHON", "GIO_", "_PYI", "_MEI")
# This program's variables, some of them secret.
_OWN_PREFIX = "KANBERT_"
_CERTAIN_SECONDS = 20.0
"""An opener that fails without a browser takes a second or two, an unresponsive desktop portal somewhat longer."""
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
    arguments = (url, outgoing_tokens.make(), opened)
    threading.Thread(target=_open_in_thread, args=arguments, name="open browser", daemon=True).start()
    return opened


def _open_in_thread(url: str, token: str, opened: Future[bool]) -> None:
    began = time.monotonic()
    try:
        done = _open(url, token)
    except OSError as error:
        log.warning("The browser could not be opened: %s", type(error).__name__)
        done = False
    # An opener that ran for so long was the browser itself; its exit code says nothing.
    opened.set_result(done or time.monotonic() - began > _CERTAIN_SECONDS)


def has_browser(variables: Mapping[str, str], platform: str = sys.platform) -> bool:
    """False if no browser can open, as over a plain ssh: the link on the screen is all the user gets."""
    if not platform.startswith("linux"):
        return True
    return _is_wsl(variables) or any(
        variables.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    )


def _is_wsl(variables: Mapping[str, str]) -> bool:
    """Linux inside Windows sets both names for every shell."""
    return bool(variables.get("WSL_DISTRO_NAME") or variables.get("WSL_INTEROP"))


def _open(url: str, token: str) -> bool:
    if sys.platform == "win32":
        os.startfile(url)  # noqa: S606  # the system decides which program it is
        return True
    if can_use_portal(url, os.environ, has_token=bool(token)) and open_by_portal(url, token):
        return True
    for command in open_commands(url, os.environ):
        try:
            if _run(command, token):
                return True
        except OSError as error:
            log.warning("%s could not be started: %s", command[0], type(error).__name__)
    log.warning("The browser could not be opened")
    return False


def can_use_portal(
    url: str, variables: Mapping[str, str], platform: str = sys.platform, *, has_token: bool = False
) -> bool:
    """Whether to try the desktop portal first. It ignores `BROWSER`.

    Web pages go to it always, mail addresses and folders with a token: it hands that on. `xdg-open` may not: what it
    starts over D-Bus, as GNOME's file manager, gets none.
    """
    schemes = ("http://", "https://", "mailto:", "file:///") if has_token else ("http://", "https://")
    return (
        platform.startswith("linux")
        and url.startswith(schemes)
        and not _is_wsl(variables)
        and not variables.get("BROWSER")
    )


def open_commands(url: str, variables: Mapping[str, str], platform: str = sys.platform) -> list[list[str]]:
    """The commands to try, in order. Each gets the address as an argument, which every local user can read.

    Inside WSL never `explorer.exe`, which exits with 1 and loses what follows a `=`.
    """
    if platform == "darwin":
        return [["open", url]]
    if not _is_wsl(variables):
        return [["xdg-open", url]]
    return [["wslview", url], ["powershell.exe", *_POWERSHELL, _start_process(url)], ["xdg-open", url]]


def _start_process(url: str) -> str:
    """Encoded, so that no shell on the way interprets an "&" of the address."""
    quoted = url.replace("'", "''")
    return base64.b64encode(f"Start-Process '{quoted}'".encode("utf-16-le")).decode("ascii")


def _run(command: Sequence[str], token: str) -> bool:
    """Returns whether the command succeeded."""
    variables = child_environment(os.environ, bundle=getattr(sys, "_MEIPASS", None))
    process = subprocess.Popen(  # noqa: S603  # the address is our own link, and no shell is involved
        command,
        env={**variables, WAYLAND_TOKEN: token} if token else variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    # Some openers become the browser and run as long as it does.
    if process.wait() != 0:
        log.warning("%s ended with exit code %s", command[0], process.returncode)
    return process.returncode == 0


def child_environment(variables: Mapping[str, str], *, bundle: str | None) -> dict[str, str]:
    """Returns `variables` without this program's secrets and, in a bundle (its folder), as they were before it started.

    Any hook of any library may have set a path into the bundle: no other program is to use it (S27). An activation
    token that this program was started with is left out, too.
    """
    child = {
        name: value
        for name, value in variables.items()
        if not name.startswith(_OWN_PREFIX) and name not in TOKEN_VARIABLES
    }
    if bundle is None:
        return child
    for name in list(child):
        if name.startswith(_BUNDLE_PREFIXES) or name in _BUNDLE_NAMES:
            del child[name]
    for name, value in variables.items():
        original = name.removesuffix("_ORIG")
        if original != name:
            child.pop(name, None)
            child[original] = value
    return _without_paths_into(bundle, child)


def _without_paths_into(bundle: str, variables: Mapping[str, str]) -> dict[str, str]:
    """A variable with no path left is removed."""
    child: dict[str, str] = {}
    for name, value in variables.items():
        entries = value.split(os.pathsep)
        remaining = [
            entry
            for entry in entries
            if not f"{entry}{os.sep}".startswith(f"{bundle.rstrip(os.sep)}{os.sep}")
        ]
        if remaining or not value:
            child[name] = value if remaining == entries else os.pathsep.join(remaining)
    return child
