"""Taking back what was changed on this computer, also by an earlier process, also after it was sent."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from kanbert_desktop.app.undo_words import words, words_for_several
from kanbert_desktop.app.wishes import new_card_key, new_comment_key
from kanbert_desktop.domain.board import Card, CardKey
from kanbert_desktop.domain.changes import (
    AddComment,
    Change,
    ChangeId,
    CreateCard,
    DeleteCard,
    EditCard,
    State,
    fields_of,
    inverse,
)
from kanbert_desktop.domain.errors import Refused
from kanbert_desktop.store import history
from kanbert_desktop.store.database import Store
from kanbert_desktop.sync.ledger import Ledger


class How(StrEnum):
    """How it was taken back."""

    WITHDRAWN = "withdrawn"
    """It had not been sent; nobody else ever saw it."""
    SENT_BACK = "sent_back"
    """The opposite is wished now."""
    RESTORED = "restored"
    """A deleted card lives on as a new one, without its comments."""


@dataclass(frozen=True, slots=True)
class Undone:
    """`card` is where it can be seen now; `text` says what was taken back (or done again), for a person."""

    change: Change
    card: CardKey
    how: How
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """`gesture` is shared by all that was done in one movement of the hand."""

    id: ChangeId
    change: Change
    inverse: Change | None
    gesture: ChangeId | None = None


def inverse_of(change: Change, before: Card | None) -> Change | None:
    """What takes it back; None where nothing but withdrawing does (a comment)."""
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


@dataclass(frozen=True, slots=True)
class TakenBack:
    """`by` is the opposite wish, where there was one; `card` is where the card lives now."""

    step: Step
    card: CardKey
    by: ChangeId | None


class Undo:
    """The steps made here and not taken back, newest last; what was taken back can be done again in this run."""

    def __init__(self, ledger: Ledger, store: Store) -> None:
        self._ledger = ledger
        self._store = store
        self._steps = _steps(store)
        self._taken_back: list[TakenBack] = []
        self._gesture: ChangeId | None = None
        self._in_gesture = False

    @contextmanager
    def together(self) -> Iterator[None]:
        """Steps remembered inside are one gesture, taken back as one; after a restart each stands for itself."""
        self._in_gesture, self._gesture = True, None
        try:
            yield
        finally:
            self._in_gesture, self._gesture = False, None

    def remember(self, step: Step) -> None:
        if self._in_gesture:
            self._gesture = self._gesture or step.id
            step = replace(step, gesture=self._gesture)
        self._steps.append(step)
        self._taken_back.clear()

    def decided(self, rows: list[history.HistoryRow]) -> None:
        """A decision was made: what it gave up is no step any more, what it did is one."""
        over = {row.id for row in rows if row.undone}
        self._steps = [step for step in self._steps if step.id not in over]
        for row in rows:
            if not row.undone and _can_be_undone(row):
                self.remember(Step(row.id, row.change, row.inverse))

    def text(self) -> str | None:
        step = self._last()
        return self._words(self._with_gesture(step)) if step is not None else None

    def redo_text(self) -> str | None:
        return self._words([taken.step for taken in self._to_redo()]) if self._taken_back else None

    def changes_of(self, change: ChangeId) -> list[ChangeId]:
        """Of the whole gesture that this change belongs to."""
        step = self._named(change)
        return [each.id for each in self._with_gesture(step)] if step is not None else [change]

    def undo(self, change: ChangeId | None = None) -> Undone | None:
        """The last gesture that can be taken back, or the one named; None where there is none. Raises `Refused`."""
        last = self._last() if change is None else self._named(change)
        if last is None:
            return None
        steps = self._with_gesture(last)
        text = self._words(steps)
        ways = [self._undo_step(step) for step in steps]
        how = How.RESTORED if How.RESTORED in ways else ways[-1]
        return Undone(steps[-1].change, self._taken_back[-1].card, how, text)

    def redo(self) -> Undone | None:
        """Wish again what was taken back last."""
        if not self._taken_back:
            return None
        steps = [self._redo_step(taken) for taken in self._to_redo()]
        first = steps[0].change
        return Undone(first, first.card, How.SENT_BACK, self._words(steps))

    def _undo_step(self, step: Step) -> How:
        how, taken = self._take_back(step)
        self._steps.remove(step)
        self._taken_back.append(taken)
        self._store.write(lambda db: history.mark_undone(db, step.id))
        return how

    def _redo_step(self, taken: TakenBack) -> Step:
        if taken.by is not None and self._is_last(taken.card, taken.by) and self._withdraw(taken.by):
            step = taken.step
        else:
            step = replace(self._again(taken), gesture=taken.step.gesture)
        self._taken_back.remove(taken)
        self._steps.append(step)
        return step

    def _with_gesture(self, step: Step) -> list[Step]:
        """All that was done together with it, newest first."""
        if step.gesture is None:
            return [step]
        return [each for each in reversed(self._steps) if each.gesture == step.gesture]

    def _to_redo(self) -> list[TakenBack]:
        """In the order in which it was done."""
        last = self._taken_back[-1]
        if last.step.gesture is None:
            return [last]
        return [taken for taken in reversed(self._taken_back) if taken.step.gesture == last.step.gesture]

    def _take_back(self, step: Step) -> tuple[How, TakenBack]:
        match step.change:
            case EditCard() | CreateCard():
                opposite = self._with_seen(step.inverse or inverse_of(step.change, None))
                wish = self._ledger.append(opposite, None)
                return How.SENT_BACK, TakenBack(step, step.change.card, wish.entry.id)
            case AddComment():
                if not self._withdraw(step.id):
                    raise Refused("undo_comment_sent")
                return How.WITHDRAWN, TakenBack(step, step.change.card, None)
            case DeleteCard():
                if self._withdraw(step.id):
                    return How.WITHDRAWN, TakenBack(step, step.change.card, None)
                return How.RESTORED, self._restore(step)
            case _:
                assert_never(step.change)

    def _restore(self, step: Step) -> TakenBack:
        if not isinstance(step.inverse, CreateCard):
            raise Refused("undo_impossible")
        copy = replace(step.inverse, card=new_card_key())
        wish = self._ledger.append(copy, None)
        return TakenBack(step, copy.card, wish.entry.id)

    def _withdraw(self, change: ChangeId) -> bool:
        """Only what certainly never left this computer."""
        return self._ledger.withdraw(change)

    def _is_unsent(self, change: ChangeId) -> bool:
        entry = self._ledger.mirror.entry(change)
        return entry is not None and entry.state in (State.PENDING, State.PARKED)

    def _is_last(self, card: CardKey, change: ChangeId) -> bool:
        entries = self._ledger.mirror.entries_of(card)
        return bool(entries) and entries[-1].id == change

    def _again(self, taken: TakenBack) -> Step:
        """The same wish anew: what was withdrawn or deleted comes with a new id."""
        change = taken.step.change
        match change:
            case CreateCard():
                change = replace(change, card=new_card_key())
            case AddComment():
                change = replace(change, comment=new_comment_key())
            case DeleteCard():
                change = self._with_seen(replace(change, card=taken.card))
            case EditCard():
                pass
        opposite = inverse_of(change, self._ledger.mirror.card(change.card))
        return Step(self._ledger.append(change, opposite).entry.id, change, opposite)

    def _with_seen(self, change: Change | None) -> Change:
        """A delete says which version the person saw."""
        if change is None:
            raise Refused("undo_impossible")
        if not isinstance(change, DeleteCard):
            return change
        card = self._ledger.mirror.card(change.card)
        return replace(change, seen=card.updated_at if card else None)

    def _last(self) -> Step | None:
        """A comment that was sent stays; what was done before it can still be taken back."""
        return next((step for step in reversed(self._steps) if not self._stays(step)), None)

    def _named(self, change: ChangeId) -> Step | None:
        return next((step for step in self._steps if step.id == change), None)

    def _stays(self, step: Step) -> bool:
        return isinstance(step.change, AddComment) and not self._is_unsent(step.id)

    def _words(self, steps: list[Step]) -> str:
        if len(steps) > 1:
            return words_for_several([step.change for step in steps])
        (step,) = steps
        told = step.inverse if isinstance(step.inverse, CreateCard) else step.change
        return words(step.change, self._ledger.mirror.card(step.change.card), told)


def _steps(store: Store) -> list[Step]:
    rows = history.latest(store.read())
    return [
        Step(row.id, row.change, row.inverse)
        for row in reversed(rows)
        if not row.undone and _can_be_undone(row)
    ]


def _can_be_undone(row: history.HistoryRow) -> bool:
    return row.inverse is not None or isinstance(row.change, AddComment)
