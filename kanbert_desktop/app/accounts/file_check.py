"""Checks the open account's file in the background: once a day, and after its last process ended uncleanly."""

import asyncio
import logging
from datetime import datetime, timedelta

from kanbert_desktop.app.tasks import run_in_thread
from kanbert_desktop.store.background_check import BackgroundCheck, FileState
from kanbert_desktop.store.database import OpenedStore
from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.sync.meta_names import CHECKED
from kanbert_desktop.sync.replica import Replica

log = logging.getLogger(__name__)
CHECK_INTERVAL = timedelta(days=1)


class FileCheck:
    """Damage is reported to the store, as if a query had met it. Wrong counts are rebuilt."""

    def __init__(self, opened: OpenedStore, replica: Replica) -> None:
        self._store = opened.store
        self._replica = replica
        self._is_suspect = not opened.ended_cleanly
        self._running: BackgroundCheck | None = None

    def is_due(self) -> bool:
        if self._running is not None or self._store.is_read_only:
            return False
        checked = self._replica.meta.get(CHECKED)
        if self._is_suspect or checked is None:
            return True
        age = self._replica.now() - datetime.fromisoformat(checked)
        # A clock that was set back must not postpone the check.
        return not timedelta(0) <= age < CHECK_INTERVAL

    async def run(self) -> None:
        """Reads on a thread. May raise `StoreError` if wrong counts cannot be rebuilt."""
        check = self._running = BackgroundCheck(self._store.path)
        try:
            await self._act_on(await run_in_thread("file-check", check.run))
        except asyncio.CancelledError:
            check.stop()
            raise
        finally:
            self._running = None

    def stop(self) -> None:
        if self._running is not None:
            self._running.stop()

    async def _act_on(self, state: FileState) -> None:
        if state is FileState.UNKNOWN:
            return
        self._is_suspect = False
        if state is FileState.DAMAGED:
            self._store.report_damage()
            return
        if state is FileState.MISCOUNTED:
            log.warning("The counts of cards were wrong; they are rebuilt")
            await self._replica.rebuild_counts()
        self._replica.apply(Batch(meta={CHECKED: self._replica.now().isoformat()}), retry=False)
