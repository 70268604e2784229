"""T3: the same office, but Hypothesis chooses what happens, and finds the shortest way to a broken promise."""

import random
from contextlib import ExitStack

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from simulation import faults, user_actions
from simulation.client import Seat
from simulation.scenario import Story

WISHES = [
    user_actions.add,
    user_actions.edit,
    user_actions.move,
    user_actions.comment,
    user_actions.delete,
    user_actions.undo,
    user_actions.redo,
    user_actions.decide,
]
OTHERS = [
    user_actions.colleague,
    user_actions.colleague,
    user_actions.colleague_adds,
    user_actions.colleague_deletes,
    user_actions.mass_deletion,
]
TROUBLES = [faults.trouble, faults.trouble, faults.trouble, faults.poison]
FATES = [faults.restart, faults.crash, faults.crash, faults.clock_jumps, faults.sign_out_and_in]
DOORS = [
    faults.access_ends,
    faults.access_returns,
    faults.token_ends,
    faults.token_returns,
    faults.foreign_token,
]
seeds = st.integers(0, 999)
who = st.integers(0, 3)


class OfficeMachine(RuleBasedStateMachine):
    """`seed` settles the details of one act: which card, which value, which trouble."""

    def __init__(self) -> None:
        super().__init__()
        self.story = Story("the machine's")
        self._around = ExitStack()
        self._around.enter_context(self.story.told())

    @rule(act=st.sampled_from(WISHES), who=who, seed=seeds)
    def somebody_wishes(self, act: user_actions.Act, who: int, seed: int) -> None:
        self._do(act, who, seed)

    @rule(act=st.sampled_from(OTHERS), seed=seeds)
    def a_colleague_works(self, act: user_actions.Act, seed: int) -> None:
        self._do(act, 0, seed)

    @rule(act=st.sampled_from(TROUBLES), seed=seeds)
    def trouble_is_ahead(self, act: user_actions.Act, seed: int) -> None:
        self._do(act, 0, seed)

    @rule(act=st.sampled_from(FATES), who=who, seed=seeds)
    def a_computer_meets_its_fate(self, act: user_actions.Act, who: int, seed: int) -> None:
        self._do(act, who, seed)

    @rule(act=st.sampled_from(DOORS), who=who, seed=seeds)
    def a_door_opens_or_shuts(self, act: user_actions.Act, who: int, seed: int) -> None:
        self._do(act, who, seed)

    @rule(who=who, seed=seeds, full=st.booleans(), asked=st.booleans())
    def one_syncs(self, who: int, seed: int, *, full: bool, asked: bool) -> None:
        seat = self._begin("one_syncs", who, seed)
        self.story.sync(seat, full=full, asked=asked)

    @rule(seed=seeds)
    def all_sync_at_once(self, seed: int) -> None:
        self._begin("all_sync", 0, seed)
        self.story.all_sync()

    @precondition(lambda self: not self.story.trouble.offline)
    @rule()
    def the_network_goes(self) -> None:
        self.story.trouble.offline = True

    @precondition(lambda self: self.story.trouble.offline)
    @rule()
    def the_network_comes(self) -> None:
        self.story.trouble.offline = False

    @rule(seconds=st.sampled_from([1, 20, 120, 1200, 90_000]))
    def time_passes(self, seconds: int) -> None:
        self.story.clock.pass_by(seconds=seconds)

    @invariant()
    def what_is_shown_is_base_and_wishes(self) -> None:
        self.story.watch.look()

    def teardown(self) -> None:
        """All promises at the end of every example, unless one is broken already."""
        with self._around:
            if not self.story.is_broken:
                self.story.heal()

    def _do(self, act: user_actions.Act, who: int, seed: int) -> None:
        self.story.act(act, self._begin(act.__name__, who, seed))

    def _begin(self, name: str, who: int, seed: int) -> Seat:
        self.story.rng = random.Random(f"{name} {who} {seed}")  # noqa: S311  to be repeated
        return self.story.seats[who % len(self.story.seats)]
