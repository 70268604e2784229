"""Few cards that are gone from the server are forgotten, many are asked about: one count for every way of finding out (D27, I12)."""

from collections.abc import Iterable

from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.domain.changes import DeleteCard, Entry, Reason, ids
from kanbert_desktop.sync.batch import Batch
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
from kanbert_desktop.sync.replica import Replica, new_change_id

MAX_SILENT_REMOVALS = 20
MAX_SILENT_SHARE = 0.3


def missing_card_batch(ledger: Replica, key: CardKey) -> Batch:
    """One card, whose absence showed when something was wished of it.

    Where the person is asked about it, what was wished of it waits for the answer.
    """
    if key in keys_in(ledger.meta, KEPT_CARDS):
        # Asked about already; what was wished of it is kept beside a copy, which is asked about by itself.
        return remove_cards(ledger.mirror, [key])
    return _forgotten_or_asked(ledger, [key], keys_in(ledger.meta, MISSING_CARDS))


def missing_cards_batch(ledger: Replica, keys: Iterable[CardKey]) -> Batch:
    """All that a full comparison misses: it knows better than the question an older one asked."""
    kept = set(keys_in(ledger.meta, KEPT_CARDS))
    return _withdrawn(ledger).add(_forgotten_or_asked(ledger, [key for key in keys if key not in kept], []))


def _forgotten_or_asked(ledger: Replica, keys: Iterable[CardKey], asked: list[CardKey]) -> Batch:
    """`asked` are those about which a question is open already."""
    mirror, now = ledger.mirror, ledger.now()
    here = [key for key in keys if mirror.base_card(key) is not None]
    wished = [key for key in here if any(_is_wished_gone(entry) for entry in mirror.entries_of(key))]
    others = [key for key in here if key not in wished]
    lately = sum(one.number for one in recent_removals(ledger.meta, now))
    known = _known(ledger) + lately
    together = lately + len({*asked, *others})
    batch = remove_cards(mirror, wished)
    if others and together > MAX_SILENT_REMOVALS and together > MAX_SILENT_SHARE * known:
        return batch.add(_question(ledger, list(dict.fromkeys([*asked, *others])), known))
    batch.add(remove_cards(mirror, others))
    if others:
        batch.meta |= note_removals(ledger.meta, now, len(others))
    return batch


def _is_wished_gone(entry: Entry) -> bool:
    """The person deleted it as well: nothing is to be asked."""
    return isinstance(entry.change, DeleteCard) and entry.reason is None


def _known(ledger: Replica) -> int:
    """Cards on running boards."""
    running = {board.id for board in ledger.mirror.boards.values() if board.is_running}
    cards = ledger.mirror.base_cards()
    return sum(card.server_id is not None and card.board in running for card in cards)


def _question(ledger: Replica, keys: list[CardKey], known: int) -> Batch:
    batch = _withdrawn(ledger)
    entry = Entry(
        id=new_change_id(),
        seq=ledger.mirror.next_seq(),
        change=DeleteCard(keys[0]),
        made_at=ledger.now(),
    )
    batch.put.append(park(entry, Reason.MASS_DELETION, detail=f"{len(keys)}/{known}"))
    batch.meta[MISSING_CARDS] = " ".join(keys)
    return batch


def _withdrawn(ledger: Replica) -> Batch:
    return Batch(drop=list(ids(open_missing_question(ledger.mirror))), meta={MISSING_CARDS: None})
