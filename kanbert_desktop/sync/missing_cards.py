"""Cards missing on the server: a few are removed, many become a question. All ways of finding out count (D27, I12)."""

from collections.abc import Iterable

from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.domain.changes import DeleteCard, Entry, Reason, ids
from kanbert_desktop.sync.batch import Batch, new_change_id
from kanbert_desktop.sync.deletions import (
    KEPT_CARDS,
    MISSING_CARDS,
    keys_in,
    note_removals,
    open_missing_question,
    recent_removals,
    remove_cards,
)
from kanbert_desktop.sync.reconcile import park
from kanbert_desktop.sync.replica import Replica

MAX_SILENT_REMOVALS = 20
MAX_SILENT_SHARE = 0.3


def missing_card_batch(replica: Replica, key: CardKey) -> Batch:
    """One card that was found missing when a change of it was sent.

    If a question about it is open, its changes wait for the answer.
    """
    if key in keys_in(replica.meta, KEPT_CARDS):
        # The user decided already; its changes are parked with a copy, which is a question of its own.
        return remove_cards(replica.local_cards, [key])
    return _remove_or_ask(replica, [key], keys_in(replica.meta, MISSING_CARDS))


def missing_cards_batch(replica: Replica, keys: Iterable[CardKey]) -> Batch:
    """All cards that a full compare misses: it replaces the question of an older one."""
    kept_cards = set(keys_in(replica.meta, KEPT_CARDS))
    return _withdrawn(replica).add(
        _remove_or_ask(replica, [key for key in keys if key not in kept_cards], [])
    )


def _remove_or_ask(replica: Replica, keys: Iterable[CardKey], asked: list[CardKey]) -> Batch:
    """`asked` are the cards of the open question."""
    local_cards, now = replica.local_cards, replica.now()
    present = [key for key in keys if local_cards.base_card(key) is not None]
    deleted = [
        key
        for key in present
        if any(_is_deleted_by_user(entry) for entry in local_cards.pending.entries_of(key))
    ]
    others = [key for key in present if key not in deleted]
    recently_removed = sum(removal.number for removal in recent_removals(replica.meta, now))
    known = local_cards.base.count(local_cards.running_boards()) + recently_removed
    total = recently_removed + len({*asked, *others})
    batch = remove_cards(local_cards, deleted)
    if others and total > MAX_SILENT_REMOVALS and total > MAX_SILENT_SHARE * known:
        return batch.add(_question(replica, list(dict.fromkeys([*asked, *others])), known))
    batch.add(remove_cards(local_cards, others))
    if others:
        batch.meta |= note_removals(replica.meta, now, len(others))
    return batch


def _is_deleted_by_user(entry: Entry) -> bool:
    """The user deleted it too: no question."""
    return isinstance(entry.change, DeleteCard) and entry.reason is None


def _question(replica: Replica, keys: list[CardKey], known: int) -> Batch:
    batch = _withdrawn(replica)
    entry = Entry(
        id=new_change_id(),
        seq=replica.local_cards.pending.next_seq(),
        change=DeleteCard(keys[0]),
        made_at=replica.now(),
    )
    batch.put.append(park(entry, Reason.MASS_DELETION, detail=f"{len(keys)}/{known}"))
    batch.meta[MISSING_CARDS] = " ".join(keys)
    return batch


def _withdrawn(replica: Replica) -> Batch:
    return Batch(drop=list(ids(open_missing_question(replica.local_cards))), meta={MISSING_CARDS: None})
