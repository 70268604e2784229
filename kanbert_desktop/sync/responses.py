"""What an answer proves: which wishes it settles, and what is still open (sync.md 0)."""

from collections.abc import Sequence
from dataclasses import replace

from kanbert_desktop.api.payloads import Record
from kanbert_desktop.domain.board import Card, CardKey
from kanbert_desktop.domain.changes import (
    ChangeId,
    CreateCard,
    DeleteCard,
    EditCard,
    Entry,
    Field,
    Fields,
    Reason,
    State,
    fields_of,
    ids,
    same_value,
)
from kanbert_desktop.domain.coalescing import SendCreate, SendDelete, SendEdit
from kanbert_desktop.domain.merge import FieldVerdict, compare_field
from kanbert_desktop.domain.mirror import Mirror
from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.sync.reconcile import NewId, park, rebase

NOT_APPLIED = "not_taken"
"""The server said yes and kept the old value."""


def create_batch(mirror: Mirror, request: SendCreate, record: Record[Card]) -> Batch:
    """The server's form of the card is the base now, whatever it made of the fields."""
    batch = _base(request.card, record)
    batch.drop = list(request.entries)
    batch.put = rebase(
        _others(mirror, request.card, request.entries), fields_of(record.value), request.fields
    )
    return batch


def found_batch(mirror: Mirror, key: CardKey, record: Record[Card]) -> Batch:
    """A create whose answer was lost did happen; edits that may have gone with it are left to the merge."""
    batch = _base(key, record)
    for entry in mirror.entries_of(key):
        if isinstance(entry.change, CreateCard):
            batch.drop.append(entry.id)
            later = [_pending(other) for other in _others(mirror, key, (entry.id,))]
            moved = {other.id: other for other in rebase(later, fields_of(record.value), entry.change.fields)}
            batch.put = [moved.get(other.id, other) for other in later]
    return batch


def edit_batch(
    mirror: Mirror, request: SendEdit, record: Record[Card], again: Record[Card] | None, new_id: NewId
) -> Batch:
    """`again` is the card read once more where the answer differed from what was sent, or None."""
    known = mirror.base_card(request.card)
    final = again or record
    is_ours = final.value.updated_at == record.value.updated_at
    batch = _base(request.card, final)
    batch.drop = list(request.entries)
    now = fields_of(final.value)
    others = _others(mirror, request.card, request.entries)
    batch.put = rebase(others, now, request.new)
    if known is not None and is_ours:
        batch.put += _deletes_that_saw_it(others, known, final.value)
    last = mirror.entry(request.entries[-1])
    if last is not None:
        batch.put += _left_open(mirror, request, now, last, new_id, is_ours=is_ours)
    return batch


def delete_batch(mirror: Mirror, request: SendDelete) -> Batch:
    key = request.delete.card
    return Batch(removed=[key], confirmed_deletions={key}, drop=list(ids(mirror.entries_of(key))))


def _base(key: CardKey, told: Record[Card]) -> Batch:
    server_id = told.value.server_id or ""
    return Batch(bind={server_id: key}, cards=[Record(replace(told.value, key=key), told.raw)])


def _others(mirror: Mirror, key: CardKey, sent: Sequence[ChangeId]) -> list[Entry]:
    return [entry for entry in mirror.entries_of(key) if entry.id not in sent]


def _pending(entry: Entry) -> Entry:
    return entry if entry.state is State.PARKED else replace(entry, state=State.PENDING)


def _deletes_that_saw_it(entries: list[Entry], before: Card, after: Card) -> list[Entry]:
    """Who deleted the version before our own edit arrived has seen everything there was to see."""
    return [
        replace(entry, change=DeleteCard(entry.card, after.updated_at))
        for entry in entries
        if isinstance(entry.change, DeleteCard) and entry.change.seen == before.updated_at
    ]


def _left_open(
    mirror: Mirror, sending: SendEdit, now: Fields, last: Entry, new_id: NewId, *, is_ours: bool
) -> list[Entry]:
    """Fields the server kept as they were are refused; those that a later version holds otherwise are asked about."""
    refused: dict[Field, Reason] = {}
    for name, mine in sending.new.items():
        match compare_field(name, sending.old[name], now[name], mine):
            case FieldVerdict.SEND:
                refused[name] = Reason.REJECTED
            case FieldVerdict.ASK if not is_ours:
                refused[name] = Reason.CHANGED_REMOTELY
    left: list[Entry] = []
    for reason in dict.fromkeys(refused.values()):
        names = [name for name in refused if refused[name] is reason]
        change = EditCard(
            sending.card,
            {name: sending.old[name] for name in names},
            {name: sending.new[name] for name in names},
        )
        entry = replace(last, id=new_id(), seq=mirror.next_seq(), change=change, origin=last.id)
        detail, theirs = (
            (NOT_APPLIED, None) if reason is Reason.REJECTED else ("", {name: now[name] for name in names})
        )
        left.append(park(entry, reason, detail=detail, theirs=theirs))
    return left


def differs(request: SendEdit, told: Card) -> bool:
    """Did the server answer with something else than was sent?"""
    now = fields_of(told)
    return any(not same_value(name, now[name], value) for name, value in request.new.items())
