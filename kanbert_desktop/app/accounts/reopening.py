"""Recovers the open account's file, with the window open, after a query or a write met damage."""

import asyncio
import logging
from contextlib import suppress
from functools import partial
from typing import Protocol

from kanbert_desktop.app.accounts.registry import KnownAccount
from kanbert_desktop.app.accounts.session import SAVE_SECONDS, Session
from kanbert_desktop.app.environment import Environment
from kanbert_desktop.app.tasks import run_in_thread
from kanbert_desktop.domain.errors import KanbertError, StoreError
from kanbert_desktop.domain.events import AccountReopened, AccountReopening, EventBus, SavingFailed
from kanbert_desktop.store.database import OpenedStore, open_store
from kanbert_desktop.sync.card_columns import columns_of_row

log = logging.getLogger(__name__)
RETRY_SECONDS = 10.0


class ReopenableAccount(Protocol):
    """What is needed of `CurrentAccount`."""

    environment: Environment
    bus: EventBus
    session: Session | None
    is_live: bool

    def open_session(self, account: KnownAccount, opened: OpenedStore) -> Session: ...
    async def connect(self) -> object: ...


class DamageRecovery:
    """Reopens the account once, in place, after its store reported damage.

    Until then event handlers and painting get empty answers where the file cannot be read. Coroutines, which the sync
    is, get `StoreError("store_damaged")` instead: a card that cannot be read must not be taken for one that is gone.
    """

    def __init__(self, current: ReopenableAccount) -> None:
        self._current = current
        self._loop: asyncio.AbstractEventLoop | None = None
        self._damaged: Session | None = None
        self._task: asyncio.Task[None] | None = None
        self._closing = asyncio.Event()
        self._found_nothing = False

    def start(self) -> None:
        """Called on the event loop, after the first paint: recovers from now on, also what was met before."""
        self._loop = asyncio.get_running_loop()
        self._recover_if_damaged()

    async def close(self) -> None:
        """Returns when a running recovery has ended; one that waits for the disk gives up."""
        self._closing.set()
        if self._task is not None:
            await asyncio.wait({self._task}, timeout=2 * SAVE_SECONDS)

    def met(self, session: Session) -> bool:
        """A query or a write of this session met damage, on any thread. Returns whether queries answer empty."""
        if self._damaged is not session:
            self._damaged = session
            log.warning("The account's file is damaged; it is recovered")
            if self._loop is not None and not self._loop.is_closed():
                self._loop.call_soon_threadsafe(self._recover_if_damaged)
        return self._current.bus.is_delivering or not _is_in_coroutine()

    def _recover_if_damaged(self) -> None:
        if self._task is not None or self._closing.is_set() or self._damaged is not self._current.session:
            return
        session = self._current.session
        if session is not None:
            self._task = asyncio.ensure_future(self._recover(session))
            self._task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._task = None
        if task.cancelled():
            return
        if (error := task.exception()) is None:
            self._recover_if_damaged()
        elif self._loop is not None:
            log.error("The recovery failed: %s", type(error).__name__)
            self._loop.call_later(RETRY_SECONDS, self._recover_if_damaged)

    async def _recover(self, session: Session) -> None:
        current = self._current
        await session.disconnect()
        current.bus.publish(AccountReopening())
        # What the damaged file does not take is carried over in memory.
        with suppress(TimeoutError, StoreError):
            async with asyncio.timeout(SAVE_SECONDS):
                await session.replica.wait_until_saved()
        session.stop_reading()
        await run_in_thread("close", session.close_store)
        opened = await self._opened(session)
        if opened is None:
            return
        # From here to the new session nothing else runs: no change of the user comes in between.
        session.replica.move_to(opened.store)
        current.bus.publish(AccountReopening())
        opened.store.flush(SAVE_SECONDS)
        if current.session is not session:
            await run_in_thread("close", opened.store.close)
            return
        self._found_nothing = opened.recovery is None
        reopened = current.open_session(session.account, opened)
        current.bus.publish(AccountReopened())
        reopened.replica.build_index()
        await self._connect()

    async def _opened(self, session: Session) -> OpenedStore | None:
        """Tries until the disk takes the new file. Returns None at the end of the program."""
        path = self._current.environment.store_path(session.account.id)
        # A check that found nothing, and then damage again: the file is not believed any longer.
        open_again = partial(open_store, path, is_damaged=self._found_nothing, read=columns_of_row)
        while not self._closing.is_set():
            try:
                opened = await run_in_thread("recover", open_again)
            except StoreError as error:
                problem = error
            else:
                if opened.error is None:
                    return opened
                problem = opened.error
                opened.store.close()
            self._current.bus.publish(SavingFailed(problem.key))
            with suppress(TimeoutError):
                async with asyncio.timeout(RETRY_SECONDS):
                    await self._closing.wait()
        return None

    async def _connect(self) -> None:
        if not self._current.is_live:
            return
        try:
            await self._current.connect()
        except KanbertError as error:
            log.info("Not connected after a recovery: %s", error.key)


def _is_in_coroutine() -> bool:
    try:
        return asyncio.current_task() is not None
    except RuntimeError:
        # No loop runs on this thread: the first paint, or the writer's thread.
        return False
