"""T3 in the suite: a few examples of the state machine; `dev.py soak machine` runs many."""

from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from simulation.state_machine import SyncStateMachine


def test_no_sequence_of_actions_violates_an_invariant() -> None:
    run_state_machine_as_test(SyncStateMachine, settings=settings(max_examples=12, stateful_step_count=25))
