"""One sync cycle: pull, reconcile, push. One at a time."""

import asyncio
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from kanbert_desktop.api.client import KanbertApi
from kanbert_desktop.domain.board import BoardId, CardKey, PersonId
from kanbert_desktop.domain.errors import KanbertError, SignInRequired, StoreError
from kanbert_desktop.domain.events import SignInExpired
from kanbert_desktop.domain.value_classes import dataclass
from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.sync.card_columns import forget_read_cards
from kanbert_desktop.sync.comments import CommentPrefetch, CommentReader, CommentsState
from kanbert_desktop.sync.consistency import ConsistencyCheck, FullCompare
from kanbert_desktop.sync.meta_names import LAST_FULL_COMPARE, SUSPECT
from kanbert_desktop.sync.orphans import park_orphaned_sub_tasks, resolve_orphaned_changes
from kanbert_desktop.sync.page_prefetch import frequent_switches
from kanbert_desktop.sync.pull import Pull
from kanbert_desktop.sync.push import Push, PushResult, PushStats
from kanbert_desktop.sync.rejections import RejectionHandler
from kanbert_desktop.sync.replica import Replica
from kanbert_desktop.sync.requests import RequestSender
from kanbert_desktop.sync.server_lookup import DirectReads, is_fresh
from kanbert_desktop.sync.server_reader import Capabilities, ResponseMonitor, ServerReader, Sleep
from kanbert_desktop.sync.status import SyncRunLog
from kanbert_desktop.sync.unknown_outcomes import UnknownOutcomes

PULL_INTERVAL_DURING_LOAD = timedelta(minutes=1)
"""Other people's changes do not wait for the end of a long initial load."""
UNREACHABLE_KEYS = frozenset(
    {"offline", "timeout", "certificate", "captive_portal", "proxy", "proxy_unusable"}
)
"""Errors on the way to the server, whatever the request."""
FULL_COMPARE_INTERVAL = timedelta(days=1)
MAX_SEND_ROUNDS = 4


@dataclass(frozen=True, slots=True)
class CycleReport:
    """Cards read and requests accepted in this cycle; what is left."""

    pulled: int
    pushed: int
    pending: int
    attention: int


