"""Orphaned changes: their card is missing from a complete listing. Reads the card or parks the change."""

from kanbert_desktop.api import listings
from kanbert_desktop.api.listings import REVERSE_COMPARE_SORT
from kanbert_desktop.api.payloads import Record
from kanbert_desktop.domain.board import Card, CardKey, is_own_id
from kanbert_desktop.domain.changes import CreateCard, Field, Reason, State
from kanbert_desktop.domain.errors import Refused
from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.sync.local_cards import LocalCards
from kanbert_desktop.sync.reconcile import park
from kanbert_desktop.sync.replica import Replica
from kanbert_desktop.sync.server_reader import ServerReader

NOT_LISTED = "card_not_listed"
"""The detail of a change whose card is in no list: deleted, or on a closed or unreadable board."""


async def resolve_orphaned_changes(replica: Replica, reader: ServerReader) -> None:
    """They come from a base that was deleted at sign-out while the changes were kept."""
    unknown: list[CardKey] = []
    for key in dict.fromkeys(
        entry.card for entry in replica.local_cards.pending.entries() if entry.state is State.PENDING
    ):
        entries = replica.local_cards.pending.entries_of(key)
        if replica.local_cards.base_card(key) is None and not any(
            isinstance(e.change, CreateCard) for e in entries
        ):
            record = await _read_card(reader, key)
            if record is not None:
                replica.apply(Batch(cards=[record]))
            else:
                unknown.append(key)
    if unknown:
        await _find(replica, reader, unknown)


async def _find(replica: Replica, reader: ServerReader, keys: list[CardKey]) -> None:
    """Reading the cards proves nothing: a second listing in reverse order contains them, or the user decides."""
    rows, _ = await reader.all(listings.cards(listings.on_running_boards(), sort=REVERSE_COMPARE_SORT))
    replica.apply(Batch(cards=rows))
    for key in keys:
        if replica.local_cards.base_card(key) is None:
            pending = [
                entry for entry in replica.local_cards.pending.entries_of(key) if entry.state is State.PENDING
            ]
            replica.apply(Batch(put=[park(entry, Reason.REJECTED, detail=NOT_LISTED) for entry in pending]))


def park_orphaned_sub_tasks(replica: Replica) -> None:
    """A new sub-task whose parent is neither on the server nor about to be created needs a decision (D19)."""
    for entry in replica.local_cards.pending.entries():
        if entry.state is State.PENDING and isinstance(entry.change, CreateCard):
            parent = entry.change.fields.get(Field.PARENT)
            if isinstance(parent, str) and parent and _is_lost(replica.local_cards, parent):
                replica.apply(Batch(put=[park(entry, Reason.REJECTED, detail="parent_missing")]))


def _is_lost(local_cards: LocalCards, parent: str) -> bool:
    key = local_cards.key_of(parent) or CardKey(parent)
    is_pending = any(isinstance(entry.change, CreateCard) for entry in local_cards.pending.entries_of(key))
    return local_cards.base_card(key) is None and not is_pending


async def _read_card(reader: ServerReader, key: CardKey) -> Record[Card] | None:
    """None proves nothing: the board is unknown, and a card of an unreadable board is not deleted (D30).

    A card created here is known by our id only, and cannot be read.
    """
    if is_own_id(key):
        return None
    try:
        return await reader.card(key)
    except Refused:
        return None
