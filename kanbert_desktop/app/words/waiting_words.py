"""Why a change has not reached Kanbert yet, in a few words."""

from datetime import datetime

from kanbert_desktop.app.language import tr
from kanbert_desktop.app.words.error_words import NETWORK, SENTENCES
from kanbert_desktop.app.words.wording import PLAIN_NETWORK, moment, words_for
from kanbert_desktop.domain.changes import CreateCard, EditCard, Entry, Field, Reason, State
from kanbert_desktop.domain.events import SyncState, SyncStatus
from kanbert_desktop.domain.mirror import Mirror
from kanbert_desktop.domain.projection import mark_strength


def strongest(entries: list[Entry]) -> Entry | None:
    """The one that the card's mark speaks of: the first of those that weigh most."""
    return max(entries, key=mark_strength, default=None)


def why_waiting(mirror: Mirror, entry: Entry, status: SyncStatus, now: datetime, *, can_write: bool) -> str:
    """One short sentence without a full stop; "" where it simply goes with the next sync."""
    if entry.state is State.PARKED:
        return _why_parked(entry)
    if entry.state is State.IN_FLIGHT:
        return tr("Being sent now")
    if entry.state is State.UNCLEAR:
        return tr("Kanbert has not answered; it is looked up before anything is sent twice")
    if not can_write:
        return tr("You can read here, not change")
    return _why_pending(mirror, entry, now) or _of_status(status)


def _why_parked(entry: Entry) -> str:
    match entry.reason:
        case Reason.REFUSED:
            return (
                _title(entry.detail) if entry.detail in SENTENCES else entry.detail or tr("Kanbert said no")
            )
        case Reason.CHANGED_THERE:
            return tr("Changed in both places")
        case Reason.DELETED_THERE:
            return tr("Deleted in Kanbert while you were editing it")
        case Reason.DELETED_HERE:
            return tr("You deleted it; it was changed in Kanbert meanwhile")
        case Reason.MASS_DELETION:
            return tr("Kanbert no longer lists it")
        case _:
            return tr("It is not clear whether Kanbert has it")


def _why_pending(mirror: Mirror, entry: Entry, now: datetime) -> str:
    """What concerns this change alone."""
    if entry.detail == "method_missing":
        return tr("Kanbert does not offer this yet; it waits here")
    above = _parent(mirror, entry)
    if above:
        return above
    if any(_is_stuck_create(other) for other in mirror.entries_of(entry.card) if other.id != entry.id):
        return tr("Waits until you have decided about the card itself")
    if entry.not_before is not None and entry.not_before > now:
        if entry.detail not in SENTENCES:
            return tr("Goes when its notice has gone")
        problem = _title(entry.detail)
        return tr("{problem}; tried again at {time}", problem=problem, time=moment(entry.not_before, now))
    return ""


def _parent(mirror: Mirror, entry: Entry) -> str:
    fields = entry.change.fields if isinstance(entry.change, CreateCard) else {}
    fields = entry.change.wished if isinstance(entry.change, EditCard) else fields
    parent = fields.get(Field.PARENT)
    key = mirror.key_of(parent) if isinstance(parent, str) and parent else None
    if key is None or mirror.base_card(key) is not None:
        return ""
    shown = mirror.card(key)
    title = shown.title if shown is not None else tr("its parent card")
    if any(_is_stuck_create(other) for other in mirror.entries_of(key)):
        return tr("Waits for “{title}”, which needs your decision", title=title)
    return tr("Waits until “{title}” has been sent", title=title)


def _is_stuck_create(entry: Entry) -> bool:
    return entry.state is State.PARKED and isinstance(entry.change, CreateCard)


def _of_status(status: SyncStatus) -> str:
    if status.state is SyncState.NEEDS_SIGN_IN:
        return tr("Waits for you to sign in again")
    if status.silent_since is not None:
        return tr("Waiting for Kanbert")
    if status.problem in NETWORK and status.problem not in PLAIN_NETWORK:
        return _title(status.problem)
    is_offline = status.state is SyncState.WAITING_FOR_NETWORK and status.problem in PLAIN_NETWORK
    return tr("Waiting for network") if is_offline else ""


def _title(key: str) -> str:
    return words_for(key)[0].rstrip(".")
