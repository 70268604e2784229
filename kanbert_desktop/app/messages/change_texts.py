"""A change as a short text ("Undo …"), and why it is not sent yet."""

from collections.abc import Sequence
from datetime import datetime

from kanbert_desktop.app.messages.error_texts import ERROR_TEXTS, NETWORK_TEXTS
from kanbert_desktop.app.messages.status_texts import PLAIN_NETWORK_PROBLEMS, moment_text, texts_for_key
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Card, Column
from kanbert_desktop.domain.changes import (
    AddComment,
    Change,
    CreateCard,
    DecisionMade,
    DeleteCard,
    EditCard,
    Entry,
    Field,
    Reason,
    State,
)
from kanbert_desktop.domain.events import SyncState, SyncStatus
from kanbert_desktop.domain.projection import mark_strength
from kanbert_desktop.sync.local_cards import LocalCards


def change_text(change: Change, card: Card | None, creation: Change) -> str:
    """Names the action and the card: its title, or the title it was created with if it is gone."""
    title = _card_title(card, creation)
    match change:
        case CreateCard():
            return tr("New card “{title}”", title=title)
        case DeleteCard():
            return tr("Delete “{title}”", title=title)
        case AddComment():
            return tr("Comment on “{title}”", title=title)
        case EditCard():
            return _edit_words(change, title)


def several_changes_text(changes: Sequence[Change]) -> str:
    """Names the action and the number of cards of one undo group."""
    count = len(changes)
    if all(isinstance(change, CreateCard) for change in changes):
        return tr("%n new card(s)", count)
    if all(isinstance(change, DeleteCard) for change in changes):
        return tr("Delete %n card(s)", count)
    if all(isinstance(change, EditCard) and set(change.new) == {Field.COLUMN} for change in changes):
        moves = [change for change in changes if isinstance(change, EditCard)]
        if all(change.new[Field.COLUMN] is Column.CLOSED for change in moves):
            return tr("Archive %n card(s)", count)
        if all(change.old.get(Field.COLUMN) is Column.CLOSED for change in moves):
            return tr("Unarchive %n card(s)", count)
        return tr("Move %n card(s)", count)
    return tr("Edit %n card(s)", count)


def decision_text(decided: DecisionMade, card: Card | None, count: int) -> str:
    """Names a decision about `count` changes."""
    title = _card_title(card, decided.question.change)
    match decided.choice:
        case "keep":
            return tr("Keep %n missing card(s)", len(decided.keys))
        case "remove":
            return tr("Remove %n missing card(s)", len(decided.keys))
        case "retry":
            return (
                tr("Try %n change(s) again", count) if count > 1 else tr("Try again: “{title}”", title=title)
            )
        case "restore":
            return tr("Restore “{title}”", title=title)
        case _ if count > 1:
            return tr("Discard %n change(s)", count)
        case _ if isinstance(decided.question.change, AddComment):
            return tr("Discard a comment on “{title}”", title=title)
        case _:
            return tr("Discard “{title}”", title=title)


def _edit_words(change: EditCard, title: str) -> str:
    if len(change.new) > 1:
        return tr("Edit “{title}”", title=title)
    match next(iter(change.new)):
        case Field.COLUMN if change.new[Field.COLUMN] is Column.CLOSED:
            return tr("Archive “{title}”", title=title)
        case Field.COLUMN if change.old.get(Field.COLUMN) is Column.CLOSED:
            return tr("Unarchive “{title}”", title=title)
        case Field.COLUMN:
            return tr("Move “{title}”", title=title)
        case Field.TITLE:
            return tr("Rename “{title}”", title=title)
        case Field.DUE:
            return tr("Due date of “{title}”", title=title)
        case Field.ASSIGNEE:
            return tr("Assignee of “{title}”", title=title)
        case Field.DESCRIPTION:
            return tr("Description of “{title}”", title=title)
        case Field.PRIORITY:
            return tr("Priority of “{title}”", title=title)
        case _:
            return tr("Edit “{title}”", title=title)


