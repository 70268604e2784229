"""Rebases pending changes on a fresh base: done, still to send, or conflict."""

from collections.abc import Callable, Iterable, Sequence

from kanbert_desktop.domain.board import Card, CardKey
from kanbert_desktop.domain.changes import (
    ChangeId,
    CreateCard,
    DeleteCard,
    EditCard,
    Entry,
    Field,
    Fields,
    FieldValue,
    Outcome,
    Reason,
    State,
    fields_of,
    ids,
    only,
    same_value,
)
from kanbert_desktop.domain.coalescing import SendEdit, coalesce
from kanbert_desktop.domain.merge import Merged, merge
from kanbert_desktop.domain.value_classes import replace
from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.sync.deletions import recoverable_copy
from kanbert_desktop.sync.local_cards import LocalCards

NewId = Callable[[], ChangeId]


def reconcile_card(local_cards: LocalCards, key: CardKey, new_id: NewId) -> Batch | None:
    """Returns None if there is nothing to reconcile; else the caller applies the batch and calls again."""
    entries = local_cards.pending.entries_of(key)
    pending = [entry for entry in entries if entry.state is State.PENDING]
    if not pending or any(entry.state in (State.IN_FLIGHT, State.OUTCOME_UNKNOWN) for entry in entries):
        return None
    base = local_cards.base_card(key)
    if base is None:
        return _without_base(local_cards, key, entries, pending)
    create = next((entry for entry in pending if isinstance(entry.change, CreateCard)), None)
    if create is not None and isinstance(create.change, CreateCard):
        return _already_created(create.id, create.change.fields, base, pending)
    for entry in pending:
        if isinstance(entry.change, DeleteCard) and _is_unseen(entry.change, base):
            return Batch(put=[park(entry, Reason.DELETED_LOCALLY, theirs=fields_of(base))])
    now = current_fields(local_cards, base)
    if (batch := drop_delivered_edits(pending, now)) is not None:
        return batch
    request = coalesce(entries)
    if not isinstance(request, SendEdit):
        return None
    merged = merge(request.old, now, request.new)
    return _merged(local_cards, request, merged, now, new_id)


def drop_delivered_edits(pending: Sequence[Entry], now: Fields) -> Batch | None:
    """Drops edits that arrived although their response was lost; None if there are none.

    A later change of the same field starts from there. Coalesced with the delivered one it would cancel it out unseen
    (an undo), or look like a change by someone else.
    """
    batch = Batch()
    delivered: set[Field] = set()
    for entry in reversed(pending):
        if entry.sent_at is None or not isinstance(entry.change, EditCard):
            continue
        new_values = entry.change.new
        delivered |= {name for name, value in new_values.items() if same_value(name, now[name], value)}
        remaining = [name for name in new_values if name not in delivered]
        if not remaining:
            batch.drop.append(entry.id)
        elif len(remaining) < len(new_values):
            batch.put.append(replace(entry, change=only(entry.change, remaining)))
    return batch if batch.drop or batch.put else None


def rebase(entries: Iterable[Entry], record: Fields, sent: Fields) -> list[Entry]:
    """Later edits that started from what was sent start from what the server made of it."""
    moved: list[Entry] = []
    for entry in entries:
        if not isinstance(entry.change, EditCard):
            continue
        old_values = {
            name: record[name] if name in sent and same_value(name, value, sent[name]) else value
            for name, value in entry.change.old.items()
        }
        if old_values != dict(entry.change.old):
            moved.append(replace(entry, change=replace(entry.change, old=old_values)))
    return moved


def park(
    entry: Entry, reason: Reason, *, detail: str = "", theirs: Fields | None = None, status: int = 0
) -> Entry:
    return replace(
        entry,
        state=State.PARKED,
        reason=reason,
        detail=detail,
        theirs=theirs,
        status=status,
        not_before=None,
        attempts=0,
    )


def current_fields(local_cards: LocalCards, base: Card) -> dict[Field, FieldValue]:
    """The server's fields as changes name them: a parent by its key."""
    fields = fields_of(base)
    if base.parent is not None:
        fields[Field.PARENT] = local_cards.key_of(base.parent) or base.parent
    return fields


