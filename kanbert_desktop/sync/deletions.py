"""Deleted cards: tombstones, removal, recoverable copies."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from kanbert_desktop.domain.board import Card, CardKey
from kanbert_desktop.domain.changes import (
    AddComment,
    ChangeId,
    CreateCard,
    DeleteCard,
    EditCard,
    Entry,
    Fields,
    Outcome,
    Reason,
    State,
    fields_of,
    ids,
)
from kanbert_desktop.domain.mirror import Mirror
from kanbert_desktop.domain.projection import is_projected
from kanbert_desktop.sync.batch import Batch


def remove_cards(mirror: Mirror, keys: Iterable[CardKey]) -> Batch:
    """Forget these base rows; what was wished of them is parked beside a copy of the card as it is shown."""
    batch = Batch()
    for key in keys:
        batch.removed.append(key)
        entries = mirror.entries_of(key)
        if entries:
            batch.add(_wishes_of_gone(mirror, key, entries))
    return batch


def _wishes_of_gone(mirror: Mirror, key: CardKey, entries: list[Entry]) -> Batch:
    if any(isinstance(entry.change, DeleteCard) and entry.reason is None for entry in entries):
        return Batch(drop=list(ids(entries)))
    shown = mirror.card(key) or mirror.base_card(key)
    if shown is None or not any(_is_worth_keeping(entry) for entry in entries):
        return Batch(drop=list(ids(entries)))
    return recoverable_copy(mirror, shown, entries)


def _is_worth_keeping(entry: Entry) -> bool:
    return (
        is_projected(entry) or isinstance(entry.change, AddComment) or entry.reason is Reason.CHANGED_REMOTELY
    )


def recoverable_copy(mirror: Mirror, shown: Card, entries: list[Entry]) -> Batch:
    """The first wish becomes the copy, so that its id stays; edits are in the copy, comments wait beside it."""
    comments = [entry for entry in entries if isinstance(entry.change, AddComment)]
    others = [entry for entry in entries if not isinstance(entry.change, AddComment)]
    first = others[0] if others else _before(mirror, comments[0])
    copy = replace(first, change=CreateCard(shown.key, shown.board, _fields_of_copy(shown, others)))
    held = ids(others[1:])
    outcomes = dict.fromkeys(held, Outcome.REPLACED)
    return Batch(put=[_waiting(copy), *map(_waiting, comments)], drop=list(held), outcomes={**outcomes})


def _fields_of_copy(shown: Card, wishes: list[Entry]) -> Fields:
    """What waits for a decision joins the copy, but for fields of which something else was wished since."""
    fields = fields_of(shown)
    for place, entry in enumerate(wishes):
        if isinstance(entry.change, EditCard) and entry.reason is Reason.CHANGED_REMOTELY:
            since = {name for later in wishes[place + 1 :] for name in _wished(later)}
            fields |= {name: value for name, value in entry.change.new.items() if name not in since}
    return fields


def _wished(entry: Entry) -> Fields:
    return entry.change.new if isinstance(entry.change, EditCard) else {}


def _waiting(entry: Entry) -> Entry:
    return replace(
        entry, state=State.PARKED, reason=Reason.DELETED_REMOTELY, detail="", theirs=None, not_before=None
    )


def _before(mirror: Mirror, entry: Entry) -> Entry:
    """A wish of its own for the copy where only comments were wished."""
    return replace(entry, id=ChangeId(f"{entry.id}-copy"), seq=mirror.next_seq())


TOMBSTONE_LIFETIME = timedelta(minutes=5)
"""So long a server may still tell of them; who lists a card after that has it."""


class _Grave(NamedTuple):
    """`version` is the last `updated_at` known; `since` is our clock."""

    version: datetime | None
    since: datetime


class Tombstones:
    """In memory alone: after a restart the server has had its time."""

    def __init__(self) -> None:
        self._graves: dict[str, _Grave] = {}

    def add(self, cards: Iterable[Card], now: datetime) -> None:
        self._graves = {key: one for key, one in self._graves.items() if now - one.since < TOMBSTONE_LIFETIME}
        for card in cards:
            if card.server_id is not None:
                self._graves[card.server_id] = _Grave(card.updated_at, now)

    def contains(self, card: Card, now: datetime) -> bool:
        """Is this the card as it was before it went? A later version is a card that was brought back there."""
        grave = self._graves.get(card.server_id or "")
        if grave is None or not timedelta(0) <= now - grave.since < TOMBSTONE_LIFETIME:
            return False
        return grave.version is None or card.updated_at is None or card.updated_at <= grave.version


MISSING_CARDS = "missing"
"""Keys of cards that are gone from the server, while the person is asked about them."""
KEPT_CARDS = "kept"
"""Keys of missing cards that the person wanted to keep: not asked about again."""
RECENT_REMOVALS = "vanished"
"""JSON: how many cards were forgotten without asking, and when, by our clock."""
REMOVAL_WINDOW = timedelta(days=1)
"""Everything is compared once in this time, so what vanishes together falls into one window."""

Meta = Mapping[str, str | None]


class Removal(NamedTuple):
    """So many cards at this moment."""

    at: datetime
    number: int


def keys_in(meta: Meta, name: str) -> list[CardKey]:
    return [CardKey(key) for key in (meta.get(name) or "").split()]


def recent_removals(meta: Meta, now: datetime) -> list[Removal]:
    """Within the window; a moment further away, before or after, was noted by a clock that has been put right since."""
    noted = json.loads(meta.get(RECENT_REMOVALS) or "[]")
    found = [Removal(datetime.fromisoformat(at), number) for at, number in noted]
    return [one for one in found if abs(now - one.at) < REMOVAL_WINDOW]


def note_removals(meta: Meta, now: datetime, number: int) -> dict[str, str | None]:
    """The note with so many more of this moment."""
    lately = [*recent_removals(meta, now), Removal(now, number)]
    return {RECENT_REMOVALS: json.dumps([(one.at.isoformat(), one.number) for one in lately])}


def open_missing_question(mirror: Mirror) -> list[Entry]:
    """The question about missing cards that waits for an answer: one, or none."""
    return [
        entry
        for entry in mirror.entries()
        if entry.state is State.PARKED and entry.reason is Reason.MASS_DELETION
    ]


def withdraw_listed(mirror: Mirror, meta: Meta, cards: Iterable[Card]) -> Batch:
    """What the server lists is not missing; where nothing is missing any more the question is withdrawn."""
    missing = keys_in(meta, MISSING_CARDS)
    if not missing:
        return Batch()
    listed = {mirror.key_of(card.server_id or "") for card in cards}
    left = [key for key in missing if key not in listed]
    if len(left) == len(missing):
        return Batch()
    if left:
        return Batch(meta={MISSING_CARDS: " ".join(left)})
    return Batch(drop=list(ids(open_missing_question(mirror))), meta={MISSING_CARDS: None})
