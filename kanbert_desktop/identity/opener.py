"""Opens a page in the system's browser, off the calling thread: a sick desktop portal can take minutes."""

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Mapping

log = logging.getLogger(__name__)
# What a bundle sets for itself; the bundler keeps the former value as NAME_ORIG.
_OF_THE_BUNDLE = ("LD_LIBRARY_PATH", "GSETTINGS_SCHEMA_DIR")
_BUNDLE_PREFIXES = ("QT_", "PYTHON", "GIO_", "_PYI", "_MEI")
# Ours, and some of them secret.
_NEVER = "KANBERT_"


def open_in_browser(url: str) -> None:
    """Returns at once and proves nothing: the link must stay on the screen."""
    threading.Thread(target=_open, args=(url,), name="open browser", daemon=True).start()


def _open(url: str) -> None:
    try:
        if sys.platform == "win32":
            os.startfile(url)  # noqa: S606  # the system decides which program it is
        else:
            opener = "open" if sys.platform == "darwin" else "xdg-open"
            _run(opener, url)
    except OSError as error:
        log.warning("The browser could not be opened: %s", type(error).__name__)


def _run(opener: str, url: str) -> None:
    process = subprocess.Popen(  # noqa: S603  # the address is our own link, and no shell is involved
        [opener, url],
        env=child_environment(os.environ, frozen=hasattr(sys, "_MEIPASS")),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    # Some openers become the browser and stay as long as it does.
    if process.wait() != 0:
        log.warning("%s ended with exit code %s", opener, process.returncode)


def child_environment(variables: Mapping[str, str], *, frozen: bool) -> dict[str, str]:
    """`variables` without our secrets, and in a bundle as they were before the bundle started."""
    child = {name: value for name, value in variables.items() if not name.startswith(_NEVER)}
    if not frozen:
        return child
    for name in list(child):
        if name.startswith(_BUNDLE_PREFIXES) or name in _OF_THE_BUNDLE:
            del child[name]
    for name, value in variables.items():
        original = name.removesuffix("_ORIG")
        if original != name:
            child.pop(name, None)
            child[original] = value
    return child
