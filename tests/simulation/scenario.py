"""Some computers, a colleague and everything that can go wrong, told by a seed: same seed, same story, byte for byte.

Each step draws from the seed and its own number alone, so that a story can be told again with steps left out.
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
from kanbert_desktop.domain.mirror import Mirror
from kanbert_desktop.sandbox.app import create_app
from kanbert_desktop.sandbox.context import ServerBehaviour
from kanbert_desktop.sandbox.faults import FaultMiddleware
from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.sync.replica import Replica
from simulation import faults, user_actions
from simulation.client import Seat
from simulation.disk import Disk, SimulatedStore
from simulation.ids import Ids, drawn_ids
from simulation.invariants import Watch
from simulation.process import Crash, Life
from simulation.server import MemoryWorld, planted, users
from simulation.weights import DEEDS
from support.sync_clients import Clock

STEPS = 40
QUICK_SHARE = 0.04
"""So often something happens while a request is on its way."""
NAMES = ("home", "work", "train", "lap")
READABLE = (
    "SELECT tasks.* FROM tasks JOIN projects ON projects.id = project_id "
    "WHERE NOT projects.is_private AND tasks.deleted_at IS NULL"
)
BACK_TO_WORK = 3
"""Cycles without trouble after which nothing may be left to send (I11)."""


class Wrong(AssertionError):
    """A promise was broken; the trace says how it came to that."""


@dataclass
class Story:
    seed: object
    trace: list[str] = field(default_factory=list)
    poisoned: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.rng = self._rng("the beginning")
        self.numbers = count(1)
        self.clock = Clock()
        self.ids = Ids(self.seed)
        self.world = MemoryWorld(planted(), self.clock.now, lambda: str(self.ids()))
        self.users = users(self.world)
        self.trouble = FaultMiddleware(lambda: httpx.ReadError("cut"), self.clock.sleep)
        self.switches = ServerBehaviour()
        self.app = create_app(self.world, self.switches, self.trouble)
        self.loop = asyncio.new_event_loop()
        self._is_quiet = True
        self.is_broken = self.is_crowded = False
        faults.turn_switches(self)
        self.seats = [Seat(self, name, self.users[0]) for name in NAMES[: self.rng.choice([2, 2, 2, 3, 4])]]
        if self.rng.random() < 0.3:
            self.seats[-1].sign_in(self.users[1])
        self.watch = Watch(self)

    def play(self, steps: Iterable[int] = range(STEPS)) -> list[str]:
        """The whole story with its happy end; raises `Wrong` where a promise is broken."""
        with self.told():
            for number in steps:
                self.step(number)
            self.heal()
        return self.trace

    @contextmanager
    def told(self) -> Iterator[None]:
        """Inside, ids are drawn and reads are repeated without waiting; everybody has synced once."""
        with drawn_ids(self.seed), stamina.set_testing(True, attempts=3, cap=True):
            try:
                self._both_sync()
                yield
            finally:
                self.close()

    def step(self, number: int) -> None:
        """One act, or a sync; what follows from it; and the time until the next one."""
        self.rng = self._rng(number)
        self.say(f"{number}:")
        seat = self.rng.choice(self.seats)
        if self.rng.random() < 0.35:
            self._some_sync(seat)
        else:
            several = self.rng.choice([1, 1, 2, 3])
            for act in self.rng.choices(
                [act for _, act in DEEDS], [weight for weight, _ in DEEDS], k=several
            ):
                self.act(act, seat)
        self.clock.pass_by(seconds=self.rng.choice([0, 1, 3, 20, 120, 1200]))

    def act(self, act: user_actions.Act, seat: Seat) -> None:
        act(self, seat)
        if self.rng.random() < 0.9 and not seat.life.dead:
            seat.store.flush()
        self.watch.look()

    def close(self) -> None:
        left = asyncio.all_tasks(self.loop)
        for task in left:
            task.cancel()
        if left:
            self.loop.run_until_complete(asyncio.wait(left))
        self.loop.close()
        for seat in self.seats:
            seat.close()
        self.world.close()

    # Syncing.

    def sync(self, seat: Seat, *, full: bool = False, asked: bool = False, meanwhile: bool = True) -> bool:
        """One cycle; did it end well?"""
        before = self.watch.before(seat)
        self._is_quiet = not meanwhile
        try:
            ended = self.loop.run_until_complete(self._cycle(seat, full=full, asked=asked))
        finally:
            self._is_quiet = True
        self.watch.after(seat, before, ended)
        return ended is None

    async def _cycle(self, seat: Seat, *, full: bool, asked: bool) -> str | None:
        """None, or how it failed."""
        life = seat.life
        life.lives_in(asyncio.current_task())
        seat.store.wake()
        ended: str | None = None
        try:
            report = await seat.engine.run_cycle(full=full, release_holds=asked)
            self.say(f"  {seat.name} synced: {report}")
        except KanbertError as error:
            self.say(f"  {seat.name} synced in vain: {error.key}")
            ended = error.key
        except (Crash, asyncio.CancelledError):
            ended = "crashed"
        life.lives_in(None)
        if not life.dead and seat.saved():
            return ended
        self.say(f"  {seat.name} crashed {life.died_of}")
        seat.after_crash()
        return "crashed"

    def all_sync(self) -> None:
        """At the same time."""
        self._is_quiet, self.is_crowded = False, True
        self.loop.run_until_complete(self._all_cycles())
        self._is_quiet, self.is_crowded = True, False

    def _some_sync(self, seat: Seat) -> None:
        full, asked = self.rng.random() < 0.1, self.rng.random() < 0.4
        if self.rng.random() < 0.2:
            self.all_sync()
        else:
            self.sync(seat, full=full, asked=asked)
        self.watch.look()

    async def _all_cycles(self) -> None:
        cycles = [self._cycle(seat, full=False, asked=False) for seat in self.seats]
        await asyncio.gather(*[asyncio.ensure_future(cycle) for cycle in cycles])

    def _both_sync(self) -> None:
        for seat in self.seats:
            self.sync(seat)
        self.watch.look()

    def meanwhile(self, seat: Seat) -> None:
        """Perhaps somebody does something while this computer's request is on its way."""
        if self._is_quiet or self.rng.random() >= QUICK_SHARE:
            return
        self.rng.choice(user_actions.QUICK)(self, seat)

    # The happy end.

    def heal(self) -> None:
        """All troubles end, everybody starts anew and syncs; then every promise must hold."""
        self.rng = self._rng("the end")
        self.say("the end:")
        self.trouble.clear()
        self.poisoned.clear()
        faults.access_returns(self, self.seats[0])
        faults.token_returns(self, self.seats[0])
        for seat in self.seats:
            seat.skew = timedelta()
            seat.restart()
        for _ in range(BACK_TO_WORK):
            self.clock.pass_by(minutes=20)
            for seat in self.seats:
                self.sync(seat, meanwhile=False, asked=True)
                self.watch.look()
        self.watch.settled()
        for seat in self.seats:
            self.sync(seat, full=True, meanwhile=False)
            self.watch.look()
        self.watch.the_end()

    # What the promises are held against.

    def running(self) -> list[dict[str, Any]]:
        """Every card on a running board that can be read, with all its columns."""
        return self.world.rows(f"{READABLE} AND projects.status = 'running'")

    def is_listed(self, server_id: str) -> bool:
        return bool(
            self.world.rows(f"{READABLE} AND projects.status = 'running' AND tasks.id = ?", server_id)
        )

    def is_readable(self, server_id: str) -> bool:
        return bool(self.world.rows(f"{READABLE} AND tasks.id = ?", server_id))

    def mirror_of(self, disk: Disk) -> Mirror:
        """What a start of that account would find."""
        ledger = Replica(Mirror(), SimulatedStore(disk, Life()), EventBus(), self.clock.now)
        ledger.load_boards()
        ledger.load_cards()
        return ledger.mirror

    def pages_again(self, seat: Seat) -> None:
        """All that the server lists now is put into the base again, twice and in any order."""

        async def rows() -> list[Record[Card]]:
            return (await seat.engine._reader.all(listings.cards(listings.on_running_boards())))[0]

        told = self.loop.run_until_complete(rows())
        for _ in range(2):
            self.rng.shuffle(told)
            for start in range(0, len(told), 7):
                seat.ledger.apply(Batch(cards=told[start : start + 7]))

    # Telling.

    def say(self, text: str) -> None:
        self.trace.append(text)

    def words(self) -> str:
        return f"words {next(self.numbers)}"

    def wrong(self, promise: str, how: str) -> None:
        self.say(f"{promise}: {how}")
        self.is_broken = True
        raise Wrong(f"seed {self.seed}: {promise}: {how}")

    def _rng(self, step: object) -> random.Random:
        return random.Random(f"{self.seed} {step}")  # noqa: S311  to be repeated, not to be secret
