"""I2: every wish a person ever made, and what became of it."""

from collections.abc import Callable
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
    State,
    Value,
    same_value,
)
from kanbert_desktop.domain.mirror import Mirror
from kanbert_desktop.domain.projection import is_projected
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
    """One field of one wish. `since` is where the server's journal stood, `ticket` which job of the store carried it.

    `over` says why it needs no more proof: its writer replaced it, took it back, gave it up.
    """

    entry: ChangeId
    change: Change
    field: Field | None
    value: Value
    journal_position: int
    write_number: int
    settled_reason: str = ""

    @property
    def card(self) -> CardKey:
        return self.change.card

    def __str__(self) -> str:
        kind = type(self.change).__name__
        return f"{kind} {self.card} {self.field or ''} {self.value!r} ({self.entry[:8]})"


@dataclass
class ChangeAudit:
    """All wishes made on one computer under one name."""

    journal: Journal
    changes: list[AuditedChange] = field(default_factory=list)
    unasked_removals: list[tuple[datetime, int]] = field(default_factory=list)
    """I12: when so many cards went without a question, by this computer's clock."""

    def record_change(self, entry: Entry, mirror: Mirror, ticket: int) -> None:
        """To be called before the wish is in the mirror; one that comes back is none."""
        if any(deed.entry == entry.id for deed in self.changes):
            return
        change, since = entry.change, self.journal.position()
        self._replace(change)
        for name, value in _fields(change).items():
            if name is not Field.PARENT:
                over = "taken back" if _is_taken_back(mirror, change, name, value) else ""
                self.changes.append(AuditedChange(entry.id, change, name, value, since, ticket, over))
        if not isinstance(change, EditCard):
            words = change.text if isinstance(change, AddComment) else None
            self.changes.append(AuditedChange(entry.id, change, None, words, since, ticket))

    def record_withdrawal(self, entry: ChangeId) -> None:
        self._end(lambda deed: deed.entry == entry, "withdrawn")

    def record_decision(self, entry: Entry, choice: str, mirror: Mirror) -> None:
        """To be called before it is done. Whatever is wished by it replaces what it was about, as every wish does."""
        is_whole = isinstance(entry.change, CreateCard)
        if choice == "restore" and mirror.card(entry.card) is not None:
            self._end(lambda deed: deed.card == entry.card, "restored as another card")
        elif choice in ("theirs", "discard"):
            self._end(lambda deed: deed.card == entry.card and (is_whole or _is_about(deed, entry)), GIVEN_UP)

    def record_reopened(self, entry: Entry) -> None:
        """The answer was taken back."""
        for deed in self.changes:
            if deed.settled_reason == GIVEN_UP and deed.card == entry.card and _is_about(deed, entry):
                deed.settled_reason = ""

    def record_crash(self, committed: int) -> None:
        """What was not durable yet may be gone: at most the last keystroke."""
        self._end(lambda deed: deed.write_number >= committed, "never saved")

    def record_discard(self) -> None:
        self._end(lambda _deed: True, "discarded")

    def lost_changes(self, mirror: Mirror) -> list[str]:
        return [
            str(deed)
            for deed in self.changes
            if not (
                deed.settled_reason or _is_kept(deed, mirror) or self._arrived(deed) or self._cancels(deed)
            )
        ]

    def _cancels(self, deed: AuditedChange) -> bool:
        """It went back to what the edit before it had found, and that edit never became true on the server."""
        earlier = [one for one in self.changes if (one.card, one.field) == (deed.card, deed.field)]
        before = earlier[earlier.index(deed) - 1] if earlier.index(deed) else None
        if before is None or deed.field is None or not isinstance(before.change, EditCard):
            return False
        versions = self.journal.versions(deed.card)
        came_true = any(
            new["n"] > before.journal_position
            and _has(new, deed.field, before.value)
            and not _has(old, deed.field, before.value)
            for old, new in pairwise(versions)
        )
        is_upon_it = _started_from(deed, before.value)
        return (
            is_upon_it and same_value(deed.field, before.change.old[deed.field], deed.value) and not came_true
        )

    def _arrived(self, deed: AuditedChange) -> bool:
        if isinstance(deed.change, AddComment):
            sql = "SELECT 1 FROM comments WHERE external_id = ?"
            return bool(self.journal.rows(sql, deed.change.comment))
        versions = self.journal.versions(deed.card)
        if isinstance(deed.change, DeleteCard):
            return not versions or versions[-1]["deleted_at"] is not None
        if deed.field is None:
            return bool(versions)
        before = [row for row in versions if row["n"] <= deed.journal_position][-1:]
        after = [row for row in versions if row["n"] > deed.journal_position]
        return any(_has(row, deed.field, deed.value) for row in before + after)

    def _replace(self, change: Change) -> None:
        """Who edits a field again has replaced what stood there; who deletes the card, all of it."""
        if isinstance(change, DeleteCard):
            self._end(lambda deed: deed.card == change.card, "deleted by its writer")
        elif isinstance(change, EditCard):
            self._end(
                lambda deed: deed.card == change.card and deed.field in change.new and deed.field is not None,
                "replaced",
            )

    def _end(self, fits: Callable[[AuditedChange], bool], why: str) -> None:
        for deed in self.changes:
            if not deed.settled_reason and fits(deed):
                deed.settled_reason = why


