"""Undo and redo of changes made on this computer, also of sent changes and by a later process."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import assert_never

from kanbert_desktop.app.boards.undo_steps import (
    LocalStep,
    LocalUndoStack,
    RestorableDeletion,
    UndoMethod,
    UndoResult,
    UndoStack,
    can_be_undone,
    inverse_change,
)
from kanbert_desktop.app.boards.validation import new_card_key, new_comment_key
from kanbert_desktop.app.messages.change_texts import change_text, decision_text, several_changes_text
from kanbert_desktop.domain.board import BoardId, CardKey
from kanbert_desktop.domain.changes import (
    AddComment,
    Change,
    ChangeId,
    CreateCard,
    DecisionMade,
    DeleteCard,
    EditCard,
    State,
)
from kanbert_desktop.domain.errors import Refused
from kanbert_desktop.domain.value_classes import replace
from kanbert_desktop.store.database import Store
from kanbert_desktop.store.history import HistoryRow
from kanbert_desktop.sync.batch import Batch, new_change_id
from kanbert_desktop.sync.decision_undo import can_undo_decision
from kanbert_desktop.sync.replica import Replica


class Undo:
    """Steps made here and not undone, the newest last. The step undone last can be redone."""

    def __init__(self, replica: Replica, store: Store) -> None:
        self._replica = replica
        self._steps = UndoStack(store)
        self._local = LocalUndoStack()

    @contextmanager
    def undo_group(self, group: str | None = None) -> Iterator[None]:
        """Groups the changes made inside into one undo step, also for a later process.

        `group` continues an existing group. Nested calls belong to the outer group.
        """
        before = self._replica.undo_group
        self._replica.undo_group = before or group or str(uuid.uuid4())
        try:
            yield
        finally:
            self._replica.undo_group = before

    def add(self, row: HistoryRow) -> None:
        self._steps.add(row)
        self._local.clear_redo()

    def add_local_step(self, step: LocalStep) -> None:
        """Adds a step of the local view, possibly grouped with a change."""
        self._local.add(step, self._replica.undo_group, len(self._steps.done))
        self._steps.clear_redo()

    def add_decision(self, rows: list[HistoryRow], discarded: list[ChangeId]) -> ChangeId | None:
        """Records a decision: discarded changes are no steps any more, the decision is one.

        Returns the last step; None if it cannot be undone.
        """
        self._steps.drop(discarded)
        steps = [row for row in rows if can_be_undone(row)]
        for row in steps:
            self.add(row)
        return steps[-1].id if steps else None

    def undo_text(self) -> str | None:
        local = self._last_local()
        if local is not None:
            return local.text
        row = self._last_row()
        return self._text_of(self._undoable_rows(row)) if row is not None else None

    def redo_text(self) -> str | None:
        rows = self._steps.rows_to_redo()
        local = self._local_to_redo(rows)
        return local.text if local is not None else self._text_of(rows) if rows else None

    def is_step(self, change: ChangeId) -> bool:
        """Whether this change was made here and not undone since."""
        return self._steps.find(change) is not None

    def changes_in_group(self, change: ChangeId) -> list[ChangeId]:
        """The changes of the whole undo group of this change."""
        row = self._steps.find(change)
        return [each.id for each in self._steps.group_of(row)] if row is not None else [change]

    def restorable_deletions(self) -> list[RestorableDeletion]:
        """Deleted cards that can be restored, the newest first."""
        return [
            RestorableDeletion(row.id, row.inverse, row.made_at, self._is_unsent(row.id))
            for row in reversed(self._steps.done)
            if isinstance(row.change, DeleteCard) and isinstance(row.inverse, CreateCard)
        ]

    def undo(self, change: ChangeId | None = None) -> UndoResult | None:
        """Undoes the last group that can be undone, or the given one. Returns None if there is none. Raises `Refused`."""
        local = self._last_local() if change is None else None
        if local is not None:
            self._local.undo(local, len(self._steps.undone))
            return UndoResult(None, local.card, UndoMethod.LOCAL, local.text, self._board_of(local.card))
        last = self._last_row() if change is None else self._steps.find(change)
        if last is None:
            return None
        rows = self._undoable_rows(last)
        text = self._text_of(rows)
        methods = [self._undo_row(row) for row in rows]
        for step in self._local.done_in_group(last.undo_group):
            self._local.undo(step, len(self._steps.undone))
        method = UndoMethod.RESTORED if UndoMethod.RESTORED in methods else methods[-1]
        card = self._steps.undone[-1].undone_card or rows[-1].card
        return UndoResult(_change_of(rows[-1]), card, method, text, self._board_of(card, rows[-1]))

    def redo(self) -> UndoResult | None:
        """Repeats what was undone last."""
        undone = self._steps.rows_to_redo()
        local = self._local_to_redo(undone)
        if local is not None:
            self._local.redo(local, len(self._steps.done))
            return UndoResult(None, local.card, UndoMethod.LOCAL, local.text, self._board_of(local.card))
        if not undone:
            return None
        text = self._text_of(undone)
        decisions = [row for row in undone if isinstance(row.change, DecisionMade)]
        # Withdrawn rows keep their group; rows written again need the same one.
        with self.undo_group(undone[0].undo_group):
            rows = [done for row in decisions or undone for done in self._redo_row(row)]
        for step in self._local.undone_in_group(undone[0].undo_group):
            self._local.redo(step, len(self._steps.done))
        shown = rows[0] if rows else undone[0]
        return UndoResult(
            _change_of(shown), shown.card, UndoMethod.INVERSE_QUEUED, text, self._board_of(shown.card, shown)
        )

    # Undo.

    def _undoable_rows(self, row: HistoryRow) -> list[HistoryRow]:
        """The whole group, without steps that cannot be undone any more."""
        rows = self._steps.group_of(row)
        return [each for each in rows if not self._cannot_be_undone(each)] or [row]

    def _undo_row(self, row: HistoryRow) -> UndoMethod:
        undone = replace(row, undone=True, redo=self._steps.next_redo_number(), undone_card=row.card)
        how, undone = self._undo_change(row, undone)
        self._steps.move_to_undone(row, undone)
        return how

    def _undo_change(self, row: HistoryRow, undone: HistoryRow) -> tuple[UndoMethod, HistoryRow]:
        match row.change:
            case EditCard() | CreateCard():
                return self._undo_by_inverse(undone, row.inverse or inverse_change(row.change, None))
            case AddComment():
                if not self._replica.withdraw(row.id, Batch(history=[undone])):
                    raise Refused("undo_comment_sent")
                return UndoMethod.WITHDRAWN, undone
            case DeleteCard():
                if self._replica.withdraw(row.id, Batch(history=[undone])):
                    return UndoMethod.WITHDRAWN, undone
                return UndoMethod.RESTORED, self._restore_card(undone, row.inverse)
            case DecisionMade():
                return self._undo_decision(row.change, undone)
            case _:
                assert_never(row.change)

    def _undo_by_inverse(self, undone: HistoryRow, inverse: Change | None) -> tuple[UndoMethod, HistoryRow]:
        if inverse is None:
            raise Refused("undo_impossible")
        inverse = replace(inverse, card=self._steps.current_key(inverse.card))
        if isinstance(inverse, EditCard):
            taken_back, rest = self._replica.decisions.take_back(inverse)
            if rest != inverse:
                return self._take_back(replace(undone, undone_card=inverse.card), taken_back, rest)
        return UndoMethod.INVERSE_QUEUED, self._queue_inverse(undone, self._with_seen_version(inverse))

    def _take_back(
        self, row: HistoryRow, taken_back: Batch, rest: EditCard | None
    ) -> tuple[UndoMethod, HistoryRow]:
        """The row names no inverse change: redoing it has to repeat the edit, which is asked about again."""
        taken_back.history.append(row)
        if rest is None:
            self._replica.apply(taken_back)
            return UndoMethod.WITHDRAWN, row
        self._replica.append(rest, None, extra=taken_back)
        return UndoMethod.INVERSE_QUEUED, row

    def _restore_card(self, undone: HistoryRow, inverse: Change | None) -> HistoryRow:
        if not isinstance(inverse, CreateCard):
            raise Refused("undo_impossible")
        return self._queue_inverse(undone, replace(inverse, card=new_card_key()))

    def _queue_inverse(self, undone: HistoryRow, inverse: Change) -> HistoryRow:
        """Writes both in one transaction: a crash between them would undo the step twice."""
        queued = new_change_id()
        row = replace(undone, undone_by=queued, undone_card=inverse.card)
        self._replica.append(inverse, None, entry_id=queued, extra=Batch(history=[row]))
        return row

    def _undo_decision(self, decision: DecisionMade, undone: HistoryRow) -> tuple[UndoMethod, HistoryRow]:
        row = self._replica.decisions.undo(decision, undone)
        if decision.choice != "discard":
            return UndoMethod.DECISION_REOPENED, row
        is_card = isinstance(decision.question.change, CreateCard)
        return UndoMethod.RESTORED if is_card else UndoMethod.INVERSE_QUEUED, row

    # Redo.

    def _redo_row(self, undone: HistoryRow) -> list[HistoryRow]:
        if isinstance(undone.change, DecisionMade):
            return self._redo_decision(undone.change, undone)
        row = self._withdraw_inverse(undone) or self._repeat(undone)
        self._steps.move_to_done(undone, row)
        return [row]

    def _withdraw_inverse(self, undone: HistoryRow) -> HistoryRow | None:
        """Withdraws the inverse change if it is the card's last change and not sent yet."""
        card, by = undone.undone_card, undone.undone_by
        row = replace(undone, undone=False, redo=None, undone_by=None, undone_card=None)
        if card is None or by is None or not self._is_last(card, by):
            return None
        return row if self._replica.withdraw(by, Batch(history=[row], newest_steps={row.id})) else None

    def _repeat(self, undone: HistoryRow) -> HistoryRow:
        """Queues the change again. Withdrawn or deleted cards and comments get a new id."""
        change = undone.change
        match change:
            case CreateCard():
                change = replace(change, card=new_card_key())
            case AddComment():
                change = replace(change, comment=new_comment_key(), card=self._steps.current_key(change.card))
            case DeleteCard() | EditCard():
                change = self._with_seen_version(replace(change, card=self._steps.current_key(change.card)))
            case DecisionMade():
                raise Refused("undo_impossible")
        inverse = inverse_change(change, self._replica.local_cards.card(change.card))
        also = Batch(history=[replace(undone, redo=None)])
        return self._replica.append(change, inverse, extra=also).row

    def _redo_decision(self, decision: DecisionMade, undone: HistoryRow) -> list[HistoryRow]:
        """The whole group was one decision: repeating it repeats all of it."""
        for row in self._steps.rows_to_redo():
            self._steps.remove_undone(row)
        rows, discarded = self._replica.decisions.redo(decision, replace(undone, redo=None))
        self._steps.drop(discarded)
        done = [row for row in rows if can_be_undone(row)]
        self._steps.done.extend(done)
        return done

    # State of a step.

    def _is_last(self, card: CardKey, change: ChangeId) -> bool:
        entries = self._replica.local_cards.pending.entries_of(card)
        return bool(entries) and entries[-1].id == change

    def _with_seen_version(self, change: EditCard | DeleteCard | CreateCard | AddComment) -> Change:
        """A delete records which version the user saw."""
        if not isinstance(change, DeleteCard):
            return change
        card = self._replica.local_cards.card(change.card)
        return replace(change, seen=card.updated_at if card else None)

    def _last_row(self) -> HistoryRow | None:
        """Steps that cannot be undone are skipped."""
        return next((row for row in reversed(self._steps.done) if not self._cannot_be_undone(row)), None)

    def _last_local(self) -> LocalStep | None:
        """The last local step, unless a step that can be undone was made after it or is part of the same group."""
        local = self._local.last()
        if local is None or not all(self._cannot_be_undone(row) for row in self._steps.done[local.depth :]):
            return None
        before = self._last_row()
        is_part = before is not None and local.undo_group in {before.undo_group} - {None}
        return None if is_part else local

    def _local_to_redo(self, undone: list[HistoryRow]) -> LocalStep | None:
        """The local step to redo before `undone`, unless it belongs to the same group."""
        local = self._local.next_to_redo(len(self._steps.undone))
        is_part = local is not None and local.undo_group in {row.undo_group for row in undone} - {None}
        return None if is_part else local

    def _cannot_be_undone(self, row: HistoryRow) -> bool:
        match row.change:
            case AddComment():
                return not self._is_unsent(row.id)
            case DecisionMade():
                return not can_undo_decision(self._replica.local_cards, row.change)
            case EditCard() | CreateCard():
                return self._is_deleted(row.card)
            case DeleteCard():
                return False

    def _is_deleted(self, card: CardKey) -> bool:
        """The card was deleted by somebody else: there is nothing to change."""
        local_cards, key = self._replica.local_cards, self._steps.current_key(card)
        return local_cards.card(key) is None and local_cards.base_card(key) is None

    def _board_of(self, key: CardKey, row: HistoryRow | None = None) -> BoardId | None:
        """The board of the card. If the card is gone, the board on which it was created."""
        local_cards, where = self._replica.local_cards, self._steps.current_key(key)
        card = local_cards.card(where) or local_cards.base_card(where)
        if card is not None:
            return card.board
        changes = (_change_of(row), row.inverse) if row is not None else ()
        return next((change.board for change in changes if isinstance(change, CreateCard)), None)

    def _is_unsent(self, change: ChangeId) -> bool:
        entry = self._replica.local_cards.pending.entry(change)
        return entry is not None and entry.state in (State.PENDING, State.PARKED)

    def _text_of(self, rows: list[HistoryRow]) -> str:
        decided = next((row.change for row in rows if isinstance(row.change, DecisionMade)), None)
        if decided is not None:
            return decision_text(decided, self._replica.local_cards.card(decided.card), len(rows))
        if len(rows) > 1:
            return several_changes_text([_change_of(row) for row in rows])
        (row,) = rows
        change = _change_of(row)
        creation = row.inverse if isinstance(row.inverse, CreateCard) else change
        return change_text(
            change, self._replica.local_cards.card(self._steps.current_key(row.card)), creation
        )


def _change_of(row: HistoryRow) -> Change:
    return row.change.question.change if isinstance(row.change, DecisionMade) else row.change
