"""A scenario: some computers, a colleague and every kind of fault. The same seed gives the same scenario, byte for byte.

Each step depends on the seed and its own number only, so a scenario can be repeated with steps left out.
"""

import asyncio
import random
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import Any

import httpx
import stamina

from kanbert_desktop.api import listings
from kanbert_desktop.api.payloads import Record
from kanbert_desktop.domain.board import Card
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.domain.events import EventBus
from kanbert_desktop.sandbox.app import create_app
from kanbert_desktop.sandbox.context import ServerBehaviour
from kanbert_desktop.sandbox.faults import FaultMiddleware
from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.sync.local_cards import LocalCards
from kanbert_desktop.sync.replica import Replica
from simulation import faults, user_actions
from simulation.client import SimulatedClient
from simulation.disk import Disk, SimulatedStore
from simulation.ids import Ids, seeded_ids
from simulation.invariants import InvariantChecks
from simulation.process import Crash, SimulatedProcess
from simulation.server import InMemorySandboxState, seeded_state, users
from simulation.weights import WEIGHTED_ACTIONS
from support.fake_clock import FakeClock

STEPS = 40
MEANWHILE_SHARE = 0.04
"""The share of requests during which something else happens."""
NAMES = ("home", "work", "train", "lap")
READABLE = (
    "SELECT tasks.* FROM tasks JOIN projects ON projects.id = project_id "
    "WHERE NOT projects.is_private AND tasks.deleted_at IS NULL"
)
RECOVERY_ROUNDS = 3
"""Cycles without a fault after which nothing may be left to send (I11)."""


class InvariantViolation(AssertionError):
    """An invariant was violated; the trace says how it came to that."""


