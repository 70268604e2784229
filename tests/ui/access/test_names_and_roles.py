"""At every place of the window, everything says what it is."""

from PySide6.QtWidgets import QApplication

from ui.access.told import faults_of_names, faults_of_reading, surfaces
from ui.shapes.places import INSIDE, OUTSIDE, Way
from ui.shapes.seat import Seat


def visit(seat: Seat, ways: dict[str, Way]) -> dict[str, str]:
    """Each fault, and the place where it was met first."""
    faults: dict[str, str] = {}
    for name, way in ways.items():
        way(seat)
        QApplication.processEvents()
        for fault in (*faults_of_names(), *faults_of_reading()):
            faults.setdefault(fault, name)
        leave(seat)
    return faults


def leave(seat: Seat) -> None:
    """What opened above the window is closed again, and the board is as it was."""
    for surface in surfaces():
        if surface is not seat.window:
            surface.close()
    if seat.window.workspace is not None:
        seat.board.close_card()
        seat.board.filter_bar.clear()
        seat.board.acts.selection.clear()
        seat.workspace.toast.leave()
    QApplication.processEvents()


def test_everything_inside_has_a_name_and_a_fitting_role(seat: Seat) -> None:
    found = visit(seat, INSIDE)
    assert not found, "\n".join(f"{place}: {fault}" for fault, place in found.items())


def test_everything_on_the_way_in_has_a_name_and_a_fitting_role(new_seat: Seat) -> None:
    found = visit(new_seat, OUTSIDE)
    assert not found, "\n".join(f"{place}: {fault}" for fault, place in found.items())
