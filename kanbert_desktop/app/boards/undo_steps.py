"""Undo steps, stored and local, inverse changes, and the results of undo."""

from collections.abc import Callable, Iterable
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, assert_never

from kanbert_desktop.domain.board import BoardId, Card, CardKey
from kanbert_desktop.domain.changes import (
    AddComment,
    Change,
    ChangeId,
    CreateCard,
    DecisionMade,
    DeleteCard,
    EditCard,
    Field,
    fields_of,
    inverse,
)
from kanbert_desktop.domain.value_classes import dataclass, replace
from kanbert_desktop.store import history
from kanbert_desktop.store.database import Store
from kanbert_desktop.store.history import HistoryRow


class UndoMethod(StrEnum):
    """How a change was undone."""

    WITHDRAWN = "withdrawn"
    """It had not been sent; nobody else ever saw it."""
    INVERSE_QUEUED = "sent_back"
    """The inverse change was queued."""
    RESTORED = "restored"
    """A deleted card was created again without its comments, or a discarded new card is back."""
    DECISION_REOPENED = "asked_again"
    """A decision was undone: the question is open again."""
    LOCAL = "here"
    """Only the local view was changed back."""


@dataclass(frozen=True, slots=True)
class UndoResult:
    """`card` is the card to show now. `text` names what was undone or redone.

    `change` is None if only the local view was changed. `board` is the card's board, also if the card is gone;
    None if it is unknown.
    """

    change: Change | None
    card: CardKey
    method: UndoMethod
    text: str
    board: BoardId | None = None


class RestorableDeletion(NamedTuple):
    """`change` is the delete, `card` the change that creates the card again; `made_at` is aware.

    `is_unsent`: the delete is withdrawn. Otherwise a new card is created, without comments.
    """

    change: ChangeId
    card: CreateCard
    made_at: datetime
    is_unsent: bool

    @property
    def board(self) -> BoardId:
        return self.card.board

    @property
    def title(self) -> str:
        return str(self.card.fields.get(Field.TITLE) or "")


@dataclass(frozen=True, slots=True)
class LocalStep:
    """`undo` and `redo` apply the step; `text` names it for the user."""

    card: CardKey
    text: str
    undo: Callable[[], None]
    redo: Callable[[], None]
    undo_group: str | None = None
    depth: int = 0
    """How many stored steps were done, or undone, when this one was added."""


class UndoStack:
    """The newest steps are last in `done` and `undone`. A restored card is found under its former id too."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._is_read = False
        self._done: list[HistoryRow] = []
        self._undone: list[HistoryRow] = []
        self._read_ids: set[ChangeId] = set()
        self._restored_keys: dict[CardKey, CardKey] = {}

    @property
    def done(self) -> list[HistoryRow]:
        self._read()
        return self._done

    @property
    def undone(self) -> list[HistoryRow]:
        self._read()
        return self._undone

    def add(self, row: HistoryRow) -> None:
        """Adds a step and clears the redo stack."""
        self._read()
        # The row may have been on disk already when the stack was read, whoever caused that.
        if row.id not in self._read_ids:
            self._done.append(row)
        self._undone.clear()

    def clear_redo(self) -> None:
        """Clears the redo stack after a step that is not a change."""
        self._undone.clear()

    def move_to_undone(self, row: HistoryRow, as_undone: HistoryRow) -> None:
        _remove(self.done, row)
        self._undone.append(as_undone)
        if as_undone.undone_card is not None and as_undone.undone_card != row.card:
            self._restored_keys[row.card] = as_undone.undone_card

    def move_to_done(self, undone: HistoryRow, row: HistoryRow) -> None:
        _remove(self.undone, undone)
        self._done.append(row)

    def remove_undone(self, undone: HistoryRow) -> None:
        """Removes a step that is redone in another way."""
        _remove(self.undone, undone)

    def drop(self, changes: Iterable[ChangeId]) -> None:
        dropped = set(changes)
        self._done = [row for row in self.done if row.id not in dropped]

    def next_redo_number(self) -> int:
        """The position of the next undone row."""
        return (self.undone[-1].redo or 0) + 1 if self.undone else 1

    def current_key(self, card: CardKey) -> CardKey:
        """Follows restored cards to their present key."""
        self._read()
        seen = {card}
        while card in self._restored_keys and self._restored_keys[card] not in seen:
            card = self._restored_keys[card]
            seen.add(card)
        return card

    def find(self, change: ChangeId) -> HistoryRow | None:
        return next((row for row in self.done if row.id == change), None)

    def group_of(self, row: HistoryRow) -> list[HistoryRow]:
        """All steps of its undo group, newest first."""
        if row.undo_group is None:
            return [row]
        return [each for each in reversed(self.done) if each.undo_group == row.undo_group]

    def rows_to_redo(self) -> list[HistoryRow]:
        """In the order in which they were done."""
        if not self.undone:
            return []
        last = self._undone[-1]
        if last.undo_group is None:
            return [last]
        return [row for row in reversed(self._undone) if row.undo_group == last.undo_group]

    def _read(self) -> None:
        if self._is_read:
            return
        self._is_read = True
        db = self._store.read()
        self._done = [row for row in reversed(history.undoable_rows(db)) if can_be_undone(row)]
        self._read_ids = {row.id for row in self._done}
        self._undone = history.redoable_rows(db)
        self._restored_keys = history.moved_cards(db)


def _remove(rows: list[HistoryRow], row: HistoryRow) -> None:
    """Searches from the end: undo and redo concern the last steps."""
    for index in range(len(rows) - 1, -1, -1):
        if rows[index].id == row.id:
            del rows[index]
            return


def can_be_undone(row: HistoryRow) -> bool:
    return row.inverse is not None or isinstance(row.change, AddComment | DecisionMade)


class LocalUndoStack:
    """Local steps, ordered among the stored ones. They last until quitting. The newest is last."""

    def __init__(self) -> None:
        self._done: list[LocalStep] = []
        self._undone: list[LocalStep] = []

    def add(self, step: LocalStep, group: str | None, done: int) -> None:
        self._done.append(replace(step, undo_group=group, depth=done))
        self._undone.clear()

    def clear_redo(self) -> None:
        """After a new step there is nothing to redo."""
        self._undone.clear()

    def last(self) -> LocalStep | None:
        return self._done[-1] if self._done else None

    def next_to_redo(self, undone: int) -> LocalStep | None:
        """The step to redo next while this many stored steps are undone."""
        return self._undone[-1] if self._undone and self._undone[-1].depth >= undone else None

    def undo(self, step: LocalStep, undone: int) -> None:
        step.undo()
        self._done.remove(step)
        self._undone.append(replace(step, depth=undone))

    def redo(self, step: LocalStep, done: int) -> None:
        step.redo()
        self._undone.remove(step)
        self._done.append(replace(step, depth=done))

    def done_in_group(self, group: str | None) -> list[LocalStep]:
        """The local steps of an undo group, newest first."""
        return [step for step in reversed(self._done) if group is not None and step.undo_group == group]

    def undone_in_group(self, group: str | None) -> list[LocalStep]:
        return [step for step in reversed(self._undone) if group is not None and step.undo_group == group]


def inverse_change(change: Change, before: Card | None) -> Change | None:
    """Returns None if a change can only be withdrawn (a comment)."""
    match change:
        case EditCard():
            return inverse(change)
        case CreateCard():
            return DeleteCard(change.card)
        case DeleteCard():
            return CreateCard(change.card, before.board, fields_of(before)) if before else None
        case AddComment():
            return None
        case _:
            assert_never(change)
