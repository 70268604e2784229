"""Empties the outbox one request at a time: durable before each, reconciled after; back-off of failed changes."""

import asyncio
import logging
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from zlib import crc32

from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.domain.changes import Entry, Outcome, Reason, State
from kanbert_desktop.domain.coalescing import DropEntries, OutgoingRequest
from kanbert_desktop.domain.errors import (
    KanbertError,
    OutcomeUnknown,
    Refused,
    SignInRequired,
    TransientError,
)
from kanbert_desktop.domain.value_classes import dataclass, field, replace
from kanbert_desktop.sync.batch import Batch, new_change_id
from kanbert_desktop.sync.reconcile import park, reconcile_card
from kanbert_desktop.sync.rejections import METHOD_MISSING, RejectionHandler, is_id_taken
from kanbert_desktop.sync.replica import Replica
from kanbert_desktop.sync.requests import (
    RequestSender,
    cards_to_send,
    endpoint_of,
    needs_fresh_base,
    next_request,
)
from kanbert_desktop.sync.server_lookup import DirectReads
from kanbert_desktop.sync.server_reader import ServerReader

log = logging.getLogger(__name__)
MAX_FAILED_ATTEMPTS = 3
"""Failures of one card, while others get through, before the user has to decide (D10)."""
FIRST_WAIT = timedelta(seconds=5)
MAX_WAIT = timedelta(minutes=5)
MAX_RECONCILE_ROUNDS = 20


class PushResult(StrEnum):
    EMPTY = "empty"
    STALE = "stale"
    """The next request needs a fresher base: pull, then continue."""


@dataclass(slots=True)
class PushStats:
    """What the pushes of a session have in common. `accepted_cards` are cards with an accepted request."""

    pushed: int = 0
    accepted_cards: set[CardKey] = field(default_factory=set)


