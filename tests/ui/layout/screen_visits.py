"""From place to place, and what is found there."""

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QApplication

from ui.layout.screens import Way
from ui.layout.window_fixture import Seat

Look = Callable[[], Iterable[str]]


def visit(seat: Seat, ways: dict[str, Way], *looks: Look) -> str:
    """One line for each fault and the place where it was met first; "" where there is none."""
    faults: dict[str, str] = {}
    for name, way in ways.items():
        way(seat)
        settle()
        for fault in (fault for look in looks for fault in look()):
            faults.setdefault(fault, name)
        leave(seat)
    return "\n".join(f"{place}: {fault}" for fault, place in faults.items())


def settle() -> None:
    """A text that wraps asks for its height only once it knows its width, and whatever holds it follows."""
    for _ in range(6):
        QApplication.processEvents()


def leave(seat: Seat) -> None:
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
