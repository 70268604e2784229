"""Undo and redo of decisions: what an answer touched is stored, and restored."""

from collections.abc import Iterable

from kanbert_desktop.api.payloads import Record, read_card
from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.domain.changes import (
    AddComment,
    Change,
    ChangeId,
    CreateCard,
    DecisionMade,
    DeleteCard,
    Entry,
    Field,
    Reason,
    State,
    fields_of,
    ids,
)
from kanbert_desktop.domain.projection import project_card
from kanbert_desktop.domain.value_classes import replace
from kanbert_desktop.store.base import BaseRow
from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.sync.decisions import new_card_key, reparented_sub_tasks, unpark
from kanbert_desktop.sync.deletions import KEPT_CARDS, MISSING_CARDS, keys_in
from kanbert_desktop.sync.local_cards import LocalCards

Meta = dict[str, str | None]


def decision_record(local_cards: LocalCards, entry: Entry, choice: str, meta: Meta) -> DecisionMade | None:
    """None if discarding, or a new change, is a step that already knows its inverse."""
    if entry.reason is Reason.MASS_DELETION:
        keys = tuple(keys_in(meta, MISSING_CARDS))
        touched = [
            other for key in keys for other in local_cards.pending.entries_of(key) if other.id != entry.id
        ]
        return DecisionMade(choice, (entry, *touched), keys)
    if choice == "retry":
        return DecisionMade(choice, (entry,))
    if choice == "restore" or (choice == "discard" and isinstance(entry.change, CreateCard)):
        others = [other for other in local_cards.pending.entries_of(entry.card) if other.id != entry.id]
        return DecisionMade(
            choice, (entry, *others, *(_children(local_cards, entry.card) if choice == "restore" else ()))
        )
    if choice == "discard" and isinstance(entry.change, AddComment):
        return DecisionMade(choice, (entry,))
    return None


def can_undo_decision(local_cards: LocalCards, decide: DecisionMade) -> bool:
    """A retry that was rejected again, or was sent, cannot be undone: undo the change itself."""
    entry = local_cards.pending.entry(decide.question.id)
    return decide.choice != "retry" or (entry is not None and entry.state is State.PENDING)


def undo_decision(
    local_cards: LocalCards, decide: DecisionMade, meta: Meta, recoverable: Iterable[BaseRow]
) -> Batch:
    """Restores the state before the answer: a discarded change is pending again, every other question is open again.

    So is that about a card that the user had deleted too: the deletion alone, with nothing to delete, would wait for ever.
    """
    if decide.keys:
        return _reopened(local_cards, decide, meta, recoverable)
    if decide.choice == "discard" and not any(
        isinstance(entry.change, DeleteCard) for entry in decide.before
    ):
        return _restored(decide)
    return Batch(put=list(decide.before), outcomes=dict.fromkeys(ids(decide.before)))


def _restored(decide: DecisionMade) -> Batch:
    """Restores the entries unchanged: only this computer ever knew them, so they keep their ids."""
    again = [unpark(entry) for entry in decide.before]
    return Batch(put=again, outcomes=dict.fromkeys(ids(again)))


def changes_to_repeat(local_cards: LocalCards, decide: DecisionMade) -> tuple[list[Change], list[Entry]]:
    """A discarded copy is recreated as a new card with its comments, followed by its new sub-tasks; else nothing."""
    if decide.choice != "discard" or decide.question.reason is not Reason.DELETED_REMOTELY:
        return [], []
    shown = project_card(None, decide.before)
    if shown is None:
        return [], []
    key = new_card_key()
    comments = [entry.change for entry in decide.before if isinstance(entry.change, AddComment)]
    additions = [replace(comment, card=key) for comment in comments]
    return [CreateCard(key, shown.board, fields_of(shown)), *additions], reparented_sub_tasks(
        local_cards, decide.card, key
    )


def _children(local_cards: LocalCards, above: CardKey) -> Iterable[Entry]:
    """New sub-tasks, which a restored copy adopts."""
    for entry in local_cards.pending.entries():
        parent = entry.change.fields.get(Field.PARENT) if isinstance(entry.change, CreateCard) else None
        if isinstance(parent, str) and (local_cards.key_of(parent) or parent) == above:
            yield entry


def _reopened(
    local_cards: LocalCards, decide: DecisionMade, meta: Meta, removed_rows: Iterable[BaseRow]
) -> Batch:
    missing = {*decide.keys, *keys_in(meta, MISSING_CARDS)}
    kept_cards = set(keys_in(meta, KEPT_CARDS)) - set(decide.keys)
    known = {entry.id for entry in decide.before}
    copies = [
        entry
        for key in decide.keys
        for entry in local_cards.pending.entries_of(key)
        if _is_copy(entry, known)
    ]
    newer = [
        entry
        for entry in local_cards.pending.entries()
        if entry.reason is Reason.MASS_DELETION and entry.id != decide.question.id
    ]
    return Batch(
        put=list(decide.before),
        drop=[*ids(copies), *ids(newer)],
        cards=[
            Record(read_card(row.raw, CardKey(row.key)), row.raw)
            for row in removed_rows
            if row.key in missing
        ],
        meta={MISSING_CARDS: " ".join(sorted(missing)), KEPT_CARDS: " ".join(sorted(kept_cards)) or None},
    )


def _is_copy(entry: Entry, known: set[ChangeId]) -> bool:
    return entry.reason is Reason.DELETED_REMOTELY and entry.id not in known
