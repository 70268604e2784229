"""Choices of `resolve` and their effect; later edits that supersede a rejected one."""

import uuid
from collections.abc import Callable, Iterable

from kanbert_desktop.domain.board import OWN_ID_PREFIX, Card, CardKey
from kanbert_desktop.domain.changes import (
    AddComment,
    Change,
    CreateCard,
    DeleteCard,
    EditCard,
    Entry,
    Field,
    Fields,
    FieldValue,
    Outcome,
    Reason,
    State,
    edit,
    fields_of,
    ids,
    inverse,
    only,
    same_value,
)
from kanbert_desktop.domain.projection import project_card
from kanbert_desktop.domain.value_classes import dataclass, field, replace
from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.sync.deletions import KEPT_CARDS, MISSING_CARDS, RECENT_REMOVALS, keys_in, remove_cards
from kanbert_desktop.sync.local_cards import LocalCards

_CORRECTABLE = (Reason.REJECTED, Reason.OUTCOME_UNKNOWN)
_CHOICES = {
    Reason.CHANGED_REMOTELY: ["mine", "theirs"],
    Reason.DELETED_REMOTELY: ["restore", "discard"],
    Reason.DELETED_LOCALLY: ["mine", "theirs"],
    Reason.REJECTED: ["retry", "discard"],
    Reason.OUTCOME_UNKNOWN: ["retry", "discard"],
    Reason.MASS_DELETION: ["keep", "remove"],
}


@dataclass(slots=True)
class Decision:
    """`changes` are new changes, each with its inverse, for the user's history."""

    batch: Batch = field(default_factory=Batch)
    changes: list[tuple[Change, Change | None]] = field(default_factory=list)


def choices_for(local_cards: LocalCards, entry: Entry) -> list[str]:
    """A card that was never known here has no copy to restore."""
    if entry.reason is None:
        return []
    choices = [
        one for one in _CHOICES[entry.reason] if one != "restore" or local_cards.card(entry.card) is not None
    ]
    return [*choices, "both"] if entry.reason is Reason.CHANGED_REMOTELY and _is_text(entry) else choices


def decide(local_cards: LocalCards, entry: Entry, choice: str, meta: dict[str, str | None]) -> Decision:
    """`choice` is one of `choices_for(local_cards, entry)`."""
    if entry.reason is Reason.MASS_DELETION:
        return _missing(local_cards, entry, choice, meta)
    actions: dict[str, Callable[[LocalCards, Entry], Decision]] = {
        "mine": _mine,
        "theirs": _drop,
        "both": _both,
        "restore": _restore,
        "retry": _retry,
        "discard": _discard,
    }
    return actions[choice](local_cards, entry)


def discarded_change(local_cards: LocalCards, entry: Entry) -> tuple[Change, Change] | None:
    """Returns what discarding this change does, and its inverse; None if it cannot be undone."""
    others = [other for other in local_cards.pending.entries_of(entry.card) if other.id != entry.id]
    left = project_card(local_cards.base_card(entry.card), others)
    match entry.change:
        case EditCard(new=new) if left is not None:
            again = edit(left, new)
            return (inverse(again), again) if again is not None else None
        case CreateCard():
            shown = local_cards.card(entry.card)
            whole = replace(entry.change, fields=fields_of(shown)) if shown is not None else entry.change
            return DeleteCard(entry.card), whole
        case DeleteCard() if left is not None:
            return CreateCard(entry.card, left.board, fields_of(left)), entry.change
        case _:
            return None


def unpark_corrected(entries: Iterable[Entry], change: Change) -> Batch:
    """Makes parked changes pending again that `change` corrects, so that both are coalesced into one request."""
    if not isinstance(change, EditCard):
        return Batch()
    return Batch(put=[unpark(entry) for entry in entries if _is_corrected(entry, change)])


