"""A card that is gone from the server: forgotten, unless something unsent was wished of it (D35)."""

from collections.abc import Iterable
from dataclasses import replace

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
from kanbert_desktop.domain.projection import counts
from kanbert_desktop.sync.batch import Batch


def removed(mirror: Mirror, keys: Iterable[CardKey]) -> Batch:
    """Forget these base rows; what was wished of them is parked beside a copy of the card as it is shown."""
    batch = Batch()
    for key in keys:
        batch.gone.append(key)
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
    return kept_copy(mirror, shown, entries)


def _is_worth_keeping(entry: Entry) -> bool:
    return counts(entry) or isinstance(entry.change, AddComment) or entry.reason is Reason.CHANGED_THERE


def kept_copy(mirror: Mirror, shown: Card, entries: list[Entry]) -> Batch:
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
        if isinstance(entry.change, EditCard) and entry.reason is Reason.CHANGED_THERE:
            since = {name for later in wishes[place + 1 :] for name in _wished(later)}
            fields |= {name: value for name, value in entry.change.wished.items() if name not in since}
    return fields


def _wished(entry: Entry) -> Fields:
    return entry.change.wished if isinstance(entry.change, EditCard) else {}


def _waiting(entry: Entry) -> Entry:
    return replace(
        entry, state=State.PARKED, reason=Reason.DELETED_THERE, detail="", theirs=None, not_before=None
    )


def _before(mirror: Mirror, entry: Entry) -> Entry:
    """A wish of its own for the copy where only comments were wished."""
    return replace(entry, id=ChangeId(f"{entry.id}-copy"), seq=mirror.next_seq())
