"""Offline search over index and unsent changes; texts of query hints."""

import logging
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from heapq import heappush, heappushpop

from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Card, CardKey, CommentKey
from kanbert_desktop.domain.errors import StoreBroken
from kanbert_desktop.domain.mirror import Mirror
from kanbert_desktop.domain.query import Choice, Hint, Surroundings, Wanted, parse
from kanbert_desktop.domain.query.terms import Trouble
from kanbert_desktop.domain.query.text_match import Mark, excerpt, marks, plain, searched
from kanbert_desktop.store import search
from kanbert_desktop.store.database import Store
from kanbert_desktop.sync.batch_writer import words_of_rows

log = logging.getLogger(__name__)
_NEVER = datetime.min.replace(tzinfo=UTC)
_LOOKED_AT, _READ = 500, 10
"""How many cards are asked for their conditions, or their whole text is read, in a step: about a millisecond."""

Steps = Generator[None, None, "list[Found]"]
"""A search in steps, between which something else may happen; its value is the answer."""


class Where(StrEnum):
    TITLE = "title"
    DESCRIPTION = "description"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Found:
    """`text` is plain: the title, or what stands around the first words that were looked for; `marks` are those."""

    card: Card
    where: Where
    text: str
    marks: tuple[Mark, ...] = ()
    comment: CommentKey | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """How many cards are searched, of how many the comments are known, and whether all of them are indexed yet."""

    cards: int
    with_comments: int
    is_whole: bool


@dataclass(frozen=True, slots=True)
class _Hit:
    card: Card
    level: int
    moment: datetime


