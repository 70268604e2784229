"""What the person wishes and decides, written down at once; what the network says goes through `apply`."""

import uuid
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.domain.changes import (
    Change,
    ChangeId,
    CreateCard,
    DecisionMade,
    Entry,
    Outcome,
    Question,
    State,
)
from kanbert_desktop.domain.errors import Refused
from kanbert_desktop.domain.events import EventBus
from kanbert_desktop.domain.mirror import Mirror
from kanbert_desktop.store import base
from kanbert_desktop.store.base import Kind
from kanbert_desktop.store.database import Store
from kanbert_desktop.store.history import HistoryRow
from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.sync.decision_undo import changes_to_repeat, decision_record, undo_decision
from kanbert_desktop.sync.decisions import choices_for, decide, discarded_change, unpark_corrected
from kanbert_desktop.sync.replica_state import ReplicaState

DecisionResult = tuple[list[HistoryRow], list[ChangeId]]
__all__ = ["DecisionResult", "QueuedChange", "Replica", "new_change_id"]


class QueuedChange(NamedTuple):
    """`saved` is resolved once the wish is on disk; it fails with `StoreBroken`, and the wish is kept in memory."""

    entry: Entry
    saved: Future[None]
    row: HistoryRow

    @property
    def card(self) -> CardKey:
        return self.entry.card


def new_change_id() -> ChangeId:
    return ChangeId(str(uuid.uuid4()))


