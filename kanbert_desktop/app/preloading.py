"""The network's rooms are imported aside: a fifth of a second in which the window must not stand still."""

import importlib
import logging
import secrets
import uuid

from kanbert_desktop.app.aside import aside

log = logging.getLogger(__name__)
ROOMS = (
    "kanbert_desktop.app.keys.credentials",
    "kanbert_desktop.app.coming_in.signing_in",
    "kanbert_desktop.app.coming_in.token_sign_in",
    "kanbert_desktop.sync.engine",
    "kanbert_desktop.sync.schedule",
)
"""What `Application` and `Session` import when somebody goes online."""


async def preload() -> None:
    """Returns once they are here. What cannot be imported tells of it where it is used."""
    # These may still wait for their first use (`late`), which must not happen on two threads at once.
    _ = secrets.token_hex, uuid.uuid4
    await aside("imports", _import_all)


def _import_all() -> None:
    for room in ROOMS:
        try:
            importlib.import_module(room)
        except ImportError as error:
            log.warning("%s cannot be imported: %s", room, error)
    from kanbert_desktop.net.client import warm_up  # noqa: PLC0415  httpx comes after the first paint

    warm_up()