@dataclass
class Scenario:
    seed: object
    trace: list[str] = field(default_factory=list)
    poisoned: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.random = self._rng("the beginning")
        self.numbers = count(1)
        self.clock = FakeClock()
        self.ids = Ids(self.seed)
        self.state = InMemorySandboxState(seeded_state(), self.clock.now, lambda: str(self.ids()))
        self.users = users(self.state)
        self.faults = FaultMiddleware(lambda: httpx.ReadError("cut"), self.clock.sleep)
        self.behaviour = ServerBehaviour()
        self.app = create_app(self.state, self.behaviour, self.faults)
        self.loop = asyncio.new_event_loop()
        self._is_quiet = True
        self.is_broken = self.is_crowded = False
        faults.draw_behaviour(self)
        self.clients = [
            SimulatedClient(self, name, self.users[0])
            for name in NAMES[: self.random.choice([2, 2, 2, 3, 4])]
        ]
        if self.random.random() < 0.3:
            self.clients[-1].sign_in(self.users[1])
        self.acted = {client.name for client in self.clients}
        """Clients that did anything since the last check of the invariants."""
        self.invariants = InvariantChecks(self)

    def run(self, steps: Iterable[int] = range(STEPS)) -> list[str]:
        """The whole scenario with its recovery; raises `InvariantViolation`."""
        with self.running_scenario():
            for number in steps:
                self.step(number)
            self.finish()
        return self.trace

    @contextmanager
    def running_scenario(self) -> Iterator[None]:
        """Inside, ids are seeded and retries do not wait; every client has synced once."""
        with seeded_ids(self.seed), stamina.set_testing(True, attempts=3, cap=True):
            try:
                self._both_sync()
                yield
            finally:
                self.close()

    def step(self, number: int) -> None:
        """One action or a sync, its consequences, and the time until the next step."""
        self.random = self._rng(number)
        self.log(f"{number}:")
        client = self.random.choice(self.clients)
        if self.random.random() < 0.35:
            self._some_sync(client)
        else:
            several = self.random.choice([1, 1, 2, 3])
            for action in self.random.choices(
                [action for _, action in WEIGHTED_ACTIONS],
                [weight for weight, _ in WEIGHTED_ACTIONS],
                k=several,
            ):
                self.perform(action, client)
        self.clock.advance(seconds=self.random.choice([0, 1, 3, 20, 120, 1200]))

    def perform(self, action: user_actions.UserAction, client: SimulatedClient) -> None:
        self.acted.add(client.name)
        action(self, client)
        if self.random.random() < 0.9 and not client.process.has_crashed:
            client.store.flush()
        self.invariants.check()

    def close(self) -> None:
        left = asyncio.all_tasks(self.loop)
        for task in left:
            task.cancel()
        if left:
            self.loop.run_until_complete(asyncio.wait(left))
        self.loop.close()
        for client in self.clients:
            client.close()
        self.state.close()

    # Syncing.

    def sync(
        self, client: SimulatedClient, *, full: bool = False, requested: bool = False, meanwhile: bool = True
    ) -> bool:
        """One cycle; returns whether it succeeded."""
        before = self.invariants.before_sync(client)
        self._is_quiet = not meanwhile
        try:
            ended = self.loop.run_until_complete(self._cycle(client, full=full, requested=requested))
        finally:
            self._is_quiet = True
        self.invariants.after_sync(client, before, ended)
        return ended is None

    async def _cycle(self, client: SimulatedClient, *, full: bool, requested: bool) -> str | None:
        """None, or the reason of its failure."""
        self.acted.add(client.name)
        process = client.process
        process.run_in_task(asyncio.current_task())
        client.store.wake()
        ended: str | None = None
        try:
            # A requested cycle is the verb's, the others are the window's.
            report = await client.engine.run_cycle(
                full=full, release_holds=requested, open_first=not requested
            )
            self.log(f"  {client.name} synced: {report}")
        except KanbertError as error:
            self.log(f"  {client.name} synced in vain: {error.key}")
            ended = error.key
        except (Crash, asyncio.CancelledError):
            ended = "crashed"
        process.run_in_task(None)
        if not process.has_crashed and client.flush():
            return ended
        self.log(f"  {client.name} crashed {process.crash_moment}")
        client.restart_after_crash()
        return "crashed"

    def sync_all(self) -> None:
        """All clients at the same time."""
        self._is_quiet, self.is_crowded = False, True
        self.loop.run_until_complete(self._all_cycles())
        self._is_quiet, self.is_crowded = True, False

    def _some_sync(self, client: SimulatedClient) -> None:
        full, requested = self.random.random() < 0.1, self.random.random() < 0.4
        if self.random.random() < 0.2:
            self.sync_all()
        else:
            self.sync(client, full=full, requested=requested)
        self.invariants.check()

    async def _all_cycles(self) -> None:
        cycles = [self._cycle(client, full=False, requested=False) for client in self.clients]
        await asyncio.gather(*[asyncio.ensure_future(cycle) for cycle in cycles])

    def _both_sync(self) -> None:
        """The last computer loads by the verb, in one walk, the others as a window does, open cards first."""
        for client in self.clients:
            self.sync(client, requested=client is self.clients[-1])
        self.invariants.check()

    def act_meanwhile(self, client: SimulatedClient) -> None:
        """Perhaps another action happens while this client's request is on its way."""
        if self._is_quiet or self.random.random() >= MEANWHILE_SHARE:
            return
        self.random.choice(user_actions.QUICK_ACTIONS)(self, client)

    # Recovery.

    def finish(self) -> None:
        """All faults end, every client restarts and syncs; then every invariant must hold."""
        self.random = self._rng("the end")
        self.log("the end:")
        self.faults.clear()
        self.poisoned.clear()
        faults.access_returns(self, self.clients[0])
        faults.token_returns(self, self.clients[0])
        for client in self.clients:
            client.clock_skew = timedelta()
            self.acted.add(client.name)
            client.restart()
        for _ in range(RECOVERY_ROUNDS):
            self.clock.advance(minutes=20)
            for client in self.clients:
                self.sync(client, meanwhile=False, requested=True)
                self.invariants.check()
        self.invariants.check_settled()
        for client in self.clients:
            self.sync(client, full=True, meanwhile=False)
            self.invariants.check()
        self.invariants.check_end()

    # What the invariants are compared with.

    def running(self) -> list[dict[str, Any]]:
        """Every card on a running board that can be read, with all its columns."""
        return self.state.rows(f"{READABLE} AND projects.status = 'running'")

    def is_listed(self, server_id: str) -> bool:
        return bool(
            self.state.rows(f"{READABLE} AND projects.status = 'running' AND tasks.id = ?", server_id)
        )

    def is_readable(self, server_id: str) -> bool:
        return bool(self.state.rows(f"{READABLE} AND tasks.id = ?", server_id))

    def mirror_of(self, disk: Disk) -> LocalCards:
        """What a start of that account would load."""
        replica = Replica(SimulatedStore(disk, SimulatedProcess()), EventBus(), self.clock.now)
        replica.load()
        return replica.local_cards

    def reread_pages(self, client: SimulatedClient) -> None:
        """Applies all that the server lists to the base again, twice and in any order."""

        async def rows() -> list[Record[Card]]:
            return (await client.engine._reader.all(listings.cards(listings.on_running_boards())))[0]

        result = self.loop.run_until_complete(rows())
        for _ in range(2):
            self.random.shuffle(result)
            for start in range(0, len(result), 7):
                client.replica.apply(Batch(cards=result[start : start + 7]))

    # Trace.

    def log(self, text: str) -> None:
        self.trace.append(text)

    def random_text(self) -> str:
        return f"words {next(self.numbers)}"

    def fail(self, promise: str, how: str) -> None:
        self.log(f"{promise}: {how}")
        self.is_broken = True
        raise InvariantViolation(f"seed {self.seed}: {promise}: {how}")

    def _rng(self, step: object) -> random.Random:
        return random.Random(f"{self.seed} {step}")  # noqa: S311  to be repeated, not to be secret
