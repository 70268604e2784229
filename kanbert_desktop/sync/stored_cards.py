"""The server's cards and comments: on disk, found by index, and those whose rows are still being written."""

from collections import OrderedDict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from math import inf
from typing import Any

from kanbert_desktop.api.comments import read_thread
from kanbert_desktop.api.payloads import read_card, read_title
from kanbert_desktop.domain.board import Card, CardKey, Comment
from kanbert_desktop.domain.value_classes import replace
from kanbert_desktop.store import base, card_queries
from kanbert_desktop.store.base import Kind
from kanbert_desktop.store.card_queries import StoredCard
from kanbert_desktop.store.connection import end_reading, fetch_value
from kanbert_desktop.store.database import Store

_CACHED_CARDS = 2000
"""Cards that were read and may be asked for again: about 1.3 KB each."""


class StoredCards:
    """Reads what it is asked for and keeps the last cards read.

    A row that was put is in memory until its write has been committed, so that reading it never waits for the disk; if
    the disk rejects it, it stays in memory. Used on the event loop's thread.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._cards: dict[CardKey, Card | None] = {}
        self._ids: dict[str, CardKey] = {}
        self._comments: dict[CardKey, list[Comment]] = {}
        self._writes: dict[CardKey, Future[Any]] = {}
        self._comment_writes: deque[tuple[Future[Any], dict[CardKey, list[Comment]]]] = deque()
        self._pages: list[tuple[Future[Any], Mapping[CardKey, bool]]] = []
        self._writing: deque[tuple[Future[Any], set[CardKey]]] = deque()
        self._cache: OrderedDict[CardKey, Card] = OrderedDict()
        self._prepared_sorts: dict[str, Future[None]] = {}
        self._depth = 0
        self._version: tuple[int, int] | None = None

    # Reading.

    @contextmanager
    def snapshot(self) -> Iterator[Any]:
        """Yields the connection; everything read in the block is of one state of the file."""
        db = self._store.read()
        self._depth += 1
        try:
            if self._depth == 1:
                db.execute("BEGIN")
            yield db
        finally:
            self._depth -= 1
            if self._depth == 0 and db.in_transaction:
                end_reading(db)

    @property
    def is_outermost(self) -> bool:
        """Returns whether the present snapshot is not within another one."""
        return self._depth == 1

    def settle(self) -> tuple[set[CardKey], dict[CardKey, bool]]:
        """Returns the unwritten cards whose state on disk may have changed since the last call, and those of pages.

        Called in a snapshot. Does nothing in an inner one: what was committed since it began is not visible in it.
        """
        if self._depth > 1:
            return set(), {}
        settled: set[CardKey] = set()
        while self._writing and self._writing[0][0].done():
            future, keys = self._writing.popleft()
            if future.exception() is None:
                settled |= {key for key in keys if self._writes.get(key) is future}
        for key in settled:
            self._drop(key)
            del self._writes[key]
        self._settle_comments()
        arrived = self._written_pages()
        # A commit may be visible before its future is resolved.
        if (self._cards or self._pages) and self._is_new_state():
            settled |= self._cards.keys()
            for _, rows in self._pages:
                arrived |= rows
        self.forget(arrived)
        return settled, arrived

    def _settle_comments(self) -> None:
        while self._comment_writes and self._comment_writes[0][0].done():
            future, written = self._comment_writes.popleft()
            if future.exception() is None:
                for key, comments in written.items():
                    if self._comments.get(key) is comments:
                        del self._comments[key]

    def _written_pages(self) -> dict[CardKey, bool]:
        """Looks before the snapshot's first read: a page written after that is not visible in it."""
        pages, self._pages = self._pages, []
        found: dict[CardKey, bool] = {}
        for future, rows in pages:
            if not future.done():
                self._pages.append((future, rows))
            elif future.exception() is None:
                found |= rows
        return found

    def _is_new_state(self) -> bool:
        db = self._store.read()
        version = (id(db), fetch_value(db, "PRAGMA data_version"))
        is_new, self._version = version != self._version, version
        return is_new

    def card(self, key: CardKey) -> Card | None:
        if key in self._cards:
            return self._cards[key]
        return self._cache.get(key) or self._read([key]).get(key)

    def cards(self, keys: Collection[CardKey]) -> dict[CardKey, Card]:
        """Reads many at once; in the order asked for, without those that do not exist."""
        # Taken before the others are read, which may push them out of the cache.
        known = {
            key: card for key in keys if (card := self._cards.get(key) or self._cache.get(key)) is not None
        }
        unread = [key for key in keys if key not in known and key not in self._cards]
        known |= self._read(unread) if unread else {}
        return {key: known[key] for key in keys if key in known}

    def titles(self, keys: Collection[CardKey]) -> dict[CardKey, str]:
        """Titles of cards as they are on disk. Reads nothing else of them, and keeps nothing."""
        found = {}
        for row in card_queries.by_keys(self._store.read(), keys):
            with suppress(ValueError):
                found[CardKey(row.key)] = read_title(row.raw)
        return found

    def known(self, ids: Collection[str]) -> dict[str, Card]:
        """The cards with these ids of the server, by id."""
        rows = card_queries.by_ids(self._store.read(), ids)
        found = {
            row.id: card
            for row in rows
            if row.key not in self._cards and (card := self._parse(row)) is not None
        }
        for id_ in ids:
            key = self._ids.get(id_)
            card = self._cards[key] if key is not None else None
            if card is not None:
                found[id_] = card
        return found

    def rows_of_ids(self, ids: Collection[str]) -> dict[str, tuple[CardKey, bytes]]:
        """Keys and rows on disk of the cards with these ids of the server."""
        found = card_queries.rows_of_ids(self._store.read(), ids)
        return {id_: (CardKey(key), raw) for id_, key, raw in found}

    def is_unwritten(self, name: str) -> bool:
        """Returns whether the present row of the card with this id or key is not on disk yet."""
        return name in self._cards or name in self._ids

    def key_of(self, reference: str) -> CardKey | None:
        """The key of the card with this server id, or this key."""
        if reference in self._cards:
            return CardKey(reference)
        if reference in self._ids:
            return self._ids[reference]
        key = CardKey(reference)
        if (cached := self._cache.get(key)) is not None and cached.server_id == key:
            return key
        found = card_queries.key_of(self._store.read(), reference)
        return CardKey(found) if found is not None else None

    def holders(self, keys: Collection[CardKey]) -> dict[CardKey, str]:
        """The server's ids of the cards that have these keys."""
        found = {CardKey(k): id_ for k, id_ in card_queries.ids_of_keys(self._store.read(), keys).items()}
        for key in keys:
            if key in self._cards:
                found.pop(key, None)
                card = self._cards[key]
                if card is not None:
                    found[key] = card.id
        return found

    def _read(self, keys: Collection[CardKey]) -> dict[CardKey, Card]:
        found: dict[CardKey, Card] = {}
        for row in card_queries.by_keys(self._store.read(), keys):
            card = self._parse(row)
            if card is not None:
                found[card.key] = card
        return found

    def _parse(self, row: StoredCard) -> Card | None:
        key = CardKey(row.key)
        if (cached := self._cache.get(key)) is not None and cached.server_id == row.id:
            self._cache.move_to_end(key)
            return cached
        try:
            card = read_card(row.raw, key)
        except ValueError:
            return None
        if card.parent != row.parent:
            card = replace(card, parent=CardKey(row.parent) if row.parent is not None else None)
        self._cache[key] = card
        if len(self._cache) > _CACHED_CARDS:
            self._cache.popitem(last=False)
        return card

    # Comments.

    def comments(self, key: CardKey) -> list[Comment]:
        """The server's comments, the oldest first."""
        if key in self._comments:
            return list(self._comments[key])
        rows = base.rows(self._store.read(), Kind.COMMENT, key)
        return oldest_first([comment for row in rows for comment in read_thread(row.raw, key)])

    def comments_of(self, keys: Collection[CardKey]) -> dict[CardKey, list[Comment]]:
        """The server's comments of those of the cards that have any, the oldest first."""
        unread = [key for key in keys if key not in self._comments]
        found: dict[CardKey, list[Comment]] = {}
        for row in base.rows_of_places(self._store.read(), Kind.COMMENT, unread):
            key = CardKey(row.place)
            found.setdefault(key, []).extend(read_thread(row.raw, key))
        unwritten = {key: list(self._comments[key]) for key in keys if self._comments.get(key)}
        return {key: oldest_first(comments) for key, comments in found.items()} | unwritten

    def has_comments(self, key: CardKey) -> bool:
        if key in self._comments:
            return bool(self._comments[key])
        return base.has_rows(self._store.read(), Kind.COMMENT, key)

    def with_comments(self, keys: Collection[CardKey]) -> set[CardKey]:
        """Those of the cards that have comments."""
        found = base.places_with_rows(self._store.read(), Kind.COMMENT, keys)
        stored = {CardKey(place) for place in found if place not in self._comments}
        return stored | {key for key in keys if self._comments.get(key)}

    def cards_with_comments(self) -> set[CardKey]:
        """Reads the index of all comments."""
        return {CardKey(place) for place in base.places(self._store.read(), Kind.COMMENT)}

    def put_comments(self, key: CardKey, comments: list[Comment]) -> None:
        self._comments[key] = comments

    # Writing.

    def prepare_sort(self, sort: str) -> Future[None] | None:
        """Makes the index of this sort order, if there is none yet. Reading works without it, but reads whole columns.

        Returns the write; None if the order needs no index of its own.
        """
        if sort in card_queries.SORT_INDEXES and sort not in self._prepared_sorts:
            making = self._store.write(lambda db: card_queries.make_index(db, sort), may_wait=True)
            self._prepared_sorts[sort] = making
        return self._prepared_sorts.get(sort)

    @property
    def unwritten(self) -> Collection[CardKey]:
        """The cards whose present row is not on disk yet."""
        return self._cards.keys()

    def put(self, card: Card) -> None:
        self._set(card.key, card)

    def remove(self, key: CardKey) -> None:
        self._set(key, None)

    def _drop(self, key: CardKey) -> None:
        card = self._cards.pop(key, None)
        if card is not None and self._ids.get(card.id) == key:
            del self._ids[card.id]

    def _set(self, key: CardKey, card: Card | None) -> None:
        self._drop(key)
        self._cards[key] = card
        if card is not None:
            self._ids[card.id] = key
        self._cache.pop(key, None)
        self._writes.pop(key, None)

    def submitted(self, keys: Iterable[CardKey], future: Future[Any]) -> None:
        """What was put under these keys is on disk once `future` is resolved; what is not submitted stays in memory."""
        written = {key for key in keys if key in self._cards}
        if written:
            self._writes |= dict.fromkeys(written, future)
            self._writing.append((future, written))

    def comments_submitted(self, keys: Iterable[CardKey], future: Future[Any]) -> None:
        """The comments put for these cards are on disk once `future` is resolved."""
        written = {key: self._comments[key] for key in keys if key in self._comments}
        if written:
            self._comment_writes.append((future, written))

    def page_submitted(self, rows: Mapping[CardKey, bool], future: Future[Any]) -> None:
        """Rows that were never put are on disk once `future` is resolved."""
        self._pages.append((future, rows))

    def forget(self, keys: Iterable[CardKey]) -> None:
        """Drops cards from the cache: their rows were changed on disk."""
        for key in keys:
            self._cache.pop(key, None)

    def forget_all(self) -> None:
        """Drops all cards from the cache."""
        self._cache.clear()

    def forget_children(self, parent: str) -> None:
        """Drops the sub-tasks that name this parent from the cache: it is known by another key now."""
        self.forget([key for key, card in self._cache.items() if card.parent == parent])


def oldest_first(comments: Iterable[Comment]) -> list[Comment]:
    """The oldest first, each once, whether it came on its own, below another, or both."""
    unique = {comment.key: comment for comment in comments}
    return sorted(unique.values(), key=_age)


def _age(comment: Comment) -> tuple[float, str]:
    return (comment.created_at.timestamp() if comment.created_at else inf, comment.key)
