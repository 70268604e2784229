"""What a successful response proves about pending changes, and what is still open (RULES.md, "What a response proves")."""

from collections.abc import Sequence

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
from kanbert_desktop.domain.value_classes import replace
from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.sync.local_cards import LocalCards
from kanbert_desktop.sync.reconcile import NewId, park, rebase

NOT_APPLIED = "not_taken"
"""The server accepted the request and kept the old value."""


def create_batch(local_cards: LocalCards, request: SendCreate, record: Record[Card]) -> Batch:
    """The server's form of the card is the base now, whatever it made of the fields."""
    batch = _base(request.card, record)
    batch.drop = list(request.entries)
    batch.put = rebase(
        _others(local_cards, request.card, request.entries), fields_of(record.value), request.fields
    )
    return batch


def found_batch(local_cards: LocalCards, key: CardKey, record: Record[Card]) -> Batch:
    """A create whose response was lost did happen; edits that may have been sent with it are left to the merge."""
    batch = _base(key, record)
    for entry in local_cards.pending.entries_of(key):
        if isinstance(entry.change, CreateCard):
            batch.drop.append(entry.id)
            later = [_pending(other) for other in _others(local_cards, key, (entry.id,))]
            moved = {other.id: other for other in rebase(later, fields_of(record.value), entry.change.fields)}
            batch.put = [moved.get(other.id, other) for other in later]
    return batch


def edit_batch(
    local_cards: LocalCards,
    request: SendEdit,
    record: Record[Card],
    again: Record[Card] | None,
    new_id: NewId,
) -> Batch:
    """`again` is the card read once more if the response differed from what was sent, else None."""
    known = local_cards.base_card(request.card)
    final = again or record
    is_ours = final.value.updated_at == record.value.updated_at
    batch = _base(request.card, final)
    batch.drop = list(request.entries)
    now = fields_of(final.value)
    others = _others(local_cards, request.card, request.entries)
    batch.put = rebase(others, now, request.new)
    if known is not None and is_ours:
        batch.put += _deletes_that_saw_it(others, known, final.value)
    last = local_cards.pending.entry(request.entries[-1])
    if last is not None:
        batch.put += _unapplied(local_cards, request, now, last, new_id, is_ours=is_ours)
    return batch


def delete_batch(local_cards: LocalCards, request: SendDelete) -> Batch:
    key = request.delete.card
    return Batch(
        removed=[key], confirmed_deletions={key}, drop=list(ids(local_cards.pending.entries_of(key)))
    )


def _base(key: CardKey, record: Record[Card]) -> Batch:
    server_id = record.value.server_id or ""
    return Batch(bind={server_id: key}, cards=[Record(replace(record.value, key=key), record.raw)])


def _others(local_cards: LocalCards, key: CardKey, sent: Sequence[ChangeId]) -> list[Entry]:
    return [entry for entry in local_cards.pending.entries_of(key) if entry.id not in sent]


def _pending(entry: Entry) -> Entry:
    return entry if entry.state is State.PARKED else replace(entry, state=State.PENDING)


def _deletes_that_saw_it(entries: list[Entry], before: Card, after: Card) -> list[Entry]:
    """A delete of the version before our own edit arrived has seen everything there was to see."""
    return [
        replace(entry, change=DeleteCard(entry.card, after.updated_at))
        for entry in entries
        if isinstance(entry.change, DeleteCard) and entry.change.seen == before.updated_at
    ]


def _unapplied(
    local_cards: LocalCards, request: SendEdit, now: Fields, last: Entry, new_id: NewId, *, is_ours: bool
) -> list[Entry]:
    """Fields the server kept unchanged are rejected; those with another value in a later version become questions."""
    open_fields: dict[Field, Reason] = {}
    for name, mine in request.new.items():
        match compare_field(name, request.old[name], now[name], mine):
            case FieldVerdict.SEND:
                open_fields[name] = Reason.REJECTED
            case FieldVerdict.ASK if not is_ours:
                open_fields[name] = Reason.CHANGED_REMOTELY
    entries: list[Entry] = []
    for reason in dict.fromkeys(open_fields.values()):
        names = [name for name in open_fields if open_fields[name] is reason]
        change = EditCard(
            request.card,
            {name: request.old[name] for name in names},
            {name: request.new[name] for name in names},
        )
        entry = replace(last, id=new_id(), seq=local_cards.pending.next_seq(), change=change, origin=last.id)
        detail, theirs = (
            (NOT_APPLIED, None) if reason is Reason.REJECTED else ("", {name: now[name] for name in names})
        )
        entries.append(park(entry, reason, detail=detail, theirs=theirs))
    return entries


def differs(request: SendEdit, record: Card) -> bool:
    """Returns whether the server responded with other values than were sent."""
    now = fields_of(record)
    return any(not same_value(name, now[name], value) for name, value in request.new.items())
