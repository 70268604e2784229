"""Every screen: everything has a name and a role, and can be reached without a pointer."""

from ui.accessibility.inspection import naming_problems, reachability_problems, reading_problems
from ui.layout.screen_visits import visit
from ui.layout.screens import SIGNED_IN_SCREENS, SIGNED_OUT_SCREENS
from ui.layout.window_fixture import WindowFixture


def test_everything_inside_has_a_name_and_a_fitting_role(window_fixture: WindowFixture) -> None:
    assert visit(window_fixture, SIGNED_IN_SCREENS, naming_problems, reading_problems) == ""


def test_everything_on_the_way_in_has_a_name_and_a_fitting_role(
    signed_out_window_fixture: WindowFixture,
) -> None:
    assert visit(signed_out_window_fixture, SIGNED_OUT_SCREENS, naming_problems, reading_problems) == ""


def test_every_button_inside_can_be_pressed_by_keyboard(window_fixture: WindowFixture) -> None:
    found = visit(window_fixture, SIGNED_IN_SCREENS, reachability_problems)
    assert not found, found


def test_every_button_on_the_way_in_can_be_pressed_by_keyboard(
    signed_out_window_fixture: WindowFixture,
) -> None:
    found = visit(signed_out_window_fixture, SIGNED_OUT_SCREENS, reachability_problems)
    assert not found, found
