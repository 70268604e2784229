"""Finds the cards of saved views: by the store's indexes where a query allows it, else column by column, in slices."""

import logging
from collections.abc import Collection, Generator, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, closing
from typing import NamedTuple

from kanbert_desktop.app.boards.search import CardSearch
from kanbert_desktop.app.boards.view_query import ViewQuery
from kanbert_desktop.domain.board import BoardId, Card, CardKey, Column
from kanbert_desktop.domain.errors import StoreError
from kanbert_desktop.domain.query import FilterContext
from kanbert_desktop.domain.query.text_match import html_to_plain_text, searchable_text
from kanbert_desktop.store import search
from kanbert_desktop.store.database import Store
from kanbert_desktop.sync.chosen_cards import chosen_and_touched
from kanbert_desktop.sync.local_cards import LocalCards

log = logging.getLogger(__name__)
_READ_AT_ONCE = 64
"""Cards of one slice, read and tested in a few milliseconds."""


class Slice(NamedTuple):
    """`cards` are as they are now. Of the queries, each accepted card of `queries` comes in some slice."""

    queries: Sequence[ViewQuery]
    cards: list[Card]


class ViewCards:
    """Reads on the main thread; a caller that must not block takes one slice at a time."""

    def __init__(self, local_cards: LocalCards, store: Store, card_search: CardSearch) -> None:
        self._local_cards, self._store, self._search = local_cards, store, card_search

    def context(self) -> FilterContext:
        return self._search.filter_context()

    def one_state(self) -> AbstractContextManager[None]:
        """Everything read in the block is of one state, which is also quicker. It must not wait for anything."""
        return self._local_cards.one_state()

    def query(self, text: str, context: FilterContext | None = None) -> ViewQuery:
        """What the text means for this account and today. Several queries may share one context."""
        return ViewQuery(text, context or self.context())

    def cards(self, keys: Sequence[CardKey]) -> list[Card]:
        """Those of the cards that exist."""
        return self._local_cards.at_keys(keys)

    def sub_tasks(self, key: CardKey) -> list[CardKey]:
        return [child.key for child in self._local_cards.children(key)]

    def accepts(self, query: ViewQuery, card: Card) -> bool:
        return query.accepts(card) and (not query.reads_text or query.accepts_text(self.text_of(card)))

    def listing(self, query: ViewQuery, board: BoardId | None) -> Iterator[Card]:
        """The cards of the view, of one board or of all, in the order of listings."""
        boards = query.boards if board is None else query.boards & {board}
        keys = self._keys_with_words(query)
        listed = (
            chosen_and_touched(self._local_cards, keys, boards)
            if keys is not None
            else self._of_boards(boards, query.columns)
        )
        return (card for card in listed if self.accepts(query, card))

    def _of_boards(self, boards: Collection[BoardId], columns: Collection[Column]) -> Iterator[Card]:
        for board in sorted(boards):
            yield from self._local_cards.cards_of(board, [one for one in Column if one in columns])

    def _keys_with_words(self, query: ViewQuery) -> set[CardKey] | None:
        """Returns None if the index cannot tell which stored cards have the query's words."""
        db = self._store.read()
        if not query.words or not search.is_complete(db):
            return None
        try:
            with closing(search.find(db, query.words)) as found:
                return {CardKey(hit.key) for hit in found if hit is not None}
        except StoreError as error:
            log.warning("The search index cannot be read: %s", error.key)
            return None

    def text_of(self, card: Card) -> str:
        """What words are looked for in: title, description and comments."""
        comments = (html_to_plain_text(one.text) for one in self._local_cards.comments(card.key))
        texts = (card.title, html_to_plain_text(card.description), " ".join(comments))
        return "".join(map(searchable_text, texts))

    def slices(self, queries: Sequence[ViewQuery]) -> Iterator[Slice]:
        """Yields every card that may be accepted, at least once for each of its queries.

        What changes in the meantime may be missing: an event names it.
        """
        is_indexed = search.is_complete(self._store.read())
        rest: list[ViewQuery] = []
        for query in queries:
            if query.people is not None:
                yield from self._of_keys(query, self._keys_of_people(query))
            elif not (query.words and is_indexed and (yield from self._indexed(query))):
                rest.append(query)
        yield from self._of_columns(rest)

    def _keys_of_people(self, query: ViewQuery) -> Iterator[CardKey]:
        for person in query.people or ():
            yield from self._local_cards.keys_assigned_to(person)

    def _indexed(self, query: ViewQuery) -> Generator[Slice, None, bool]:
        """Returns False if the index cannot be read. It knows only what is on disk."""
        try:
            with closing(search.find(self._store.read(), query.words)) as found:
                yield from self._of_keys(
                    query, (CardKey(hit.key) if hit is not None else None for hit in found)
                )
        except StoreError as error:
            log.warning("The search index cannot be read: %s", error.key)
            return False
        yield from self._of_keys(query, self._local_cards.touched_keys())
        return True

    def _of_keys(self, query: ViewQuery, keys: Iterable[CardKey | None]) -> Iterator[Slice]:
        """None ends a slice early."""
        for part in _slices(keys):
            yield Slice((query,), self.cards(part))

    def _of_columns(self, queries: Sequence[ViewQuery]) -> Iterator[Slice]:
        boards = sorted(frozenset().union(*(query.boards for query in queries)))
        for board in boards:
            here = [query for query in queries if board in query.boards]
            columns = [one for one in Column if any(one in query.columns for query in here)]
            for cards in self._local_cards.slices_of(board, columns, _READ_AT_ONCE):
                yield Slice(here, cards)


def _slices(keys: Iterable[CardKey | None]) -> Iterator[list[CardKey]]:
    part: list[CardKey] = []
    for key in keys:
        if key is not None:
            part.append(key)
        if key is None or len(part) == _READ_AT_ONCE:
            yield part
            part = []
    if part:
        yield part
