"""At every place of the window, and in both themes: whatever takes the keyboard shows that it has it."""

from pytestqt.qtbot import QtBot

from ui.layout.focus_rings import Rings
from ui.layout.screen_visits import visit
from ui.layout.screens import INSIDE, OUTSIDE
from ui.layout.window_fixture import Seat


def test_whatever_takes_the_keyboard_inside_shows_it(scheme: str, seat: Seat, qtbot: QtBot) -> None:
    found = visit(seat, INSIDE, Rings(qtbot).missing)
    assert not found, found


def test_whatever_takes_the_keyboard_on_the_way_in_shows_it(
    scheme: str, new_seat: Seat, qtbot: QtBot
) -> None:
    found = visit(new_seat, OUTSIDE, Rings(qtbot).missing)
    assert not found, found
