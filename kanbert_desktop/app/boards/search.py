"""Offline search: the index for what the server sent, memory for unsent changes. Texts of query hints."""

import logging
from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from enum import StrEnum

from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import BoardId, Card, CardKey, CommentKey
from kanbert_desktop.domain.errors import StoreError
from kanbert_desktop.domain.query import CardFilter, FilterContext, Hint, Spellings, parse
from kanbert_desktop.domain.query.card_filter import PastCards
from kanbert_desktop.domain.query.completion import Completion, completions
from kanbert_desktop.domain.query.spelling import Language
from kanbert_desktop.domain.query.terms import ParseProblem
from kanbert_desktop.domain.query.text_match import (
    HighlightRange,
    excerpt,
    highlight_ranges,
    html_to_plain_text,
    searchable_text,
)
from kanbert_desktop.domain.value_classes import dataclass
from kanbert_desktop.store import search
from kanbert_desktop.store.database import Store
from kanbert_desktop.store.word_candidates import keys_with
from kanbert_desktop.sync.batch_writer import index_text_of_rows
from kanbert_desktop.sync.chosen_cards import chosen_and_touched
from kanbert_desktop.sync.local_cards import LocalCards

log = logging.getLogger(__name__)
_NEVER = datetime.min.replace(tzinfo=UTC)
_FILTERED_PER_STEP, _READ_PER_STEP = 500, 10
"""How many cards are filtered, or read completely, in one step of about a millisecond. Reading a card from disk costs
as much as filtering five.
"""
_EFFORT_OF_READING = 5
_MOST_LISTED = 20_000
"""More cards than this are read with all others: that begins at once, and in their order."""

SearchSteps = Generator[None, None, "list[SearchHit]"]
"""A search in steps, so that other work can run in between. Its value is the result."""


class MatchField(StrEnum):
    TITLE = "title"
    DESCRIPTION = "description"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class SearchHit:
    """`text` is plain: the title, or an excerpt around the first match. `highlights` are the matching ranges."""

    card: Card
    field: MatchField
    text: str
    highlights: tuple[HighlightRange, ...] = ()
    comment: CommentKey | None = None


@dataclass(frozen=True, slots=True)
class SearchScope:
    """The number of cards searched, of those with known comments, and whether the index is complete."""

    cards: int
    with_comments: int
    is_complete: bool


@dataclass(frozen=True, slots=True)
class _Hit:
    card: Card
    is_inside: bool
    level: int
    moment: datetime


