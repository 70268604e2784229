"""Merges cards as stored, in order, with those that pending changes put elsewhere. Pure."""

from collections.abc import Collection, Sequence
from heapq import merge
from itertools import islice

Values = tuple[str | int | float, ...]
"""What a card is sorted by; the last value is its key, so that no two are equal."""


def merge_after(
    stored: Sequence[Values],
    changed: Collection[str],
    placed: Sequence[Values],
    after: Values | None,
    count: int,
) -> list[Values]:
    """Returns the first `count` places after `after`.

    `stored` are the places on disk after it, at least `count` and as many more as `changed` may be among them. `changed`
    are keys whose stored place no longer holds, `placed` the places in this column that hold instead, both in order.
    """
    kept = (values for values in stored if values[-1] not in changed)
    beyond = (values for values in placed if after is None or values > after)
    return list(islice(merge(kept, beyond), count))


def merge_before(
    stored: Sequence[Values],
    changed: Collection[str],
    placed: Sequence[Values],
    before: Values | None,
    count: int,
) -> list[Values]:
    """The same towards the top, the nearest place first; `stored` and `placed` are in that order."""
    kept = (values for values in stored if values[-1] not in changed)
    beyond = (values for values in placed if before is None or values < before)
    return list(islice(merge(kept, beyond, reverse=True), count))