def _card_title(card: Card | None, creation: Change) -> str:
    if card is not None:
        return card.title
    fields = creation.fields if isinstance(creation, CreateCard) else {}
    return str(fields.get(Field.TITLE) or tr("a card"))


def most_significant(entries: list[Entry]) -> Entry | None:
    """The entry that the card's mark stands for: the first of the most important ones."""
    return max(entries, key=mark_strength, default=None)


def why_unsent_text(
    local_cards: LocalCards, entry: Entry, status: SyncStatus, now: datetime, *, can_write: bool
) -> str:
    """Returns a short sentence without a full stop, or "" if the change is sent with the next sync."""
    if entry.state is State.PARKED:
        return _why_parked(entry)
    if entry.state is State.IN_FLIGHT:
        return tr("Sending now")
    if entry.state is State.OUTCOME_UNKNOWN:
        return tr("No response from Kanbert; checking before sending again")
    if not can_write:
        return tr("You have read-only access")
    return _why_pending(local_cards, entry, now) or _of_status(status)


def _why_parked(entry: Entry) -> str:
    match entry.reason:
        case Reason.REJECTED:
            return (
                _error_title(entry.detail)
                if entry.detail in ERROR_TEXTS
                else entry.detail or tr("Rejected by Kanbert")
            )
        case Reason.CHANGED_REMOTELY:
            return tr("Changed here and in Kanbert")
        case Reason.DELETED_REMOTELY:
            return tr("Deleted in Kanbert while you were editing it")
        case Reason.DELETED_LOCALLY:
            return tr("You deleted it, but it was changed in Kanbert")
        case Reason.MASS_DELETION:
            return tr("Kanbert no longer lists it")
        case _:
            return tr("It is not clear whether Kanbert received it")


def _why_pending(local_cards: LocalCards, entry: Entry, now: datetime) -> str:
    """The reason that concerns this change alone."""
    if entry.detail == "method_missing":
        return tr("Kanbert does not support this yet; it stays here")
    above = _parent(local_cards, entry)
    if above:
        return above
    if any(
        _is_stuck_create(other)
        for other in local_cards.pending.entries_of(entry.card)
        if other.id != entry.id
    ):
        return tr("Waiting for your decision about the card")
    if entry.not_before is not None and entry.not_before > now:
        if entry.detail not in ERROR_TEXTS:
            return tr("Will be sent when the undo message closes")
        problem = _error_title(entry.detail)
        return tr(
            "{problem}; next attempt at {time}", problem=problem, time=moment_text(entry.not_before, now)
        )
    return ""


def _parent(local_cards: LocalCards, entry: Entry) -> str:
    fields = entry.change.fields if isinstance(entry.change, CreateCard) else {}
    fields = entry.change.new if isinstance(entry.change, EditCard) else fields
    parent = fields.get(Field.PARENT)
    key = local_cards.key_of(parent) if isinstance(parent, str) and parent else None
    if key is None or local_cards.base_card(key) is not None:
        return ""
    shown = local_cards.card(key)
    title = shown.title if shown is not None else tr("its parent card")
    if any(_is_stuck_create(other) for other in local_cards.pending.entries_of(key)):
        return tr("Waiting for “{title}”, which needs your decision", title=title)
    return tr("Waiting until “{title}” is sent", title=title)


def _is_stuck_create(entry: Entry) -> bool:
    return entry.state is State.PARKED and isinstance(entry.change, CreateCard)


def _of_status(status: SyncStatus) -> str:
    if status.state is SyncState.NEEDS_SIGN_IN:
        return tr("Waiting for you to sign in again")
    if status.no_response_since is not None:
        return tr("Waiting for Kanbert")
    if status.problem in NETWORK_TEXTS and status.problem not in PLAIN_NETWORK_PROBLEMS:
        return _error_title(status.problem)
    is_offline = status.state is SyncState.WAITING_FOR_NETWORK and status.problem in PLAIN_NETWORK_PROBLEMS
    return tr("Waiting for network") if is_offline else ""


def _error_title(key: str) -> str:
    return texts_for_key(key)[0].rstrip(".")
