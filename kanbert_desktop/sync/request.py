"""One folded wish as one request, and its answer as a batch."""

from kanbert_desktop.api import writes
from kanbert_desktop.api.payloads import Told
from kanbert_desktop.domain.board import Card, CardKey, Comment
from kanbert_desktop.domain.coalescing import SendComment, SendCreate, SendDelete, SendEdit, Sending
from kanbert_desktop.domain.errors import KanbertError, Refused
from kanbert_desktop.net.client import Client
from kanbert_desktop.sync import answers
from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.sync.comments import Comments
from kanbert_desktop.sync.ledger import Ledger, new_change_id
from kanbert_desktop.sync.reader import NO_PATH, Reader
from kanbert_desktop.sync.removal import removed
from kanbert_desktop.sync.sendable import with_parent

FEW = 20
"""So many sub-tasks of a deleted card are looked up at once."""


class Requests:
    """Raises what `net.failures.send` raises; nothing is retried here."""

    def __init__(self, ledger: Ledger, reader: Reader, comments: Comments, http: Client) -> None:
        self._ledger = ledger
        self._reader = reader
        self._comments = comments
        self._http = http

    async def send(self, sending: Sending) -> Batch:
        match sending:
            case SendCreate():
                return await self._create(sending)
            case SendEdit():
                return await self._edit(sending)
            case SendDelete():
                return await self._delete(sending)
            case SendComment():
                async with self._comments.lock:
                    return await self._comment(sending)
            case _:
                return Batch(drop=list(sending.entries))

    async def _create(self, sending: SendCreate) -> Batch:
        fields = with_parent(self._ledger.mirror, sending.fields) or {}
        with self._reader.silence.broken_by_answer():
            told = await writes.create(self._http, sending.board, sending.card, fields)
        self._reader.capabilities.returns_external_id = told.value.external_id == sending.card
        return answers.created(self._ledger.mirror, sending, told)

    async def _edit(self, sending: SendEdit) -> Batch:
        fields = with_parent(self._ledger.mirror, sending.wished) or {}
        with self._reader.silence.broken_by_answer():
            told = await writes.change(self._http, self._server_id(sending.card), fields)
        again = await self._read_again(told) if answers.differs(sending, told.value) else None
        return answers.changed(self._ledger.mirror, sending, told, again, new_change_id)

    async def _delete(self, sending: SendDelete) -> Batch:
        """Whether sub-tasks go with their parent is not documented [G]: they are looked up, or left to the next sweep."""
        mirror = self._ledger.mirror
        children = [card for card in mirror.children(sending.delete.card) if card.server_id is not None]
        with self._reader.silence.broken_by_answer():
            await writes.delete(self._http, self._server_id(sending.delete.card))
        batch = answers.deleted(mirror, sending)
        gone = [card.key for card in children[:FEW] if await self._is_gone(card)]
        return batch.add(removed(mirror, gone))

    async def _is_gone(self, card: Card) -> bool:
        try:
            await self._reader.card(card.server_id or "")
        except Refused as refused:
            return refused.status in NO_PATH and self._reader.capabilities.reads_card is True
        except KanbertError:
            return False
        return False

    async def _comment(self, sending: SendComment) -> Batch:
        """Where the others' comments are not known yet they are read now: one alone would look like all."""
        key = sending.comment.card
        with self._reader.silence.broken_by_answer():
            told = await writes.add_comment(self._http, self._server_id(key), sending.comment)
        batch = Batch(drop=list(sending.entries))
        listed = None if self._ledger.mirror.comments_known(key) else await self._listed(key)
        if listed is not None:
            batch.comments = {key: listed}
        else:
            batch.said = {key: told}
        return batch

    async def _listed(self, key: CardKey) -> list[Told[Comment]] | None:
        try:
            return await self._comments.listed(key)
        except KanbertError:
            return None

    async def _read_again(self, told: Told[Card]) -> Told[Card] | None:
        """The write is known to have happened: trouble while reading it again changes nothing about that."""
        try:
            return await self._reader.card(told.value.server_id or "")
        except KanbertError:
            return None

    def _server_id(self, key: CardKey) -> str:
        card = self._ledger.mirror.base_card(key)
        return (card.server_id if card is not None else None) or key
