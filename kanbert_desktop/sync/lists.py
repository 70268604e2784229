"""Clients, boards and people: short lists, read whole and now and then."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from kanbert_desktop.api import listings
from kanbert_desktop.api.payloads import Told
from kanbert_desktop.domain.board import Board, Client, Person
from kanbert_desktop.store.base import Walk
from kanbert_desktop.sync.ledger import Ledger
from kanbert_desktop.sync.reader import Reader

CLIENTS, BOARDS, PEOPLE = "clients", "boards", "people"
AGES = {BOARDS: timedelta(minutes=15), CLIENTS: timedelta(hours=1), PEOPLE: timedelta(hours=1)}


@dataclass(slots=True)
class _Told:
    """`is_whole`: every row of the boards' list was understood."""

    clients: list[Told[Client]] = field(default_factory=list)
    boards: list[Told[Board]] = field(default_factory=list)
    people: list[Told[Person]] = field(default_factory=list)
    is_whole: bool = True


class Lists:
    """`new_walks` says which walks the boards listed now make necessary."""

    def __init__(
        self,
        ledger: Ledger,
        reader: Reader,
        now: Callable[[], datetime],
        new_walks: Callable[[list[Board]], list[Walk]],
    ) -> None:
        self._ledger = ledger
        self._reader = reader
        self._now = now
        self._new_walks = new_walks
        self._told = _Told()
        self._read_at: dict[str, datetime] = {}

    def due(self) -> list[str]:
        """Those that are older than they may be."""
        now = self._now()
        return [
            name
            for name, age in AGES.items()
            if name not in self._read_at or not timedelta(0) <= now - self._read_at[name] < age
        ]

    async def read(self, names: list[str]) -> None:
        """What was never read in this session is read as well: only all three together say who is gone."""
        wanted = [name for name in AGES if name in names or name not in self._read_at]
        if not wanted:
            return
        for name in wanted:
            await self._read(name)
        told = self._told
        saving = self._ledger.take_lists(
            told.clients,
            told.boards,
            told.people,
            is_whole=told.is_whole,
            walks=self._new_walks([board.value for board in told.boards]),
        )
        await asyncio.wrap_future(saving)
        self._read_at |= dict.fromkeys(wanted, self._now())

    async def _read(self, name: str) -> None:
        if name == CLIENTS:
            self._told.clients, _ = await self._reader.all(listings.clients())
        elif name == BOARDS:
            self._told.boards, self._told.is_whole = await self._reader.all(listings.boards())
        else:
            self._told.people, _ = await self._reader.all(listings.people())
