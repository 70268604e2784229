"""What the person wishes and decides, written down at once; what the network says goes through `apply`."""

import uuid
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import timedelta

from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.domain.changes import Change, ChangeId, Entry, Reason, State
from kanbert_desktop.domain.errors import Refused
from kanbert_desktop.store.history import HistoryRow
from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.sync.book import Book
from kanbert_desktop.sync.decisions import choices_for, decide, given_up
from kanbert_desktop.sync.overlap import revived

__all__ = ["Ledger", "Wish", "new_change_id"]


@dataclass(frozen=True, slots=True)
class Wish:
    """`saved` is resolved once the wish is on disk; it fails with `StoreBroken`, and the wish is kept in memory."""

    entry: Entry
    saved: Future[None]

    @property
    def card(self) -> CardKey:
        return self.entry.card


def new_change_id() -> ChangeId:
    return ChangeId(str(uuid.uuid4()))


class Ledger(Book):
    """The only thing that touches mirror and store together."""

    def append(self, change: Change, inverse: Change | None, *, hold: timedelta | None = None) -> Wish:
        entry, batch = self._wished(change, inverse)
        if hold is not None:
            entry = replace(entry, not_before=entry.made_at + hold)
        batch.put.append(entry)
        return Wish(entry, self.apply(batch))

    def withdraw(self, entry_id: ChangeId) -> bool:
        """Take back what certainly never left this computer; False where it may have."""
        entry = self.mirror.entry(entry_id)
        if entry is None or entry.state not in (State.PENDING, State.PARKED):
            return False
        self.apply(Batch(drop=[entry_id]))
        return True

    def release(self, entry_id: ChangeId) -> None:
        """Hold it back no longer."""
        entry = self.mirror.entry(entry_id)
        if entry is not None and entry.not_before is not None:
            self.apply(Batch(put=[replace(entry, not_before=None)]))

    def attention(self) -> list[Entry]:
        return [entry for entry in self.mirror.entries() if entry.state is State.PARKED]

    def choices_for(self, entry: Entry) -> list[str]:
        return choices_for(entry)

    def resolve(self, entry_id: ChangeId, choice: str) -> list[HistoryRow]:
        """What the person's history holds from now on, for undo; a wish given up can be taken up again.

        Raises `Refused` (`unknown_decision`, `unknown_choice`). A retry of what is on its way again is no mistake.
        """
        entry = self.mirror.entry(entry_id)
        if entry is None:
            raise Refused("unknown_decision", decision=entry_id)
        if entry.state is not State.PARKED and choice == "retry":
            return []
        if choice not in choices_for(entry):
            raise Refused("unknown_choice", choice=choice, choices=" ".join(choices_for(entry)))
        decision = decide(self.mirror, entry, choice, self.meta)
        batch = decision.batch
        batch.history += self._given_up(entry, choice)
        for change, inverse in decision.wishes:
            wished, also = self._wished(change, inverse)
            batch.add(also).put.append(wished)
        self.apply(batch)
        return batch.history

    def _given_up(self, entry: Entry, choice: str) -> list[HistoryRow]:
        """The wish itself is past undoing then; giving it up is what was done last."""
        if choice not in ("theirs", "discard") or entry.reason is Reason.MASS_DELETION:
            return []
        rows = [HistoryRow(entry.id, entry.change, None, entry.made_at, undone=True)]
        pair = given_up(self.mirror, entry)
        return [*rows, HistoryRow(new_change_id(), *pair, self.now())] if pair else rows

    def _wished(self, change: Change, inverse: Change | None) -> tuple[Entry, Batch]:
        entry = Entry(id=new_change_id(), seq=self.mirror.next_seq(), change=change, made_at=self.now())
        batch = revived(self.mirror.entries_of(entry.card), change)
        batch.history.append(HistoryRow(entry.id, change, inverse, entry.made_at))
        return entry, batch
