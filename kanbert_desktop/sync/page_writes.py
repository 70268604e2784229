"""Rows of a listing on their way to the disk: nothing of them is in memory but what is needed until they are there."""

import asyncio
from collections.abc import Iterable, Mapping
from concurrent.futures import Future
from functools import partial
from typing import NamedTuple

from kanbert_desktop.api.payloads import Record, read_card
from kanbert_desktop.domain.board import Card, CardKey, is_own_id
from kanbert_desktop.domain.events import CardsChanged, EventBus
from kanbert_desktop.domain.value_classes import dataclass, replace
from kanbert_desktop.store import base
from kanbert_desktop.store.base import BaseRow, Kind
from kanbert_desktop.sync.batch_writer import RowWrite, WriteTarget, copy_result
from kanbert_desktop.sync.card_columns import note_read_card
from kanbert_desktop.sync.local_cards import LocalCards


class PageRow(NamedTuple):
    """A listed row that is as new as the one on disk.

    `id` is the server's. `known` is the card on disk, None if there is none. `is_written`: the row is not on disk as it is. `is_changed`: nor is
    its card.
    """

    record: Record[Card]
    id: str
    key: CardKey
    known: Card | None
    is_written: bool
    is_changed: bool

    @property
    def card(self) -> Card:
        return self.record.value

    @property
    def has_parent(self) -> bool:
        """The card is or was a sub-task."""
        return self.card.parent is not None or (self.known is not None and self.known.parent is not None)


@dataclass(slots=True)
class _Page:
    """`future` is the write, `shown` is resolved like it once the bus knows."""

    rows: list[PageRow]
    future: Future[None]
    shown: Future[None]


class PageWrites:
    """Knows the rows that are being written, and tells of them once they are on disk.

    A row whose card anything else is about to change goes into memory, as if it had come alone. So do all rows of a page
    that the disk rejected. Used on the event loop's thread.
    """

    def __init__(self, local_cards: LocalCards, bus: EventBus) -> None:
        self._local_cards = local_cards
        self._bus = bus
        self._pages: list[_Page] = []
        self._rows: dict[str, tuple[PageRow, _Page]] = {}

    def split(self, records: Iterable[Record[Card]]) -> tuple[list[PageRow], list[Record[Card]]]:
        """Returns the rows that need no memory, without those older than known, and those that do."""
        listed = list(records)
        known = self._local_cards.stored.rows_of_ids([record.value.id for record in listed])
        rows: list[PageRow] = []
        others: list[Record[Card]] = []
        for record in listed:
            key, raw = known.get(record.value.id) or (record.value.key, None)
            if not self._local_cards.is_as_stored(record.value.id, key) or (
                raw is None and _names_another(key, record)
            ):
                others.append(record)
            elif raw == record.raw:
                rows.append(
                    PageRow(record, record.value.id, key, record.value, is_written=False, is_changed=False)
                )
            else:
                _compare(rows, others, record, key, raw)
        return rows, others

    def submitted(self, rows: Iterable[PageRow], future: Future[None]) -> Future[None]:
        """These rows are on disk once `future` is resolved. Returns a future that is resolved when the bus knows."""
        written = [row for row in rows if row.is_written]
        if not written:
            return future
        page = _Page(written, future, Future())
        page.shown.set_running_or_notify_cancel()
        self._pages.append(page)
        for row in written:
            self._rows[row.id] = self._rows[row.key] = (row, page)
        self._local_cards.page_submitted({row.key: row.has_parent for row in written}, future)
        loop = asyncio.get_running_loop()

        def forward(_done: Future[None]) -> None:
            if not loop.is_closed():
                loop.call_soon_threadsafe(self.collect)

        future.add_done_callback(forward)
        return page.shown

    def promote(self, names: Iterable[str]) -> None:
        """Puts the rows with these ids or keys into memory until they are on disk."""
        self.collect()
        if not self._rows:
            return
        for name in names:
            row, page = self._rows.get(name) or (None, None)
            if row is not None and page is not None:
                self._put(row, page.future)

    def collect(self) -> None:
        """Tells of the pages that have been written."""
        done = [page for page in self._pages if page.future.done()]
        if not done:
            return
        # Others may be done by now, but it has not been noticed what they changed.
        self._pages = [page for page in self._pages if not any(page is one for one in done)]
        self._local_cards.settle()
        for page in done:
            self._finish(page)
            copy_result(page.future, page.shown)

    def _finish(self, page: _Page) -> None:
        is_on_disk = page.future.exception() is None
        for row in page.rows:
            if self._rows.get(row.id, (None, None))[0] is row:
                if is_on_disk:
                    self._drop(row)
                else:
                    self._put(row, page.future)
        changed = [row for row in page.rows if row.is_changed]
        if changed:
            boards = {row.card.board for row in changed}
            boards |= {row.known.board for row in changed if row.known is not None}
            self._bus.publish(CardsChanged(frozenset(row.key for row in changed), frozenset(boards)))

    def _put(self, row: PageRow, future: Future[None]) -> None:
        self._drop(row)
        self._local_cards.submitted(self._local_cards.put_cards([row.card]), future)

    def _drop(self, row: PageRow) -> None:
        del self._rows[row.id]
        if row.key != row.id:
            del self._rows[row.key]


def can_wait_for_disk() -> bool:
    """Returns whether there is an event loop, which is notified when a page has been written."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


def writes_of_page(rows: Iterable[PageRow]) -> Mapping[WriteTarget, RowWrite]:
    written = [
        BaseRow(Kind.CARD, row.id, row.key, row.card.board, row.record.raw) for row in rows if row.is_written
    ]
    for row in rows:
        if row.is_written:
            note_read_card(row.record.raw, row.card)
    return {("cards", *(row.id for row in written)): partial(base.put_rows, rows=written)} if written else {}


def is_older(card: Card, known: Card) -> bool:
    return bool(card.updated_at and known.updated_at and card.updated_at < known.updated_at)


def _names_another(key: CardKey, record: Record[Card]) -> bool:
    """A new card that was made by this program, here or elsewhere, may be known by another row."""
    return key != record.value.id or is_own_id(key)


def _compare(
    rows: list[PageRow],
    others: list[Record[Card]],
    record: Record[Card],
    key: CardKey,
    raw: bytes | None,
) -> None:
    if raw is None:
        rows.append(PageRow(record, record.value.id, key, None, is_written=True, is_changed=True))
        return
    try:
        known = read_card(raw, key)
    except ValueError:
        others.append(record)
        return
    if not is_older(record.value, known):
        is_changed = replace(record.value, key=key) != known
        rows.append(PageRow(record, record.value.id, key, known, is_written=True, is_changed=is_changed))