def take_back(local_cards: LocalCards, inverse: EditCard) -> tuple[Batch, EditCard | None]:
    """Takes an edit that is undone out of the questions that it waits in; returns also the rest of its inverse.

    Such an edit never reached the server, and the card shows the other value: its inverse would change that one, and
    merge a text with one that the server never had. A question asks on about the value before the edit, if there is any.
    """
    batch, taken = Batch(), set[Field]()
    card = local_cards.card(inverse.card)
    shown = fields_of(card) if card is not None else {}
    hidden = {
        name: value
        for name, value in inverse.old.items()
        if name not in shown or not same_value(name, shown[name], value)
    }
    for entry in local_cards.pending.entries_of(inverse.card):
        if entry.reason is not Reason.CHANGED_REMOTELY or not isinstance(entry.change, EditCard):
            continue
        mine = entry.change.new
        names = {name for name in mine if name in hidden and same_value(name, mine[name], hidden[name])}
        if names:
            taken |= names
            batch.add(_asked_again(entry, entry.change, {name: inverse.new[name] for name in names}))
    rest = only(inverse, inverse.new.keys() - taken)
    return batch, rest if rest.new else None


def _asked_again(entry: Entry, change: EditCard, before: Fields) -> Batch:
    """The question about the values before the edit; withdrawn if the user changed nothing before, or to the same value."""
    new = {**change.new, **before}
    theirs = entry.theirs or {}
    same = {
        name
        for name, value in before.items()
        if same_value(name, value, change.old[name])
        or (name in theirs and same_value(name, value, theirs[name]))
    }
    left = only(replace(change, new=new), new.keys() - same)
    if not left.new:
        return Batch(drop=[entry.id], outcomes={entry.origin or entry.id: Outcome.WITHDRAWN})
    kept = {name: value for name, value in theirs.items() if name in left.new}
    return Batch(put=[replace(entry, change=left, theirs=kept)])


def unpark(entry: Entry) -> Entry:
    return replace(
        entry,
        state=State.PENDING,
        reason=None,
        detail="",
        theirs=None,
        status=0,
        attempts=0,
        not_before=None,
    )


def new_card_key() -> CardKey:
    return CardKey(f"{OWN_ID_PREFIX}{uuid.uuid4()}")


def reparented_sub_tasks(local_cards: LocalCards, old: CardKey, new: CardKey) -> list[Entry]:
    """Moves the new sub-tasks of a deleted card to its copy, and the copies of those that were deleted with it."""
    return [
        child
        for entry in local_cards.pending.entries()
        if (child := _reparented(local_cards, entry, old, new))
    ]


def _is_corrected(entry: Entry, change: EditCard) -> bool:
    if entry.state is not State.PARKED or entry.reason not in _CORRECTABLE:
        return False
    if isinstance(entry.change, CreateCard):
        return entry.reason is Reason.REJECTED
    return isinstance(entry.change, EditCard) and not change.new.keys().isdisjoint(entry.change.new)


def _is_text(entry: Entry) -> bool:
    return isinstance(entry.change, EditCard) and Field.DESCRIPTION in entry.change.new


def _drop(_local_cards: LocalCards, entry: Entry) -> Decision:
    return Decision(Batch(drop=[entry.id], outcomes={entry.origin or entry.id: Outcome.DISCARDED}))


def _replaced(entry: Entry) -> Decision:
    """The answer is a change of its own."""
    return Decision(Batch(drop=[entry.id], outcomes={entry.origin or entry.id: Outcome.REPLACED}))


def _mine(local_cards: LocalCards, entry: Entry) -> Decision:
    card = local_cards.card(entry.card)
    if card is None:
        return _later(local_cards, entry, entry.change)
    decision = _replaced(entry)
    if isinstance(entry.change, EditCard):
        _add_edit(decision, card, dict(entry.change.new))
    elif isinstance(entry.change, DeleteCard):
        copy = CreateCard(card.key, card.board, fields_of(card))
        decision.changes.append((DeleteCard(card.key, card.updated_at), copy))
    return decision


