"""What a refusal means: a person's decision, a card that is gone, or a request this server does not know."""

from dataclasses import dataclass, replace

from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.domain.changes import (
    AddComment,
    CreateCard,
    DeleteCard,
    EditCard,
    Entry,
    Outcome,
    Reason,
    State,
    ids,
)
from kanbert_desktop.domain.coalescing import OutgoingRequest, SendComment, SendCreate, SendEdit
from kanbert_desktop.domain.errors import KanbertError, Refused
from kanbert_desktop.sync import responses
from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.sync.comments import CommentReader
from kanbert_desktop.sync.missing_cards import missing_card_batch
from kanbert_desktop.sync.reconcile import park
from kanbert_desktop.sync.replica import Replica
from kanbert_desktop.sync.requests import endpoint_of
from kanbert_desktop.sync.server_lookup import find_created, is_board_listed, is_still_listed
from kanbert_desktop.sync.server_reader import Endpoint, ServerReader

METHOD_MISSING = "method_missing"
"""The detail of a change that waits because the server has no such request."""
_KINDS = {
    Endpoint.CREATE: CreateCard,
    Endpoint.COMMENT: AddComment,
    Endpoint.DELETE: DeleteCard,
    Endpoint.UPDATE: EditCard,
}


@dataclass(frozen=True, slots=True)
class RejectionOutcome:
    """`is_done`: the refusal proved that it had happened before."""

    batch: Batch
    failure: KanbertError | None = None
    is_done: bool = False


class RejectionHandler:
    """The rules of sync.md 0 for 403, 404, 405 and 422. May read; raises what reading raises."""

    def __init__(self, ledger: Replica, reader: ServerReader, comments: CommentReader) -> None:
        self._ledger = ledger
        self._reader = reader
        self._comments = comments

    async def handle(
        self, sending: OutgoingRequest, entries: list[Entry], refused: Refused
    ) -> RejectionOutcome:
        """`entries` as they were before the sending."""
        if refused.status == 405:
            return self._way_missing(sending, entries)
        if refused.status in (404, 410):
            return await self._not_found(sending, entries, refused)
        if refused.status == 422 and isinstance(sending, SendComment) and "task_id" in refused.fields:
            return await self._card_unknown(sending, entries, refused)
        if is_id_taken(refused):
            return await self._id_taken(sending, entries, refused)
        return self._refused(sending, entries, refused)

    def _refused(self, sending: OutgoingRequest, entries: list[Entry], refused: Refused) -> RejectionOutcome:
        if isinstance(sending, SendEdit) and self._is_outdated(sending):
            return RejectionOutcome(Batch(put=entries))
        return RejectionOutcome(_parked(sending, entries, refused))

    def _is_outdated(self, sending: SendEdit) -> bool:
        """Meanwhile the person wished otherwise: both are one wish now, which is sent or cancels itself out."""
        return any(
            isinstance(entry.change, EditCard)
            and entry.state is State.PENDING
            and not entry.change.new.keys().isdisjoint(sending.new)
            for entry in self._ledger.mirror.entries_of(sending.card)
        )

    def _way_missing(self, sending: OutgoingRequest, entries: list[Entry]) -> RejectionOutcome:
        """The changes wait: what is wrong is our guess about the server, not the wish."""
        self._reader.capabilities.unsupported.add(endpoint_of(sending))
        waiting = [replace(entry, detail=METHOD_MISSING) for entry in entries]
        return RejectionOutcome(Batch(put=waiting), Refused(METHOD_MISSING, status=405))

    async def _not_found(
        self, sending: OutgoingRequest, entries: list[Entry], refused: Refused
    ) -> RejectionOutcome:
        if isinstance(sending, SendCreate):
            if await is_board_listed(self._reader, sending.board):
                return self._way_missing(sending, entries)
            return RejectionOutcome(_parked(sending, entries, refused))
        key = entries[0].card
        card = self._ledger.mirror.base_card(key)
        if refused.status == 404 and card is not None:
            if await is_still_listed(self._reader, card):
                return self._way_missing(sending, entries)
            if not await is_board_listed(self._reader, card.board):
                # Not the card is gone but our leave to see it: the wish is kept for the day it comes back.
                return self._refused(sending, entries, refused)
        return self._gone(key, entries)

    async def _card_unknown(
        self, sending: OutgoingRequest, entries: list[Entry], refused: Refused
    ) -> RejectionOutcome:
        """A comment names its card in the body: one that is gone is no 404 but a field the server complains of."""
        card = self._ledger.mirror.base_card(entries[0].card)
        if card is None or await is_still_listed(self._reader, card):
            return RejectionOutcome(_parked(sending, entries, refused))
        if not await is_board_listed(self._reader, card.board):
            return RejectionOutcome(_parked(sending, entries, refused))
        return self._gone(card.key, entries)

    def _gone(self, key: CardKey, entries: list[Entry]) -> RejectionOutcome:
        """Where the person is asked about many missing cards, what was wished of this one waits for the answer."""
        return RejectionOutcome(Batch(put=list(entries)).add(missing_card_batch(self._ledger, key)))

    async def _id_taken(
        self, sending: OutgoingRequest, entries: list[Entry], refused: Refused
    ) -> RejectionOutcome:
        if isinstance(sending, SendCreate):
            told = await find_created(self._reader, sending.board, sending.card, None)
            if told is not None:
                return RejectionOutcome(
                    responses.found_batch(self._ledger.mirror, sending.card, told), is_done=True
                )
        if isinstance(sending, SendComment):
            listed = await self._comments.fetch(sending.comment.card)
            comments = {sending.comment.card: listed} if listed is not None else {}
            return RejectionOutcome(Batch(drop=list(sending.entries), comments=comments), is_done=True)
        return RejectionOutcome(_parked(sending, entries, refused))


def is_id_taken(refused: Refused) -> bool:
    """What was to be created is there already, by an answer that was lost or a request that was carried out twice."""
    return refused.status == 422 and "external_id" in refused.fields


def _parked(sending: OutgoingRequest, entries: list[Entry], refused: Refused) -> Batch:
    """The wish that was refused needs a decision; those that only travelled with it wait."""
    detail = _words(refused)
    if isinstance(sending, SendEdit):
        whole = replace(entries[-1], change=EditCard(sending.card, sending.old, sending.new))
        whole = park(whole, Reason.REJECTED, detail=detail, status=refused.status)
        replaced = ids(entries[:-1])
        return Batch(put=[whole], drop=list(replaced), outcomes=dict.fromkeys(replaced, Outcome.REPLACED))
    kind = _KINDS[endpoint_of(sending)]
    refused_ones = [
        park(entry, Reason.REJECTED, detail=detail, status=refused.status)
        for entry in entries
        if isinstance(entry.change, kind)
    ]
    return Batch(put=[*refused_ones, *(entry for entry in entries if not isinstance(entry.change, kind))])


def _words(refused: Refused) -> str:
    """The server's own words, for a person: what it says about each field, or else its message."""
    complaints = [text for texts in refused.fields.values() for text in texts]
    return " ".join(complaints) or str(refused.parameters.get("message") or "") or refused.key