class CardSearch:
    """Runs on the main thread. A search for words takes a few milliseconds."""

    def __init__(
        self,
        local_cards: LocalCards,
        store: Store,
        now: Callable[[], datetime],
        past: Callable[[], PastCards | None] = lambda: None,
    ) -> None:
        """`past` is asked only by queries about the past."""
        self._local_cards = local_cards
        self._store = store
        self._now, self._past = now, past
        self._is_index_reset = False

    def card_filter(self, text: str) -> CardFilter:
        """Interprets `text` for this account and today."""
        return CardFilter(parse(text), self.filter_context())

    def filter_context(self) -> FilterContext:
        """What names and dates in a query mean for this account and today."""
        local_cards = self._local_cards
        me = local_cards.me
        return FilterContext(
            today=self._now().astimezone().date(),
            me=me.id if me else None,
            people=[*local_cards.people.values(), *((me,) if me else ())],
            boards=list(local_cards.boards.values()),
            clients=list(local_cards.clients.values()),
            is_parent=lambda key: bool(local_cards.children(key)),
            priorities=local_cards.priorities(),
            has_comments=lambda key: bool(local_cards.comments(key)),
            past=self._past,
        )

    def completions(self, text: str, cursor: int, language: Language) -> list[Completion]:
        """What may be typed next at `cursor`, with the names of this account."""
        return completions(text, cursor, self.filter_context(), language)

    def find(
        self, text: str, limit: int = 50, is_late: Callable[[], bool] = lambda: False
    ) -> list[SearchHit]:
        """Searches running boards: title before description before comment, then the newest first; word parts last.

        `is_late` ends the search before its end, with what it has found: the best come first.
        """
        steps = self.find_in_steps(text, limit, is_late)
        while True:
            try:
                next(steps)
            except StopIteration as done:
                found: list[SearchHit] = done.value
                return found

    def find_in_steps(
        self, text: str, limit: int = 50, is_late: Callable[[], bool] = lambda: False
    ) -> SearchSteps:
        """The same search for callers that must not block: conditions without words check every card.

        Close the generator if it is not read to its end. Changes made in the meantime may be missing.
        """
        choice = self.card_filter(text)
        if choice.is_empty:
            return []
        unsent = {entry.card for entry in self._local_cards.pending.entries()}
        hits = yield from self._unsent_hits(choice, unsent)
        hits += yield from (self._indexed_hits if choice.included else self._condition_hits)(
            choice, unsent, limit, is_late
        )
        best = sorted(hits, key=_rank, reverse=True)[:limit]
        found = []
        for number, hit in enumerate(best):
            if number % _READ_PER_STEP == 0:
                yield
            found.append(self._search_hit(hit, choice))
        return found

    def listed(self, text: str, boards: Collection[BoardId]) -> Iterator[Card] | None:
        """Yields the cards of these boards that may have all words of a filter in title or description, as listings do.

        Reads few others. None if the index cannot tell which they are.
        """
        terms = self.card_filter(text).required
        db = self._store.read()
        if not terms or not search.is_complete(db):
            return None
        try:
            keys = keys_with(db, terms, _MOST_LISTED)
        except StoreError as error:
            log.warning("The search index cannot be read: %s", error.key)
            return None
        if keys is None:
            return None
        return chosen_and_touched(self._local_cards, set(map(CardKey, keys)), boards)

    def hints(self, text: str) -> list[Hint]:
        return self.card_filter(text).hints

    def scope(self) -> SearchScope:
        return SearchScope(
            sum(self._local_cards.counts().values()),
            self._local_cards.known_comments_count(),
            search.is_complete(self._store.read()),
        )

    def _unsent_hits(self, choice: CardFilter, unsent: set[CardKey]) -> Generator[None, None, list[_Hit]]:
        hits = []
        for number, key in enumerate(unsent):
            if number % _READ_PER_STEP == 0:
                yield
            card = self._local_cards.card(key)
            if card is None or not self._is_shown(card) or not choice.matches_conditions(card):
                continue
            found = self._place(card, choice)
            if found is not None:
                made = [entry.made_at for entry in self._local_cards.pending.entries_of(key)]
                hits.append(_Hit(card, *found, max(*made, card.updated_at or _NEVER)))
        return hits

    def _is_shown(self, card: Card) -> bool:
        board = self._local_cards.boards.get(card.board)
        return board is not None and board.is_running

    def _place(self, card: Card, choice: CardFilter) -> tuple[bool, int] | None:
        """Where an unsent card contains all words: whether only inside other words, and a level of the index."""
        texts = self._texts(card)
        # As in the index, in which a phrase may begin in one text and end in the next.
        parts = [searchable_text(" ".join(texts[:count])) for count in (1, 2, 3)]
        if choice.is_excluded(parts[-1]):
            return None
        levels = (search.TITLE, search.DESCRIPTION, search.COMMENT)
        for is_inside, contains in ((False, choice.begins_words), (True, choice.matches_index_text)):
            for text, level in zip(parts, levels, strict=True):
                if contains(text):
                    return is_inside, level
        return None

    def _texts(self, card: Card) -> tuple[str, str, str]:
        comments = " ".join(
            html_to_plain_text(comment.text) for comment in self._local_cards.comments(card.key)
        )
        return card.title, html_to_plain_text(card.description), comments

    def _indexed_hits(
        self, choice: CardFilter, unsent: set[CardKey], limit: int, is_late: Callable[[], bool]
    ) -> Generator[None, None, list[_Hit]]:
        found: list[_Hit] = []
        with closing(self._index_matches(choice.included)) as matches:
            for number, hits in enumerate(_batches(matches)):
                yield
                if number and is_late():
                    break
                found += self._wanted_hits(hits, choice, unsent)
                if len(found) >= limit:
                    break
        return found[:limit]

    def _wanted_hits(
        self, hits: Sequence[search.Found], choice: CardFilter, unsent: set[CardKey]
    ) -> Iterator[_Hit]:
        keys = [key for hit in hits if (key := CardKey(hit.key)) not in unsent]
        cards = {card.key: card for card in self._local_cards.at_keys(keys)}
        for hit in hits:
            card = cards.get(CardKey(hit.key))
            if card is not None and self._is_wanted(card, choice):
                yield _Hit(card, hit.is_inside, hit.level, card.updated_at or _NEVER)

    def _is_wanted(self, card: Card, choice: CardFilter) -> bool:
        is_found = self._is_shown(card) and choice.matches_conditions(card)
        return is_found and not (choice.excluded and self._is_barred(card, choice))

    def _is_barred(self, card: Card, choice: CardFilter) -> bool:
        return choice.is_excluded("".join(map(searchable_text, self._texts(card))))

    def _index_matches(self, wanted: Sequence[Spellings]) -> search.Hits:
        try:
            yield from search.find(self._store.read(), wanted)
        except StoreError as error:
            log.warning("The search index cannot be read: %s", error.key)
            if not self._is_index_reset:
                self._is_index_reset = True
                self._store.rebuild_index(index_text_of_rows)

    def _condition_hits(
        self, choice: CardFilter, unsent: set[CardKey], limit: int, is_late: Callable[[], bool]
    ) -> Generator[None, None, list[_Hit]]:
        """Checks the conditions of the cards that changed last, until there are enough; undated cards come last."""
        newest: list[_Hit] = []
        undated: list[_Hit] = []
        effort = 0
        for card in self._considered(choice):
            effort += _EFFORT_OF_READING
            if card.key not in unsent and self._is_shown(card) and choice.matches_conditions(card):
                effort += _FILTERED_PER_STEP // _READ_PER_STEP if choice.excluded else 0
                if not (choice.excluded and self._is_barred(card, choice)):
                    hits = undated if card.updated_at is None else newest
                    hits.append(_Hit(card, False, search.TITLE, card.updated_at or _NEVER))
                    # Of one moment the higher key is the better hit, and it comes last.
                    if len(newest) >= limit and newest[-1].moment < newest[limit - 1].moment:
                        break
            if effort >= _FILTERED_PER_STEP:
                effort = 0
                yield
                if is_late():
                    break
        return [*newest, *undated]

    def _considered(self, choice: CardFilter) -> Iterator[Card]:
        """The cards that can match, the last changed first."""
        if choice.candidates is None:
            yield from self._local_cards.newest_first()
            return
        found = self._local_cards.at_keys(list(choice.candidates))
        yield from sorted(found, key=lambda card: card.updated_at or _NEVER, reverse=True)

    def _search_hit(self, hit: _Hit, choice: CardFilter) -> SearchHit:
        card = hit.card
        if hit.level == search.COMMENT:
            for comment in reversed(self._local_cards.comments(card.key)):
                text = html_to_plain_text(comment.text)
                if ranges := highlight_ranges(text, choice.included):
                    shown, shown_ranges = excerpt(text, ranges)
                    return SearchHit(card, MatchField.COMMENT, shown, tuple(shown_ranges), comment.key)
        if hit.level <= search.DESCRIPTION:
            text = html_to_plain_text(card.description)
            if ranges := highlight_ranges(text, choice.included):
                shown, shown_ranges = excerpt(text, ranges)
                return SearchHit(card, MatchField.DESCRIPTION, shown, tuple(shown_ranges))
        return SearchHit(
            card, MatchField.TITLE, card.title, tuple(highlight_ranges(card.title, choice.included))
        )


def _batches(matches: search.Hits) -> Iterator[list[search.Found]]:
    """Yields hits whose cards are read at once; an empty list where the index lets the caller do something else."""
    batch: list[search.Found] = []
    for hit in matches:
        if hit is not None:
            batch.append(hit)
        if hit is None or len(batch) == _READ_PER_STEP:
            yield batch
            batch = []
    if batch:
        yield batch


def _rank(hit: _Hit) -> tuple[bool, int, datetime, str]:
    return (not hit.is_inside, hit.level, hit.moment, hit.card.key)


def hint_text(hint: Hint) -> str:
    """Returns one sentence."""
    match hint.problem:
        case ParseProblem.UNKNOWN_KEY:
            return tr("“{key}:” is not a search keyword; it was searched for as text.", key=hint.key)
        case ParseProblem.UNKNOWN_VALUE:
            return tr(
                "“{key}:” does not accept “{value}”; it was searched for as text.",
                key=hint.key,
                value=hint.value,
            )
        case ParseProblem.UNKNOWN_NAME:
            return tr("“{key}:{value}” matches no name.", key=hint.key, value=hint.value)
