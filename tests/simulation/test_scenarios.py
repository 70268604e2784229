"""T2: fifty scenarios of computers, colleagues and faults, each with all invariants (sync/RULES.md, I1 to I12)."""

import pytest

from simulation.scenario import STEPS
from simulation.shrinking import failure, report

SEEDS = 50
CHUNK = 5
"""Seeds of one test: few enough to spread over processes, enough to seed the server rarely."""
REDUCED = {
    "one card more than may go unasked": (31000930, [6, 15, 44]),
    "an undo while a refused edit was on its way": (52000080, [2, 4, 6]),
    "a board closed to us after a sign-out": (53000096, [0, 1, 4, 8, 11, 14]),
}
"""Scenarios that once violated an invariant, in their shortest form."""


@pytest.mark.parametrize("story", REDUCED)
def test_a_scenario_that_once_failed_passes(story: str) -> None:
    seed, steps = REDUCED[story]
    assert failure(seed, steps) is None


@pytest.mark.parametrize("first", range(0, SEEDS, CHUNK))
def test_every_scenario_keeps_the_invariants(first: int) -> None:
    for seed in range(first, first + CHUNK):
        if failure(seed, range(STEPS)) is not None:
            pytest.fail(report(seed, range(STEPS)))
