"""I2: every change a user ever made, and what became of it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise

from kanbert_desktop.domain.board import CardKey, Priority
from kanbert_desktop.domain.changes import (
    AddComment,
    Change,
    ChangeId,
    CreateCard,
    DeleteCard,
    EditCard,
    Entry,
    Field,
    Fields,
    FieldValue,
    State,
    same_value,
)
from kanbert_desktop.domain.projection import is_projected
from kanbert_desktop.sync.local_cards import LocalCards
from simulation.server import Journal

GIVEN_UP = "given up"
COLUMNS = {
    Field.TITLE: "title",
    Field.COLUMN: "status",
    Field.DUE: "due_date",
    Field.ASSIGNEE: "assignee_id",
    Field.DESCRIPTION: "description",
    Field.IS_PUBLIC: "is_public",
    Field.PRIORITY: "priority_id",
}


@dataclass
class AuditedChange:
    """One field of one change. `journal_position` is the server's journal when it was made, `write_number` the job of the store that saved it.

    `settled_reason` says why it needs no further proof: its author replaced it, undid it, gave it up.
    """

    entry: ChangeId
    change: Change
    field: Field | None
    value: FieldValue
    journal_position: int
    write_number: int
    settled_reason: str = ""
    follows_sent_edit: bool = False
    """An edit of that field was on its way when it was made: nobody there knew whether it had arrived."""

    @property
    def card(self) -> CardKey:
        return self.change.card

    def __str__(self) -> str:
        kind = type(self.change).__name__
        return f"{kind} {self.card} {self.field or ''} {self.value!r} ({self.entry[:8]})"


@dataclass
class ChangeAudit:
    """All changes made on one computer under one user."""

    journal: Journal
    changes: list[AuditedChange] = field(default_factory=list)
    unasked_removals: list[tuple[datetime, int]] = field(default_factory=list)
    """I12: when so many cards were removed without a question, by this computer's clock."""

    def record_change(self, entry: Entry, local_cards: LocalCards, ticket: int) -> None:
        """Called before the change is shown; a change that comes back does not count."""
        if any(audited.entry == entry.id for audited in self.changes):
            return
        change, since = entry.change, self.journal.position()
        self._replace(change)
        for name, value in _fields(change).items():
            if name is not Field.PARENT:
                over = "taken back" if _is_taken_back(local_cards, change, name, value) else ""
                follows = _follows_sent_edit(local_cards, change, name)
                self.changes.append(
                    AuditedChange(entry.id, change, name, value, since, ticket, over, follows)
                )
        if not isinstance(change, EditCard):
            words = change.text if isinstance(change, AddComment) else None
            self.changes.append(AuditedChange(entry.id, change, None, words, since, ticket))

    def record_withdrawal(self, entry: ChangeId) -> None:
        self._end(lambda change: change.entry == entry, "withdrawn")

    def record_taken_back(self, inverse: EditCard, names: Collection[Field]) -> None:
        """These fields of an edit that waited in a question were undone."""
        self._end(
            lambda change: (
                change.card == inverse.card
                and change.field in names
                and same_value(change.field, change.value, inverse.old[change.field])
            ),
            "taken back",
        )

    def record_decision(self, entry: Entry, choice: str, local_cards: LocalCards) -> None:
        """Called before it takes effect. A change made by it replaces what it was about, as every change does."""
        is_whole = isinstance(entry.change, CreateCard)
        if choice == "restore" and local_cards.card(entry.card) is not None:
            self._end(lambda change: change.card == entry.card, "restored as another card")
        elif choice in ("theirs", "discard") or (choice == "both" and _deletes_text(entry.change)):
            self._end(
                lambda change: change.card == entry.card and (is_whole or _is_about(change, entry)), GIVEN_UP
            )

    def record_reopened(self, entry: Entry) -> None:
        """The decision was undone."""
        for change in self.changes:
            if change.settled_reason == GIVEN_UP and change.card == entry.card and _is_about(change, entry):
                change.settled_reason = ""

    def record_crash(self, committed: int) -> None:
        """What was not durable yet may be gone: at most the last keystroke."""
        self._end(lambda change: change.write_number >= committed, "never saved")

    def record_discard(self) -> None:
        self._end(lambda _change: True, "discarded")

    def lost_changes(self, local_cards: LocalCards) -> list[str]:
        return [
            str(change)
            for change in self.changes
            if not (
                change.settled_reason
                or _is_kept(change, local_cards)
                or self._arrived(change)
                or self._cancels(change)
            )
        ]

    def _cancels(self, change: AuditedChange) -> bool:
        """It restored what the edit before it had found, and that edit never reached the server.

        Or somebody else changed the field upon that edit, whose response was lost: both together are then no change to
        what is there now (D15).
        """
        earlier = [one for one in self.changes if (one.card, one.field) == (change.card, change.field)]
        before = earlier[earlier.index(change) - 1] if earlier.index(change) else None
        if before is None or change.field is None or not isinstance(before.change, EditCard):
            return False
        versions = self.journal.versions(change.card)
        came_true = any(
            new["n"] > before.journal_position
            and _has(new, change.field, before.value)
            and not _has(old, change.field, before.value)
            for old, new in pairwise(versions)
        )
        if change.follows_sent_edit and versions:
            came_true = _has(versions[-1], change.field, before.value)
        is_upon_it = _started_from(change, before.value)
        return (
            is_upon_it
            and same_value(change.field, before.change.old[change.field], change.value)
            and not came_true
        )

    def _arrived(self, change: AuditedChange) -> bool:
        if isinstance(change.change, AddComment):
            sql = "SELECT 1 FROM comments WHERE external_id = ?"
            return bool(self.journal.rows(sql, change.change.comment))
        versions = self.journal.versions(change.card)
        if isinstance(change.change, DeleteCard):
            return not versions or versions[-1]["deleted_at"] is not None
        if change.field is None:
            return bool(versions)
        before = [row for row in versions if row["n"] <= change.journal_position][-1:]
        after = [row for row in versions if row["n"] > change.journal_position]
        return any(_has(row, change.field, change.value) for row in before + after)

    def _replace(self, change: Change) -> None:
        """Editing a field again replaces the earlier edit; deleting the card replaces all of them."""
        if isinstance(change, DeleteCard):
            self._end(lambda audited: audited.card == change.card, "deleted by its writer")
        elif isinstance(change, EditCard):
            self._end(
                lambda audited: (
                    audited.card == change.card and audited.field in change.new and audited.field is not None
                ),
                "replaced",
            )

    def _end(self, fits: Callable[[AuditedChange], bool], why: str) -> None:
        for change in self.changes:
            if not change.settled_reason and fits(change):
                change.settled_reason = why


