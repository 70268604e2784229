"""The state machine of the suite with many more examples."""

from collections.abc import Callable

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from simulation.state_machine import SyncStateMachine


def run_state_machine(examples: int, say: Callable[[str], None]) -> None:
    """Hypothesis prints the shortest sequence of rules that fails, and raises its error."""
    larger = settings(
        max_examples=examples, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(SyncStateMachine, settings=larger)
    say(f"{examples:>8} sequences chosen by Hypothesis, and every promise was kept")
