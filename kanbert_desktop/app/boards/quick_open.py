"""Fuzzy matching of boards, people, cards and commands for the palette."""

import json
import zlib
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from enum import IntEnum, StrEnum
from functools import partial
from heapq import nsmallest
from itertools import islice
from typing import NamedTuple

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.domain.board import Board
from kanbert_desktop.domain.query.text_match import HighlightRange, fold_text
from kanbert_desktop.domain.untrusted_text import shorten
from kanbert_desktop.domain.value_classes import dataclass

LOADED_AT_ONCE, COMPARED_AT_ONCE, SEARCHED_AT_ONCE = 250, 1500, 10_000
"""The number of cards in one slice: each takes a part of a frame, which a letter and its results share."""
FEW_MATCHES = 6
"""With fewer matches than this, similar names are searched too."""
_MIN_SIMILARITY = 78.0
_MIN_LETTERS = 3
"""Shorter words are similar to everything."""
_MAX_CARDS, _MAX_OTHERS = 12, 8


class MatchQuality(IntEnum):
    """How well a name matches, the best first."""

    EXACT = 0
    PREFIX = 1
    """The name begins with the text."""
    START = 2
    """The name begins with the first word of the text."""
    WORD = 3
    """A word of the name begins so."""
    PART = 4
    """The letters stand within a word."""
    SIMILAR = 5


class TargetKind(StrEnum):
    COMMAND = "command"
    TEMPLATE = "template"
    BOARD = "board"
    VIEW = "view"
    PERSON = "person"
    CARD = "card"


@dataclass(frozen=True, slots=True)
class QuickOpenTarget:
    """`detail` is shown beside the title: a command's keys, a board's client, a card's board."""

    kind: TargetKind
    id: str
    title: str
    detail: str = ""


def board_target(service: BoardService, board: Board) -> QuickOpenTarget:
    client = service.client_of(board)
    return QuickOpenTarget(TargetKind.BOARD, board.id, board.title, client.name if client else "")


def board_and_person_targets(service: BoardService) -> Iterator[QuickOpenTarget]:
    for board in service.boards():
        yield board_target(service, board)
    for person in service.people():
        yield QuickOpenTarget(TargetKind.PERSON, person.id, person.name, person.email)


def card_targets(service: BoardService) -> Iterator[QuickOpenTarget]:
    """Cards of all running boards, sub-tasks and closed cards included."""
    for board in service.boards():
        for key, title in service.iter_titles(board.id):
            yield QuickOpenTarget(TargetKind.CARD, key, shorten(title), board.title)


# Among equal matches, places come before commands.
_ORDER = {
    TargetKind.BOARD: 0,
    TargetKind.VIEW: 1,
    TargetKind.PERSON: 2,
    TargetKind.COMMAND: 3,
    TargetKind.TEMPLATE: 4,
    TargetKind.CARD: 5,
}


@dataclass(frozen=True, slots=True)
class Match:
    """`highlights` are the ranges of the title that match."""

    target: QuickOpenTarget
    highlights: tuple[HighlightRange, ...] = ()
    quality: MatchQuality = MatchQuality.PART


@dataclass(frozen=True, slots=True)
class _Named:
    """`index` is the position in the original list: commands keep the order of their table."""

    target: QuickOpenTarget
    name: str
    index: int = 0


class _CardSlice(NamedTuple):
    """Cards in little memory: a hundred thousand as objects would take 34 MiB, for the twelve that are shown.

    `names` are lines of case-folded titles. `keys` and `titles` are packed lists, and `boards` the boards' titles: a single
    one if all cards are on that board, as most slices are.
    """

    names: str
    keys: bytes
    titles: bytes
    boards: tuple[str, ...]

    def target(self, number: int) -> QuickOpenTarget:
        key, title = _unpacked(self.keys)[number], _unpacked(self.titles)[number]
        board = self.boards[number if len(self.boards) > 1 else 0]
        return QuickOpenTarget(TargetKind.CARD, key, title, board)


class _CardName(NamedTuple):
    """The card at a place of a slice."""

    name: str
    slice: _CardSlice
    number: int


FindSteps = Generator[None, None, list[Match]]
"""Its value is the result."""


