"""At every place of the window, and in both themes: whatever takes the keyboard shows that it has it."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from kanbert_desktop.ui.theme import Scheme, Theme
from ui.shapes.places import INSIDE, OUTSIDE
from ui.shapes.rings import Rings
from ui.shapes.seat import Seat
from ui.shapes.speaking import speaking
from ui.shapes.visiting import visit


@pytest.fixture(params=[Scheme.LIGHT, Scheme.DARK])
def scheme(request: pytest.FixtureRequest, theme: Theme) -> Iterator[str]:
    with speaking("en"):
        theme.use(request.param)
        yield request.param
        theme.use(Scheme.LIGHT)


def test_whatever_takes_the_keyboard_inside_shows_it(scheme: str, seat: Seat, qtbot: QtBot) -> None:
    found = visit(seat, INSIDE, Rings(qtbot).missing)
    assert not found, found


def test_whatever_takes_the_keyboard_on_the_way_in_shows_it(
    scheme: str, new_seat: Seat, qtbot: QtBot
) -> None:
    found = visit(new_seat, OUTSIDE, Rings(qtbot).missing)
    assert not found, found
