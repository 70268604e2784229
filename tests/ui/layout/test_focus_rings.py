"""Focus ring on every screen in both themes: every focused widget shows the focus."""

from pytestqt.qtbot import QtBot

from ui.layout.focus_rings import FocusRings
from ui.layout.screen_visits import visit
from ui.layout.screens import SIGNED_IN_SCREENS, SIGNED_OUT_SCREENS
from ui.layout.window_fixture import WindowFixture


def test_the_focus_is_visible_when_signed_in(
    scheme: str, window_fixture: WindowFixture, qtbot: QtBot
) -> None:
    found = visit(window_fixture, SIGNED_IN_SCREENS, FocusRings(qtbot).missing)
    assert not found, found


def test_the_focus_is_visible_when_signed_out(
    scheme: str, signed_out_window_fixture: WindowFixture, qtbot: QtBot
) -> None:
    found = visit(signed_out_window_fixture, SIGNED_OUT_SCREENS, FocusRings(qtbot).missing)
    assert not found, found