class Replica(ReplicaState):
    """The only thing that touches mirror and store together. `gesture` marks all that is done while it is set."""

    undo_group: str | None = None

    def __init__(self, mirror: Mirror, store: Store, bus: EventBus, now: Callable[[], datetime]) -> None:
        super().__init__(mirror, store, bus, now)
        self.outcomes: dict[ChangeId, Outcome | None] = {}
        self._told: dict[CardKey, dict[ChangeId, HistoryRow]] = {}
        self._answers: dict[str, str] = {}

    def apply(self, batch: Batch, *, retry: bool = True, may_wait: bool = False) -> Future[None]:
        """Remembers what the history was told in this run: it may not be on disk yet when it is asked for."""
        self.outcomes |= batch.outcomes
        self._answers |= batch.responses
        for row in batch.history:
            self._told.setdefault(row.card, {})[row.id] = row
        return super().apply(batch, retry=retry, may_wait=may_wait)

    def find_response(self, request: str) -> str | None:
        """What this request was answered, here or by a process that ended before it could say so."""
        return self._answers.get(request) or base.find_response(self._store.read(), request)

    def recent_history(self, card: CardKey) -> dict[ChangeId, HistoryRow]:
        """What the history was told of a card in this run, in that order."""
        return self._told.get(card, {})

    def append(
        self,
        change: Change,
        inverse: Change | None,
        *,
        hold: timedelta | None = None,
        entry_id: ChangeId | None = None,
        extra: Batch | None = None,
    ) -> QueuedChange:
        """`also` joins the same transaction; without it this is something new, which nothing can be redone after."""
        entry, batch = self._wished(change, inverse, entry_id)
        if hold is not None:
            entry = replace(entry, not_before=entry.made_at + hold)
        batch.put.append(entry)
        row = batch.history[-1]
        batch.clears_redo = extra is None
        return QueuedChange(entry, self.apply(batch.add(extra) if extra else batch), row)

    def withdraw(self, entry_id: ChangeId, extra: Batch | None = None) -> bool:
        """Take back what certainly never left this computer; False where it may have."""
        entry = self.mirror.entry(entry_id)
        if entry is None or entry.state not in (State.PENDING, State.PARKED):
            return False
        batch = Batch(drop=[entry_id], outcomes={entry_id: Outcome.WITHDRAWN})
        self.apply(batch.add(extra) if extra else batch)
        return True

    def release_hold(self, entry_id: ChangeId) -> None:
        """Hold it back no longer."""
        entry = self.mirror.entry(entry_id)
        if entry is not None and entry.not_before is not None:
            self.apply(Batch(put=[replace(entry, not_before=None)]))

    def parked_entries(self) -> list[Entry]:
        return [entry for entry in self.mirror.entries() if entry.state is State.PARKED]

    def find_question(self, entry_id: ChangeId) -> Question | None:
        """The one that this parked entry belongs to."""
        return next((one for one in self.mirror.questions() if entry_id in one.ids), None)

    def choices_for(self, entry: Entry) -> list[str]:
        return choices_for(self.mirror, entry)

    def resolve(self, entry_id: ChangeId, choice: str) -> DecisionResult:
        """What the person's history holds from now on, for undo, and which wishes are given up.

        Raises `Refused` (`unknown_decision`, `unknown_choice`). A retry of what is on its way again is no mistake.
        """
        entry = self.mirror.entry(entry_id)
        if entry is None:
            raise Refused("unknown_decision", decision=entry_id)
        if entry.state is not State.PARKED and choice == "retry":
            return [], []
        choices = self.choices_for(entry)
        if choice not in choices:
            raise Refused("unknown_choice", choice=choice, choices=" ".join(choices))
        decision = decide(self.mirror, entry, choice, self.meta)
        batch = decision.batch
        batch.clears_redo = True
        for change, inverse in decision.changes:
            wished, also = self._wished(change, inverse)
            batch.add(also).put.append(wished)
        batch.history += self._answered(entry, choice)
        self.apply(batch)
        return batch.history, [one for one, outcome in batch.outcomes.items() if outcome is Outcome.DISCARDED]

    def undo_decision(self, decision: DecisionMade, row: HistoryRow) -> HistoryRow:
        """Take an answer back. `row` is what the history holds of it then, and comes back with the card's place."""
        aside = base.rows(self._store.read(), Kind.REMOVED) if decision.choice == "remove" else []
        wishes, followers = changes_to_repeat(self.mirror, decision)
        batch = Batch(put=followers) if wishes else undo_decision(self.mirror, decision, self.meta, aside)
        for place, change in enumerate(wishes):
            entry, also = self._wished(change, None)
            batch.add(also).put.insert(place, entry)
        told = replace(row, undone_card=batch.put[0].card)
        batch.history.append(told)
        self.apply(batch)
        return told

    def redo_decision(self, decision: DecisionMade, row: HistoryRow) -> DecisionResult:
        """The rows of giving that answer once more, and the wishes given up by it. Raises `Refused`."""
        before = self.mirror.entry(decision.question.id)
        if before is not None and before.state is State.PARKED:
            self.apply(Batch(history=[row]))
            return self.resolve(before.id, decision.choice)
        over = self._unsent_again(decision, row)
        if decision.choice != "discard" or not over:
            raise Refused("undo_impossible")
        again = HistoryRow(new_change_id(), decision, None, self.now(), undo_group=row.undo_group)
        outcomes = dict.fromkeys(over, Outcome.DISCARDED)
        self.apply(Batch(drop=over, outcomes={**outcomes}, history=[row, again]))
        return [again], over

    def _unsent_again(self, answered: DecisionMade, row: HistoryRow) -> list[ChangeId]:
        """What was taken up again and has not left: a card with all that was wished of it, or the one wish."""
        if not isinstance(answered.question.change, CreateCard):
            return [entry.id for entry in answered.before if self._is_pending(entry.id)]
        entries = self.mirror.entries_of(row.undone_card or answered.card)
        is_unsent = all(self._is_pending(entry.id) for entry in entries)
        has_card = any(isinstance(entry.change, CreateCard) for entry in entries)
        return [entry.id for entry in entries] if is_unsent and has_card else []

    def _is_pending(self, entry_id: ChangeId) -> bool:
        entry = self.mirror.entry(entry_id)
        return entry is not None and entry.state is State.PENDING

    def _answered(self, entry: Entry, choice: str) -> list[HistoryRow]:
        """The wish itself is past undoing then; giving it up is what was done last."""
        said = decision_record(self.mirror, entry, choice, self.meta)
        if said is not None:
            return [HistoryRow(new_change_id(), said, None, self.now(), undo_group=self.undo_group)]
        pair = discarded_change(self.mirror, entry) if choice in ("theirs", "discard") else None
        return [HistoryRow(new_change_id(), *pair, self.now(), undo_group=self.undo_group)] if pair else []

    def _wished(
        self, change: Change, inverse: Change | None, entry_id: ChangeId | None = None
    ) -> tuple[Entry, Batch]:
        entry = Entry(
            id=entry_id or new_change_id(), seq=self.mirror.next_seq(), change=change, made_at=self.now()
        )
        batch = unpark_corrected(self.mirror.entries_of(entry.card), change)
        batch.history.append(HistoryRow(entry.id, change, inverse, entry.made_at, undo_group=self.undo_group))
        return entry, batch