def _fields(change: Change) -> Fields:
    if isinstance(change, EditCard):
        return change.new
    return change.fields if isinstance(change, CreateCard) else {}


def _is_about(deed: AuditedChange, entry: Entry) -> bool:
    """A question has the id of its wish, or says which one it was part of, or holds its value."""
    if deed.field is None:
        return deed.entry in (entry.id, entry.origin)
    wished = _fields(entry.change)
    if deed.field not in wished:
        return False
    return _holds(deed.field, server_value(wished[deed.field]), server_value(deed.value))


def _started_from(deed: AuditedChange, value: Value) -> bool:
    change = deed.change
    return (
        isinstance(change, EditCard)
        and deed.field is not None
        and same_value(deed.field, change.old[deed.field], value)
    )


def _is_taken_back(mirror: Mirror, change: Change, name: Field, value: Value) -> bool:
    """The unsent edits of that field and this one cancel each other out."""
    for entry in mirror.entries_of(change.card):
        # What waits for a decision beside another's value is not folded with what is wished upon that.
        is_refused = entry.state is State.PARKED and is_projected(entry)
        stayed = is_refused or (entry.state is State.PENDING and entry.sent_at is None)
        if stayed and isinstance(entry.change, EditCard) and name in entry.change.old:
            return same_value(name, entry.change.old[name], value)
    return False


def _is_kept(deed: AuditedChange, mirror: Mirror) -> bool:
    """Unsent, or waiting for a decision, in whatever form."""
    entries = mirror.entries_of(deed.card)
    if deed.field is None:
        return any(_same_kind(entry.change, deed.change) for entry in entries)
    found = [fields[deed.field] for entry in entries if deed.field in (fields := _fields(entry.change))]
    return any(_holds(deed.field, server_value(value), server_value(deed.value)) for value in found)


def _same_kind(one: Change, other: Change) -> bool:
    if isinstance(one, AddComment) and isinstance(other, AddComment):
        return one.comment == other.comment
    return type(one) is type(other)


def _has(row: dict[str, object], name: Field, value: Value) -> bool:
    there = row[COLUMNS[name]]
    if name is Field.IS_PUBLIC:
        return bool(there) == bool(value)
    return _holds(name, there, server_value(value))


def server_value(value: Value) -> object:
    """As the server's row has it."""
    if isinstance(value, Priority):
        return value.id
    return value.isoformat() if isinstance(value, date) else value


def _holds(name: Field, there: object, wished: object) -> bool:
    """Long text may have been merged: it is there where its last line is."""
    if name is Field.DESCRIPTION and isinstance(wished, str) and wished:
        return isinstance(there, str) and wished.strip().splitlines()[-1] in there
    return (there or None) == (wished or None)
