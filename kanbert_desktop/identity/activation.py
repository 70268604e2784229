"""Activation tokens that go to the programs which this one starts (S48).

A compositor lets no program come forward by itself. Who has the focus may get a token and hand it on: it is used once,
and says nothing about the user.
"""

from collections.abc import Callable

WAYLAND_TOKEN, STARTUP_ID = "XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID"
TOKEN_VARIABLES = (WAYLAND_TOKEN, STARTUP_ID)
"""A started program finds its token in these variables, the better one first."""


class ActivationTokens:
    """`make` returns a new token, or "" where there are none, as on X11. It is called on the thread that opens a URL."""

    def __init__(self) -> None:
        self.make: Callable[[], str] = lambda: ""


outgoing_tokens = ActivationTokens()
