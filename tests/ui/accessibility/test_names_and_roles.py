"""At every place of the window, everything says what it is and can be reached without a pointer."""

from ui.accessibility.inspection import faults_of_names, faults_of_reach, faults_of_reading
from ui.layout.screen_visits import visit
from ui.layout.screens import INSIDE, OUTSIDE
from ui.layout.window_fixture import Seat


def test_everything_inside_has_a_name_and_a_fitting_role(seat: Seat) -> None:
    assert visit(seat, INSIDE, faults_of_names, faults_of_reading) == ""


def test_everything_on_the_way_in_has_a_name_and_a_fitting_role(new_seat: Seat) -> None:
    assert visit(new_seat, OUTSIDE, faults_of_names, faults_of_reading) == ""


def test_every_button_inside_can_be_pressed_by_keyboard(seat: Seat) -> None:
    found = visit(seat, INSIDE, faults_of_reach)
    assert not found, found


def test_every_button_on_the_way_in_can_be_pressed_by_keyboard(new_seat: Seat) -> None:
    found = visit(new_seat, OUTSIDE, faults_of_reach)
    assert not found, found
