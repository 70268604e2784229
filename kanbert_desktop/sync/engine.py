"""One cycle: pull, settle, push. One at a time."""

import asyncio
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from kanbert_desktop.api.client import KanbertApi
from kanbert_desktop.domain.board import BoardId, CardKey, PersonId
from kanbert_desktop.domain.errors import KanbertError, SignInRequired, StoreError
from kanbert_desktop.domain.events import SignInExpired
from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.sync.comments import Ahead, Comments, CommentsState
from kanbert_desktop.sync.consistency import Sanity, Sweep
from kanbert_desktop.sync.orphans import park_orphans, settle_strays
from kanbert_desktop.sync.pull import Pull
from kanbert_desktop.sync.push import Ended, Push, Record
from kanbert_desktop.sync.rejections import Refusals
from kanbert_desktop.sync.replica import Ledger
from kanbert_desktop.sync.replica_state import SUSPECT, SWEPT
from kanbert_desktop.sync.requests import Requests
from kanbert_desktop.sync.server_lookup import Looks, is_fresh
from kanbert_desktop.sync.server_reader import Capabilities, Reader, Silence, Sleep
from kanbert_desktop.sync.status import Runs
from kanbert_desktop.sync.unknown_outcomes import Unclears

PAGES_AGE = timedelta(minutes=1)
"""Colleagues' changes do not wait for the end of a long first load."""
UNREACHABLE = frozenset({"offline", "timeout", "certificate", "captive_portal", "proxy", "proxy_unusable"})
"""Trouble on the way to the server, whatever was asked of it."""
SWEEP_AGE = timedelta(days=1)
ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Report:
    """Cards read and requests accepted in this cycle; what is left."""

    pulled: int
    pushed: int
    pending: int
    attention: int


