"""Writes batches durably and retries what the disk rejected; text for the search index."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any, NamedTuple

from kanbert_desktop.api.comments import read_thread
from kanbert_desktop.domain.board import Card, CardKey
from kanbert_desktop.domain.errors import StoreError
from kanbert_desktop.store.database import Store
from kanbert_desktop.store.search import CardText
from kanbert_desktop.sync.card_columns import columns_of_row, take_card_of_row, take_prepared_text

WriteTarget = tuple[str, ...]
"""What a write changes; of two writes for one target the later one wins."""
Connection = Any
"""The store's own connection; it is only passed on here."""
RowWrite = Callable[[Connection], None]
RowWrites = Mapping[WriteTarget, RowWrite]

RETRY_SECONDS = 10.0
_OF_THE_USER = frozenset({"entry", "history", "outcome", "redo", "draft", "local"})
"""First words of the targets that the server cannot send again."""


class _PendingWrite(NamedTuple):
    number: int
    writes: RowWrites
    future: Future[None]
    is_retried: bool


class _OpenTransaction:
    """Writes that are to be saved together; `future` is resolved for all of them."""

    def __init__(self) -> None:
        self.writes: dict[WriteTarget, RowWrite] = {}
        self.is_retried = False
        self.future: Future[None] = Future()
        self.future.set_running_or_notify_cancel()

    def add(self, writes: RowWrites, *, retry: bool) -> Future[None]:
        """Adds writes in the order in which they came, as if each were a transaction of its own."""
        for target, write in writes.items():
            self.writes.pop(target, None)
            self.writes[target] = write
        self.is_retried |= retry
        return self.future


