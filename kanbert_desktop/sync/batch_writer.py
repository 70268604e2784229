"""Writes batches durably, retries what the disk refused; words for the search index."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any, NamedTuple

from kanbert_desktop.api.comments import read_thread
from kanbert_desktop.api.payloads import read_card
from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.domain.errors import StoreError
from kanbert_desktop.domain.query.text_match import html_to_plain_text, searchable_text
from kanbert_desktop.store.database import Store
from kanbert_desktop.store.search import CardText

WriteTarget = tuple[str, ...]
"""What a piece writes; of two pieces for one place the later one wins."""
Connection = Any
"""The store's own; it is handed on here and never looked into."""
RowWrite = Callable[[Connection], None]
RowWrites = Mapping[WriteTarget, RowWrite]

RETRY_SECONDS = 10.0


class _Ticket(NamedTuple):
    number: int
    pieces: RowWrites
    future: Future[None]
    is_kept: bool


class _Gathered:
    """Pieces that wait for those that are to be saved with them; `future` is that of all."""

    def __init__(self) -> None:
        self.pieces: dict[WriteTarget, RowWrite] = {}
        self.is_kept = False
        self.future: Future[None] = Future()
        self.future.set_running_or_notify_cancel()

    def add(self, pieces: RowWrites, *, keep: bool) -> Future[None]:
        """In the order in which they came, as if each were a transaction of its own."""
        for place, piece in pieces.items():
            self.pieces.pop(place, None)
            self.pieces[place] = piece
        self.is_kept |= keep
        return self.future


class BatchWriter:
    """Hands pieces to the writer, each call one transaction, and remembers those that did not reach the disk.

    Lives on one thread. `failed` is told when the disk did not take something that is kept here.
    """

    def __init__(self, store: Store, on_failure: Callable[[StoreError], None]) -> None:
        store.index_with(_words)
        self._store = store
        self._failed = on_failure
        self._under_way: deque[_Ticket] = deque()
        self._newest: dict[WriteTarget, int] = {}
        self._lost: dict[WriteTarget, RowWrite] = {}
        self._number = 0
        self._reason: StoreError | None = None
        self._gathered: _Gathered | None = None

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """What is written inside reaches the disk together, or not at all; also where the rest was not come to."""
        if self._gathered is not None:
            yield
            return
        gathered = self._gathered = _Gathered()
        try:
            yield
        finally:
            self._gathered = None
            if gathered.pieces:
                _tell(self.write(gathered.pieces, retry=gathered.is_kept), gathered.future)

    def write(self, writes: RowWrites, *, retry: bool = True, may_wait: bool = False) -> Future[None]:
        """`keep=False`: a failure is the caller's business alone (a page can be read again). `may_wait`: `Store.write`."""
        if self._gathered is not None:
            return self._gathered.add(writes, keep=retry)
        self._collect()
        if self._lost:
            lost = {place: piece for place, piece in self._lost.items() if place not in writes}
            self._lost.clear()
            self._submit(lost, keep=True)
        return self._submit(dict(writes), keep=retry, may_wait=may_wait)

    @property
    def unsaved_count(self) -> int:
        """How many pieces the disk did not take; they are in memory alone."""
        self._collect()
        return len(self._lost)

    def discard_unsaved(self) -> None:
        """What the disk did not take is forgotten: somebody was told to repeat it."""
        self._collect()
        self._lost.clear()

    async def wait_until_saved(self) -> None:
        """Everything so far is durable; what failed before is tried once more. Raises `StoreBroken`."""
        await self._settled()
        if self._lost or self._store.is_read_only:
            last = self.write({})
            await self._settled()
            if self._lost or self._store.is_read_only:
                await asyncio.wrap_future(last)
                raise self._reason or StoreError("store_unwritable", path=str(self._store.path))

    def _submit(self, pieces: RowWrites, *, keep: bool, may_wait: bool = False) -> Future[None]:
        self._number += 1
        self._newest.update(dict.fromkeys(pieces, self._number))
        future = _written_whoever_waits(self._store.write(_job(list(pieces.values())), may_wait=may_wait))
        self._under_way.append(_Ticket(self._number, pieces, future, keep))
        self._collect_when_done(future)
        return future

    def _collect_when_done(self, future: Future[None]) -> None:
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return

        def tell(_done: Future[None]) -> None:
            if not loop.is_closed():
                loop.call_soon_threadsafe(self._collect)

        future.add_done_callback(tell)

    async def _settled(self) -> None:
        while self._under_way:
            outcome = asyncio.gather(asyncio.wrap_future(self._under_way[0].future), return_exceptions=True)
            await outcome
            self._collect()

    def _collect(self) -> None:
        while self._under_way and self._under_way[0].future.done():
            self._judge(self._under_way.popleft())

    def _judge(self, ticket: _Ticket) -> None:
        error = ticket.future.exception()
        for place, piece in ticket.pieces.items():
            if self._newest.get(place) != ticket.number:
                continue
            del self._newest[place]
            if error is not None and ticket.is_kept:
                self._lost[place] = piece
        if error is None:
            self._store.resume_indexing()
        if isinstance(error, StoreError) and ticket.is_kept:
            self._reason = error
            self._failed(error)
            self._try_again_later()

    def _try_again_later(self) -> None:
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return
        loop.call_later(RETRY_SECONDS, self._try_again)

    def _try_again(self) -> None:
        if self._lost:
            self.write({})


def _written_whoever_waits(writing: Future[None]) -> Future[None]:
    """The same outcome, but who is cancelled while waiting for it (a task replaced by another) cancels no writing."""
    outcome: Future[None] = Future()
    outcome.set_running_or_notify_cancel()
    _tell(writing, outcome)
    return outcome


def _tell(writing: Future[None], outcome: Future[None]) -> None:
    """How the writing ends, `outcome` ends."""

    def tell(written: Future[None]) -> None:
        error = written.exception()
        if error is None:
            outcome.set_result(None)
        else:
            outcome.set_exception(error)

    writing.add_done_callback(tell)


def _job(pieces: list[RowWrite]) -> RowWrite:
    def run(db: Connection) -> None:
        for piece in pieces:
            piece(db)

    return run


def _words(card: bytes, comments: list[bytes]) -> CardText:

    return index_text_of_rows(card, comments)


def index_text_of_rows(card: bytes, comments: list[bytes]) -> CardText:
    """Raises ValueError for a row that is no card; a comment that cannot be read costs only itself."""
    told = read_card(card)
    return CardText(
        searchable_text(told.title).strip(),
        searchable_text(html_to_plain_text(told.description)).strip(),
        searchable_text(" ".join(map(_said, comments))).strip(),
        told.updated_at,
    )


def _said(raw: bytes) -> str:
    try:
        return " ".join(html_to_plain_text(comment.text) for comment in read_thread(raw, CardKey("")))
    except ValueError:
        return ""
