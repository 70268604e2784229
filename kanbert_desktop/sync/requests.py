"""Chooses the next request and sends it."""

from datetime import datetime, timedelta

from kanbert_desktop.api import writes
from kanbert_desktop.api.payloads import Record
from kanbert_desktop.domain.board import Card, CardKey, Comment
from kanbert_desktop.domain.changes import Entry, Field, Fields, FieldValue, State
from kanbert_desktop.domain.coalescing import (
    DropEntries,
    OutgoingRequest,
    SendComment,
    SendCreate,
    SendDelete,
    SendEdit,
    coalesce,
)
from kanbert_desktop.domain.errors import KanbertError, Refused
from kanbert_desktop.net.client import HttpClient
from kanbert_desktop.sync import responses
from kanbert_desktop.sync.batch import Batch, new_change_id
from kanbert_desktop.sync.comments import CommentReader
from kanbert_desktop.sync.deletions import remove_cards
from kanbert_desktop.sync.local_cards import LocalCards
from kanbert_desktop.sync.replica import Replica
from kanbert_desktop.sync.server_reader import NOT_FOUND_STATUSES, Endpoint, ServerReader

MAX_HOLD = timedelta(minutes=6)
"""A little more than a toast may show, or a back-off lasts."""
MAX_SUB_TASK_CHECKS = 20
"""Sub-tasks of a deleted card that are checked at once."""


def cards_to_send(local_cards: LocalCards, now: datetime, *, release_holds: bool) -> list[CardKey]:
    """Cards with something to send, in the order of their first change; a card with a held change waits as a whole."""
    held = set[CardKey]()
    cards: dict[CardKey, None] = {}
    for entry in local_cards.pending.entries():
        if entry.state is State.PENDING:
            cards.setdefault(entry.card)
            if not release_holds and is_held(entry, now):
                held.add(entry.card)
    return [card for card in cards if card not in held]


def is_held(entry: Entry, now: datetime) -> bool:
    """No hold is longer than this: a later time came from a clock that was wrong."""
    return entry.not_before is not None and timedelta(0) < entry.not_before - now <= MAX_HOLD


def next_request(local_cards: LocalCards, key: CardKey) -> OutgoingRequest | None:
    """None while the card must wait: for its parent, for the server's row, for an unknown outcome."""
    request = coalesce(local_cards.pending.entries_of(key))
    match request:
        case None | DropEntries():
            return request
        case SendCreate():
            return request if with_parent(local_cards, request.fields) is not None else None
        case SendEdit():
            new = with_parent(local_cards, request.new)
            return request if new is not None and local_cards.base_card(key) is not None else None
        case SendDelete() | SendComment():
            return request if local_cards.base_card(key) is not None else None


def with_parent(local_cards: LocalCards, fields: Fields) -> dict[Field, FieldValue] | None:
    """The fields as the server expects them: a parent by its server id. None while it has none yet."""
    parent = fields.get(Field.PARENT)
    if not isinstance(parent, str) or not parent:
        return dict(fields)
    card = local_cards.base_card(local_cards.key_of(parent) or CardKey(parent))
    if card is None or card.server_id is None:
        return None
    return {**fields, Field.PARENT: card.server_id}


def endpoint_of(request: OutgoingRequest) -> Endpoint:
    match request:
        case SendCreate():
            return Endpoint.CREATE
        case SendDelete():
            return Endpoint.DELETE
        case SendComment():
            return Endpoint.COMMENT
        case _:
            return Endpoint.UPDATE


def needs_fresh_base(request: OutgoingRequest) -> bool:
    """PATCH and DELETE overwrite, and so does dropping one; a create or comment only adds (RULES.md, "Push")."""
    return isinstance(request, SendEdit | SendDelete | DropEntries)


class RequestSender:
    """Raises what `net.errors.send` raises; nothing is retried here."""

    def __init__(
        self, replica: Replica, reader: ServerReader, comments: CommentReader, http: HttpClient
    ) -> None:
        self._replica = replica
        self._reader = reader
        self._comments = comments
        self._http = http

    async def send(self, request: OutgoingRequest) -> Batch:
        match request:
            case SendCreate():
                return await self._create(request)
            case SendEdit():
                return await self._edit(request)
            case SendDelete():
                return await self._delete(request)
            case SendComment():
                async with self._comments.lock:
                    return await self._comment(request)
            case _:
                return Batch(drop=list(request.entries))

    async def _create(self, request: SendCreate) -> Batch:
        fields = with_parent(self._replica.local_cards, request.fields) or {}
        with self._reader.response_monitor.watch_request():
            record = await writes.create(self._http, request.board, request.card, fields)
        self._reader.capabilities.returns_external_id = record.value.external_id == request.card
        return responses.create_batch(self._replica.local_cards, request, record)

    async def _edit(self, request: SendEdit) -> Batch:
        fields = with_parent(self._replica.local_cards, request.new) or {}
        with self._reader.response_monitor.watch_request():
            record = await writes.update(self._http, self._server_id(request.card), fields)
        again = await self._read_again(record) if responses.differs(request, record.value) else None
        return responses.edit_batch(self._replica.local_cards, request, record, again, new_change_id)

    async def _delete(self, request: SendDelete) -> Batch:
        """Whether sub-tasks are deleted with their parent is not documented [G].

        A few are checked, the full compare finds the rest.
        """
        local_cards = self._replica.local_cards
        children = [card for card in local_cards.children(request.delete.card) if card.server_id is not None]
        with self._reader.response_monitor.watch_request():
            await writes.delete(self._http, self._server_id(request.delete.card))
        batch = responses.delete_batch(local_cards, request)
        removed = [card.key for card in children[:MAX_SUB_TASK_CHECKS] if await self._is_gone(card)]
        return batch.add(remove_cards(local_cards, removed))

    async def _is_gone(self, card: Card) -> bool:
        try:
            await self._reader.card(card.server_id or "")
        except Refused as refused:
            return refused.status in NOT_FOUND_STATUSES and self._reader.capabilities.reads_card is True
        except KanbertError:
            return False
        return False

    async def _comment(self, request: SendComment) -> Batch:
        """If the other comments are unknown they are read now: one alone would look like all."""
        key = request.comment.card
        with self._reader.response_monitor.watch_request():
            record = await writes.add_comment(self._http, self._server_id(key), request.comment)
        batch = Batch(drop=list(request.entries))
        listed = None if self._replica.local_cards.has_known_comments(key) else await self._listed(key)
        if listed is not None:
            batch.comments = {key: listed}
        else:
            batch.new_comments = {key: record}
        return batch

    async def _listed(self, key: CardKey) -> list[Record[Comment]] | None:
        try:
            return await self._comments.fetch(key)
        except KanbertError:
            return None

    async def _read_again(self, record: Record[Card]) -> Record[Card] | None:
        """The write is known to have happened: a failure while reading it again changes nothing about that."""
        try:
            return await self._reader.card(record.value.server_id or "")
        except KanbertError:
            return None

    def _server_id(self, key: CardKey) -> str:
        card = self._replica.local_cards.base_card(key)
        return (card.server_id if card is not None else None) or key
