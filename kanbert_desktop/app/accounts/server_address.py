"""The server behind an address that the user knows, and its page for applications."""

import re
from typing import NamedTuple

from kanbert_desktop.app.environment import DEFAULT_SERVER
from kanbert_desktop.net.origin import parse_origin

INSTRUCTIONS = "https://developers.kanbert.com/authentication"
"""Describes where the settings are. For an address that does not tell which space is meant."""
_SPACE = re.compile(r"(?:https?://)?([a-z0-9-]+)\.kanbert\.com(?:[/?#]\S*)?", re.IGNORECASE)
_NO_SPACES = frozenset({"api", "developers", "www"})
_SETTINGS_PATH = "/settings/apps"
"""[G] No page of Kanbert shows the path of *Settings → Apps & API*."""


class ServerAddress(NamedTuple):
    """`settings_page` is *Settings → Apps & API* in the browser, None where it is unknown."""

    api: str
    settings_page: str | None


def parse_server_address(text: str) -> ServerAddress:
    """Raises `InvalidInput` for an address that cannot be used.

    The web app of a space runs at SPACE.kanbert.com, and all spaces share one API (KANBERT_API.md 2.1).
    """
    space = _SPACE.fullmatch(text.strip())
    if space is None:
        origin = parse_origin(text)
        return ServerAddress(origin, origin + _SETTINGS_PATH)
    name = space[1].lower()
    page = None if name in _NO_SPACES else f"https://{name}.kanbert.com{_SETTINGS_PATH}"
    return ServerAddress(DEFAULT_SERVER, page)
