"""At every place of the window, everything says what it is."""

from ui.access.told import faults_of_names, faults_of_reading
from ui.shapes.places import INSIDE, OUTSIDE
from ui.shapes.seat import Seat
from ui.shapes.visiting import visit


def test_everything_inside_has_a_name_and_a_fitting_role(seat: Seat) -> None:
    assert visit(seat, INSIDE, faults_of_names, faults_of_reading) == ""


def test_everything_on_the_way_in_has_a_name_and_a_fitting_role(new_seat: Seat) -> None:
    assert visit(new_seat, OUTSIDE, faults_of_names, faults_of_reading) == ""
