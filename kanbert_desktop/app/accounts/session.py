"""One open account: the store at once, the network later."""

import asyncio
import logging
from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING

from kanbert_desktop.app.accounts.registry import AccountRegistry, KnownAccount
from kanbert_desktop.app.boards.local_data import LAST_BOARD, LocalData
from kanbert_desktop.app.boards.service import BoardService, CommentsState
from kanbert_desktop.app.tasks import Tasks
from kanbert_desktop.domain.board import BoardId, CardKey, Person, PersonId
from kanbert_desktop.domain.errors import KanbertError, SignInRequired, StoreError
from kanbert_desktop.domain.events import (
    Economy,
    EventBus,
    SignInExpired,
    SyncStatus,
    SyncStatusChanged,
    WriteAccessChanged,
)
from kanbert_desktop.store.base import delete_all_but_own, has_own_data
from kanbert_desktop.store.database import OpenedStore
from kanbert_desktop.store.errors import translate_os_error
from kanbert_desktop.store.files import remove_leftovers
from kanbert_desktop.store.integrity import unreadable_rows
from kanbert_desktop.sync.local_cards import LocalCards
from kanbert_desktop.sync.replica import Replica

if TYPE_CHECKING:
    import random

    from kanbert_desktop.app.accounts.file_check import FileCheck
    from kanbert_desktop.app.boards.comment_check import CommentCheck
    from kanbert_desktop.app.overview.hours_loading import HoursLoader
    from kanbert_desktop.identity.credentials import Credentials
    from kanbert_desktop.net.client import HttpClient
    from kanbert_desktop.sync.batch_writer import RowWrite
    from kanbert_desktop.sync.engine import Engine
    from kanbert_desktop.sync.observed_changes import Observation
    from kanbert_desktop.sync.schedule import Schedule

log = logging.getLogger(__name__)
READ_ONLY_KINDS = frozenset({"guest"})
"""[G] KANBERT_API.md 4.6 names the kinds of users but not their permissions. The sample server refuses guests too."""
SAVE_SECONDS = 5.0
REFRESH_SECONDS = 5.0
FINAL_SYNC_SECONDS = 1.5
STOP_SECONDS = 1.0
HOURS_TASK, COMMENT_CHECK_TASK = "hours", "comment-check"


