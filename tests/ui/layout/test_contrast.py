"""Measured on the screen, at every place of the window and in both themes: can all words be read?"""

from ui.layout.contrast import faint_words
from ui.layout.screen_visits import visit
from ui.layout.screens import INSIDE, OUTSIDE
from ui.layout.window_fixture import Seat


def test_all_words_inside_can_be_read(scheme: str, seat: Seat) -> None:
    found = visit(seat, INSIDE, faint_words)
    assert not found, found


def test_all_words_on_the_way_in_can_be_read(scheme: str, new_seat: Seat) -> None:
    found = visit(new_seat, OUTSIDE, faint_words)
    assert not found, found