def _both(local_cards: LocalCards, entry: Entry) -> Decision:
    """Theirs with mine below it, to edit."""
    assert isinstance(entry.change, EditCard)  # noqa: S101  only an edit can be kept from both sides
    card = local_cards.card(entry.card)
    mine = entry.change.new[Field.DESCRIPTION] or ""
    if card is None:
        theirs = (entry.theirs or entry.change.old)[Field.DESCRIPTION] or ""
        return _later(local_cards, entry, replace(entry.change, new={Field.DESCRIPTION: f"{theirs}{mine}"}))
    decision = _replaced(entry)
    _add_edit(decision, card, {Field.DESCRIPTION: f"{card.description}{mine}"})
    # Mine was to delete the text, and adds nothing: the answer gives it up.
    return decision if decision.changes else _drop(local_cards, entry)


def _later(local_cards: LocalCards, entry: Entry, change: Change) -> Decision:
    """The card has not arrived again since a sign-in: the change waits for it, based on the server's version."""
    if local_cards.pending.is_deleted_locally(entry.card):
        return _replaced(entry)
    if isinstance(change, EditCard):
        change = replace(change, old=entry.theirs or change.old)
    return Decision(Batch(put=[replace(unpark(entry), change=change)]))


def _add_edit(decision: Decision, card: Card, new: dict[Field, FieldValue]) -> None:
    change = edit(card, new)
    if change is not None:
        decision.changes.append((change, inverse(change)))


def _retry(_local_cards: LocalCards, entry: Entry) -> Decision:
    return Decision(Batch(put=[unpark(entry)]))


def _discard(local_cards: LocalCards, entry: Entry) -> Decision:
    """A card that exists only here is discarded with all its changes."""
    gone = local_cards.pending.entries_of(entry.card) if isinstance(entry.change, CreateCard) else [entry]
    return Decision(Batch(drop=list(ids(gone)), outcomes=dict.fromkeys(ids(gone), Outcome.DISCARDED)))


def _restore(local_cards: LocalCards, entry: Entry) -> Decision:
    """As a new card under a new id, with the comments that were not sent."""
    entries = local_cards.pending.entries_of(entry.card)
    shown = local_cards.card(entry.card)
    if shown is None:
        return Decision()
    replaced = dict.fromkeys(ids(entries), Outcome.REPLACED)
    decision = Decision(Batch(drop=list(ids(entries)), outcomes={**replaced}))
    key = new_card_key()
    decision.changes.append((CreateCard(key, shown.board, fields_of(shown)), DeleteCard(key)))
    for other in entries:
        if isinstance(other.change, AddComment):
            decision.changes.append((replace(other.change, card=key), None))
    decision.batch.put += reparented_sub_tasks(local_cards, entry.card, key)
    return decision


def _reparented(local_cards: LocalCards, child: Entry, old: CardKey, new: CardKey) -> Entry | None:
    """A new sub-task of the deleted card moves to its copy; None for every other change."""
    change = child.change
    if not isinstance(change, CreateCard):
        return None
    parent = change.fields.get(Field.PARENT)
    if not isinstance(parent, str) or (local_cards.key_of(parent) or parent) != old:
        return None
    # If it was rejected, the missing parent was the reason. A sub-task that was deleted with the card stays a question.
    is_rejected = child.state is State.PARKED and child.reason is not Reason.DELETED_REMOTELY
    again = unpark(child) if is_rejected else child
    return replace(again, change=replace(change, fields={**change.fields, Field.PARENT: new}))


def _missing(local_cards: LocalCards, entry: Entry, choice: str, meta: dict[str, str | None]) -> Decision:
    """Whatever the answer, the user has looked: removals are counted from zero again."""
    keys = keys_in(meta, MISSING_CARDS)
    if choice == "keep":
        kept_cards = {*keys_in(meta, KEPT_CARDS), *keys}
        meta_values = {MISSING_CARDS: None, KEPT_CARDS: " ".join(sorted(kept_cards)), RECENT_REMOVALS: None}
        return Decision(Batch(drop=[entry.id], meta=meta_values))
    batch = remove_cards(local_cards, [key for key in keys if local_cards.base_card(key) is not None])
    batch.recoverable = set(batch.removed)
    batch.drop.append(entry.id)
    batch.meta |= {MISSING_CARDS: None, RECENT_REMOVALS: None}
    return Decision(batch)
