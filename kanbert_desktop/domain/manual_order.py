"""Ranks of cards in an order of the user's own ("My order"), on this computer only.

Ranks, not positions: moving one card changes no other card's rank. A card without a rank sorts after all others.
"""

from collections.abc import Sequence

LAST_RANK = float("inf")
_CLOSEST = 1e-9


def ranks_between(count: int, low: float | None, high: float | None) -> Sequence[float] | None:
    """Returns `count` ranks between two, or beyond one; None if they would be too close to each other."""
    if low is None:
        low = (high or 0.0) - count - 1
    step = (high - low) / (count + 1) if high is not None else 1.0
    if step < _CLOSEST:
        return None
    return [low + step * number for number in range(1, count + 1)]