class QuickOpenIndex:
    """Lives while the palette is open. Cards are loaded in slices, so that no key press waits for thousands of them."""

    def __init__(self, targets: Iterable[QuickOpenTarget], cards: Iterator[QuickOpenTarget]) -> None:
        self._others = [_named(target, index) for index, target in enumerate(targets)]
        self._cards: list[_CardSlice] = []
        self._remaining = cards
        self._narrowed: tuple[str, list[_CardSlice]] = ("", self._cards)

    def load_next_slice(self) -> bool:
        """Loads the next slice of cards. Returns False after the last one."""
        taken = list(islice(self._remaining, LOADED_AT_ONCE))
        if taken:
            self._cards.append(_slice_of(taken))
        self._narrowed = ("", self._cards)
        return len(taken) == LOADED_AT_ONCE

    def find(self, text: str) -> list[Match]:
        """Finds names that contain every word of the text. The best come first, cards last."""
        steps = self.find_in_steps(text)
        while True:
            try:
                next(steps)
            except StopIteration as done:
                found: list[Match] = done.value
                return found

    def find_in_steps(self, text: str) -> FindSteps:
        """The same for callers that must not block: very many cards are compared in slices."""
        words = fold_text(text).split()
        if not words:
            return []
        typed = " ".join(words)
        others = _best(_containing(self._others, words), typed, _MAX_OTHERS * len(TargetKind))
        cards: list[_CardName] = []
        if len(text.strip()) > 1:
            cards = yield from self._best_cards(fold_text(text), words)
        found = [
            *((named.target, named.name) for named in others),
            *((_target(card), card.name) for card in cards),
        ]
        return [
            Match(target, _highlights(target.title, words), _quality(name, typed)) for target, name in found
        ]

    def find_similar(self, text: str) -> Iterator[list[Match]]:
        """Finds similar names slice by slice: a letter may be missing, wrong or misplaced."""
        wanted = fold_text(text).strip()
        if len(wanted) < _MIN_LETTERS:
            return
        others = self._others
        yield _similar([named.name for named in others], lambda number: others[number].target, wanted)
        for slices in _groups(self._cards, COMPARED_AT_ONCE):
            cards = [card for one in slices for card in _cards_with(one)]
            yield _similar([card.name for card in cards], partial(_target_at, cards), wanted)

    def _best_cards(self, text: str, words: list[str]) -> Generator[None, None, list[_CardName]]:
        """One more letter only searches the slices with matches of the letters before."""
        before, pool = self._narrowed
        pool = pool if before and text.startswith(before) else self._cards
        best: list[_CardName] = []
        matching: list[_CardSlice] = []
        for number, slices in enumerate(_groups(pool, SEARCHED_AT_ONCE)):
            if number:
                yield
            with_words = [one for one in slices if all(word in one.names for word in words)]
            found = [card for one in with_words for card in _cards_with(one, words)]
            matching += with_words
            best = _best_cards([*best, *found], " ".join(words))
        self._narrowed = (text, matching)
        return best


def _slice_of(cards: Sequence[QuickOpenTarget]) -> _CardSlice:
    names = "\n".join(" ".join(fold_text(card.title).split("\n")) for card in cards)
    keys, titles = _packed([card.id for card in cards]), _packed([card.title for card in cards])
    boards = tuple(card.detail for card in cards)
    return _CardSlice(names, keys, titles, boards if len(set(boards)) > 1 else boards[:1])


def _packed(texts: list[str]) -> bytes:
    return zlib.compress(json.dumps(texts).encode(), 1)


def _unpacked(packed: bytes) -> list[str]:
    texts: list[str] = json.loads(zlib.decompress(packed))
    return texts


