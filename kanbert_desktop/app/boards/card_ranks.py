"""Gives cards their ranks in "My order"."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from kanbert_desktop.domain.board import BoardId, Card, CardKey, Column
from kanbert_desktop.domain.manual_order import LAST_RANK, ranks_between
from kanbert_desktop.domain.sorting import Sort
from kanbert_desktop.store import ranks
from kanbert_desktop.store.card_queries import ColumnName
from kanbert_desktop.store.database import Store
from kanbert_desktop.sync.card_columns import COLUMN_NUMBERS, above_rank
from kanbert_desktop.sync.replica import Replica

_MANY = 1000
"""More unranked cards of a board than these are ranked by one statement on the disk, which nobody waits for."""
_MANY_BEFORE_MOVE = 200
"""The same of a column in which a card is being moved: for more the disk is quicker than the memory."""
_SPREAD = 500
"""Cards whose ranks make room for others, if that is enough."""
_LOOKED_BACK = 100
_WHOLE_BOARD = tuple(Column)


class Positions(NamedTuple):
    """Ranks of cards, and the card that each was before: the ranks hold until the board is renumbered."""

    ranks: Mapping[CardKey, float]
    followers: Mapping[CardKey, CardKey | None]
    numbering: int


class Move(NamedTuple):
    """Where moved cards were, and where they are."""

    before: Positions
    after: Positions


class CardRanks:
    """What is written reads none but the cards near it, unless a whole board has no ranks yet."""

    def __init__(self, replica: Replica, store: Store) -> None:
        self._replica, self._cards, self._store = replica, replica.local_cards, store
        self._numberings: Counter[BoardId] = Counter()

    def start_ranking_column(
        self, board: BoardId, column: Column, before: CardKey | None, *, every_card: bool = False
    ) -> Future[float] | None:
        """Ranks the cards of a column that came without a rank, so that others can be moved before or after them.

        If there are many, returns the write that ranks them; `finish_ranking_column` follows then.
        """
        names = _names(board, [column], every_card=every_card)
        if not self._cards.places.has_many_unranked(names, _MANY_BEFORE_MOVE):
            self._rank_at_end(board, Sort.MANUAL, names)
        elif before is None or self._cards.places.ranks(board, [before])[before] == LAST_RANK:
            return self._write_ranks(board, Sort.MANUAL, names)
        return None

    def finish_ranking_column(
        self, board: BoardId, column: Column, *, every_card: bool = False, highest: float | None
    ) -> None:
        """Ranks what the write left, as `finish_ranking` does."""
        names = _names(board, [column], every_card=every_card)
        self._finish_ranking(board, Sort.MANUAL, names, highest)

    def start_ranking(self, board: BoardId, sort: Sort, *, every_card: bool = False) -> Future[float] | None:
        """Ranks the cards without a rank after all others, column by column, as they are shown in that sort order.

        If there are many, returns the write that ranks them; `finish_ranking` follows then.
        """
        names = _names(board, every_card=every_card)
        if not self._cards.places.has_many_unranked(names, _MANY):
            self._rank_at_end(board, sort, names)
            return None
        return self._write_ranks(board, sort, names)

    def finish_ranking(
        self, board: BoardId, sort: Sort, *, every_card: bool = False, highest: float | None
    ) -> None:
        """Ranks what the write left: cards that are not shown as they are on disk.

        `highest` is the write's result, or None if the disk rejected it: then all are ranked in memory.
        """
        self._finish_ranking(board, sort, _names(board, every_card=every_card), highest)

    def _finish_ranking(
        self, board: BoardId, sort: Sort, names: Sequence[ColumnName], highest: float | None
    ) -> None:
        self._cards.forget_order()
        if highest is not None:
            self._rank_among_others(board, sort, names, highest)
        else:
            self._rank_at_end(board, sort, names)

    def prune(self, board: BoardId) -> None:
        """Drops the ranks of cards that no longer exist, once they are many."""
        kept = [card.key for card in self._cards.at_keys(list(self._cards.touched_keys()))]
        self._store.write(partial(ranks.prune, board=board, kept=kept), may_wait=True)

    def move_before(self, board: BoardId, moved: Sequence[CardKey], before: CardKey | None) -> Move | None:
        """Moves cards together before that one, or after all others; returns None if they are there already."""
        old = self._positions(board, moved)
        if not self._place(board, moved, before):
            return None
        return Move(old, self._positions(board, moved))

    def restore(self, board: BoardId, positions: Positions) -> None:
        """Puts cards back where they were."""
        if positions.numbering == self._numberings[board]:
            self._replica.put_ranks(board, positions.ranks)
            return
        for key in sorted(positions.ranks, key=positions.ranks.__getitem__, reverse=True):
            self._place(board, [key], positions.followers[key])

    def _write_ranks(self, board: BoardId, sort: Sort, names: Sequence[ColumnName]) -> Future[float]:
        # In My order they are found by their creation, which no pending change changes.
        aside = self._cards.touched_keys() if sort is not Sort.MANUAL else set()
        return self._store.write(
            partial(ranks.rank_unranked, board=board, sort=sort, aside=aside, names=names)
        )

    def _place(self, board: BoardId, moved: Sequence[CardKey], before: CardKey | None) -> bool:
        low, high = self._bounds(board, moved, before)
        known = self._cards.places.ranks(board, moved)
        lowest = -LAST_RANK if low is None else low
        if _is_rising([lowest, *(known[key] for key in moved), LAST_RANK if high is None else high]):
            return False
        found = ranks_between(len(moved), low, high)
        if found is None and low is not None and high is not None:
            found = self._spread(board, moved, low, high)
        if found is None:
            raise RuntimeError("ranks beyond the last one are never too close")
        self._replica.put_ranks(board, dict(zip(moved, found, strict=True)))
        return True

    def _bounds(
        self, board: BoardId, moved: Sequence[CardKey], before: CardKey | None
    ) -> tuple[float | None, float | None]:
        """The ranks between which the moved cards come; None where there is none."""
        high = LAST_RANK
        if before is not None and before not in moved:
            high = self._cards.places.ranks(board, [before])[before]
        near = self._cards.places.before(_names(board), Sort.MANUAL, above_rank(high), len(moved) + 1)
        low = next((_rank(values) for values in near if values[-1] not in moved), None)
        return low, high if high != LAST_RANK else None

    def _positions(self, board: BoardId, keys: Sequence[CardKey]) -> Positions:
        followers = {card.key: self._follower(board, card, keys) for card in self._cards.at_keys(keys)}
        return Positions(
            self._cards.places.ranks(board, keys),
            {key: followers.get(key) for key in keys},
            self._numberings[board],
        )

    def _follower(self, board: BoardId, card: Card, moved: Sequence[CardKey]) -> CardKey | None:
        place = self._cards.places.sort_values(card, Sort.MANUAL)
        near = self._cards.places.after(_names(board), Sort.MANUAL, place, len(moved) + 1)
        ranked = (values for values in near if _rank(values) != LAST_RANK and values[-1] not in moved)
        return next((CardKey(str(values[-1])) for values in ranked), None)

    def _unranked(self, names: Sequence[ColumnName], count: int) -> list[CardKey]:
        places = (
            values
            for column in _by_column(names)
            for values in self._cards.places.after(column, Sort.MANUAL, above_rank(LAST_RANK), count)
        )
        return [CardKey(str(values[-1])) for values in places]

    def _highest(self, board: BoardId) -> float:
        near = self._cards.places.before(_names(board), Sort.MANUAL, above_rank(LAST_RANK), 1)
        return _rank(near[0]) if near else -1.0

    def _shown(self, names: Sequence[ColumnName], sort: Sort) -> list[Card]:
        """The unranked cards of a column in that order."""
        count = sum(self._cards.counts(names[0].board).get(name, 0) for name in names)
        cards = self._cards.at_keys(self._unranked(names, count))
        return sorted(cards, key=lambda card: self._cards.places.sort_values(card, sort))

    def _rank_at_end(self, board: BoardId, sort: Sort, names: Sequence[ColumnName]) -> None:
        highest = self._highest(board)
        shown = [card.key for column in _by_column(names) for card in self._shown(column, sort)]
        if shown:
            self._replica.put_ranks(
                board, {key: highest + number for number, key in enumerate(shown, start=1)}
            )

    def _rank_among_others(
        self, board: BoardId, sort: Sort, names: Sequence[ColumnName], highest: float
    ) -> None:
        """Ranks each card that is left behind the card shown before it; the others have whole numbers above `highest`."""
        gaps: dict[float, float] = {}
        for column in _by_column(names):
            for card in self._shown(column, sort):
                place = self._cards.places.sort_values(card, sort)
                near = self._cards.places.before(column, sort, place, _LOOKED_BACK)
                keys = [CardKey(str(values[-1])) for values in near]
                known = self._cards.places.ranks(board, keys)
                above = (known[key] for key in keys if highest < known[key] < LAST_RANK)
                after = next(above, highest)
                gaps[after] = gaps.get(after, 1.0) / 2
                gaps[after + gaps[after]] = gaps[after]
                self._replica.put_ranks(board, {card.key: after + gaps[after]})

    def _spread(
        self, board: BoardId, moved: Sequence[CardKey], low: float, high: float
    ) -> Sequence[float] | None:
        """Makes room by new ranks for the next cards; returns those for the moved ones.

        Takes twice as many cards until there is room, as there always is after the last one. A few hundred are enough for
        a hundred thousand moves to the same place.
        """
        count = _SPREAD + len(moved)
        while True:
            near = self._cards.places.after(_names(board), Sort.MANUAL, above_rank(high), count)
            ranked = [values for values in near if _rank(values) != LAST_RANK]
            shifted = [values for values in ranked if values[-1] not in moved]
            reaches_end = len(ranked) < count
            end = None if reaches_end else _rank(shifted.pop()) if shifted else high
            found = ranks_between(len(moved) + len(shifted), low, end)
            if found is not None:
                self._numberings[board] += 1
                keys = [CardKey(str(values[-1])) for values in shifted]
                self._replica.put_ranks(board, dict(zip(keys, found[len(moved) :], strict=True)))
                return found[: len(moved)]
            if reaches_end:
                return None
            count *= 2


def _names(
    board: BoardId, columns: Iterable[Column] = _WHOLE_BOARD, *, every_card: bool = True
) -> list[ColumnName]:
    kinds = (True, False) if every_card else (True,)
    return [ColumnName(board, COLUMN_NUMBERS[column], alone) for column in columns for alone in kinds]


def _by_column(names: Sequence[ColumnName]) -> list[list[ColumnName]]:
    columns: dict[int, list[ColumnName]] = {}
    for name in names:
        columns.setdefault(name.column, []).append(name)
    return list(columns.values())


def _rank(values: Sequence[object]) -> float:
    return float(str(values[0]))


def _is_rising(numbers: Sequence[float]) -> bool:
    return all(low < high for low, high in pairwise(numbers))