class Push:
    """The sending of one cycle."""

    def __init__(
        self,
        replica: Replica,
        reader: ServerReader,
        requests: RequestSender,
        rejections: RejectionHandler,
        direct_reads: DirectReads,
        *,
        stats: PushStats,
        is_fresh: Callable[[], bool],
        release_holds: bool,
    ) -> None:
        self._replica = replica
        self._reader = reader
        self._requests = requests
        self._rejections = rejections
        self._direct_reads = direct_reads
        self._stats = stats
        self._is_fresh = is_fresh
        self._release_holds = release_holds
        self._skipped: dict[CardKey, KanbertError] = {}

    async def run(self) -> PushResult:
        """Raises `TransientError` if nothing gets through, `SignInRequired`, `StoreError`."""
        for entry in self._replica.local_cards.pending.entries():
            self.reconcile(entry.card)
        while (found := self._next()) is not None:
            key, request = found
            if needs_fresh_base(request) and not self._is_fresh():
                return PushResult.STALE
            if needs_fresh_base(request) and self._direct_reads.is_needed(key):
                await self._read_card(key, request)
            else:
                await self._send(key, request)
        return PushResult.EMPTY

    def failure(self) -> KanbertError | None:
        """An error that concerned one card only and still applies."""
        local_cards = self._replica.local_cards
        for key, error in self._skipped.items():
            if any(entry.state is not State.PARKED for entry in local_cards.pending.entries_of(key)):
                return error
        return None

    def has_work(self) -> bool:
        return self._next() is not None

    def _next(self) -> tuple[CardKey, OutgoingRequest] | None:
        local_cards, questioned = self._replica.local_cards, self._replica.questioned_cards()
        for key in cards_to_send(local_cards, self._replica.now(), release_holds=self._release_holds):
            # The user first decides whether a missing card goes, and then about its changes.
            if key in self._skipped or key in questioned:
                continue
            request = self._request(key)
            if request is None:
                continue
            if endpoint_of(request) in self._reader.capabilities.unsupported:
                self._skip(key, request)
            else:
                return key, request
        return None

    def _request(self, key: CardKey) -> OutgoingRequest | None:
        """Drops what cancels itself out, so that other changes of the card are sent at once."""
        while True:
            self.reconcile(key)
            request = next_request(self._replica.local_cards, key)
            if not isinstance(request, DropEntries) or not (
                self._is_seen(key) or not self._was_sent(request)
            ):
                return request
            outcomes = dict.fromkeys(request.entries, Outcome.WITHDRAWN)
            self._replica.apply(Batch(drop=list(request.entries), outcomes={**outcomes}))

    def _is_seen(self, key: CardKey) -> bool:
        return self._is_fresh() and not self._direct_reads.is_needed(key)

    def _was_sent(self, request: OutgoingRequest) -> bool:
        """It may have arrived: then the server has it, and nothing is cancelled out."""
        return any(entry.sent_at is not None for entry in self._entries(request))

    def _skip(self, key: CardKey, request: OutgoingRequest) -> None:
        """The entries store why they wait."""
        self._skipped[key] = Refused(METHOD_MISSING)
        unmarked = [entry for entry in self._entries(request) if entry.detail != METHOD_MISSING]
        if unmarked:
            self._replica.apply(Batch(put=[replace(entry, detail=METHOD_MISSING) for entry in unmarked]))

    def reconcile(self, key: CardKey) -> None:
        for _ in range(MAX_RECONCILE_ROUNDS):
            batch = reconcile_card(self._replica.local_cards, key, new_change_id)
            if batch is None:
                return
            self._replica.apply(batch)

    async def _read_card(self, key: CardKey, request: OutgoingRequest) -> None:
        """The result may change what is pending: the caller asks again what is to be sent."""
        try:
            await self._direct_reads.read(key)
        except (TransientError, SignInRequired) as error:
            self._skipped[key] = error
            self._record_failure(key, self._entries(request), error)

    def _entries(self, request: OutgoingRequest) -> list[Entry]:
        return [
            entry
            for one in request.entries
            if (entry := self._replica.local_cards.pending.entry(one)) is not None
        ]

    async def _send(self, key: CardKey, request: OutgoingRequest) -> None:
        entries = self._entries(request)
        sent_at = self._reader.server_date
        await self._mark_in_flight(
            [replace(entry, state=State.IN_FLIGHT, sent_at=sent_at) for entry in entries], entries
        )
        self._replica.status.set_sending(True)
        try:
            batch = await self._requests.send(request)
        except Refused as rejection:
            await self._handle_rejection(request, entries, rejection)
        except (TransientError, OutcomeUnknown, SignInRequired) as error:
            self._skipped[key] = error
            self._record_failure(key, entries, error)
        except BaseException:
            # Cancelled, or a bug: the request may have arrived, and only the server knows.
            self._replica.apply(
                Batch(put=[replace(entry, state=State.OUTCOME_UNKNOWN, sent_at=sent_at) for entry in entries])
            )
            raise
        else:
            self._replica.apply(batch)
            self._stats.pushed += 1
            self._stats.accepted_cards.add(key)

    async def _mark_in_flight(self, marked: list[Entry], entries: list[Entry]) -> None:
        """Durable before the first byte is sent: a crash from here on has an unknown outcome, never failed, never done."""
        saving = self._replica.apply(Batch(put=marked))
        try:
            await asyncio.wrap_future(saving)
        except BaseException:
            self._replica.apply(Batch(put=entries))
            raise

    async def _handle_rejection(
        self, request: OutgoingRequest, entries: Sequence[Entry], rejection: Refused
    ) -> None:
        try:
            outcome = await self._rejections.handle(request, list(entries), rejection)
        except BaseException:
            # The write did not happen; the reason is unknown. An id that is taken shows that an earlier write did, so
            # the next step looks for it in the whole listing before anything is sent again.
            found = [replace(entry, state=State.OUTCOME_UNKNOWN, sent_at=None) for entry in entries]
            self._replica.apply(Batch(put=found if is_id_taken(rejection) else list(entries)))
            raise
        self._replica.apply(outcome.batch)
        # Other changes of the card continue, also those made in place of the rejected one.
        if outcome.failure is not None:
            self._skipped[entries[0].card] = outcome.failure
        self._stats.pushed += outcome.is_done

    def _record_failure(self, key: CardKey, entries: Sequence[Entry], error: KanbertError) -> None:
        if isinstance(error, OutcomeUnknown):
            sent_at = self._reader.server_date
            marked = [
                replace(
                    entry,
                    state=State.OUTCOME_UNKNOWN,
                    attempts=entry.attempts + 1,
                    sent_at=sent_at,
                    detail=error.key,
                )
                for entry in entries
            ]
            self._replica.apply(Batch(put=marked))
        elif isinstance(error, TransientError) and "status" in error.parameters:
            others = self._stats.accepted_cards - {key}
            self._replica.apply(
                Batch(put=back_off(entries, error.key, self._replica.now(), others_succeed=bool(others)))
            )
        else:
            self._replica.apply(Batch(put=list(entries)))
            raise error


def back_off(entries: Iterable[Entry], detail: str, now: datetime, *, others_succeed: bool) -> list[Entry]:
    """Makes entries pending again after one more failure; parks them if only this card fails."""
    return [
        retry_later(replace(entry, attempts=entry.attempts + 1), detail, now, others_succeed=others_succeed)
        for entry in entries
    ]


def retry_later(entry: Entry, detail: str, now: datetime, *, others_succeed: bool) -> Entry:
    """`entry.attempts` counts this failure already."""
    if others_succeed and entry.attempts >= MAX_FAILED_ATTEMPTS:
        return park(entry, Reason.REJECTED, detail=detail)
    if entry.attempts == 0:
        return replace(entry, state=State.PENDING)
    highest: timedelta = min(FIRST_WAIT * 2 ** min(entry.attempts, 10), MAX_WAIT)
    wait = FIRST_WAIT + (highest - FIRST_WAIT) * _share(entry)
    return replace(entry, state=State.PENDING, not_before=now + wait, detail=detail)


def _share(entry: Entry) -> float:
    """Full jitter (D12) without randomness: the id of a change is random enough, and a scenario stays reproducible."""
    return crc32(f"{entry.id} {entry.attempts}".encode()) / 2**32
