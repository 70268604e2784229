"""T3: the same clients, but Hypothesis chooses what happens, and finds the shortest sequence that violates an invariant."""

import random
from contextlib import ExitStack

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from simulation import faults, user_actions
from simulation.client import SimulatedClient
from simulation.scenario import Scenario

USER_ACTIONS = [
    user_actions.add,
    user_actions.edit,
    user_actions.move,
    user_actions.comment,
    user_actions.delete,
    user_actions.undo,
    user_actions.redo,
    user_actions.decide,
]
COLLEAGUE_ACTIONS = [
    user_actions.colleague,
    user_actions.colleague,
    user_actions.colleague_adds,
    user_actions.colleague_deletes,
    user_actions.mass_deletion,
]
NETWORK_FAULTS = [faults.network_fault, faults.network_fault, faults.network_fault, faults.poison]
PROCESS_FAULTS = [faults.restart, faults.crash, faults.crash, faults.clock_jumps, faults.sign_out_and_in]
ACCESS_FAULTS = [
    faults.access_ends,
    faults.access_returns,
    faults.token_ends,
    faults.token_returns,
    faults.foreign_token,
]
seeds = st.integers(0, 999)
client_numbers = st.integers(0, 3)


class SyncStateMachine(RuleBasedStateMachine):
    """`seed` decides the details of an action: which card, which value, which fault."""

    def __init__(self) -> None:
        super().__init__()
        self.scenario = Scenario("the machine's")
        self._around = ExitStack()
        self._around.enter_context(self.scenario.running_scenario())

    @rule(action=st.sampled_from(USER_ACTIONS), who=client_numbers, seed=seeds)
    def user_acts(self, action: user_actions.UserAction, who: int, seed: int) -> None:
        self._do(action, who, seed)

    @rule(action=st.sampled_from(COLLEAGUE_ACTIONS), seed=seeds)
    def colleague_acts(self, action: user_actions.UserAction, seed: int) -> None:
        self._do(action, 0, seed)

    @rule(action=st.sampled_from(NETWORK_FAULTS), seed=seeds)
    def network_fault(self, action: user_actions.UserAction, seed: int) -> None:
        self._do(action, 0, seed)

    @rule(action=st.sampled_from(PROCESS_FAULTS), who=client_numbers, seed=seeds)
    def process_fault(self, action: user_actions.UserAction, who: int, seed: int) -> None:
        self._do(action, who, seed)

    @rule(action=st.sampled_from(ACCESS_FAULTS), who=client_numbers, seed=seeds)
    def access_fault(self, action: user_actions.UserAction, who: int, seed: int) -> None:
        self._do(action, who, seed)

    @rule(who=client_numbers, seed=seeds, full=st.booleans(), requested=st.booleans())
    def client_syncs(self, who: int, seed: int, *, full: bool, requested: bool) -> None:
        client = self._begin("one_syncs", who, seed)
        self.scenario.sync(client, full=full, requested=requested)

    @rule(seed=seeds)
    def all_clients_sync(self, seed: int) -> None:
        self._begin("all_sync", 0, seed)
        self.scenario.sync_all()

    @precondition(lambda self: not self.scenario.faults.offline)
    @rule()
    def network_goes_down(self) -> None:
        self.scenario.faults.offline = True

    @precondition(lambda self: self.scenario.faults.offline)
    @rule()
    def network_comes_up(self) -> None:
        self.scenario.faults.offline = False

    @rule(seconds=st.sampled_from([1, 20, 120, 1200, 90_000]))
    def time_passes(self, seconds: int) -> None:
        self.scenario.clock.advance(seconds=seconds)

    @invariant()
    def view_equals_base_plus_pending(self) -> None:
        self.scenario.invariants.check()

    def teardown(self) -> None:
        """Checks all invariants at the end of every example, unless one is violated already."""
        with self._around:
            if not self.scenario.is_broken:
                self.scenario.finish()

    def _do(self, action: user_actions.UserAction, who: int, seed: int) -> None:
        self.scenario.perform(action, self._begin(action.__name__, who, seed))

    def _begin(self, name: str, who: int, seed: int) -> SimulatedClient:
        self.scenario.random = random.Random(f"{name} {who} {seed}")  # noqa: S311  to be repeated
        return self.scenario.clients[who % len(self.scenario.clients)]
