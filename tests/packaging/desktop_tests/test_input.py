"""Ways of a pointer and numbers of keys."""

import pytest

from desktop_tests.desktop import Rectangle
from desktop_tests.input_devices import points_between
from desktop_tests.keysyms import keysym


def test_a_pointer_moves_in_even_steps_from_start_to_end() -> None:
    assert points_between((0, 10), (4, 10), 2) == [(0, 10), (2, 10), (4, 10)]


def test_a_rectangle_has_a_centre() -> None:
    assert Rectangle(10, 20, 30, 40).centre == (25, 40)


@pytest.mark.parametrize(
    ("name", "number"),
    [("a", 0x61), ("A", 0x41), ("ü", 0xFC), ("Return", 0xFF0D), ("\n", 0xFF0D), ("€", 0x010020AC)],
)
def test_keys_have_the_numbers_of_x(name: str, number: int) -> None:
    assert keysym(name) == number


def test_an_unknown_key_is_an_error() -> None:
    with pytest.raises(KeyError):
        keysym("Retrun")
