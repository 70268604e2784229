"""Sync status shown to the user; log of recent runs."""

import json
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Literal

from kanbert_desktop.domain.errors import KanbertError, Refused, SignInRequired
from kanbert_desktop.domain.events import Economy, EventBus, SyncState, SyncStatus, SyncStatusChanged
from kanbert_desktop.domain.value_classes import dataclass
from kanbert_desktop.sync.local_cards import LocalCards

MAX_RUNS = 20
RunKind = Literal["usual", "full", "idle"]


class StatusTracker:
    """Publishes `SyncStatusChanged` only if something visible has changed."""

    def __init__(self, local_cards: LocalCards, bus: EventBus) -> None:
        self._local_cards = local_cards
        self._bus = bus
        self._sending = False
        self._problem: str | None = None
        self._parameters: tuple[tuple[str, str], ...] = ()
        self._silent_since: datetime | None = None
        self._needs_sign_in = False
        self._offline_since: datetime | None = None
        self._last_sync: datetime | None = None
        self._economy: Economy | None = None
        self._published: SyncStatus | None = None

    def current(self) -> SyncStatus:
        # The second counts through the whole outbox, and this runs after every change.
        pending, attention = (
            self._local_cards.pending.to_send_count(),
            self._local_cards.pending.attention_count(),
        )
        return SyncStatus(
            self._state(pending, attention),
            pending,
            attention,
            self._last_sync,
            self._offline_since,
            self._problem,
            self._parameters,
            self._silent_since,
            self._economy,
        )

    def refresh(self) -> None:
        status = self.current()
        if status != self._published:
            self._published = status
            self._bus.publish(SyncStatusChanged(status))

    def publish(self) -> None:
        """Also without a change: the user is known now, and what they may write depends on it."""
        self._published = self.current()
        self._bus.publish(SyncStatusChanged(self._published))

    def set_sending(self, now: bool) -> None:
        self._sending = now
        self.refresh()

    def set_no_response_since(self, since: datetime | None) -> None:
        """A response has been missing since then; None: it came, or the request ended."""
        self._silent_since = since
        self.refresh()

    def set_economy(self, reason: Economy | None) -> None:
        self._economy = reason
        self.refresh()

    def record_failure(self, error: KanbertError, when: datetime) -> None:
        self._problem = error.key
        self._parameters = tuple((name, str(value)) for name, value in error.parameters.items())
        self._needs_sign_in = isinstance(error, SignInRequired)
        self._offline_since = None if self._needs_sign_in else self._offline_since or when
        self.refresh()

    def record_success(self, server_date: datetime | None) -> None:
        """A whole cycle ended; `server_date` is the server's own time."""
        self._problem, self._parameters = None, ()
        self._needs_sign_in = False
        self._offline_since = None
        self._last_sync = server_date or self._last_sync
        self.refresh()

    def to_json(self) -> str | None:
        """The error of the last attempt as text, for the next start."""
        if self._problem is None:
            return None
        since = self._offline_since.isoformat() if self._offline_since else None
        data = {"problem": self._problem, "since": since, "sign_in": self._needs_sign_in}
        return json.dumps({**data, "parameters": dict(self._parameters)})

    def restore(self, problem: str | None, last_sync: str | None) -> None:
        self._last_sync = datetime.fromisoformat(last_sync) if last_sync else None
        if problem is not None:
            data = json.loads(problem)
            self._problem = data["problem"]
            self._parameters = tuple((name, str(value)) for name, value in data.get("parameters", {}).items())
            self._needs_sign_in = data["sign_in"]
            self._offline_since = datetime.fromisoformat(data["since"]) if data["since"] else None

    def _state(self, pending: int, attention: int) -> SyncState:
        if self._needs_sign_in:
            return SyncState.NEEDS_SIGN_IN
        if self._silent_since is not None:
            return SyncState.WAITING_FOR_NETWORK
        if self._sending:
            return SyncState.SENDING
        if self._problem is not None:
            return SyncState.WAITING_FOR_NETWORK
        if pending:
            return SyncState.SAVED_LOCALLY
        if attention:
            return SyncState.NEEDS_DECISION
        return SyncState.UP_TO_DATE


@dataclass
class SyncRun:
    """`pulled` and `pushed` as in the cycle's report; `problem` is the error's key, with its HTTP status."""

    started_at: datetime
    kind: RunKind
    duration: timedelta = timedelta(0)
    pulled: int = 0
    pushed: int = 0
    problem: str = ""


class SyncRunLog:
    """The last runs as numbers, without any text of a card, since the program started; the oldest first."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._runs: deque[SyncRun] = deque(maxlen=MAX_RUNS)

    def __iter__(self) -> Iterator[SyncRun]:
        return iter(tuple(self._runs))

    @contextmanager
    def record(self, kind: RunKind) -> Iterator[SyncRun]:
        """Wraps one cycle; records and re-raises its error."""
        run = SyncRun(self._now(), kind)
        self._runs.append(run)
        try:
            yield run
        except Exception as error:
            run.problem = _named(error)
            raise
        finally:
            run.duration = self._now() - run.started_at


def _named(error: Exception) -> str:
    if isinstance(error, Refused) and error.status:
        return f"{error.key} ({error.status})"
    return error.key if isinstance(error, KanbertError) else type(error).__name__
