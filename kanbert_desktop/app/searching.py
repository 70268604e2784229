"""Everything that is here, searched without the network: the index for what the server told, memory for what is unsent."""

import logging
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from heapq import nlargest

from kanbert_desktop.domain.board import BoardId, Card, CardKey, CommentKey
from kanbert_desktop.domain.errors import StoreBroken
from kanbert_desktop.domain.mirror import Mirror
from kanbert_desktop.domain.query import Choice, Hint, Surroundings, Wanted, parse
from kanbert_desktop.domain.query.marking import Mark, excerpt, marks
from kanbert_desktop.domain.query.text import plain, searched
from kanbert_desktop.store import search
from kanbert_desktop.store.database import Store
from kanbert_desktop.sync.indexing import words_of_rows

log = logging.getLogger(__name__)
_NEVER = datetime.min.replace(tzinfo=UTC)


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
        choice = self.choice(text)
        if choice.is_empty:
            return []
        unsent = {entry.card for entry in self._mirror.entries()}
        running = {board.id for board in self._mirror.boards.values() if board.is_running}
        hits = [*self._unsent(choice, unsent, running), *self._told(choice, unsent, running, limit)]
        best = sorted(hits, key=_rank, reverse=True)[:limit]
        return [self._found(hit, choice) for hit in best]

    def hints(self, text: str) -> list[Hint]:
        return self.choice(text).hints

    def scope(self) -> Scope:
        keys = [card.key for card in self._mirror.cards()]
        known = sum(map(self._mirror.comments_known, keys))
        return Scope(len(keys), known, search.is_whole(self._store.read()))

    def _unsent(self, choice: Choice, unsent: set[CardKey], running: set[BoardId]) -> Iterator[_Hit]:
        for key in unsent:
            card = self._mirror.card(key)
            if card is None or card.board not in running or not choice.allows(card):
                continue
            level = self._level(card, choice)
            if level is not None:
                made = [entry.made_at for entry in self._mirror.entries_of(key)]
                yield _Hit(card, level, max(*made, card.updated_at or _NEVER))

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

    def _told(
        self, choice: Choice, unsent: set[CardKey], running: set[BoardId], limit: int
    ) -> Iterator[_Hit]:
        if not choice.wanted:
            yield from self._scanned(choice, unsent, running, limit)
            return
        count = 0
        with closing(self._indexed(choice.wanted)) as hits:
            for key, level in hits:
                card = self._mirror.card(key)
                if card is None or card.key in unsent or card.board not in running or not choice.allows(card):
                    continue
                if choice.unwanted and choice.is_barred("".join(map(searched, self._texts(card)))):
                    continue
                yield _Hit(card, level, card.updated_at or _NEVER)
                count += 1
                if count >= limit:
                    return

    def _indexed(self, wanted: Sequence[Wanted]) -> Generator[tuple[str, int]]:
        try:
            yield from search.find(self._store.read(), wanted)
        except StoreBroken as error:
            log.warning("The search index cannot be read: %s", error.key)
            if not self._made_anew:
                self._made_anew = True
                self._store.index_anew(words_of_rows)

    def _scanned(self, choice: Choice, unsent: set[CardKey], running: set[BoardId], limit: int) -> list[_Hit]:
        """Conditions alone: every card is looked at."""
        barred = {key for one in choice.unwanted for key, _ in self._indexed([one])}
        kept = (
            card
            for card in self._mirror.cards()
            if card.key not in unsent
            and card.board in running
            and choice.allows(card)
            and card.key not in barred
        )
        newest = nlargest(limit, kept, key=lambda card: card.updated_at or _NEVER)
        return [_Hit(card, search.TITLE, card.updated_at or _NEVER) for card in newest]

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
