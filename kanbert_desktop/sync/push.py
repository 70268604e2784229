"""Empties the outbox one request at a time; back-off of a change that failed."""

import asyncio
import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
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
from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.sync.reconcile import park, reconcile_card
from kanbert_desktop.sync.rejections import METHOD_MISSING, RejectionHandler, is_id_taken
from kanbert_desktop.sync.replica import Replica, new_change_id
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
"""So many failures of one card, while others get through, need a person (D10)."""
FIRST_WAIT = timedelta(seconds=5)
MAX_WAIT = timedelta(minutes=5)


def back_off(entries: Iterable[Entry], detail: str, now: datetime, *, others_succeed: bool) -> list[Entry]:
    """Pending again after one more failure; parked where it is this card alone that fails."""
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
    """Full jitter (D12) without dice: the id of a change is random enough, and the same story stays the same."""
    return crc32(f"{entry.id} {entry.attempts}".encode()) / 2**32


MAX_RECONCILE_ROUNDS = 20


class PushResult(StrEnum):
    EMPTY = "empty"
    STALE = "stale"
    """The next request needs a fresher base: pull, then go on."""


@dataclass(slots=True)
class PushStats:
    """What the pushes of a session have in common. `got_through` are cards of which something was accepted."""

    pushed: int = 0
    accepted_cards: set[CardKey] = field(default_factory=set)


