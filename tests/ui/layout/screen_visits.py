"""Visits all screens and collects the findings."""

import time
from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QApplication

from support.idle_events import process_until_idle
from ui.layout.screens import OpenScreen
from ui.layout.window_fixture import WindowFixture

Inspection = Callable[[], Iterable[str]]
ANSWER_SECONDS = 5
"""A window manager on a busy computer answers within them."""


def visit(fixture: WindowFixture, screens: dict[str, OpenScreen], *inspections: Inspection) -> str:
    """Returns one line for each fault, with the screen where it was found first; "" if there is none."""
    faults: dict[str, str] = {}
    for name, open_screen in screens.items():
        open_screen(fixture)
        # A text that wraps requests its height once its width is known, and its parent follows.
        process_until_idle()
        for fault in (fault for inspect in inspections for fault in inspect()):
            faults.setdefault(fault, name)
        close_popups(fixture)
    return "\n".join(f"{screen}: {fault}" for fault, screen in faults.items())


def lasting(inspect: Inspection) -> Inspection:
    """Finds only what is still there when the window manager has answered.

    A window that has grown may get its former size again for a moment: its manager answers an older request first.
    """

    def look() -> Iterable[str]:
        until = time.monotonic() + ANSWER_SECONDS
        while (found := list(inspect())) and time.monotonic() < until:
            process_until_idle()
        return found

    return look


def close_popups(fixture: WindowFixture) -> None:
    """Closes popups above the window and restores the board."""
    for top in QApplication.topLevelWidgets():
        if top.isVisible() and top is not fixture.window:
            top.close()
    if fixture.window.workspace is not None:
        fixture.board.close_card()
        fixture.board.filter_bar.clear()
        fixture.board.controller.selection.clear()
        fixture.workspace.toast.dismiss_toast()
    process_until_idle()