def _without_base(
    local_cards: LocalCards, key: CardKey, entries: list[Entry], pending: list[Entry]
) -> Batch | None:
    copy = next(
        (entry for entry in entries if entry.state is State.PARKED and isinstance(entry.change, CreateCard)),
        None,
    )
    if copy is None or copy.reason is Reason.OUTCOME_UNKNOWN:
        return None
    if any(isinstance(entry.change, DeleteCard) for entry in pending):
        return Batch(drop=list(ids(entries)))
    shown = local_cards.card(key)
    if copy.reason is not Reason.DELETED_REMOTELY or shown is None:
        return None
    return recoverable_copy(local_cards, shown, entries)


def _already_created(create: ChangeId, fields: Fields, base: Card, pending: list[Entry]) -> Batch:
    return Batch(put=rebase(pending, fields_of(base), fields), drop=[create])


def _is_unseen(delete: DeleteCard, base: Card) -> bool:
    return delete.seen is not None and base.updated_at is not None and base.updated_at > delete.seen


def _merged(
    local_cards: LocalCards, request: SendEdit, merged: Merged, now: Fields, new_id: NewId
) -> Batch | None:
    if (
        not merged.done
        and not merged.ask
        and all(same_value(f, request.new[f], v) for f, v in merged.send.items())
    ):
        return None
    entries = [
        entry for entry_id in request.entries if (entry := local_cards.pending.entry(entry_id)) is not None
    ]
    batch = Batch()
    for entry in entries:
        batch.add(_remaining(entry, merged, now, is_last=entry is entries[-1]))
    for conflicting in _questions(merged.ask):
        new_values = {name: request.new[name] for name in conflicting}
        change = EditCard(request.card, {name: request.old[name] for name in conflicting}, new_values)
        source = _last_change_of(entries, conflicting)
        question = replace(
            source, id=new_id(), seq=local_cards.pending.next_seq(), change=change, origin=source.id
        )
        batch.put.append(park(question, Reason.CHANGED_REMOTELY, theirs=conflicting))
        earlier = [
            entry.id for entry in entries if entry.id in batch.drop and _changes_any(entry, conflicting)
        ]
        batch.outcomes |= {one: Outcome.REPLACED for one in earlier if one != source.id}
    return _with_same_id(batch, entries)


def _changes_any(entry: Entry, names: Iterable[Field]) -> bool:
    return isinstance(entry.change, EditCard) and not entry.change.new.keys().isdisjoint(names)


def _last_change_of(entries: list[Entry], names: Fields) -> Entry:
    return next((entry for entry in reversed(entries) if _changes_any(entry, names)), entries[-1])


def _questions(ask: Fields) -> list[dict[Field, FieldValue]]:
    """Long text is a question of its own: only text can be kept from both sides."""
    text: dict[Field, FieldValue] = {name: value for name, value in ask.items() if name is Field.DESCRIPTION}
    rest: dict[Field, FieldValue] = {name: value for name, value in ask.items() if name not in text}
    return [part for part in (rest, text) if part]


def _remaining(entry: Entry, merged: Merged, now: Fields, *, is_last: bool) -> Batch:
    """The rest of one of the coalesced edits; merged text belongs to the last one only."""
    if not isinstance(entry.change, EditCard):
        return Batch()
    old_values: dict[Field, FieldValue] = {}
    new_values: dict[Field, FieldValue] = {}
    for name, value in entry.change.new.items():
        if name in merged.send and name is not Field.DESCRIPTION:
            old_values[name], new_values[name] = entry.change.old[name], value
    if is_last and Field.DESCRIPTION in merged.send:
        old_values[Field.DESCRIPTION], new_values[Field.DESCRIPTION] = (
            now[Field.DESCRIPTION],
            merged.send[Field.DESCRIPTION],
        )
    if not new_values:
        return Batch(drop=[entry.id])
    return Batch(put=[replace(entry, change=EditCard(entry.change.card, old_values, new_values))])


def _with_same_id(batch: Batch, entries: list[Entry]) -> Batch:
    """If one edit became one question, it keeps its id."""
    if len(entries) == 1 and batch.drop == [entries[0].id] and len(batch.put) == 1:
        question = batch.put[0]
        return Batch(put=[replace(question, id=entries[0].id, seq=entries[0].seq, origin=None)])
    return batch
