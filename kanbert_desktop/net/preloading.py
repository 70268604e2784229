"""Imports httpx before its first use, which would block the window for that long."""

from importlib import import_module

from kanbert_desktop.startup import import_lazily, import_without

_AT_THE_FIRST_REQUEST = ("anyio._backends._asyncio",)
_SELDOM_USED = ("certifi", "idna")
"""httpx needs the first one without certificates of the system, the second one for names that are not in ASCII."""


def preload_httpx() -> None:
    """Also imports what httpx imports at its first request; leaves out its command line and HTTP/2.

    These are made of `click` and `rich`, which take 4 MiB, and `h2` where anything else has installed them.
    """
    for module in _SELDOM_USED:
        import_lazily(module)
    import_without("httpcore", "h2")
    import_without("httpx", "click")
    for module in _AT_THE_FIRST_REQUEST:
        import_module(module)
