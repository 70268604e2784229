"""Contrast on every screen in both themes: is all text readable?"""

from ui.layout.contrast import low_contrast_texts
from ui.layout.screen_visits import visit
from ui.layout.screens import SIGNED_IN_SCREENS, SIGNED_OUT_SCREENS
from ui.layout.window_fixture import WindowFixture


def test_all_text_is_readable_when_signed_in(scheme: str, window_fixture: WindowFixture) -> None:
    found = visit(window_fixture, SIGNED_IN_SCREENS, low_contrast_texts)
    assert not found, found


def test_all_text_is_readable_when_signed_out(scheme: str, signed_out_window_fixture: WindowFixture) -> None:
    found = visit(signed_out_window_fixture, SIGNED_OUT_SCREENS, low_contrast_texts)
    assert not found, found
