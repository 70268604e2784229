"""Loads hours booked: all twelve weeks once a day, the last days once an hour, and only if they are switched on."""

import logging
from asyncio import Lock
from collections.abc import Callable
from datetime import date, datetime, timedelta

from kanbert_desktop.api.efforts import efforts_since
from kanbert_desktop.app.overview.hours import Hours, HoursState, LoadedPart, first_day
from kanbert_desktop.domain.errors import Refused, SignInRequired, TransientError
from kanbert_desktop.sync.server_reader import NOT_FOUND_STATUSES, ServerReader

log = logging.getLogger(__name__)
INTERVALS = {LoadedPart.RECENT: timedelta(hours=1), LoadedPart.COMPLETE: timedelta(days=1)}
"""Kanbert does not tell what changed since when, so that days are loaded again."""
RETRY_INTERVAL = timedelta(minutes=15)


class HoursLoader:
    """Of one connection to the server."""

    def __init__(self, hours: Hours, reader: ServerReader, now: Callable[[], datetime]) -> None:
        self._hours, self._reader, self._now = hours, reader, now
        self._failed_at: datetime | None = None
        self._lock = Lock()

    @property
    def is_due(self) -> bool:
        return (
            self._hours.is_on and not self._is_recent(self._failed_at, RETRY_INTERVAL) and bool(self._part())
        )

    async def load_if_due(self) -> None:
        """Switches them off if the server does not offer or allow them. Never raises an error of the network."""
        async with self._lock:
            part = self._part() if self.is_due else None
            if part is None:
                return
            try:
                await self._load(part)
            except (Refused, SignInRequired) as error:
                state = state_after(error)
                if state is not None:
                    log.info("Hours booked are switched off: %s", state.value)
                    self._hours.set_state(state)
            except TransientError as error:
                log.info("Hours booked were not loaded: %s", error.key)
                self._failed_at = self._now()
            else:
                self._failed_at = None

    async def switch_on(self) -> None:
        """Asks the server whether it gives them. Raises what it answered; they stay as they are then."""
        page = await self._reader.page(efforts_since(self._today()))
        if page.skipped and not page.rows:
            raise TransientError("unreadable_answer")
        self._hours.set_state(HoursState.ON)

    async def _load(self, part: LoadedPart) -> None:
        today = self._today()
        # People book late: what is loaded again begins with the week before this one.
        recent = today - timedelta(days=today.weekday() + 7)
        first = recent if part is LoadedPart.RECENT else first_day(today)
        records, is_readable = await self._reader.all(efforts_since(first))
        if not is_readable and not records:
            self._hours.set_state(HoursState.UNREADABLE)
        elif self._hours.is_on:
            await self._hours.put((record.value for record in records), first, part, self._now())

    def _part(self) -> LoadedPart | None:
        for part in (LoadedPart.COMPLETE, LoadedPart.RECENT):
            if not self._is_recent(self._hours.loaded_at(part), INTERVALS[part]):
                return part
        return None

    def _is_recent(self, moment: datetime | None, interval: timedelta) -> bool:
        """A moment of the future came from a wrong clock."""
        return moment is not None and timedelta(0) <= self._now() - moment < interval

    def _today(self) -> date:
        return self._now().astimezone().date()


def state_after(error: Refused | SignInRequired) -> HoursState | None:
    """What the server's answer means for hours. None: it is about the sign-in as a whole."""
    if isinstance(error, SignInRequired):
        return HoursState.NOT_ALLOWED if error.key == "scope_missing" else None
    if error.status == 403:
        return HoursState.NOT_ALLOWED
    if error.status in NOT_FOUND_STATUSES:
        return HoursState.UNKNOWN_TO_SERVER
    return HoursState.UNREADABLE