class Engine:
    """`user` is whose store this is; nothing is pushed before `whoami` has said the same (sync.md 0, Accounts)."""

    def __init__(
        self,
        ledger: Ledger,
        api: KanbertApi,
        now: Callable[[], datetime],
        sleep: Sleep = asyncio.sleep,
        rng: random.Random | None = None,
        *,
        user: PersonId | None = None,
    ) -> None:
        self.capabilities = Capabilities()
        self.may_write = True
        self.rng = rng or random.Random()  # noqa: S311  spreads retries, guards nothing
        self.now = now
        self.sleep = sleep
        self.runs = Runs(now)
        self.ledger = ledger
        self._user = user
        self._is_known = False
        self._quiet_looks = 0
        self._lock = asyncio.Lock()
        self._record = Record()
        self._reader = Reader(api, self.capabilities, sleep, Silence(ledger.status, now))
        self._comments = Comments(ledger, self._reader)
        self._ahead = Ahead(ledger, self._comments)
        self._pull = Pull(ledger, self._reader, now)
        self._looks = Looks(ledger, self._reader)
        self._sanity = Sanity(ledger, self._reader)
        self._requests = Requests(ledger, self._reader, self._comments, api.http)
        self._refusals = Refusals(ledger, self._reader, self._comments)
        self._unclears = Unclears(ledger, self._reader, self._comments, self._record, sleep)

    async def cycle(self, *, full: bool = False, release_holds: bool = False, idle: bool = False) -> Report:
        """Raises how it ended: `Later`, `Unclear`, `SignInNeeded`, `Refused` (`method_missing`), `StoreBroken`.

        A second call waits for the one that runs. `full` compares everything, `release_holds` sends at once
        what waits for its toast or its next try. `idle`: nobody waits for it, one request must do.
        """
        async with self._lock:
            before = (self.ledger.pulled, self._record.pushed)
            with self.runs.begun("full" if full else "idle" if idle else "usual") as run:
                try:
                    is_quiet = idle and not full and self._is_quiet()
                    if not (is_quiet and await self._housekeeping()):
                        await self._run(full=full, release_holds=release_holds, is_quiet=is_quiet)
                except KanbertError as error:
                    self._failed(error)
                    raise
                finally:
                    run.pulled = self.ledger.pulled - before[0]
                    run.pushed = self._record.pushed - before[1]
            self.ledger.succeeded(self._reader.server_date)
            await self.ledger.saved()
            mirror = self.ledger.mirror
            return Report(run.pulled, run.pushed, mirror.pending_count(), mirror.attention_count())

    async def open_card(self, key: CardKey) -> None:
        """Its comments, where they can be read. Raises what reading raises."""
        with self._told():
            await self._check_user()
            await self._comments.read(key)

    def read_ahead_of(self, shown: Callable[[], BoardId | None]) -> None:
        """`shown` tells which board is on screen: its cards are to know how many comments they have."""
        self._ahead.shown = shown

    async def read_ahead(self) -> None:
        """Comments of cards that changed last or are on screen, a few of them. Raises what reading raises."""
        with self._told():
            await self._ahead.read()

    def is_sweep_due(self) -> bool:
        """Deleted cards show in no incremental pull, so everything is compared once a day."""
        swept = self.ledger.meta.get(SWEPT)
        if swept is None:
            return False
        age = self.now() - datetime.fromisoformat(swept)
        # Younger than nothing: the clock was wrong then or is now.
        return self.ledger.meta.get(SUSPECT) is not None or not timedelta(0) <= age <= SWEEP_AGE

    def comments_state(self, key: CardKey) -> CommentsState:
        return self._comments.state(key)

    async def _run(self, *, full: bool, release_holds: bool, is_quiet: bool) -> None:
        for _ in self.ledger.load_rest():
            await asyncio.sleep(0)
        knew_nothing = not self.ledger.walks and not any(self.ledger.mirror.base_cards())
        await self._check_user()
        if not is_quiet:
            await self._pull.lists(force=full or release_holds)
        push = self._new_push(release_holds=release_holds)
        self._unclears.begin()
        await self._pull.recent()
        await self._send(push)

        began = self.now()

        async def between() -> bool:
            if push.has_work():
                await self._send(push)
            elif self.now() - (self._pull.fresh_at or began) > PAGES_AGE:
                await self._pull.recent()
            else:
                return False
            return True

        was_filled = self._pull.is_filled()
        await self._pull.fill(between)
        await settle_strays(self.ledger, self._reader)
        park_orphans(self.ledger)
        if not was_filled:
            await self._pull.recent()
            await self._send(push)
        # Where nothing was known before, everything has been listed just now: there is nothing to compare it with.
        if full and not knew_nothing:
            await Sweep(self.ledger, self._reader).run(between)
            await self._send(push)
        if full or not was_filled:
            self.ledger.apply(Batch(meta={SWEPT: self.now().isoformat(), SUSPECT: None}))
        failure = push.failure()
        if failure is not None:
            raise failure

    def _is_quiet(self) -> bool:
        """Everything has been read once and there is nothing to send."""
        return self._is_known and self._pull.is_filled() and not self.ledger.mirror.pending_count()

    async def _housekeeping(self) -> bool:
        """In place of a look, every other time: a list that is old, or a page to compare. False: look for changes."""
        self._quiet_looks += 1
        if self._quiet_looks % 2:
            return False
        if await self._pull.one_list():
            return True
        if self._sanity.is_due():
            await self._sanity.look()
            return True
        return False

    async def _check_user(self) -> None:
        if self._is_known:
            return
        person, raw = await self._reader.whoami()
        mine = self._user or (self.ledger.mirror.me.id if self.ledger.mirror.me else None)
        if mine is not None and person.id != mine:
            raise SignInRequired("other_account")
        self.ledger.take_me(person, raw)
        self._is_known = True

    def _new_push(self, *, release_holds: bool) -> Push:
        return Push(
            self.ledger,
            self._reader,
            self._requests,
            self._refusals,
            self._looks,
            record=self._record,
            is_fresh=self._is_fresh,
            release_holds=release_holds,
        )

    async def _send(self, push: Push) -> None:
        """Until nothing is left to send: fresher where needed, and with everything unclear looked up."""
        if not self.may_write:
            return
        try:
            await self._send_all(push)
        finally:
            self.ledger.status.sending(False)

    async def _send_all(self, push: Push) -> None:
        for _ in range(ROUNDS):
            if self._unclears.any():
                await self._unclears.resolve()
                # What was read before the lost answer says nothing about what it did.
                self._pull.fresh_at = None
                self._looks.forget()
            while await push.run() is Ended.STALE:
                if not await self._pull.recent():
                    return
            if not self._unclears.any():
                return

    def _is_fresh(self) -> bool:
        return is_fresh(self._pull.fresh_at, self.now())

    @contextmanager
    def _told(self) -> Iterator[None]:
        """There is one status: what keeps comments away keeps everything away."""
        try:
            yield
        except KanbertError as error:
            if error.key in UNREACHABLE or isinstance(error, SignInRequired):
                self._failed(error)
            raise

    def _failed(self, error: KanbertError) -> None:
        if not isinstance(error, StoreError):
            self.ledger.failed(error)
        if isinstance(error, SignInRequired):
            self.ledger.bus.publish(SignInExpired(error.key))