class Session:
    """Opening reads the boards; cards are read when they are asked for. `connect` adds the network."""

    def __init__(
        self,
        account: KnownAccount,
        opened: OpenedStore,
        bus: EventBus,
        tasks: Tasks,
        now: Callable[[], datetime],
        *,
        registry: AccountRegistry,
        allow_keyring_prompt: Callable[[], None],
    ) -> None:
        self.account = account
        self.recovery_report = opened.recovery
        self._store_problem = opened.error
        self._opened = opened
        self._store = opened.store
        self._bus = bus
        self._tasks = tasks
        self._now = now
        self._registry = registry
        self._allow_keyring_prompt = allow_keyring_prompt
        self.replica = Replica(opened.store, bus, now)
        self.replica.load()
        if self.replica.local_cards.me is None:
            self.replica.local_cards.me = account.person
        self.write_access = WriteAccess(self.replica.local_cards, bus, is_granted=account.may_write)
        self.service = BoardService(self.replica, LocalData(self.replica, opened.store), self)
        # Imported with the first change: nothing is observed before the first sync.
        self.replica.observed.subscribe(self._observe)
        self.replica.observed.subscribe(self._observe_moves)
        self.engine: Engine | None = None
        self._file_check: FileCheck | None = None
        self._schedule: Schedule | None = None
        self._credentials: Credentials | None = None
        self._http: HttpClient | None = None
        self._hours_loader: HoursLoader | None = None
        self._unsubscribe: Callable[[], None] = lambda: None
        self._seen_sync = self.replica.status.current().last_sync

    @property
    def file_check(self) -> "FileCheck":
        """Created on first use, after the first paint."""
        from kanbert_desktop.app.accounts.file_check import FileCheck  # noqa: PLC0415

        if self._file_check is None:
            self._file_check = FileCheck(self._opened, self.replica)
        return self._file_check

    def watch_damage(self, met: Callable[[], bool]) -> None:
        """As `Store.watch_damage`."""
        self._store.watch_damage(met)

    @property
    def store_problem(self) -> StoreError | None:
        """Why the store is read-only. None as soon as something was written."""
        return self._store_problem if self._store.is_read_only else None

    def connect(self, credentials: "Credentials", server: str) -> "Engine":
        """Creates the engine; no request is sent yet."""
        from kanbert_desktop.api.client import KanbertApi  # noqa: PLC0415  httpx comes after the first paint
        from kanbert_desktop.net.client import make_client  # noqa: PLC0415
        from kanbert_desktop.sync.engine import Engine  # noqa: PLC0415

        self._credentials = credentials
        self._http = make_client(server, auth=credentials)
        api = KanbertApi(self._http)
        user = PersonId(self.account.user)
        self.engine = Engine(self.replica, api, self._now, asyncio.sleep, _random_source(), user=user)
        self.engine.set_visible_board(lambda: BoardId(self.service.local.value(LAST_BOARD)))
        credentials.on_scope_changed = self._scope_changed
        self._scope_changed()
        self._unsubscribe = self._bus.subscribe(SyncStatusChanged, self._on_status)
        return self.engine

    def _observe(self, observation: "Observation") -> "RowWrite | None":
        return self.service.inbox.recorder(observation)

    def _observe_moves(self, observation: "Observation") -> "RowWrite | None":
        return self.service.overview.recorder(observation)

    def _on_status(self, event: SyncStatusChanged) -> None:
        self._update_write_access()
        if event.status.last_sync != self._seen_sync:
            self._seen_sync = event.status.last_sync
            self.service.inbox.cycle_ended()
            self.service.overview.recorder.note_loaded_boards()
            if self._schedule is not None and event.status.economy is None:
                self._load_hours_if_due()

    def _load_hours_if_due(self) -> None:
        is_idle = not self._tasks.is_running(HOURS_TASK)
        if is_idle and self.service.overview.hours.is_on and self.hours_loader.is_due:
            self._tasks.start(HOURS_TASK, self.hours_loader.load_if_due())

    async def switch_on_hours(self) -> None:
        """Raises what the server answered; nothing has changed then."""
        await self.hours_loader.switch_on()
        self._load_hours_if_due()

    @property
    def hours_loader(self) -> "HoursLoader":
        """Created on first use, once connected."""
        from kanbert_desktop.app.overview.hours_loading import HoursLoader  # noqa: PLC0415  where hours are shown only

        if self.engine is None:
            raise RuntimeError("connect comes first")
        if self._hours_loader is None:
            self._hours_loader = HoursLoader(self.service.overview.hours, self.engine.reader, self._now)
        return self._hours_loader

    def start_auto_sync(self) -> None:
        """Syncs automatically from now on."""
        from kanbert_desktop.sync.schedule import Schedule  # noqa: PLC0415

        if self.engine is None:
            raise RuntimeError("connect comes first")
        self._schedule = Schedule(self.engine)
        self._schedule.set_economical(self.status().economy is not None)
        self._schedule.start()

    def set_economy(self, reason: Economy | None) -> None:
        """Why to sync less often from now on, or None."""
        self.replica.status.set_economy(reason)
        if self._schedule is not None:
            self._schedule.set_economical(reason is not None)

    def save_now(self, seconds: float) -> bool:
        return self._store.flush(seconds)

    async def send_before_close(self) -> None:
        """Syncs once before closing if the network works: held deletes and recent changes."""
        status = self.status()
        if self.engine is None or not status.pending or status.problem is not None:
            return
        try:
            async with asyncio.timeout(FINAL_SYNC_SECONDS):
                await self.engine.run_cycle(release_holds=True)
        except (TimeoutError, KanbertError) as error:
            log.info("Not everything was sent on leaving: %s", type(error).__name__)

    async def disconnect(self) -> None:
        """Closes the connection. The boards stay usable."""
        self._unsubscribe()
        for task in (HOURS_TASK, COMMENT_CHECK_TASK):
            self._tasks.stop(task)
        if self._schedule is not None:
            await self._schedule.stop(STOP_SECONDS)
        if self._credentials is not None:
            await _finish_refresh(self._credentials)
        if self._http is not None:
            await self._http.aclose()
        self._schedule = self._http = self.engine = self._credentials = self._hours_loader = None

    async def close(self) -> None:
        """Closes in bounded time. What is not on disk after five seconds is lost, and logged."""
        await self.disconnect()
        try:
            async with asyncio.timeout(SAVE_SECONDS):
                await self.replica.wait_until_saved()
        except (TimeoutError, StoreError) as error:
            log.warning("Not everything could be saved: %s", type(error).__name__)
        finally:
            self.close_store()

    def stop_reading(self) -> None:
        """From now on nothing is read from the file, and every query answers as in an empty one."""
        self._store.stop_reading()

    def close_store(self) -> None:
        """What is not written yet is written first, within bounded time."""
        if self._file_check is not None:
            self._file_check.stop()
        self._store.close()
        self.service.close()

    def has_file_changed(self) -> bool:
        """True once another process has written to the file. For a session that was opened to read."""
        from kanbert_desktop.store.reading import ReadingStore  # noqa: PLC0415  for these alone

        return isinstance(self._store, ReadingStore) and self._store.has_changed()

    def close_reading(self) -> None:
        """Closes at once. For a session that was opened to read."""
        self._store.close()
        self.service.close()

    def unreadable_changes(self) -> list[dict[str, object]]:
        """Changes written by a newer version of this program, as stored. They are kept and never sent from here."""
        return unreadable_rows(self._store.read())

    def has_own_data(self, values: Collection[str]) -> bool:
        """Returns whether the user has an order of cards of their own, or local values with these names."""
        return has_own_data(self._store.read(), values)

    async def keep_only_own_data(self, values: Collection[str], *, keeps_unsent: bool) -> None:
        """Deletes everything else in the account's folder, if wanted also unsent changes. Raises `StoreError`."""
        self.service.close()
        try:
            # First: on a full disk this frees the space for the write below.
            remove_leftovers(self._store.path)
        except OSError as error:
            raise translate_os_error(error, self._store.path) from error
        deletion = partial(delete_all_but_own, values=values, keeps_unsent=keeps_unsent)
        await asyncio.wrap_future(self._store.write(deletion))

    # SyncControl.

    @property
    def can_write(self) -> bool:
        return self.write_access.is_allowed

    def status(self) -> SyncStatus:
        return self.replica.status.current()

    def wake_sync(self, reason: str) -> None:
        """The network is back, the computer woke up, the window got the focus, or F5 was pressed."""
        if self._schedule is not None:
            self._schedule.wake(reason)

    def sync_now(self) -> None:
        self._allow_keyring_prompt()
        self.wake_sync("asked")
        self._check_comments()

    def set_in_front(self, *, is_in_front: bool) -> None:
        """The user came back to this program, or went to another one."""
        if not is_in_front:
            self.comment_check.note_left()
        elif self.comment_check.note_returned():
            self._check_comments()

    @cached_property
    def comment_check(self) -> "CommentCheck":
        """Created on first use, after the first paint."""
        from kanbert_desktop.app.boards.comment_check import CommentCheck  # noqa: PLC0415

        return CommentCheck(self.service, self.replica.local_cards, self._now)

    def _check_comments(self) -> None:
        if self._schedule is not None and not self._tasks.is_running(COMMENT_CHECK_TASK):
            self._tasks.start(COMMENT_CHECK_TASK, self.comment_check.run(self._read_comments))

    async def _read_comments(self, key: CardKey) -> None:
        if self.engine is not None:
            await self.engine.read_comments(key)

    def sync_soon(self) -> None:
        self.wake_sync("edit")

    # Token refresh.

    async def refresh_token_if_due(self) -> None:
        """Refreshes ahead of the next request. Permanent failures are reported; temporary ones are only logged."""
        if self._credentials is None:
            return
        try:
            await self._credentials.refresh_if_due()
        except SignInRequired as error:
            self.replica.record_failure(error)
            self._bus.publish(SignInExpired(error.key))
        except KanbertError as error:
            log.info("The sign-in was not renewed: %s", error.key)

    def resume_after_keyring(self) -> None:
        """Stores the tokens that the keyring did not take before, and syncs."""
        if self._credentials is not None:
            self._tasks.start("keep-again", self._credentials.store_again())
        self.wake_sync("keyring")

    def _scope_changed(self) -> None:
        credentials = self._credentials
        if credentials is not None and credentials.is_loaded:
            self.write_access.is_granted = credentials.can_write()
            # Stored for the next start.
            with suppress(StoreError):
                self._registry.set_write_access(self.account.id, self.write_access.is_granted)
        self._update_write_access()

    def _update_write_access(self) -> None:
        self.write_access.update()
        if self.engine is not None:
            self.engine.can_write = self.write_access.is_allowed

    def fetch_comments(self, key: CardKey) -> None:
        if self.engine is not None:
            self._tasks.start("comments", self.engine.read_comments(key))

    def comments_state(self, key: CardKey) -> CommentsState:
        return self.engine.comments_state(key) if self.engine is not None else "loading"


