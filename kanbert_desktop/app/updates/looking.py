"""Looks for a newer version at most once a day, and remembers what it was told."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from kanbert_desktop import __version__
from kanbert_desktop.app.aside import aside
from kanbert_desktop.app.settings import UPDATE_CHECK, UPDATE_LOOKED_AT, UPDATE_PASSED_OVER, Settings
from kanbert_desktop.app.updates.announcement import (
    MOST_BYTES,
    Announcement,
    NotBelieved,
    read_announcement,
)
from kanbert_desktop.app.updates.source import Source
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.domain.events import Bus, NewerVersion
from kanbert_desktop.store.durable_files import replace_file

log = logging.getLogger(__name__)
AGE = timedelta(days=1)
FIRST_SECONDS, TICK_SECONDS = 20.0, 3600.0
SECONDS = 20.0
"""That an answer may take, altogether."""

Read = Callable[[str], Awaitable[bytes]]


class Updates:
    """Of one profile. `kept` is where the last announcement lies; `read` gets the file at an address."""

    def __init__(
        self,
        source: Source | None,
        settings: Settings,
        kept: Path,
        bus: Bus,
        *,
        now: Callable[[], datetime],
        read: Read | None = None,
    ) -> None:
        self._source, self._settings, self._kept = source, settings, kept
        self._bus, self._now = bus, now
        self._read = read or _over_the_network
        self.newer: Announcement | None = None

    @property
    def can_look(self) -> bool:
        """Whether this build has an address to look at."""
        return self._source is not None

    @property
    def is_on(self) -> bool:
        return self.can_look and self._settings.get(UPDATE_CHECK)

    def is_to_be_offered(self) -> bool:
        """There is one, and the person has not put it off."""
        newer = self.newer if self.is_on else None
        return newer is not None and newer.version != self._settings.get(UPDATE_PASSED_OVER)

    def pass_over(self) -> None:
        """Not this one; the next one is told again."""
        if self.newer is not None:
            self._settings.put(UPDATE_PASSED_OVER, self.newer.version)

    async def keep_looking(self, sleep: Callable[[float], Awaitable[object]] = asyncio.sleep) -> None:
        """As long as the program runs; what the person switches off meanwhile is off at once."""
        await sleep(FIRST_SECONDS)
        await self.recall()
        while True:
            await self.look_if_due()
            await sleep(TICK_SECONDS)

    async def recall(self) -> None:
        """What was told last, if it still holds: nobody is asked."""
        if not self.is_on:
            return
        try:
            document = await aside("update", self._kept.read_bytes)
        except OSError:
            return
        await self._believe(document)

    async def look_if_due(self) -> None:
        """Whatever goes wrong is quiet, and is tried again another day; without a network within the hour."""
        if self._source is None or not self.is_on or not self._is_due():
            return
        try:
            document = await self._read(self._source.address)
        except KanbertError as error:
            log.info("No news of a newer version: %s", error.key)
            if error.key != "offline":
                self._remember_when()
            return
        self._remember_when()
        if await self._believe(document):
            await aside("update", partial(self._keep, document))

    def _is_due(self) -> bool:
        try:
            looked = datetime.fromisoformat(self._settings.get(UPDATE_LOOKED_AT))
            age = self._now() - looked
        except (ValueError, TypeError):
            return True
        # In the future: the clock was wrong then or is now.
        return not timedelta(0) <= age < AGE

    def _remember_when(self) -> None:
        self._settings.put(UPDATE_LOOKED_AT, self._now().isoformat())

    async def _believe(self, document: bytes) -> bool:
        if self._source is None:
            return False
        read = partial(read_announcement, document, self._source.public_key, self._now())
        try:
            told = await aside("update", read)
        except NotBelieved as error:
            log.info("News of a newer version is not believed: %s", error.why)
            return False
        if told.is_newer_than(self.newer.version if self.newer else __version__):
            self.newer = told
            self._bus.publish(NewerVersion(told.version))
        return True

    def _keep(self, document: bytes) -> None:
        try:
            replace_file(self._kept, document)
        except OSError as error:
            log.info("News of a newer version could not be kept: %s", error.strerror)


async def _over_the_network(address: str) -> bytes:
    from kanbert_desktop.net.public_get import read_static_file  # noqa: PLC0415  httpx comes after the first paint

    return await read_static_file(address, most=MOST_BYTES, seconds=SECONDS)
