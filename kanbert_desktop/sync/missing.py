"""Cards that the server no longer has: what is noted about them while nothing has been decided (D27)."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from kanbert_desktop.domain.board import Card, CardKey
from kanbert_desktop.domain.changes import Entry, Reason, State, ids
from kanbert_desktop.domain.mirror import Mirror
from kanbert_desktop.sync.batch import Batch

MISSING = "missing"
"""Keys of cards that are gone from the server, while the person is asked about them."""
KEPT = "kept"
"""Keys of missing cards that the person wanted to keep: not asked about again."""
VANISHED = "vanished"
"""JSON: how many cards were forgotten without asking, and when, by our clock."""
WINDOW = timedelta(days=1)
"""Everything is compared once in this time, so what vanishes together falls into one window."""

Meta = Mapping[str, str | None]


class Vanished(NamedTuple):
    """So many cards at this moment."""

    at: datetime
    number: int


def keys_in(meta: Meta, name: str) -> list[CardKey]:
    return [CardKey(key) for key in (meta.get(name) or "").split()]


def vanished_lately(meta: Meta, now: datetime) -> list[Vanished]:
    """Within the window; a moment further away, before or after, was noted by a clock that has been put right since."""
    noted = json.loads(meta.get(VANISHED) or "[]")
    found = [Vanished(datetime.fromisoformat(at), number) for at, number in noted]
    return [one for one in found if abs(now - one.at) < WINDOW]


def noted_as_vanished(meta: Meta, now: datetime, number: int) -> dict[str, str | None]:
    """The note with so many more of this moment."""
    lately = [*vanished_lately(meta, now), Vanished(now, number)]
    return {VANISHED: json.dumps([(one.at.isoformat(), one.number) for one in lately])}


def open_question(mirror: Mirror) -> list[Entry]:
    """The question about missing cards that waits for an answer: one, or none."""
    return [
        entry
        for entry in mirror.entries()
        if entry.state is State.PARKED and entry.reason is Reason.MASS_DELETION
    ]


def listed_again(mirror: Mirror, meta: Meta, cards: Iterable[Card]) -> Batch:
    """What the server lists is not missing; where nothing is missing any more the question is withdrawn."""
    missing = keys_in(meta, MISSING)
    if not missing:
        return Batch()
    listed = {mirror.key_of(card.server_id or "") for card in cards}
    left = [key for key in missing if key not in listed]
    if len(left) == len(missing):
        return Batch()
    if left:
        return Batch(meta={MISSING: " ".join(left)})
    return Batch(drop=list(ids(open_question(mirror))), meta={MISSING: None})
