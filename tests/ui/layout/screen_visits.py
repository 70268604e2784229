"""From place to place, and what is found there."""

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QApplication

from ui.layout.screens import OpenScreen
from ui.layout.window_fixture import WindowFixture

Inspection = Callable[[], Iterable[str]]


def visit(seat: WindowFixture, ways: dict[str, OpenScreen], *looks: Inspection) -> str:
    """One line for each fault and the place where it was met first; "" where there is none."""
    faults: dict[str, str] = {}
    for name, way in ways.items():
        way(seat)
        process_layout()
        for fault in (fault for look in looks for fault in look()):
            faults.setdefault(fault, name)
        close_popups(seat)
    return "\n".join(f"{place}: {fault}" for fault, place in faults.items())


def process_layout() -> None:
    """A text that wraps asks for its height only once it knows its width, and whatever holds it follows."""
    for _ in range(6):
        QApplication.processEvents()


def close_popups(seat: WindowFixture) -> None:
    """What opened above the window is closed again, and the board is as it was."""
    for top in QApplication.topLevelWidgets():
        if top.isVisible() and top is not seat.window:
            top.close()
    if seat.window.workspace is not None:
        seat.board.close_card()
        seat.board.filter_bar.clear()
        seat.board.controller.selection.clear()
        seat.workspace.toast.dismiss_toast()
    QApplication.processEvents()
