"""Opens a page, a folder or a file in whatever program the desktop has for it."""

import sys


def has_own_opener() -> bool:
    """Whether ours is to be preferred to Qt's.

    On Linux Qt starts a program with all our variables: those of a bundle break it, and some of ours are secret (S27).
    It also waits for a portal that may be sick (S26).
    """
    return sys.platform.startswith("linux")


def open_outside(address: str) -> None:
    """Returns at once and proves nothing."""
    from kanbert_desktop.identity.browser import open_in_browser  # noqa: PLC0415  seldom needed

    open_in_browser(address)
