"""Every screen: everything has a name and a role, and can be reached and typed in without a pointer."""

from ui.accessibility.inspection import (
    input_method_problems,
    naming_problems,
    reachability_problems,
    reading_problems,
    tab_order_problems,
)
from ui.layout.screen_visits import visit
from ui.layout.screens import SIGNED_IN_SCREENS, SIGNED_OUT_SCREENS
from ui.layout.window_fixture import WindowFixture


def test_everything_has_a_name_and_a_role_when_signed_in(window_fixture: WindowFixture) -> None:
    assert visit(window_fixture, SIGNED_IN_SCREENS, naming_problems, reading_problems) == ""


def test_everything_has_a_name_and_a_role_when_signed_out(
    signed_out_window_fixture: WindowFixture,
) -> None:
    assert visit(signed_out_window_fixture, SIGNED_OUT_SCREENS, naming_problems, reading_problems) == ""


def test_every_button_and_every_way_of_typing_works_by_keyboard_when_signed_in(
    window_fixture: WindowFixture,
) -> None:
    found = visit(window_fixture, SIGNED_IN_SCREENS, reachability_problems, input_method_problems)
    assert not found, found


def test_every_button_and_every_way_of_typing_works_by_keyboard_when_signed_out(
    signed_out_window_fixture: WindowFixture,
) -> None:
    found = visit(signed_out_window_fixture, SIGNED_OUT_SCREENS, reachability_problems, input_method_problems)
    assert not found, found


def test_tab_goes_down_a_page_and_not_up_when_signed_in(window_fixture: WindowFixture) -> None:
    found = visit(window_fixture, SIGNED_IN_SCREENS, tab_order_problems)
    assert not found, found


def test_tab_goes_down_a_page_and_not_up_when_signed_out(signed_out_window_fixture: WindowFixture) -> None:
    found = visit(signed_out_window_fixture, SIGNED_OUT_SCREENS, tab_order_problems)
    assert not found, found
