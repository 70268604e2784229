"""Wishes about cards of which the base knows nothing, after everything has been listed: read the card, or park them."""

from kanbert_desktop.api import listings
from kanbert_desktop.api.listings import REVERSE_COMPARE_SORT
from kanbert_desktop.api.payloads import Record
from kanbert_desktop.domain.board import Card, CardKey, is_own_id
from kanbert_desktop.domain.changes import CreateCard, Field, Reason, State
from kanbert_desktop.domain.errors import Refused
from kanbert_desktop.domain.mirror import Mirror
from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.sync.reconcile import park
from kanbert_desktop.sync.replica import Replica
from kanbert_desktop.sync.server_reader import ServerReader

NOT_LISTED = "card_not_listed"
"""The detail of a wish about a card that no list holds: deleted, or on a board that is over or closed to us."""


async def resolve_orphaned_changes(ledger: Replica, reader: ServerReader) -> None:
    """They come from a base that was forgotten at sign-out while the wishes were kept."""
    unknown: list[CardKey] = []
    for key in dict.fromkeys(entry.card for entry in ledger.mirror.entries() if entry.state is State.PENDING):
        entries = ledger.mirror.entries_of(key)
        if ledger.mirror.base_card(key) is None and not any(
            isinstance(e.change, CreateCard) for e in entries
        ):
            told = await _told(reader, key)
            if told is not None:
                ledger.apply(Batch(cards=[told]))
            else:
                unknown.append(key)
    if unknown:
        await _find(ledger, reader, unknown)


async def _find(ledger: Replica, reader: ServerReader, keys: list[CardKey]) -> None:
    """Reading them proves nothing: a second listing, the other way round, holds them or leaves them to the person."""
    rows, _ = await reader.all(listings.cards(listings.on_running_boards(), sort=REVERSE_COMPARE_SORT))
    ledger.apply(Batch(cards=rows))
    for key in keys:
        if ledger.mirror.base_card(key) is None:
            wishes = [entry for entry in ledger.mirror.entries_of(key) if entry.state is State.PENDING]
            ledger.apply(Batch(put=[park(entry, Reason.REJECTED, detail=NOT_LISTED) for entry in wishes]))


def park_orphaned_sub_tasks(ledger: Replica) -> None:
    """A new sub-task whose parent is neither on the server nor on its way there needs a decision (D19)."""
    for entry in ledger.mirror.entries():
        if entry.state is State.PENDING and isinstance(entry.change, CreateCard):
            parent = entry.change.fields.get(Field.PARENT)
            if isinstance(parent, str) and parent and _is_lost(ledger.mirror, parent):
                ledger.apply(Batch(put=[park(entry, Reason.REJECTED, detail="parent_missing")]))


def _is_lost(mirror: Mirror, parent: str) -> bool:
    key = mirror.key_of(parent) or CardKey(parent)
    is_coming = any(isinstance(entry.change, CreateCard) for entry in mirror.entries_of(key))
    return mirror.base_card(key) is None and not is_coming


async def _told(reader: ServerReader, key: CardKey) -> Record[Card] | None:
    """None proves nothing: nobody here knows the board, and a card of one that is closed to us is no deleted card (D30).

    One that was made here is known by our id alone, and cannot be read.
    """
    if is_own_id(key):
        return None
    try:
        return await reader.card(key)
    except Refused:
        return None
