"""Where cards stand in their columns: places in display order, those on disk with those of touched cards."""

from collections.abc import Collection, Sequence
from typing import Any

from kanbert_desktop.domain.board import BoardId, Card, CardKey
from kanbert_desktop.domain.manual_order import LAST_RANK
from kanbert_desktop.domain.overlay import Values, merge_after, merge_before
from kanbert_desktop.store import card_queries
from kanbert_desktop.store.card_queries import ColumnName
from kanbert_desktop.sync.card_columns import sort_values
from kanbert_desktop.sync.stored_ranks import StoredRanks
from kanbert_desktop.sync.touched_cards import TouchedCards

_MANUAL = "own"


class ColumnPlaces:
    """A place is what a card is sorted by. `names` are the columns whose cards are shown together, of one board."""

    def __init__(self, touched: TouchedCards, ranks: StoredRanks) -> None:
        self._touched = touched
        self._ranks = ranks

    def ranks(self, board: BoardId, keys: Collection[CardKey]) -> dict[CardKey, float]:
        with self._touched.current():
            return self._ranks.ranks(board, keys)

    def sort_values(self, card: Card, sort: str) -> Values:
        if sort != _MANUAL:
            return sort_values(card, sort)
        return sort_values(card, sort, self.ranks(card.board, [card.key])[card.key])

    def has_many_unranked(self, names: Sequence[ColumnName], count: int) -> bool:
        """Returns whether more than `count` cards on disk have no rank."""
        with self._touched.current() as db:
            return sum(card_queries.unranked(db, name, LAST_RANK, count + 1) for name in names) > count

    def after(self, names: Sequence[ColumnName], sort: str, after: Values | None, count: int) -> list[Values]:
        """The next places in display order of the cards in these columns; None stands for the top."""
        with self._touched.current() as db:
            stored = [
                values
                for name in names
                for _, values in card_queries.after(db, name, sort, after, count + self._moved_from(name))
            ]
            return merge_after(sorted(stored), self._touched.by_key, self._placed(names, sort), after, count)

    def before(
        self, names: Sequence[ColumnName], sort: str, before: Values | None, count: int
    ) -> list[Values]:
        """The places before that one, the nearest first; None stands for the end."""
        with self._touched.current() as db:
            stored = [
                values
                for name in names
                for _, values in card_queries.before(db, name, sort, before, count + self._moved_from(name))
            ]
            placed = self._placed(names, sort)[::-1]
            return merge_before(sorted(stored, reverse=True), self._touched.by_key, placed, before, count)

    def count_before(self, names: Sequence[ColumnName], sort: str, values: Values) -> int:
        with self._touched.current() as db:
            stored = sum(card_queries.count_before(db, name, sort, values) for name in names)
            return stored + self._moved_before(db, names, sort, values)

    def _moved_before(
        self,
        db: Any,  # noqa: ANN401 - the store's own connection
        names: Sequence[ColumnName],
        sort: str,
        values: Values,
    ) -> int:
        """How many cards more than on disk are before that place."""
        moved = [key for key, touched in self._touched.by_key.items() if touched.place in names]
        gone = sum(before < values for before in card_queries.values_of(db, moved, sort)) if moved else 0
        return sum(placed < values for placed in self._placed(names, sort)) - gone

    def near(self, names: Sequence[ColumnName], sort: str, index: int) -> tuple[Values, int] | None:
        """A place as far from the one at `index` as pending changes may have moved cards, and how many cards are before it.

        None without cards on disk. With several columns it is the place in the fullest of them, at the same share of it.
        """
        with self._touched.current() as db:
            counts = card_queries.counts(db, names[0].board)
            sizes = [counts.get(name, 0) for name in names]
            size, name = max(zip(sizes, names, strict=True))
            offset = min(index * size // max(1, sum(sizes)), size - 1)
            found = card_queries.at_offset(db, name, sort, offset, size) if size else None
            while found is not None and found.key in self._touched.by_key:
                rest = card_queries.after(db, name, sort, found.values, 1)
                found = rest[0] if rest else None
                offset += 1
            if found is None:
                return None
            others = (each for each in names if each != name)
            before = sum(card_queries.count_before(db, other, sort, found.values) for other in others)
            return found.values, offset + before + self._moved_before(db, names, sort, found.values)

    def _moved_from(self, name: ColumnName) -> int:
        return sum(touched.place == name for touched in self._touched.by_key.values())

    def _placed(self, names: Sequence[ColumnName], sort: str) -> list[Values]:
        shown = [
            touched.shown
            for touched in self._touched.by_key.values()
            if touched.shown is not None and touched.column in names
        ]
        board = BoardId(names[0].board)
        ranks = self._ranks.ranks(board, [card.key for card in shown]) if sort == _MANUAL else {}
        return sorted(sort_values(card, sort, ranks.get(card.key, LAST_RANK)) for card in shown)