class Push:
    """One cycle's sending."""

    def __init__(
        self,
        ledger: Replica,
        reader: ServerReader,
        requests: RequestSender,
        rejections: RejectionHandler,
        direct_reads: DirectReads,
        *,
        stats: PushStats,
        is_fresh: Callable[[], bool],
        release_holds: bool,
    ) -> None:
        self._ledger = ledger
        self._reader = reader
        self._requests = requests
        self._refusals = rejections
        self._looks = direct_reads
        self._record = stats
        self._is_fresh = is_fresh
        self._release_holds = release_holds
        self._left_alone: dict[CardKey, KanbertError] = {}

    async def run(self) -> PushResult:
        """Raises `Later` where nothing gets through, `SignInNeeded`, `StoreBroken`."""
        for entry in self._ledger.mirror.entries():
            self.reconcile(entry.card)
        while (found := self._next()) is not None:
            key, sending = found
            if needs_fresh_base(sending) and not self._is_fresh():
                return PushResult.STALE
            if needs_fresh_base(sending) and self._looks.is_needed(key):
                await self._look(key, sending)
            else:
                await self._one(key, sending)
        return PushResult.EMPTY

    def failure(self) -> KanbertError | None:
        """Trouble that concerned one card alone and is not over."""
        mirror = self._ledger.mirror
        for key, error in self._left_alone.items():
            if any(entry.state is not State.PARKED for entry in mirror.entries_of(key)):
                return error
        return None

    def has_work(self) -> bool:
        return self._next() is not None

    def _next(self) -> tuple[CardKey, OutgoingRequest] | None:
        mirror, asked = self._ledger.mirror, self._ledger.questioned_cards()
        for key in cards_to_send(mirror, self._ledger.now(), release_holds=self._release_holds):
            # Whether a missing card goes the person decides first, then what becomes of that which was wished of it.
            if key in self._left_alone or key in asked:
                continue
            sending = self._request(key)
            if sending is None:
                continue
            if endpoint_of(sending) in self._reader.capabilities.unsupported:
                self._leave(key, sending)
            else:
                return key, sending
        return None

    def _request(self, key: CardKey) -> OutgoingRequest | None:
        """What cancels itself out is taken off, so that what was wished besides has its turn at once."""
        while True:
            self.reconcile(key)
            sending = next_request(self._ledger.mirror, key)
            if not isinstance(sending, DropEntries) or not (
                self._is_seen(key) or not self._was_sent(sending)
            ):
                return sending
            outcomes = dict.fromkeys(sending.entries, Outcome.WITHDRAWN)
            self._ledger.apply(Batch(drop=list(sending.entries), outcomes={**outcomes}))

    def _is_seen(self, key: CardKey) -> bool:
        return self._is_fresh() and not self._looks.is_needed(key)

    def _was_sent(self, sending: OutgoingRequest) -> bool:
        """Perhaps it arrived: then the server has it, and nothing is cancelled out."""
        return any(entry.sent_at is not None for entry in self._entries(sending))

    def _leave(self, key: CardKey, sending: OutgoingRequest) -> None:
        """It says of itself why it waits."""
        self._left_alone[key] = Refused(METHOD_MISSING)
        untold = [entry for entry in self._entries(sending) if entry.detail != METHOD_MISSING]
        if untold:
            self._ledger.apply(Batch(put=[replace(entry, detail=METHOD_MISSING) for entry in untold]))

    def reconcile(self, key: CardKey) -> None:
        for _ in range(MAX_RECONCILE_ROUNDS):
            batch = reconcile_card(self._ledger.mirror, key, new_change_id)
            if batch is None:
                return
            self._ledger.apply(batch)

    async def _look(self, key: CardKey, sending: OutgoingRequest) -> None:
        """What is found may settle the wishes: whoever looked asks again what is to be sent."""
        try:
            await self._looks.read(key)
        except (TransientError, SignInRequired) as error:
            self._left_alone[key] = error
            self._failed(key, self._entries(sending), error)

    def _entries(self, sending: OutgoingRequest) -> list[Entry]:
        return [entry for one in sending.entries if (entry := self._ledger.mirror.entry(one)) is not None]

    async def _one(self, key: CardKey, sending: OutgoingRequest) -> None:
        entries = self._entries(sending)
        sent_at = self._reader.server_date
        await self._mark_in_flight(
            [replace(entry, state=State.IN_FLIGHT, sent_at=sent_at) for entry in entries], entries
        )
        self._ledger.status.set_sending(True)
        try:
            batch = await self._requests.send(sending)
        except Refused as refused:
            await self._refused(sending, entries, refused)
        except (TransientError, OutcomeUnknown, SignInRequired) as error:
            self._left_alone[key] = error
            self._failed(key, entries, error)
        except BaseException:
            # Cancelled, or a fault of ours: it may have arrived, and only the server knows.
            self._ledger.apply(
                Batch(put=[replace(entry, state=State.OUTCOME_UNKNOWN, sent_at=sent_at) for entry in entries])
            )
            raise
        else:
            self._ledger.apply(batch)
            self._record.pushed += 1
            self._record.accepted_cards.add(key)

    async def _mark_in_flight(self, marked: list[Entry], entries: list[Entry]) -> None:
        """Durable before the first byte leaves: a crash from here on is unclear, never failed, never done."""
        saving = self._ledger.apply(Batch(put=marked))
        try:
            await asyncio.wrap_future(saving)
        except BaseException:
            self._ledger.apply(Batch(put=entries))
            raise

    async def _refused(self, sending: OutgoingRequest, entries: Sequence[Entry], refused: Refused) -> None:
        try:
            answer = await self._refusals.handle(sending, list(entries), refused)
        except BaseException:
            # The write did not happen; why, we could not find out. An id that is taken shows that an earlier one did,
            # so that it is looked for before anything is sent again, in all of the listing.
            found = [replace(entry, state=State.OUTCOME_UNKNOWN, sent_at=None) for entry in entries]
            self._ledger.apply(Batch(put=found if is_id_taken(refused) else list(entries)))
            raise
        self._ledger.apply(answer.batch)
        # What else was wished of the card goes on, also what the person wished in place of the refused.
        if answer.failure is not None:
            self._left_alone[entries[0].card] = answer.failure
        self._record.pushed += answer.is_done

    def _failed(self, key: CardKey, entries: Sequence[Entry], error: KanbertError) -> None:
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
            self._ledger.apply(Batch(put=marked))
        elif isinstance(error, TransientError) and "status" in error.parameters:
            others = self._record.accepted_cards - {key}
            self._ledger.apply(
                Batch(put=back_off(entries, error.key, self._ledger.now(), others_succeed=bool(others)))
            )
        else:
            self._ledger.apply(Batch(put=list(entries)))
            raise error
