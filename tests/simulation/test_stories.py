"""T2: a hundred stories of computers, colleagues and trouble, each with all its promises (sync.md 4, I1 to I12)."""

import pytest

from simulation.shrinking import failure, report
from simulation.story import STEPS

SEEDS = 100
CHUNK = 5
"""Seeds of one test: small enough to be spread over processes, large enough to plant the server but rarely."""


@pytest.mark.parametrize("first", range(0, SEEDS, CHUNK))
def test_every_promise_is_kept(first: int) -> None:
    for seed in range(first, first + CHUNK):
        if failure(seed, range(STEPS)) is not None:
            pytest.fail(report(seed, range(STEPS)))
