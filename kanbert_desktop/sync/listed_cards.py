"""Which known cards a full listing lacks, found by the store."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from functools import partial

from kanbert_desktop.api.payloads import Record
from kanbert_desktop.domain.board import Card
from kanbert_desktop.store import unlisted_cards
from kanbert_desktop.sync.replica import Replica

_READ_AT_ONCE = 500
"""Server ids in memory at once."""


class ListedCards:
    """What one or more listings showed, beside the cards on running boards when the first one began.

    A card that becomes known later, by a push or a pull in between, is not among the known ones: its page may have
    passed already. A page is taken into account by `Batch.listed`, in the transaction that saves it.
    """

    def __init__(self, replica: Replica) -> None:
        self._replica = replica
        self._any_id: str | None = None

    async def begin(self) -> None:
        """Notes the cards known now. Raises `StoreError`."""
        # The columns of a card are on disk at the end of the transaction that writes its row.
        await asyncio.wrap_future(self._replica.run_on_disk(_nothing))
        local_cards = self._replica.local_cards
        boards = local_cards.running_boards()
        aside, others = local_cards.base.unwritten_on(boards)
        job = partial(unlisted_cards.begin, boards=boards, aside=aside, others=others)
        await asyncio.wrap_future(self._replica.run_on_disk(job))

    def add(self, rows: Iterable[Record[Card]]) -> list[str]:
        """Returns the server ids of these rows."""
        ids = [record.value.server_id or "" for record in rows]
        self._any_id = min(ids, default=None) if self._any_id is None else min(self._any_id, *ids)
        return ids

    def any_id(self) -> str | None:
        """One listed card, always the same of the same cards."""
        return self._any_id

    async def count_missing(self) -> int:
        """The number of known cards that no listing showed. Raises `StoreError`."""
        return await asyncio.wrap_future(self._replica.run_on_disk(unlisted_cards.count))

    async def missing_ids(self) -> AsyncIterator[list[str]]:
        """Server ids of the known cards that no listing showed, in order and in slices. Raises `StoreError`."""
        last = ""
        while True:
            job = partial(unlisted_cards.ids_after, id_=last, limit=_READ_AT_ONCE)
            found = await asyncio.wrap_future(self._replica.run_on_disk(job))
            if not found:
                return
            yield found
            last = found[-1]

    def end(self) -> None:
        """Forgets everything."""
        self._replica.run_on_disk(unlisted_cards.end)


def _nothing(_db: object) -> None:
    """Its future is resolved when everything given to the store before is on disk."""
