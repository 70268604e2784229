"""Activation tokens: what a desktop hands to the program that the user wants in front.

A compositor lets no program come forward by itself. Who starts a program, or clicks a notification, gives it a token;
the program shows it when it asks for the focus. It is used once, and says nothing about the user.
"""

import os
from collections.abc import Callable

from kanbert_desktop.identity.activation import TOKEN_VARIABLES, WAYLAND_TOKEN, outgoing_tokens

_LONGEST = 1_000


def given_token() -> str:
    """The token that this process was started with, or "". A text that no desktop gives counts as none."""
    return next((token for name in TOKEN_VARIABLES if (token := _checked(os.environ.get(name, "")))), "")


def use_token(token: str) -> None:
    """Lets the next window that asks for the focus show this token. Qt reads it from the environment.

    An older token is forgotten with "".
    """
    os.environ.pop(WAYLAND_TOKEN, None)
    if _checked(token):
        os.environ[WAYLAND_TOKEN] = token


def hand_on_tokens(make: Callable[[], str]) -> None:
    """Programs that open a link or a folder get what `make` returns, so that they may come to the front."""
    outgoing_tokens.make = make


def _checked(token: str) -> str:
    return token if len(token) <= _LONGEST and token.isascii() and token.isprintable() else ""