class Engine:
    """`user` owns this store; nothing is pushed before `whoami` confirms it (RULES.md, "Delete, visibility, accounts")."""

    def __init__(
        self,
        replica: Replica,
        api: KanbertApi,
        now: Callable[[], datetime],
        sleep: Sleep = asyncio.sleep,
        rng: random.Random | None = None,
        *,
        user: PersonId | None = None,
    ) -> None:
        self.capabilities = Capabilities()
        self.can_write = True
        self.is_economical = False
        """Postpones the consistency check."""
        self.rng = rng or random.Random()  # noqa: S311  spreads retries, guards nothing
        self.now = now
        self.sleep = sleep
        self.runs = SyncRunLog(now)
        self.replica = replica
        self._user = user
        self._is_known = False
        self._idle_cycles = 0
        self._lock = asyncio.Lock()
        self._stats = PushStats()
        self._reader = ServerReader(api, self.capabilities, sleep, ResponseMonitor(replica.status, now))
        self._comments = CommentReader(replica, self._reader)
        self._prefetch = CommentPrefetch(replica, self._comments)
        self._pull = Pull(replica, self._reader, now)
        self._direct_reads = DirectReads(replica, self._reader)
        self._consistency_check = ConsistencyCheck(replica, self._reader)
        self._requests = RequestSender(replica, self._reader, self._comments, api.http)
        self._rejections = RejectionHandler(replica, self._reader, self._comments)
        self._unknown_outcomes = UnknownOutcomes(replica, self._reader, self._comments, self._stats, sleep)

    async def run_cycle(
        self,
        *,
        full: bool = False,
        release_holds: bool = False,
        idle: bool = False,
        open_first: bool = True,
        on_thread: bool = False,
    ) -> CycleReport:
        """Raises how it ended: `TransientError`, `OutcomeUnknown`, `SignInRequired`, `Refused`, `StoreError`.

        `Refused` is `method_missing`. A second call waits for the running one. `full` compares everything,
        `release_holds` sends at once what waits for its toast or its next try. `idle`: nobody waits for it, so it
        makes one request. `open_first`: a first load brings the open cards before the others, which takes one request
        more. `on_thread`: long listings are read on a thread, which takes a third less time. The turns of a window's loop
        would take longer, as threads wait for each other.
        """
        async with self._lock:
            before = (self.replica.pulled_count, self._stats.pushed)
            self._reader.reads_on_threads = on_thread
            with self.runs.record("full" if full else "idle" if idle else "usual") as run:
                try:
                    is_quiet = idle and not full and self._is_quiet()
                    if not (is_quiet and await self._housekeeping()):
                        with frequent_switches(wanted=on_thread):
                            await self._run(
                                full=full,
                                release_holds=release_holds,
                                is_quiet=is_quiet,
                                open_first=open_first,
                            )
                except KanbertError as error:
                    self._failed(error)
                    raise
                finally:
                    run.pulled = self.replica.pulled_count - before[0]
                    run.pushed = self._stats.pushed - before[1]
            self.replica.record_success(self._reader.server_date)
            await self.replica.wait_until_saved()
            forget_read_cards()
            local_cards = self.replica.local_cards
            return CycleReport(
                run.pulled,
                run.pushed,
                local_cards.pending.pending_count(),
                local_cards.pending.attention_count(),
            )

    @property
    def reader(self) -> ServerReader:
        """For lists that are no part of a cycle."""
        return self._reader

    async def read_comments(self, key: CardKey) -> None:
        """Reads a card's comments, if possible. Raises what reading raises."""
        with self._report_failures():
            await self._check_user()
            await self._comments.read(key)

    def set_visible_board(self, visible_board: Callable[[], BoardId | None]) -> None:
        """`visible_board` returns the board on screen: its cards are to show their number of comments."""
        self._prefetch.visible_board = visible_board

    async def prefetch_comments(self) -> None:
        """Reads comments of a few cards that changed last or are on screen. Raises what reading raises."""
        with self._report_failures():
            await self._prefetch.run()

    def is_full_compare_due(self) -> bool:
        """Deleted cards show in no incremental pull, so everything is compared once a day."""
        swept = self.replica.meta.get(LAST_FULL_COMPARE)
        if swept is None:
            return False
        age = self.now() - datetime.fromisoformat(swept)
        # A negative age: the clock was wrong then or is now.
        return self.replica.meta.get(SUSPECT) is not None or not timedelta(0) <= age <= FULL_COMPARE_INTERVAL

    def comments_state(self, key: CardKey) -> CommentsState:
        return self._comments.state(key)

    async def _run(self, *, full: bool, release_holds: bool, is_quiet: bool, open_first: bool) -> None:
        knew_nothing = not self.replica.walks and not self.replica.local_cards.base.has_cards()
        await self._check_user()
        if not is_quiet:
            await self._pull.read_lists(force=full or release_holds)
        push = self._new_push(release_holds=release_holds)
        self._unknown_outcomes.start_cycle()
        await self._pull.pull_recent()
        await self._send(push)

        began = self.now()

        async def between() -> bool:
            if push.has_work():
                await self._send(push)
            elif self.now() - (self._pull.last_pull_at or began) > PULL_INTERVAL_DURING_LOAD:
                await self._pull.pull_recent()
            else:
                return False
            return True

        was_filled = self._pull.are_walks_done()
        await self._pull.run_walks(between, open_first=open_first)
        await resolve_orphaned_changes(self.replica, self._reader)
        park_orphaned_sub_tasks(self.replica)
        if not was_filled:
            await self._pull.pull_recent()
            await self._send(push)
        # After a start from nothing everything has just been listed: there is nothing to compare it with.
        if full and not knew_nothing:
            await FullCompare(self.replica, self._reader).run(between)
            await self._send(push)
        if full or not was_filled:
            self.replica.apply(Batch(meta={LAST_FULL_COMPARE: self.now().isoformat(), SUSPECT: None}))
        failure = push.failure()
        if failure is not None:
            raise failure

    def _is_quiet(self) -> bool:
        """Everything has been read once and there is nothing to send."""
        return (
            self._is_known
            and self._pull.are_walks_done()
            and not self.replica.local_cards.pending.pending_count()
        )

    async def _housekeeping(self) -> bool:
        """Every other idle cycle reads an old list or checks a page instead. False: look for changes."""
        self._idle_cycles += 1
        if self._idle_cycles % 2:
            return False
        if await self._pull.read_one_list():
            return True
        if not self.is_economical and self._consistency_check.is_due():
            await self._consistency_check.check_page()
            return True
        return False

    async def _check_user(self) -> None:
        if self._is_known:
            return
        person, raw = await self._reader.whoami()
        mine = self._user or (self.replica.local_cards.me.id if self.replica.local_cards.me else None)
        if mine is not None and person.id != mine:
            raise SignInRequired("other_account")
        self.replica.apply_user(person, raw)
        self._is_known = True

    def _new_push(self, *, release_holds: bool) -> Push:
        return Push(
            self.replica,
            self._reader,
            self._requests,
            self._rejections,
            self._direct_reads,
            stats=self._stats,
            is_fresh=self._is_fresh,
            release_holds=release_holds,
        )

    async def _send(self, push: Push) -> None:
        """Sends until nothing is left: pulls again where needed, and resolves unknown outcomes."""
        if not self.can_write:
            return
        try:
            await self._send_all(push)
        finally:
            self.replica.status.set_sending(False)

    async def _send_all(self, push: Push) -> None:
        for _ in range(MAX_SEND_ROUNDS):
            if self._unknown_outcomes.has_any():
                await self._unknown_outcomes.resolve()
                # What was read before the lost response says nothing about its effect.
                self._pull.last_pull_at = None
                self._direct_reads.clear()
            while await push.run() is PushResult.STALE:
                if not await self._pull.pull_recent():
                    return
            if not self._unknown_outcomes.has_any():
                return

    def _is_fresh(self) -> bool:
        return is_fresh(self._pull.last_pull_at, self.now())

    @contextmanager
    def _report_failures(self) -> Iterator[None]:
        """There is one status: a failure that prevents reading comments prevents everything."""
        try:
            yield
        except KanbertError as error:
            if error.key in UNREACHABLE_KEYS or isinstance(error, SignInRequired):
                self._failed(error)
            raise

    def _failed(self, error: KanbertError) -> None:
        if not isinstance(error, StoreError):
            self.replica.record_failure(error)
        if isinstance(error, SignInRequired):
            self.replica.bus.publish(SignInExpired(error.key))
