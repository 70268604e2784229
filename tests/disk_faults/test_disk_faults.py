"""Disk faults in every scenario, a share of what `dev.py soak faults` does: nothing is lost, doubled or unexplained."""

import random

import pytest

from disk_faults.injection import Injection
from disk_faults.scenarios import SCENARIOS, FaultEnvironment, Scenario
from disk_faults.shim import FAULTS, FaultKind

SMALL = ("a setting", "the list of accounts")
"""Scenarios of a few operations: the suite tries them all."""


def named(scenario: Scenario) -> str:
    return scenario.name


@pytest.mark.parametrize("scene", SCENARIOS, ids=named)
def test_a_fault_at_any_operation_loses_doubles_and_hides_nothing(
    fault_environment: FaultEnvironment, scene: Scenario
) -> None:
    injection = Injection(fault_environment, scene)
    chance = random.Random(scene.name)  # noqa: S311  the same at every run, not secret
    for kind in chance.sample(FAULTS, 3):
        number = injection.count(kind)
        assert number > 0
        at = chance.randint(1, number)
        # The writer saves together what has come by then, so another run may have fewer operations.
        while not injection.inject(kind, at):
            at = at * 3 // 4
    assert injection.result.violations == []
    assert injection.result.faults == 3


@pytest.mark.parametrize("scene", [scene for scene in SCENARIOS if scene.name in SMALL], ids=named)
@pytest.mark.parametrize("kind", FAULTS, ids=lambda kind: kind.name)
def test_a_fault_at_every_operation_on_a_small_file_loses_nothing(
    fault_environment: FaultEnvironment, scene: Scenario, kind: FaultKind
) -> None:
    injection = Injection(fault_environment, scene)
    injection.inject_everywhere(kind)
    assert injection.result.violations == []
    assert injection.result.faults