def _groups(slices: Sequence[_CardSlice], cards: int) -> Iterator[Sequence[_CardSlice]]:
    """Slices with about so many cards together."""
    count = max(1, cards // LOADED_AT_ONCE)
    return (slices[start : start + count] for start in range(0, len(slices), count))


def _cards_with(one: _CardSlice, words: Sequence[str] = ()) -> list[_CardName]:
    """The cards whose names contain every word. Only those become objects."""
    numbered = list(enumerate(one.names.split("\n")))
    for word in words:
        numbered = [(number, name) for number, name in numbered if word in name]
    return [_CardName(name, one, number) for number, name in numbered]


def _target(card: _CardName) -> QuickOpenTarget:
    return card.slice.target(card.number)


def _target_at(cards: Sequence[_CardName], index: int) -> QuickOpenTarget:
    return _target(cards[index])


def _named(target: QuickOpenTarget, index: int = 0) -> _Named:
    """Folds without a cache: its entries would stay when the palette is closed, and cost more than most titles."""
    return _Named(target, fold_text(target.title), index)


def _containing(pool: Sequence[_Named], words: Sequence[str]) -> list[_Named]:
    found = list(pool)
    for word in words:
        found = [named for named in found if word in named.name]
    return found


def _quality(name: str, typed: str) -> MatchQuality:
    """`name` contains all words of the text."""
    first = typed.partition(" ")[0]
    if name.startswith(typed):
        return MatchQuality.EXACT if name == typed else MatchQuality.PREFIX
    if name.startswith(first):
        return MatchQuality.START
    return MatchQuality.WORD if f" {first}" in name else MatchQuality.PART


def _best(found: Sequence[_Named], typed: str, most: int) -> list[_Named]:
    def rank(named: _Named) -> tuple[int, int, int, int, str]:
        quality = _quality(named.name, typed)
        return quality, _ORDER[named.target.kind], named.index, len(named.name), named.name

    return nsmallest(most, found, key=rank)


def _best_cards(found: Sequence[_CardName], typed: str) -> list[_CardName]:
    """The same order for cards, of which very many may match: only those that can be among the best are compared.

    The shortest name that begins with the text is the text itself.
    """
    first = typed.partition(" ")[0]
    best: list[_CardName] = []
    for wanted in (typed, first) if first != typed else (typed,):
        best += _shortest([named for named in found if named.name.startswith(wanted)], _MAX_CARDS - len(best))
        if len(best) == _MAX_CARDS:
            return best
        found = [named for named in found if not named.name.startswith(wanted)]
    inner = f" {first}"
    best += _shortest([named for named in found if inner in named.name], _MAX_CARDS - len(best))
    if len(best) == _MAX_CARDS:
        return best
    return [*best, *_shortest([one for one in found if inner not in one.name], _MAX_CARDS - len(best))]


def _shortest(found: Sequence[_CardName], most: int) -> list[_CardName]:
    lengths = sorted(len(named.name) for named in found)
    short = [named for named in found if len(named.name) <= lengths[most - 1]] if len(found) > most else found
    return sorted(short, key=lambda named: (len(named.name), named.name))[:most]


def _similar(names: Sequence[str], target_at: Callable[[int], QuickOpenTarget], wanted: str) -> list[Match]:
    from rapidfuzz import fuzz, process  # noqa: PLC0415  2 MiB that a well spelt word does not need

    found = process.extract(
        wanted,
        names,
        scorer=fuzz.partial_ratio,
        processor=None,
        score_cutoff=_MIN_SIMILARITY,
        limit=FEW_MATCHES,
    )
    matches = []
    for _name, _score, index in found:
        stretch = fuzz.partial_ratio_alignment(wanted, names[index])
        if stretch is not None and len(names[index]) >= _MIN_LETTERS:
            target = target_at(index)
            marks = _title_ranges(target.title, [(stretch.dest_start, stretch.dest_end)])
            matches.append(Match(target, marks, MatchQuality.SIMILAR))
    return matches


def _highlights(title: str, words: Sequence[str]) -> tuple[HighlightRange, ...]:
    name = fold_text(title)
    found = sorted((start, start + len(word)) for word in words if (start := name.find(word)) >= 0)
    return _title_ranges(title, found)


def _title_ranges(title: str, found: Iterable[HighlightRange]) -> tuple[HighlightRange, ...]:
    """Converts positions in the case-folded name to positions in the title: folding may turn one letter into two."""
    origin = [index for index, letter in enumerate(title) for _ in fold_text(letter)]
    if len(origin) != len(fold_text(title)):
        return ()
    marks: list[HighlightRange] = []
    for start, end in found:
        one, other = origin[start], origin[min(end, len(origin)) - 1] + 1
        if marks and one <= marks[-1][1]:
            marks[-1] = (marks[-1][0], max(other, marks[-1][1]))
        else:
            marks.append((one, other))
    return tuple(marks)