def _fields(change: Change) -> Fields:
    if isinstance(change, EditCard):
        return change.new
    return change.fields if isinstance(change, CreateCard) else {}


def _deletes_text(change: Change) -> bool:
    """Nothing of that can be kept beside another text."""
    return isinstance(change, EditCard) and same_value(
        Field.DESCRIPTION, change.new.get(Field.DESCRIPTION), None
    )


def _is_about(change: AuditedChange, entry: Entry) -> bool:
    """A question has the id of its change, or names the change it was part of, or holds its value."""
    if change.field is None:
        return change.entry in (entry.id, entry.origin)
    requested = _fields(entry.change)
    if change.field not in requested:
        return False
    return _holds(change.field, server_value(requested[change.field]), server_value(change.value))


def _started_from(audited: AuditedChange, value: FieldValue) -> bool:
    change = audited.change
    return (
        isinstance(change, EditCard)
        and audited.field is not None
        and same_value(audited.field, change.old[audited.field], value)
    )


def _follows_sent_edit(local_cards: LocalCards, change: Change, name: Field) -> bool:
    return any(
        isinstance(entry.change, EditCard) and name in entry.change.new and entry.sent_at is not None
        for entry in local_cards.pending.entries_of(change.card)
        if entry.state is not State.PARKED
    )


def _is_taken_back(local_cards: LocalCards, change: Change, name: Field, value: FieldValue) -> bool:
    """The unsent edits of that field and this one cancel each other."""
    for entry in local_cards.pending.entries_of(change.card):
        # A change parked beside another's value is not coalesced with later edits of that value.
        is_refused = entry.state is State.PARKED and is_projected(entry)
        stayed = is_refused or (entry.state is State.PENDING and entry.sent_at is None)
        if stayed and isinstance(entry.change, EditCard) and name in entry.change.old:
            return same_value(name, entry.change.old[name], value)
    return False


def _is_kept(change: AuditedChange, local_cards: LocalCards) -> bool:
    """Unsent, or waiting for a decision, in whatever form."""
    entries = local_cards.pending.entries_of(change.card)
    if change.field is None:
        return any(_same_kind(entry.change, change.change) for entry in entries)
    found = [fields[change.field] for entry in entries if change.field in (fields := _fields(entry.change))]
    return any(_holds(change.field, server_value(value), server_value(change.value)) for value in found)


def _same_kind(one: Change, other: Change) -> bool:
    if isinstance(one, AddComment) and isinstance(other, AddComment):
        return one.comment == other.comment
    return type(one) is type(other)


def _has(row: dict[str, object], name: Field, value: FieldValue) -> bool:
    there = row[COLUMNS[name]]
    if name is Field.IS_PUBLIC:
        return bool(there) == bool(value)
    return _holds(name, there, server_value(value))


def server_value(value: FieldValue) -> object:
    """As in the server's row."""
    if isinstance(value, Priority):
        return value.id
    return value.isoformat() if isinstance(value, date) else value


def _holds(name: Field, there: object, requested: object) -> bool:
    """Long text may have been merged: it has arrived if its last line has."""
    if name is Field.DESCRIPTION and isinstance(requested, str) and requested:
        return isinstance(there, str) and requested.strip().splitlines()[-1] in there
    return (there or None) == (requested or None)
