"""Sway, the compositor of wlroots, on a screen that nobody sees."""

from __future__ import annotations

from pathlib import Path

DISPLAY, OUTPUT = "wayland-1", "HEADLESS-1"
"""The first names that sway chooses."""
_WITHOUT_HARDWARE = ("WLR_BACKENDS=headless", "WLR_RENDERER=pixman", "WLR_LIBINPUT_NO_DEVICES=1")
_CONFIGURATION = """xwayland disable
output {output} resolution {width}x{height} scale 1
default_border none
input * repeat_rate 0
"""
"""No key repeats: a busy program would take one that is released late for a held one."""


def sway_variables(runtime: Path) -> dict[str, str]:
    """The variables of programs on it, whose session has this runtime folder. Sway itself reads where its own socket is to be."""
    return {"WAYLAND_DISPLAY": DISPLAY, "SWAYSOCK": str(runtime / "sway-ipc")}


def sway_command(folder: Path, width: int, height: int, more: str = "") -> list[str]:
    """Starts sway with a configuration that it writes into `folder`; `more` are further lines of it.

    The socket `DISPLAY` is in the runtime folder, which no other compositor may use.
    """
    file = folder / "sway.conf"
    file.write_text(_CONFIGURATION.format(output=OUTPUT, width=width, height=height) + more, "utf-8")
    return ["env", *_WITHOUT_HARDWARE, "sway", "--config", str(file)]
