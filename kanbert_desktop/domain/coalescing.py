"""Coalesces the pending changes of one card into one request."""

from collections.abc import Sequence

from kanbert_desktop.domain.board import BoardId, CardKey
from kanbert_desktop.domain.changes import (
    AddComment,
    ChangeId,
    CreateCard,
    DeleteCard,
    EditCard,
    Entry,
    Field,
    Fields,
    FieldValue,
    Reason,
    State,
    ids,
    same_value,
)
from kanbert_desktop.domain.value_classes import dataclass


@dataclass(frozen=True, slots=True)
class SendCreate:
    entries: tuple[ChangeId, ...]
    card: CardKey
    board: BoardId
    fields: Fields


@dataclass(frozen=True, slots=True)
class SendEdit:
    entries: tuple[ChangeId, ...]
    card: CardKey
    old: Fields
    new: Fields


@dataclass(frozen=True, slots=True)
class SendDelete:
    entries: tuple[ChangeId, ...]
    delete: DeleteCard


@dataclass(frozen=True, slots=True)
class SendComment:
    entries: tuple[ChangeId, ...]
    comment: AddComment


@dataclass(frozen=True, slots=True)
class DropEntries:
    """The changes cancel each other out: there is nothing to send."""

    entries: tuple[ChangeId, ...]


OutgoingRequest = SendCreate | SendEdit | SendDelete | SendComment | DropEntries


def coalesce(entries: Sequence[Entry]) -> OutgoingRequest | None:
    """Returns the next request for one card's `entries` (in order), or None while it must wait.

    Only unsent changes are coalesced (D13). While one is in flight or has an unknown outcome the card waits, and a
    parked create holds back everything that depends on it. Edits keep the first old values and the last new ones.
    """
    if any(
        entry.state in (State.IN_FLIGHT, State.OUTCOME_UNKNOWN) or _holds_back(entry) for entry in entries
    ):
        return None
    pending = [entry for entry in entries if entry.state is State.PENDING]
    if not pending:
        return None
    first = pending[0]
    deletion = next((entry for entry in pending if isinstance(entry.change, DeleteCard)), None)
    if deletion is not None:
        return _fold_delete(pending, deletion.change)
    if isinstance(first.change, AddComment):
        return SendComment((first.id,), first.change)
    if isinstance(first.change, CreateCard):
        return _fold_create(first.change, _card_changes(pending))
    return _fold_edits(_card_changes(pending))


def _holds_back(entry: Entry) -> bool:
    return (
        entry.state is State.PARKED
        and isinstance(entry.change, CreateCard)
        and entry.reason is not Reason.DELETED_REMOTELY
    )


def _card_changes(pending: Sequence[Entry]) -> list[Entry]:
    """The leading changes of the card itself; a comment between them does not separate them."""
    return [entry for entry in pending if not isinstance(entry.change, AddComment)]


def _fold_delete(pending: Sequence[Entry], delete: object) -> OutgoingRequest:
    assert isinstance(delete, DeleteCard)  # noqa: S101  narrowed by the caller's search
    if isinstance(pending[0].change, CreateCard):
        return DropEntries(ids(pending))
    return SendDelete(ids(pending), delete)


def _fold_create(create: CreateCard, changes: Sequence[Entry]) -> OutgoingRequest:
    fields: dict[Field, FieldValue] = dict(create.fields)
    for entry in changes[1:]:
        if isinstance(entry.change, EditCard):
            fields.update(entry.change.new)
    return SendCreate(ids(changes), create.card, create.board, fields)


def _fold_edits(changes: Sequence[Entry]) -> OutgoingRequest:
    old: dict[Field, FieldValue] = {}
    new: dict[Field, FieldValue] = {}
    for entry in changes:
        if isinstance(entry.change, EditCard):
            old = {**entry.change.old, **old}
            new.update(entry.change.new)
    moved = {field: value for field, value in new.items() if not same_value(field, old[field], value)}
    if not moved:
        return DropEntries(ids(changes))
    return SendEdit(ids(changes), changes[0].card, {field: old[field] for field in moved}, moved)
