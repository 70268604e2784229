"""The person's wishes: what was, and what is wished instead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from kanbert_desktop.domain.board import BoardId, Card, CardKey, Column, CommentKey, PersonId

ChangeId = NewType("ChangeId", str)


class Field(StrEnum):
    """The fields of a card that a person can change here."""

    TITLE = "title"
    COLUMN = "column"
    DUE = "due"
    ASSIGNEE = "assignee"
    DESCRIPTION = "description"
    PARENT = "parent"
    IS_PUBLIC = "is_public"


Value = str | bool | date | None
"""TITLE, DESCRIPTION (HTML), ASSIGNEE, PARENT: text or None · COLUMN: `Column` · DUE: date or None · IS_PUBLIC: bool."""
Fields = Mapping[Field, Value]

TEXT_FIELDS = frozenset({Field.TITLE, Field.DESCRIPTION})


@dataclass(frozen=True, slots=True)
class CreateCard:
    card: CardKey
    board: BoardId
    fields: Fields


@dataclass(frozen=True, slots=True)
class EditCard:
    """Moving a card is editing its column; `was` and `wished` hold the same fields, only the changed ones."""

    card: CardKey
    was: Fields
    wished: Fields


@dataclass(frozen=True, slots=True)
class AddComment:
    comment: CommentKey
    card: CardKey
    text: str
    is_public: bool = False


@dataclass(frozen=True, slots=True)
class DeleteCard:
    """`seen` is the `updated_at` of the version the person saw when deleting."""

    card: CardKey
    seen: datetime | None = None


Change = CreateCard | EditCard | AddComment | DeleteCard


class State(StrEnum):
    PENDING = "pending"
    IN_FLIGHT = "in_flight"
    UNCLEAR = "unclear"
    PARKED = "parked"


class Reason(StrEnum):
    """Why a change is parked; the words of `attention` in command-line.md."""

    CHANGED_THERE = "changed_there"
    DELETED_THERE = "deleted_there"
    DELETED_HERE = "deleted_here"
    REFUSED = "refused"
    MASS_DELETION = "mass_deletion"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row of the outbox.

    `seq` orders everything this computer ever wished. `not_before` holds a change back (a delete while its
    toast shows, a retry after a failure). `sent_at` is the server's `Date` when it was last sent. `theirs`
    and `detail` explain a parked change.
    """

    id: ChangeId
    seq: int
    change: Change
    made_at: datetime
    state: State = State.PENDING
    reason: Reason | None = None
    detail: str = ""
    theirs: Fields | None = None
    attempts: int = 0
    not_before: datetime | None = None
    sent_at: datetime | None = None

    @property
    def card(self) -> CardKey:
        return self.change.card


def fields_of(card: Card) -> dict[Field, Value]:
    """Every changeable field with the value the card has."""
    return {
        Field.TITLE: card.title,
        Field.COLUMN: card.column,
        Field.DUE: card.due,
        Field.ASSIGNEE: card.assignee,
        Field.DESCRIPTION: card.description,
        Field.PARENT: card.parent,
        Field.IS_PUBLIC: card.is_public,
    }


def same_value(field: Field, one: Value, other: Value) -> bool:
    """Servers trim text and turn "" into null (sync.md 0, "What an answer proves")."""
    if field in TEXT_FIELDS:
        return _trimmed(one) == _trimmed(other)
    if field in (Field.ASSIGNEE, Field.PARENT):
        return (one or None) == (other or None)
    return one == other


def _trimmed(value: Value) -> str:
    return value.strip() if isinstance(value, str) else ""


def edit(card: Card, wished: Fields) -> EditCard | None:
    """The change that turns `card` into what is wished, or None where it is so already."""
    now = fields_of(card)
    changed = {field: value for field, value in wished.items() if not same_value(field, now[field], value)}
    if not changed:
        return None
    return EditCard(card.key, {field: now[field] for field in changed}, changed)


def inverse(change: EditCard) -> EditCard:
    return EditCard(change.card, change.wished, change.was)


def column_of(value: Value) -> Column:
    return value if isinstance(value, Column) else Column.OTHER


def person_of(value: Value) -> PersonId | None:
    return PersonId(value) if isinstance(value, str) and value else None


def ids(entries: Sequence[Entry]) -> tuple[ChangeId, ...]:
    return tuple(entry.id for entry in entries)