class BatchWriter:
    """Passes writes to the store, each call one transaction, and remembers those that did not reach the disk.

    Used on one thread. `on_failure` is called when the disk rejected something that is retried.
    """

    def __init__(self, store: Store, on_failure: Callable[[StoreError], None]) -> None:
        store.index_with(_index_text, columns_of_row)
        self._store = store
        self._on_failure = on_failure
        self._pending: deque[_PendingWrite] = deque()
        self._newest: dict[WriteTarget, int] = {}
        self._failed_writes: dict[WriteTarget, RowWrite] = {}
        self._number = 0
        self._reason: StoreError | None = None
        self._open_transaction: _OpenTransaction | None = None

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Saves all writes of the block together, or none of them, also if the block raises."""
        if self._open_transaction is not None:
            yield
            return
        opened = self._open_transaction = _OpenTransaction()
        try:
            yield
        finally:
            self._open_transaction = None
            if opened.writes:
                copy_result(self.write(opened.writes, retry=opened.is_retried), opened.future)

    def write(self, writes: RowWrites, *, retry: bool = True, may_wait: bool = False) -> Future[None]:
        """`retry=False`: the caller handles a failure (a page can be read again). `may_wait`: as in `Store.write`."""
        if self._open_transaction is not None:
            return self._open_transaction.add(writes, retry=retry)
        self._collect()
        if self._failed_writes:
            failed = {target: write for target, write in self._failed_writes.items() if target not in writes}
            self._failed_writes.clear()
            self._submit(failed, retry=True)
        return self._submit(dict(writes), retry=retry, may_wait=may_wait)

    @property
    def unsaved_count(self) -> int:
        """Number of writes that the disk rejected; they are only in memory."""
        self._collect()
        return len(self._failed_writes)

    def move_to(self, store: Store) -> None:
        """From now on everything is written to another file of the same user, first what was not saved in the old one.

        What the server can send again is left out: the new file's own sync reads it.
        """
        self._collect()
        self._store = store
        unsaved = {
            target: write for target, write in self._failed_writes.items() if target[0] in _OF_THE_USER
        }
        self._failed_writes.clear()
        if unsaved:
            self._submit(unsaved, retry=True)

    def discard_unsaved(self) -> None:
        """Drops what the disk rejected: the caller was told to repeat it."""
        self._collect()
        self._failed_writes.clear()

    async def wait_until_saved(self) -> None:
        """Returns when everything so far is durable; retries earlier failures once. Raises `StoreError`."""
        await self._wait_for_pending()
        if self._failed_writes or self._store.is_read_only:
            last = self.write({})
            await self._wait_for_pending()
            if self._failed_writes or self._store.is_read_only:
                await asyncio.wrap_future(last)
                raise self._reason or StoreError("store_unwritable", path=str(self._store.path))

    def _submit(self, writes: RowWrites, *, retry: bool, may_wait: bool = False) -> Future[None]:
        self._number += 1
        self._newest.update(dict.fromkeys(writes, self._number))
        future = _uncancellable(self._store.write(_job(list(writes.values())), may_wait=may_wait))
        self._pending.append(_PendingWrite(self._number, writes, future, retry))
        self._collect_when_done(future)
        return future

    def _collect_when_done(self, future: Future[None]) -> None:
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return

        def forward(_done: Future[None]) -> None:
            if not loop.is_closed():
                loop.call_soon_threadsafe(self._collect)

        future.add_done_callback(forward)

    async def _wait_for_pending(self) -> None:
        while self._pending:
            outcome = asyncio.gather(asyncio.wrap_future(self._pending[0].future), return_exceptions=True)
            await outcome
            self._collect()

    def _collect(self) -> None:
        while self._pending and self._pending[0].future.done():
            self._finish(self._pending.popleft())

    def _finish(self, ticket: _PendingWrite) -> None:
        error = ticket.future.exception()
        for target, write in ticket.writes.items():
            if self._newest.get(target) != ticket.number:
                continue
            del self._newest[target]
            if error is not None and ticket.is_retried:
                self._failed_writes[target] = write
        if error is None:
            self._store.resume_indexing()
        if isinstance(error, StoreError) and ticket.is_retried:
            self._reason = error
            if error.key != "store_closed":
                self._on_failure(error)
                self._retry_later()

    def _retry_later(self) -> None:
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return
        loop.call_later(RETRY_SECONDS, self._retry)

    def _retry(self) -> None:
        if self._failed_writes:
            self.write({})


def _uncancellable(writing: Future[None]) -> Future[None]:
    """Copies the result: a caller that is cancelled while waiting (a replaced task) cancels no write."""
    outcome: Future[None] = Future()
    outcome.set_running_or_notify_cancel()
    copy_result(writing, outcome)
    return outcome


def copy_result(writing: Future[None], outcome: Future[None]) -> None:
    """Sets the result or error of `writing` on `outcome`, once there is one."""

    def copy(written: Future[None]) -> None:
        error = written.exception()
        if error is None:
            outcome.set_result(None)
        else:
            outcome.set_exception(error)

    writing.add_done_callback(copy)


def _job(writes: list[RowWrite]) -> RowWrite:
    def run(db: Connection) -> None:
        for write in writes:
            write(db)

    return run


def _index_text(card: bytes, comments: list[bytes]) -> CardText:

    return index_text_of_rows(card, comments)


def index_text_of_rows(card: bytes, comments: list[bytes]) -> CardText:
    """Raises ValueError for a row that is not a card; an unreadable comment is skipped."""
    text = take_prepared_text(card) or text_of(take_card_of_row(card))
    if not comments:
        return text
    from kanbert_desktop.domain.query.text_match import split_words  # noqa: PLC0415  after the first paint

    return text._replace(comments=" ".join(split_words(" ".join(map(_comment_text, comments)))))


def text_of(card: Card) -> CardText:
    """The words of a card without its comments."""
    from kanbert_desktop.domain.query.text_match import html_to_plain_text, split_words  # noqa: PLC0415  after the first paint

    title, description = split_words(card.title), split_words(html_to_plain_text(card.description))
    return CardText(" ".join(title), " ".join(description), "", card.updated_at)


def _comment_text(raw: bytes) -> str:
    from kanbert_desktop.domain.query.text_match import html_to_plain_text  # noqa: PLC0415  after the first paint

    try:
        return " ".join(html_to_plain_text(comment.text) for comment in read_thread(raw, CardKey("")))
    except ValueError:
        return ""