class WriteAccess:
    """`is_granted` is the scope's permission: False only if the server said so. Publishes each change."""

    def __init__(self, local_cards: LocalCards, bus: EventBus, *, is_granted: bool) -> None:
        self.is_granted = is_granted
        self._local_cards = local_cards
        self._bus = bus
        self._published = self.is_allowed

    @property
    def is_allowed(self) -> bool:
        return self.is_granted and not is_read_only_user(self._local_cards.me)

    def update(self) -> None:
        """Call when the scope or the user may have changed."""
        if self.is_allowed is not self._published:
            self._published = self.is_allowed
            self._bus.publish(WriteAccessChanged(self._published))


def is_read_only_user(person: Person | None) -> bool:
    return person is not None and person.kind in READ_ONLY_KINDS


async def _finish_refresh(credentials: "Credentials") -> None:
    """Waits for a refresh in progress to be stored (S34): losing a rotated refresh token would end the sign-in."""
    try:
        async with asyncio.timeout(REFRESH_SECONDS):
            await credentials.wait_until_stored()
    except (TimeoutError, KanbertError) as error:
        log.warning("The token refresh did not end in time: %s", type(error).__name__)


def _random_source() -> "random.Random":
    import random  # noqa: PLC0415  for the network only

    return random.Random()  # noqa: S311  for jitter, nothing secret
