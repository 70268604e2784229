"""The same seed gives the same scenario, byte for byte: otherwise a failing seed could not be repeated."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from simulation.scenario import Scenario
from simulation.shrinking import shortest

TESTS = Path(__file__).parents[1]
SEEDS = range(500, 502)
PRINT_SCENARIOS = f"""
from simulation.scenario import Scenario
for seed in range({SEEDS.start}, {SEEDS.stop}):
    print("\\n".join(Scenario(seed).run()))
"""


def test_a_scenario_is_the_same_in_another_process() -> None:
    here = "".join("\n".join(Scenario(seed).run()) + "\n" for seed in SEEDS)
    for hash_seed in ("1", "2"):
        result = subprocess.run(
            [sys.executable, "-c", PRINT_SCENARIOS],
            cwd=TESTS.parent,
            env={
                **os.environ,
                "PYTHONHASHSEED": hash_seed,
                "PYTHONPATH": os.pathsep.join([str(TESTS.parent), str(TESTS)]),
            },
            capture_output=True,
            text=True,
            check=True,
        )
        assert result.stdout == here


def test_another_seed_gives_another_scenario() -> None:
    assert Scenario(500).run() != Scenario(501).run()


@pytest.mark.parametrize(("needed", "left"), [([3, 17], [3, 17]), ([], []), ([0, 1, 39], [0, 1, 39])])
def test_shrinking_leaves_what_the_failure_needs(needed: list[int], left: list[int]) -> None:
    assert shortest(list(range(40)), lambda steps: set(needed) <= set(steps)) == left
