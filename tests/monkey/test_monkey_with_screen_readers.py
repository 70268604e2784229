"""A hundred and fifty random steps while two screen readers walk through everything: the program survives."""

import pytest

from monkey.with_screen_readers import run_with_screen_readers

SEED, STEPS = 11, 150


@pytest.mark.timeout(480)
@pytest.mark.usefixtures("screen", "keyring_session")
def test_a_window_survives_two_fast_screen_readers() -> None:
    run_with_screen_readers(SEED, STEPS, print)
