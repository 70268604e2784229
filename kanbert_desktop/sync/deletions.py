"""Deleted cards: tombstones, removal, recoverable copies, and the record of missing cards."""

import json
from collections.abc import Iterable, Mapping
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
from kanbert_desktop.domain.projection import is_projected
from kanbert_desktop.domain.value_classes import replace
from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.sync.local_cards import LocalCards

TOMBSTONE_LIFETIME = timedelta(minutes=5)
"""A stale listing may still contain a deleted card for so long; after that a listed card exists."""
MISSING_CARDS = "missing"
"""Keys of cards that are missing on the server, while the question about them is open."""
KEPT_CARDS = "kept"
"""Keys of missing cards that the user decided to keep: not asked about again."""
RECENT_REMOVALS = "vanished"
"""JSON: how many cards were removed without a question, and when, by this computer's clock."""
REMOVAL_WINDOW = timedelta(days=1)
"""A full compare runs once in this time, so what disappears together is counted together."""
Meta = Mapping[str, str | None]


def remove_cards(local_cards: LocalCards, keys: Iterable[CardKey]) -> Batch:
    """Deletes base rows; unsent changes are parked with a copy of the card as it is shown (D35)."""
    batch = Batch()
    for key in keys:
        batch.removed.append(key)
        entries = local_cards.pending.entries_of(key)
        if entries:
            batch.add(_park_changes(local_cards, key, entries))
    return batch


def _park_changes(local_cards: LocalCards, key: CardKey, entries: list[Entry]) -> Batch:
    if any(isinstance(entry.change, DeleteCard) and entry.reason is None for entry in entries):
        return Batch(drop=list(ids(entries)))
    shown = local_cards.card(key) or local_cards.base_card(key)
    if shown is None or not any(_belongs_in_copy(entry) for entry in entries):
        return Batch(drop=list(ids(entries)))
    return recoverable_copy(local_cards, shown, entries)


def _belongs_in_copy(entry: Entry) -> bool:
    return (
        is_projected(entry) or isinstance(entry.change, AddComment) or entry.reason is Reason.CHANGED_REMOTELY
    )


def recoverable_copy(local_cards: LocalCards, shown: Card, entries: list[Entry]) -> Batch:
    """The first change becomes the copy and keeps its id; edits are part of the copy, comments wait beside it."""
    comments = [entry for entry in entries if isinstance(entry.change, AddComment)]
    others = [entry for entry in entries if not isinstance(entry.change, AddComment)]
    first = others[0] if others else _entry_before(local_cards, comments[0])
    copy = replace(first, change=CreateCard(shown.key, shown.board, _fields_of_copy(shown, others)))
    replaced = ids(others[1:])
    outcomes = dict.fromkeys(replaced, Outcome.REPLACED)
    return Batch(
        put=[_park_deleted(copy), *map(_park_deleted, comments)], drop=list(replaced), outcomes={**outcomes}
    )


def _fields_of_copy(shown: Card, entries: list[Entry]) -> Fields:
    """Parked edits join the copy, except for fields that were changed again since."""
    fields = fields_of(shown)
    for position, entry in enumerate(entries):
        if isinstance(entry.change, EditCard) and entry.reason is Reason.CHANGED_REMOTELY:
            since = {name for later in entries[position + 1 :] for name in _new_values(later)}
            fields |= {name: value for name, value in entry.change.new.items() if name not in since}
    return fields


def _new_values(entry: Entry) -> Fields:
    return entry.change.new if isinstance(entry.change, EditCard) else {}


def _park_deleted(entry: Entry) -> Entry:
    return replace(
        entry, state=State.PARKED, reason=Reason.DELETED_REMOTELY, detail="", theirs=None, not_before=None
    )


def _entry_before(local_cards: LocalCards, entry: Entry) -> Entry:
    """A new entry for the copy if there are only comments."""
    return replace(entry, id=ChangeId(f"{entry.id}-copy"), seq=local_cards.pending.next_seq())


class _Tombstone(NamedTuple):
    """`version` is the last known `updated_at`; `since` is this computer's time."""

    version: datetime | None
    since: datetime


class Tombstones:
    """Stop a stale listing from restoring cards whose deletion the server confirmed (D29, D36).

    In memory only: after a restart listings are no longer stale.
    """

    def __init__(self) -> None:
        self._tombstones: dict[str, _Tombstone] = {}

    def add(self, cards: Iterable[Card], now: datetime) -> None:
        self._tombstones = {
            key: removal
            for key, removal in self._tombstones.items()
            if now - removal.since < TOMBSTONE_LIFETIME
        }
        for card in cards:
            if card.server_id is not None:
                self._tombstones[card.server_id] = _Tombstone(card.updated_at, now)

    def contains(self, card: Card, now: datetime) -> bool:
        """Returns whether this is the deleted version; a later version is a card that was restored on the server."""
        tombstone = self._tombstones.get(card.server_id or "")
        if tombstone is None or not timedelta(0) <= now - tombstone.since < TOMBSTONE_LIFETIME:
            return False
        return tombstone.version is None or card.updated_at is None or card.updated_at <= tombstone.version


class Removal(NamedTuple):
    """The number of cards removed at one time."""

    at: datetime
    number: int


def keys_in(meta: Meta, name: str) -> list[CardKey]:
    return [CardKey(key) for key in (meta.get(name) or "").split()]


def recent_removals(meta: Meta, now: datetime) -> list[Removal]:
    """Removals within the window. A time further away, before or after, came from a clock that was wrong."""
    stored = json.loads(meta.get(RECENT_REMOVALS) or "[]")
    found = [Removal(datetime.fromisoformat(at), number) for at, number in stored]
    return [removal for removal in found if abs(now - removal.at) < REMOVAL_WINDOW]


def note_removals(meta: Meta, now: datetime, number: int) -> dict[str, str | None]:
    """Returns the meta value with these removals added."""
    recent = [*recent_removals(meta, now), Removal(now, number)]
    return {RECENT_REMOVALS: json.dumps([(removal.at.isoformat(), removal.number) for removal in recent])}


def open_missing_question(local_cards: LocalCards) -> list[Entry]:
    """The open question about missing cards: one entry, or none."""
    return [
        entry
        for entry in local_cards.pending.entries()
        if entry.state is State.PARKED and entry.reason is Reason.MASS_DELETION
    ]


def withdraw_listed(local_cards: LocalCards, meta: Meta, cards: Iterable[Card]) -> Batch:
    """A listed card is not missing; without missing cards the question is withdrawn."""
    missing = keys_in(meta, MISSING_CARDS)
    if not missing:
        return Batch()
    listed = {local_cards.key_of(card.server_id or "") for card in cards}
    remaining = [key for key in missing if key not in listed]
    if len(remaining) == len(missing):
        return Batch()
    if remaining:
        return Batch(meta={MISSING_CARDS: " ".join(remaining)})
    return Batch(drop=list(ids(open_missing_question(local_cards))), meta={MISSING_CARDS: None})