class Searching:
    """Lives on the loop's thread; an answer takes a few milliseconds where a word is asked for."""

    def __init__(self, mirror: Mirror, store: Store, now: Callable[[], datetime]) -> None:
        self._mirror = mirror
        self._store = store
        self._now = now
        self._made_anew = False

    def choice(self, text: str) -> Choice:
        """What `text` means here and today."""
        mirror = self._mirror
        me = mirror.me
        around = Surroundings(
            today=self._now().astimezone().date(),
            me=me.id if me else None,
            people=[*mirror.people.values(), *((me,) if me else ())],
            boards=list(mirror.boards.values()),
            clients=list(mirror.clients.values()),
            is_parent=lambda key: bool(mirror.children(key)),
        )
        return Choice(parse(text), around)

    def search(self, text: str, limit: int) -> list[Found]:
        """What is shown on running boards: title before description before comment, then the newest first."""
        steps = self.steps(text, limit)
        while True:
            try:
                next(steps)
            except StopIteration as done:
                found: list[Found] = done.value
                return found

    def steps(self, text: str, limit: int) -> Steps:
        """The same for who must not be held up: conditions without words look at every card.

        Close it where it is not read to its end. What changes meanwhile may be missing.
        """
        choice = self.choice(text)
        if choice.is_empty:
            return []
        unsent = {entry.card for entry in self._mirror.entries()}
        hits = yield from self._unsent(choice, unsent)
        hits += yield from (self._told if choice.wanted else self._scanned)(choice, unsent, limit)
        best = sorted(hits, key=_rank, reverse=True)[:limit]
        found = []
        for number, hit in enumerate(best):
            if number % _READ == 0:
                yield
            found.append(self._found(hit, choice))
        return found

    def hints(self, text: str) -> list[Hint]:
        return self.choice(text).hints

    def scope(self) -> Scope:
        keys = [card.key for card in self._mirror.cards()]
        known = sum(map(self._mirror.comments_known, keys))
        return Scope(len(keys), known, search.is_whole(self._store.read()))

    def _unsent(self, choice: Choice, unsent: set[CardKey]) -> Generator[None, None, list[_Hit]]:
        hits = []
        for number, key in enumerate(unsent):
            if number % _READ == 0:
                yield
            card = self._mirror.card(key)
            if card is None or not self._is_shown(card) or not choice.allows(card):
                continue
            level = self._level(card, choice)
            if level is not None:
                made = [entry.made_at for entry in self._mirror.entries_of(key)]
                hits.append(_Hit(card, level, max(*made, card.updated_at or _NEVER)))
        return hits

    def _is_shown(self, card: Card) -> bool:
        board = self._mirror.boards.get(card.board)
        return board is not None and board.is_running

    def _level(self, card: Card, choice: Choice) -> int | None:
        """Where an unsent card holds all that is wanted, as the index would say it."""
        title, description, comments = (searched(text) for text in self._texts(card))
        if choice.is_barred(f"{title}{description}{comments}"):
            return None
        if choice.is_in(title):
            return search.TITLE
        if choice.is_in(title + description):
            return search.DESCRIPTION
        return search.COMMENT if choice.is_in(title + description + comments) else None

    def _texts(self, card: Card) -> tuple[str, str, str]:
        said = " ".join(plain(comment.text) for comment in self._mirror.comments(card.key))
        return card.title, plain(card.description), said

    def _told(self, choice: Choice, unsent: set[CardKey], limit: int) -> Generator[None, None, list[_Hit]]:
        found: list[_Hit] = []
        with closing(self._indexed(choice.wanted)) as hits:
            for number, (key, level) in enumerate(hits):
                if number % (_READ if choice.unwanted else _LOOKED_AT) == 0:
                    yield
                card = self._mirror.card(key)
                if card is None or card.key in unsent or not self._is_shown(card) or not choice.allows(card):
                    continue
                if choice.unwanted and self._is_barred(card, choice):
                    continue
                found.append(_Hit(card, level, card.updated_at or _NEVER))
                if len(found) >= limit:
                    break
        return found

    def _is_barred(self, card: Card, choice: Choice) -> bool:
        return choice.is_barred("".join(map(searched, self._texts(card))))

    def _indexed(self, wanted: Sequence[Wanted]) -> Generator[tuple[str, int]]:
        try:
            yield from search.find(self._store.read(), wanted)
        except StoreBroken as error:
            log.warning("The search index cannot be read: %s", error.key)
            if not self._made_anew:
                self._made_anew = True
                self._store.index_anew(words_of_rows)

    def _scanned(self, choice: Choice, unsent: set[CardKey], limit: int) -> Generator[None, None, list[_Hit]]:
        """Conditions alone: every card is looked at, and the text of those alone that may be among the newest."""
        newest: list[tuple[datetime, CardKey]] = []
        effort = 0
        for card in list(self._mirror.cards()):
            effort += 1
            moment = (card.updated_at or _NEVER, card.key)
            is_late = len(newest) < limit or moment > newest[0]
            if is_late and card.key not in unsent and self._is_shown(card) and choice.allows(card):
                effort += _LOOKED_AT // _READ if choice.unwanted else 0
                if not (choice.unwanted and self._is_barred(card, choice)):
                    (heappushpop if len(newest) >= limit else heappush)(newest, moment)
            if effort >= _LOOKED_AT:
                effort = 0
                yield
        cards = [(self._mirror.card(key), changed) for changed, key in newest]
        return [_Hit(card, search.TITLE, changed) for card, changed in cards if card is not None]

    def _found(self, hit: _Hit, choice: Choice) -> Found:
        card = hit.card
        if hit.level == search.COMMENT:
            for comment in reversed(self._mirror.comments(card.key)):
                text = plain(comment.text)
                if there := marks(text, choice.wanted):
                    shown, seen = excerpt(text, there)
                    return Found(card, Where.COMMENT, shown, tuple(seen), comment.key)
        if hit.level <= search.DESCRIPTION:
            text = plain(card.description)
            if there := marks(text, choice.wanted):
                shown, seen = excerpt(text, there)
                return Found(card, Where.DESCRIPTION, shown, tuple(seen))
        return Found(card, Where.TITLE, card.title, tuple(marks(card.title, choice.wanted)))


def _rank(hit: _Hit) -> tuple[int, datetime, str]:
    return (hit.level, hit.moment, hit.card.key)


def hint_words(hint: Hint) -> str:
    """One plain sentence."""
    match hint.trouble:
        case Trouble.UNKNOWN_KEY:
            return tr("“{key}:” is no word of the search; it was looked for as it stands.", key=hint.key)
        case Trouble.UNKNOWN_VALUE:
            return tr(
                "“{key}:” knows no “{value}”; it was looked for as it stands.", key=hint.key, value=hint.value
            )
        case Trouble.NOBODY:
            return tr("“{key}:{value}” fits no name here.", key=hint.key, value=hint.value)
