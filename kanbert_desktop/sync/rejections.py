"""What a rejection means: a decision for the user, a deleted card, or a request this server does not offer."""

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
from kanbert_desktop.domain.value_classes import dataclass, replace
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
"""The detail of a change that waits because the server has no such endpoint."""
_KINDS = {
    Endpoint.CREATE: CreateCard,
    Endpoint.COMMENT: AddComment,
    Endpoint.DELETE: DeleteCard,
    Endpoint.UPDATE: EditCard,
}


@dataclass(frozen=True, slots=True)
class RejectionOutcome:
    """`is_done`: the rejection proved that the change had been made before."""

    batch: Batch
    failure: KanbertError | None = None
    is_done: bool = False


class RejectionHandler:
    """The rules for 403, 404, 405 and 422 (RULES.md, "Rejected: 403, 404, 405 and 422").

    May read from the server; raises what reading raises.
    """

    def __init__(self, replica: Replica, reader: ServerReader, comments: CommentReader) -> None:
        self._replica = replica
        self._reader = reader
        self._comments = comments

    async def handle(
        self, request: OutgoingRequest, entries: list[Entry], rejection: Refused
    ) -> RejectionOutcome:
        """`entries` as they were before the request."""
        if rejection.status == 405:
            return self._endpoint_missing(request, entries)
        if rejection.status in (404, 410):
            return await self._not_found(request, entries, rejection)
        if rejection.status == 422 and isinstance(request, SendComment) and "task_id" in rejection.fields:
            return await self._card_unknown(request, entries, rejection)
        if is_id_taken(rejection):
            return await self._id_taken(request, entries, rejection)
        return self._reject(request, entries, rejection)

    def _reject(self, request: OutgoingRequest, entries: list[Entry], rejection: Refused) -> RejectionOutcome:
        if isinstance(request, SendEdit) and self._is_outdated(request):
            return RejectionOutcome(Batch(put=entries))
        return RejectionOutcome(_parked(request, entries, rejection))

    def _is_outdated(self, request: SendEdit) -> bool:
        """The user changed the field again in the meantime.

        Both are one change now, which is sent or cancels itself out.
        """
        return any(
            isinstance(entry.change, EditCard)
            and entry.state is State.PENDING
            and not entry.change.new.keys().isdisjoint(request.new)
            for entry in self._replica.local_cards.pending.entries_of(request.card)
        )

    def _endpoint_missing(self, request: OutgoingRequest, entries: list[Entry]) -> RejectionOutcome:
        """The changes wait: the assumption about the server is wrong, not the change."""
        self._reader.capabilities.unsupported.add(endpoint_of(request))
        waiting = [replace(entry, detail=METHOD_MISSING) for entry in entries]
        return RejectionOutcome(Batch(put=waiting), Refused(METHOD_MISSING, status=405))

    async def _not_found(
        self, request: OutgoingRequest, entries: list[Entry], rejection: Refused
    ) -> RejectionOutcome:
        if isinstance(request, SendCreate):
            if await is_board_listed(self._reader, request.board):
                return self._endpoint_missing(request, entries)
            return RejectionOutcome(_parked(request, entries, rejection))
        key = entries[0].card
        card = self._replica.local_cards.base_card(key)
        if rejection.status == 404 and card is not None:
            if await is_still_listed(self._reader, card):
                return self._endpoint_missing(request, entries)
            if not await is_board_listed(self._reader, card.board):
                # The card is not gone but no longer readable: the change is kept until it is.
                return self._reject(request, entries, rejection)
        return self._gone(key, entries)

    async def _card_unknown(
        self, request: OutgoingRequest, entries: list[Entry], rejection: Refused
    ) -> RejectionOutcome:
        """A comment names its card in the body: a deleted card is not a 404 but a rejected field."""
        card = self._replica.local_cards.base_card(entries[0].card)
        if card is None or await is_still_listed(self._reader, card):
            return RejectionOutcome(_parked(request, entries, rejection))
        if not await is_board_listed(self._reader, card.board):
            return RejectionOutcome(_parked(request, entries, rejection))
        return self._gone(card.key, entries)

    def _gone(self, key: CardKey, entries: list[Entry]) -> RejectionOutcome:
        """If a question about many missing cards is open, the changes of this card wait for the answer."""
        return RejectionOutcome(Batch(put=list(entries)).add(missing_card_batch(self._replica, key)))

    async def _id_taken(
        self, request: OutgoingRequest, entries: list[Entry], rejection: Refused
    ) -> RejectionOutcome:
        if isinstance(request, SendCreate):
            record = await find_created(self._reader, request.board, request.card, None)
            if record is not None:
                return RejectionOutcome(
                    responses.found_batch(self._replica.local_cards, request.card, record), is_done=True
                )
        if isinstance(request, SendComment):
            listed = await self._comments.fetch(request.comment.card)
            comments = {request.comment.card: listed} if listed is not None else {}
            return RejectionOutcome(Batch(drop=list(request.entries), comments=comments), is_done=True)
        return RejectionOutcome(_parked(request, entries, rejection))


def is_id_taken(rejection: Refused) -> bool:
    """What was to be created exists already, by a lost response or a request that was executed twice."""
    return rejection.status == 422 and "external_id" in rejection.fields


def _parked(request: OutgoingRequest, entries: list[Entry], rejection: Refused) -> Batch:
    """The rejected change needs a decision; those that were only sent with it wait."""
    detail = _server_text(rejection)
    if isinstance(request, SendEdit):
        rejected = replace(entries[-1], change=EditCard(request.card, request.old, request.new))
        rejected = park(rejected, Reason.REJECTED, detail=detail, status=rejection.status)
        replaced = ids(entries[:-1])
        return Batch(put=[rejected], drop=list(replaced), outcomes=dict.fromkeys(replaced, Outcome.REPLACED))
    kind = _KINDS[endpoint_of(request)]
    rejected_entries = [
        park(entry, Reason.REJECTED, detail=detail, status=rejection.status)
        for entry in entries
        if isinstance(entry.change, kind)
    ]
    return Batch(put=[*rejected_entries, *(entry for entry in entries if not isinstance(entry.change, kind))])


def _server_text(rejection: Refused) -> str:
    """The server's text for the user: its messages about fields, or else its general message."""
    messages = [text for texts in rejection.fields.values() for text in texts]
    return " ".join(messages) or str(rejection.parameters.get("message") or "") or rejection.key
