"""Measured on the screen, at every place of the window and in both themes: can all words be read?"""

from ui.layout.contrast import low_contrast_texts
from ui.layout.screen_visits import visit
from ui.layout.screens import SIGNED_IN_SCREENS, SIGNED_OUT_SCREENS
from ui.layout.window_fixture import WindowFixture


def test_all_words_inside_can_be_read(scheme: str, seat: WindowFixture) -> None:
    found = visit(seat, SIGNED_IN_SCREENS, low_contrast_texts)
    assert not found, found


def test_all_words_on_the_way_in_can_be_read(scheme: str, new_seat: WindowFixture) -> None:
    found = visit(new_seat, SIGNED_OUT_SCREENS, low_contrast_texts)
    assert not found, found
