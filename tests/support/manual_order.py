"""The whole manual order of a board in memory: the oracle for ranks that are kept on disk."""

from collections.abc import Iterable, Sequence

from kanbert_desktop.domain.board import BoardId, CardKey
from kanbert_desktop.domain.manual_order import LAST_RANK
from kanbert_desktop.store.database import Store

_CLOSEST = 1e-6


class ManualOrder:
    """Ranks, not positions: moving one card changes no other card's rank.

    A card that was never moved sorts after all that were.
    """

    def __init__(self, keys: Iterable[CardKey] = ()) -> None:
        self._keys = list(dict.fromkeys(keys))
        self._ranks = {key: float(number) for number, key in enumerate(self._keys)}

    def rank(self, key: CardKey) -> float:
        return self._ranks.get(key, LAST_RANK)

    @property
    def keys(self) -> Sequence[CardKey]:
        return self._keys

    def add_missing(self, shown: Iterable[CardKey]) -> set[CardKey]:
        """Appends the cards without a rank, in the order given; returns them."""
        new = [key for key in shown if key not in self._ranks]
        last = self._ranks[self._keys[-1]] if self._keys else 0.0
        self._keys += new
        self._ranks |= {key: last + number for number, key in enumerate(new, 1)}
        return set(new)

    def move_before(self, moved: Sequence[CardKey], before: CardKey | None) -> set[CardKey]:
        """Moves cards together before `before`, or to the very end; returns the cards whose rank changed."""
        going = set(moved)
        rest = [key for key in self._keys if key not in going]
        known = before is not None and before in self._ranks and before not in going
        row = rest.index(before) if known and before is not None else len(rest)
        self._keys = [*rest[:row], *moved, *rest[row:]]
        return self._between(moved, row)

    def restore(self, keys: Sequence[CardKey]) -> set[CardKey]:
        """Restores an earlier order; cards that were added since stay at the end."""
        since = set(self._keys).difference(keys)
        self._keys = [*keys, *(key for key in self._keys if key in since)]
        return self._renumber()

    def _between(self, moved: Sequence[CardKey], row: int) -> set[CardKey]:
        end = row + len(moved)
        low = self._ranks[self._keys[row - 1]] if row else None
        high = self._ranks[self._keys[end]] if end < len(self._keys) else None
        if low is None:
            low = (high or 0.0) - len(moved) - 1
        step = (high - low) / (len(moved) + 1) if high is not None else 1.0
        if step < _CLOSEST:
            return self._renumber()
        self._ranks |= {key: low + step * number for number, key in enumerate(moved, 1)}
        return set(moved)

    def _renumber(self) -> set[CardKey]:
        self._ranks = {key: float(number) for number, key in enumerate(self._keys)}
        return set(self._keys)


def ranked_keys(store: Store, board: BoardId) -> list[str]:
    """The cards with a rank on the disk, in their order."""
    assert store.flush(30)
    found = store.read().execute("SELECT key FROM ranks WHERE board = ? ORDER BY rank", (board,))
    return [key for (key,) in found]
