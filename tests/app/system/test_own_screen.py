"""Two logins of one user have two screens; a shell, a terminal and the desktop of one login have the same."""

import pytest

from kanbert_desktop.app.system.own_screen import is_another_screen, screens_in

GNOME = {"XDG_RUNTIME_DIR": "/run/user/1000", "WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}


def other(**changed: str) -> dict[str, str]:
    return {**GNOME, **changed}


@pytest.mark.parametrize(
    ("variables", "is_another"),
    [
        (GNOME, False),
        (other(DISPLAY=":0.0"), False),
        (other(DISPLAY=""), False),
        (other(WAYLAND_DISPLAY=""), False),
        (other(WAYLAND_DISPLAY="/run/user/1000/wayland-0", DISPLAY=""), False),
        ({}, False),
        (other(WAYLAND_DISPLAY="wayland-1", DISPLAY=":1"), True),
        (other(XDG_RUNTIME_DIR="/tmp/other", DISPLAY=""), True),
        ({"DISPLAY": "localhost:10.0"}, True),
        ({"DISPLAY": ":1"}, True),
    ],
)
def test_a_screen_is_another_one_if_both_are_known(variables: dict[str, str], is_another: bool) -> None:
    assert is_another_screen(screens_in(GNOME), screens_in(variables)) is is_another
    assert is_another_screen(screens_in(variables), screens_in(GNOME)) is is_another
