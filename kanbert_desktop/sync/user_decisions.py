"""The user's answers to questions, and their undo and redo."""

from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime
from typing import Protocol

from kanbert_desktop.domain.changes import (
    Change,
    ChangeId,
    CreateCard,
    DecisionMade,
    EditCard,
    Entry,
    Outcome,
    Question,
    State,
)
from kanbert_desktop.domain.errors import Refused
from kanbert_desktop.domain.value_classes import replace
from kanbert_desktop.store import base
from kanbert_desktop.store.base import Kind
from kanbert_desktop.store.database import Store
from kanbert_desktop.store.history import HistoryRow
from kanbert_desktop.sync.batch import Batch, new_change_id
from kanbert_desktop.sync.decisions import choices_for, decide, discarded_change, take_back
from kanbert_desktop.sync.local_cards import LocalCards

DecisionResult = tuple[list[HistoryRow], list[ChangeId]]
"""History rows written, and the changes that were discarded."""


class ChangedReplica(Protocol):
    """What a decision needs of the replica."""

    local_cards: LocalCards
    meta: dict[str, str | None]
    undo_group: str | None
    now: Callable[[], datetime]

    def apply(self, batch: Batch, /) -> Future[None]: ...
    def new_entry(self, change: Change, inverse: Change | None, /) -> tuple[Entry, Batch]: ...


class UserDecisions:
    """Applies each answer to the replica as one batch."""

    def __init__(self, replica: ChangedReplica, store: Store) -> None:
        self._replica = replica
        self._local_cards = replica.local_cards
        self._store = store

    def find_question(self, entry_id: ChangeId) -> Question | None:
        """The question that this parked entry belongs to."""
        return next((one for one in self._local_cards.pending.questions() if entry_id in one.ids), None)

    def choices_for(self, entry: Entry) -> list[str]:
        return choices_for(self._local_cards, entry)

    def resolve(self, entry_id: ChangeId, choice: str) -> DecisionResult:
        """Applies a decision. Returns the new history rows, for undo, and the discarded changes.

        Raises `Refused` (`unknown_decision`, `unknown_choice`). A retry of a change that is pending again is no
        error.
        """
        entry = self._local_cards.pending.entry(entry_id)
        if entry is None:
            raise Refused("unknown_decision", decision=entry_id)
        if entry.state is not State.PARKED and choice == "retry":
            return [], []
        choices = self.choices_for(entry)
        if choice not in choices:
            raise Refused("unknown_choice", choice=choice, choices=" ".join(choices))
        decision = decide(self._local_cards, entry, choice, self._replica.meta)
        batch = decision.batch
        batch.clears_redo = True
        for change, inverse in decision.changes:
            new_entry, additions = self._replica.new_entry(change, inverse)
            batch.add(additions).put.append(new_entry)
        batch.history += self._decision_rows(entry, choice)
        self._replica.apply(batch)
        return batch.history, [one for one, outcome in batch.outcomes.items() if outcome is Outcome.DISCARDED]

    def take_back(self, inverse: EditCard) -> tuple[Batch, EditCard | None]:
        """What undoing an edit changes in questions, to be applied by the caller, and the rest of its inverse."""
        return take_back(self._local_cards, inverse)

    def undo(self, decision: DecisionMade, row: HistoryRow) -> HistoryRow:
        """Undoes a decision. `row` is its undone history row; returns it with the card's new key."""
        from kanbert_desktop.sync.decision_undo import changes_to_repeat, undo_decision  # noqa: PLC0415  no start needs it

        removed_rows = base.rows(self._store.read(), Kind.REMOVED) if decision.choice == "remove" else []
        changes, followers = changes_to_repeat(self._local_cards, decision)
        if changes:
            batch = Batch(put=followers)
        else:
            batch = undo_decision(self._local_cards, decision, self._replica.meta, removed_rows)
        for position, change in enumerate(changes):
            entry, additions = self._replica.new_entry(change, None)
            batch.add(additions).put.insert(position, entry)
        undone = replace(row, undone_card=batch.put[0].card)
        batch.history.append(undone)
        self._replica.apply(batch)
        return undone

    def redo(self, decision: DecisionMade, row: HistoryRow) -> DecisionResult:
        """Repeats a decision; returns the new history rows and the discarded changes. Raises `Refused`."""
        before = self._local_cards.pending.entry(decision.question.id)
        if before is not None and before.state is State.PARKED:
            self._replica.apply(Batch(history=[row]))
            return self.resolve(before.id, decision.choice)
        discarded = self._unsent_again(decision, row)
        if decision.choice != "discard" or not discarded:
            raise Refused("undo_impossible")
        again = HistoryRow(new_change_id(), decision, None, self._replica.now(), undo_group=row.undo_group)
        outcomes = dict.fromkeys(discarded, Outcome.DISCARDED)
        self._replica.apply(Batch(drop=discarded, outcomes={**outcomes}, history=[row, again]))
        return [again], discarded

    def _unsent_again(self, decision: DecisionMade, row: HistoryRow) -> list[ChangeId]:
        """What the undo restored and is still unsent: a card with all its changes, or the one change."""
        if not isinstance(decision.question.change, CreateCard):
            return [entry.id for entry in decision.before if self._is_pending(entry.id)]
        entries = self._local_cards.pending.entries_of(row.undone_card or decision.card)
        is_unsent = all(self._is_pending(entry.id) for entry in entries)
        has_card = any(isinstance(entry.change, CreateCard) for entry in entries)
        return [entry.id for entry in entries] if is_unsent and has_card else []

    def _is_pending(self, entry_id: ChangeId) -> bool:
        entry = self._local_cards.pending.entry(entry_id)
        return entry is not None and entry.state is State.PENDING

    def _decision_rows(self, entry: Entry, choice: str) -> list[HistoryRow]:
        """The history rows of an answer. The change itself can no longer be undone; discarding it is the newest step."""
        from kanbert_desktop.sync.decision_undo import decision_record  # noqa: PLC0415  no start needs it

        decision_made = decision_record(self._local_cards, entry, choice, self._replica.meta)
        if decision_made is not None:
            return [self._new_row(decision_made, None)]
        pair = discarded_change(self._local_cards, entry) if choice in ("theirs", "discard") else None
        return [self._new_row(*pair)] if pair else []

    def _new_row(self, change: Change | DecisionMade, inverse: Change | None) -> HistoryRow:
        return HistoryRow(
            new_change_id(), change, inverse, self._replica.now(), undo_group=self._replica.undo_group
        )
