"""The ranks of cards in "My order": on disk, and those whose writes are not committed yet."""

from collections import deque
from collections.abc import Collection, Mapping
from concurrent.futures import Future
from typing import Any

from kanbert_desktop.domain.board import BoardId, CardKey
from kanbert_desktop.domain.manual_order import LAST_RANK
from kanbert_desktop.store import ranks
from kanbert_desktop.store.database import Store

_Place = tuple[BoardId, CardKey]


class StoredRanks:
    """A rank that was put is in memory until its write has been committed, or for good if the disk rejects it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._unwritten: dict[_Place, float] = {}
        self._keys: dict[CardKey, int] = {}
        self._writes: dict[_Place, Future[Any]] = {}
        self._writing: deque[tuple[Future[Any], list[_Place]]] = deque()

    def ranks(self, board: BoardId, keys: Collection[CardKey]) -> dict[CardKey, float]:
        """The rank of each of these cards; `LAST_RANK` without one."""
        unwritten = {key: self._unwritten.get((board, key)) for key in keys}
        asked = [key for key, rank in unwritten.items() if rank is None]
        stored = ranks.ranks_of(self._store.read(), board, asked) if asked else {}
        return {
            key: rank if rank is not None else stored.get(key, LAST_RANK) for key, rank in unwritten.items()
        }

    def is_unwritten(self, key: CardKey) -> bool:
        return key in self._keys

    def put(self, board: BoardId, ranked: Mapping[CardKey, float]) -> None:
        """The caller writes them and passes the write to `submitted`."""
        for key, rank in ranked.items():
            if (board, key) not in self._unwritten:
                self._keys[key] = self._keys.get(key, 0) + 1
            self._unwritten[board, key] = rank
            self._writes.pop((board, key), None)

    def submitted(self, board: BoardId, keys: Collection[CardKey], future: Future[Any]) -> None:
        """What was put for these cards is on disk once `future` is resolved."""
        places = [(board, key) for key in keys if (board, key) in self._unwritten]
        self._writes |= dict.fromkeys(places, future)
        self._writing.append((future, places))

    def settle(self) -> set[CardKey]:
        """Forgets what has been committed, and returns its cards. Called at the beginning of a snapshot."""
        settled: set[CardKey] = set()
        while self._writing and self._writing[0][0].done():
            future, places = self._writing.popleft()
            if future.exception() is None:
                settled |= {key for place in places if (key := self._forget(place, future)) is not None}
        return settled

    def _forget(self, place: _Place, future: Future[Any]) -> CardKey | None:
        if self._writes.get(place) is not future:
            return None
        del self._writes[place], self._unwritten[place]
        key = place[1]
        self._keys[key] -= 1
        if not self._keys[key]:
            del self._keys[key]
        return key
