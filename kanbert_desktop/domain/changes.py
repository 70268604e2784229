"""Changes made by the user (old and new values), outbox entries, decisions, and the questions they answer."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple, NewType

from kanbert_desktop.domain.board import BoardId, Card, CardKey, Column, CommentKey, PersonId, Priority
from kanbert_desktop.domain.value_classes import dataclass

ChangeId = NewType("ChangeId", str)
FieldValue = str | bool | date | Priority | None
"""TITLE, DESCRIPTION (HTML), ASSIGNEE, PARENT: text or None · COLUMN: `Column` · DUE: date or None · IS_PUBLIC:
bool.

PRIORITY: the whole option or None, because the API offers no list of them; only its `id` is compared.
"""
NO_ACCESS_STATUSES = frozenset({403, 404})
"""The statuses of a board that cannot be written, or no longer be seen (D30)."""


class Field(StrEnum):
    """The fields of a card that can be changed here."""

    TITLE = "title"
    COLUMN = "column"
    DUE = "due"
    ASSIGNEE = "assignee"
    DESCRIPTION = "description"
    PARENT = "parent"
    IS_PUBLIC = "is_public"
    PRIORITY = "priority"


Fields = Mapping[Field, FieldValue]
TEXT_FIELDS = frozenset({Field.TITLE, Field.DESCRIPTION})


@dataclass(frozen=True, slots=True)
class CreateCard:
    card: CardKey
    board: BoardId
    fields: Fields


@dataclass(frozen=True, slots=True)
class EditCard:
    """An edit; moving a card edits its column. `old` and `new` hold the same fields, only the changed ones."""

    card: CardKey
    old: Fields
    new: Fields


@dataclass(frozen=True, slots=True)
class AddComment:
    comment: CommentKey
    card: CardKey
    text: str
    is_public: bool = False


@dataclass(frozen=True, slots=True)
class DeleteCard:
    """`seen` is the `updated_at` of the version the user saw when deleting."""

    card: CardKey
    seen: datetime | None = None


Change = CreateCard | EditCard | AddComment | DeleteCard


class State(StrEnum):
    PENDING = "pending"
    IN_FLIGHT = "in_flight"
    OUTCOME_UNKNOWN = "unclear"
    PARKED = "parked"


class Reason(StrEnum):
    """Why a change is parked: the reasons that `attention` prints (COMMAND_LINE.md, "Values")."""

    CHANGED_REMOTELY = "changed_there"
    DELETED_REMOTELY = "deleted_there"
    DELETED_LOCALLY = "deleted_here"
    REJECTED = "refused"
    MASS_DELETION = "mass_deletion"
    OUTCOME_UNKNOWN = "unclear"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row of the outbox.

    `seq` orders all changes of this computer. `not_before` delays a change (a delete while its toast offers Undo, a
    retry after a failure). `sent_at` is the server's `Date` when the change was last sent. `theirs` and `detail`
    explain a parked change; `status` is the HTTP status it was rejected with (0: none). `origin` is the change that
    this entry was split off from, when both sides changed only part of it.
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
    status: int = 0
    origin: ChangeId | None = None

    @property
    def card(self) -> CardKey:
        return self.change.card


class Outcome(StrEnum):
    """What became of a change that is no longer unsent. Without an outcome the server has it."""

    DISCARDED = "discarded"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"
    """A later change of the same user contains it."""


@dataclass(frozen=True, slots=True)
class DecisionMade:
    """The user's answer to a question, as the history stores it; never in the outbox.

    `before` holds the entries it touched, as they were, the question first. `keys` holds the cards of a question
    about many cards.
    """

    choice: str
    before: tuple[Entry, ...]
    keys: tuple[CardKey, ...] = ()

    @property
    def question(self) -> Entry:
        return self.before[0]

    @property
    def card(self) -> CardKey:
        return self.question.card


UserAction = Change | DecisionMade
"""What the user did here."""


def fields_of(card: Card) -> dict[Field, FieldValue]:
    """Returns every changeable field with the value the card has."""
    return {
        Field.TITLE: card.title,
        Field.COLUMN: card.column,
        Field.DUE: card.due,
        Field.ASSIGNEE: card.assignee,
        Field.DESCRIPTION: card.description,
        Field.PARENT: card.parent,
        Field.IS_PUBLIC: card.is_public,
        Field.PRIORITY: card.priority,
    }


def same_value(field: Field, one: FieldValue, other: FieldValue) -> bool:
    """Compares two values. Servers trim text and turn "" into null (sync/RULES.md, "What a response proves")."""
    if field in TEXT_FIELDS:
        return _trimmed(one) == _trimmed(other)
    if field in (Field.ASSIGNEE, Field.PARENT):
        return (one or None) == (other or None)
    if field is Field.PRIORITY:
        return _option(one) == _option(other)
    return one == other


def _trimmed(value: FieldValue) -> str:
    return value.strip() if isinstance(value, str) else ""


def _option(value: FieldValue) -> str | None:
    return value.id if isinstance(value, Priority) else None


def edit(card: Card, new: Fields) -> EditCard | None:
    """Returns the change that gives `card` the new values, or None if it already has them."""
    now = fields_of(card)
    changed = {field: value for field, value in new.items() if not same_value(field, now[field], value)}
    if not changed:
        return None
    return EditCard(card.key, {field: now[field] for field in changed}, changed)


def inverse(change: EditCard) -> EditCard:
    return EditCard(change.card, change.new, change.old)


def only(change: EditCard, names: Collection[Field]) -> EditCard:
    """Returns the part of the change that concerns these fields; its `new` is empty if there is none."""
    new = {name: value for name, value in change.new.items() if name in names}
    return EditCard(change.card, {name: change.old[name] for name in new}, new)


def column_of(value: FieldValue) -> Column:
    return value if isinstance(value, Column) else Column.OTHER


def person_of(value: FieldValue) -> PersonId | None:
    return PersonId(value) if isinstance(value, str) and value else None


def ids(entries: Sequence[Entry]) -> tuple[ChangeId, ...]:
    return tuple(entry.id for entry in entries)


BoardLookup = Callable[[Entry], BoardId | None]


class Question(NamedTuple):
    """`entries` in the order in which they were made; `board` is None if it is unknown."""

    entries: tuple[Entry, ...]
    board: BoardId | None

    @property
    def first(self) -> Entry:
        return self.entries[0]

    @property
    def ids(self) -> tuple[ChangeId, ...]:
        return ids(self.entries)

    @property
    def is_about_board(self) -> bool:
        """Returns whether writing to the board was rejected, and not just one change."""
        return len(self.entries) > 1


def questions(entries: Iterable[Entry], board_of: BoardLookup) -> list[Question]:
    """Returns the open questions, ordered by their first change if `entries` are in order."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.state is State.PARKED:
            groups.setdefault(question_key(entry, board_of), []).append(entry)
    return [Question(tuple(group), board_of(group[0])) for group in groups.values()]


def question_key(parked: Entry, board_of: BoardLookup) -> str:
    """Returns a key by which parked changes are grouped into questions.

    All that one board forbids are one question (sync/RULES.md, "Conflicts"); every other change is a question of its
    own.
    """
    if parked.reason is Reason.REJECTED and parked.status in NO_ACCESS_STATUSES:
        board = board_of(parked)
        return f"board {board}" if board is not None else parked.id
    return parked.id
