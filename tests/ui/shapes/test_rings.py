"""At every place of the window, and in both themes: whatever takes the keyboard shows that it has it."""

from pytestqt.qtbot import QtBot

from ui.shapes.places import INSIDE, OUTSIDE
from ui.shapes.rings import Rings
from ui.shapes.seat import Seat
from ui.shapes.visiting import visit


def test_whatever_takes_the_keyboard_inside_shows_it(scheme: str, seat: Seat, qtbot: QtBot) -> None:
    found = visit(seat, INSIDE, Rings(qtbot).missing)
    assert not found, found


def test_whatever_takes_the_keyboard_on_the_way_in_shows_it(
    scheme: str, new_seat: Seat, qtbot: QtBot
) -> None:
    found = visit(new_seat, OUTSIDE, Rings(qtbot).missing)
    assert not found, found
