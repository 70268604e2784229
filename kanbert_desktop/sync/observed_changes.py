"""What sync sees the server change: the card before and after, and comments that are new here.

Whoever wants to keep it (the inbox, the figures of the overview) subscribes to `Replica.observed`.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import count
from typing import NamedTuple

from kanbert_desktop.domain.board import BoardId, Card, CardKey, Comment
from kanbert_desktop.domain.changes import (
    CreateCard,
    DeleteCard,
    EditCard,
    Entry,
    Field,
    Fields,
    fields_of,
    same_value,
)
from kanbert_desktop.domain.value_classes import replace
from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.sync.batch_writer import Connection, RowWrite, WriteTarget
from kanbert_desktop.sync.local_cards import LocalCards
from kanbert_desktop.sync.page_writes import PageRow

log = logging.getLogger(__name__)
ALL_FIELDS = frozenset(Field)


class ObservedChange(NamedTuple):
    """One card of the server changed.

    `before` is None for a card that is new here, `after` for one that was deleted. `raw` is the row of `after` as it was
    sent. `at` is when, by the server's clock as far as it tells (`updated_at`), else by this computer's. `own` are the
    fields that the user changed here, all of them for a card that was made or deleted here. What the same user changed
    elsewhere is not among them: the API does not name the author of a change.
    """

    before: Card | None
    after: Card | None
    at: datetime
    own: frozenset[Field] = frozenset()
    raw: bytes = b""

    @property
    def card(self) -> Card:
        """The card as it is now, or as it last was."""
        card = self.after or self.before
        if card is None:
            raise ValueError("A change without a card")
        return card

    @property
    def is_moved(self) -> bool:
        """The status is another one, also if both are unknown to this program."""
        return self.before is not None and self.after is not None and self.before.status != self.after.status


class ObservedComments(NamedTuple):
    """Comments that are new here, oldest first. `is_first_read`: none of the card had been read before."""

    card: Card
    comments: tuple[Comment, ...]
    is_first_read: bool


class Observation(NamedTuple):
    """What one transaction changes, without the cards that a first load of their board brings."""

    changes: tuple[ObservedChange, ...] = ()
    comments: tuple[ObservedComments, ...] = ()


ChangeObserver = Callable[[Observation], RowWrite | None]
"""Called on the event loop's thread while the change is applied to memory, so it must be quick.

The write it returns runs on the writer's thread, in the same transaction and before the rows: the connection still shows
the rows as they were, and what the write stores elsewhere is stored before the rows are. A kill in between shows the
same change again, so the write has to be idempotent. An exception in it is logged and stops nothing.
"""


class Before(NamedTuple):
    """What the base and the outbox held of the cards that a batch is about."""

    cards: Mapping[str, Card]
    removed: Sequence[tuple[Card, bool]]
    entries: Mapping[CardKey, Sequence[Entry]]
    comments: Mapping[CardKey, frozenset[str] | None]


_NOTHING = Before({}, (), {}, {})


class ObservedChanges:
    """Compares the base before a batch with the base after it, if anybody has subscribed."""

    def __init__(self, local_cards: LocalCards, is_board_loaded: Callable[[BoardId], bool]) -> None:
        self._local_cards = local_cards
        self._is_board_loaded = is_board_loaded
        self._observers: list[ChangeObserver] = []
        self._numbers = count()

    def subscribe(self, observer: ChangeObserver) -> Callable[[], None]:
        """Returns a function that ends the subscription."""
        self._observers.append(observer)
        return lambda: self._observers.remove(observer)

    def before(self, batch: Batch) -> Before:
        """Called before the batch is in the local cards."""
        if not self._observers or not (batch.cards or batch.removed or batch.comments or batch.new_comments):
            return _NOTHING
        local_cards = self._local_cards
        cards = local_cards.stored.known([record.value.id for record in batch.cards])
        removed = [
            (card, self._is_removed_by_user(batch, key))
            for key in batch.removed
            if (card := local_cards.base_card(key)) is not None
        ]
        keys = {batch.bind.get(one.value.id) or one.value.key for one in batch.cards}
        keys |= {card.key for card in cards.values()}
        commented = (*batch.comments, *batch.new_comments)
        return Before(
            cards,
            removed,
            {key: found for key in keys if (found := local_cards.pending.entries_of(key))},
            {key: self._known_comments(key) for key in commented},
        )

    def writes(
        self, batch: Batch, page: Iterable[PageRow], before: Before, now: datetime
    ) -> dict[WriteTarget, RowWrite]:
        """Called once the batch is in the local cards; what the observers want to write in its transaction."""
        if not self._observers:
            return {}
        changes = (
            *self._of_page(batch, page, now),
            *self._of_records(batch, before, now),
            *self._of_removed(before, now),
        )
        observation = Observation(changes, tuple(self._of_comments(before)))
        return self._writes_of(observation) if observation != Observation() else {}

    def _writes_of(self, observation: Observation) -> dict[WriteTarget, RowWrite]:
        writes: dict[WriteTarget, RowWrite] = {}
        for observer in self._observers:
            try:
                write = observer(observation)
            except Exception:
                log.exception("An observer of changes failed")
                continue
            if write is not None:
                writes["observed", str(next(self._numbers))] = _harmless(write)
        return writes

    def _of_page(self, batch: Batch, page: Iterable[PageRow], now: datetime) -> Iterator[ObservedChange]:
        """Nothing here is about these cards, so nothing of them is the user's own."""
        for row in page:
            if row.is_changed and self._is_observed(batch, row.known, row.card):
                after = row.card if row.card.key == row.key else replace(row.card, key=row.key)
                yield ObservedChange(row.known, after, after.updated_at or now, raw=row.record.raw)

    def _of_records(self, batch: Batch, before: Before, now: datetime) -> Iterator[ObservedChange]:
        for record in batch.cards:
            key = self._local_cards.key_of(record.value.id)
            after = self._local_cards.base_card(key) if key is not None else None
            known = before.cards.get(record.value.id)
            if after is not None and after != known and self._is_observed(batch, known, after):
                own = _own_fields(before.entries.get(after.key, ()), fields_of(after))
                yield ObservedChange(known, after, after.updated_at or now, own, record.raw)

    def _is_observed(self, batch: Batch, before: Card | None, after: Card) -> bool:
        """A card that a walk brings for the first time was there before, and so was any card of an unloaded board."""
        return before is not None or (not batch.walks and self._is_board_loaded(after.board))

    def _of_removed(self, before: Before, now: datetime) -> Iterator[ObservedChange]:
        for card, is_own in before.removed:
            yield ObservedChange(card, None, now, ALL_FIELDS if is_own else frozenset())

    def _of_comments(self, before: Before) -> Iterator[ObservedComments]:
        for key, known in before.comments.items():
            card = self._local_cards.base_card(key)
            listed = self._local_cards.base_comments(key)
            new = tuple(comment for comment in listed if known is None or comment.id not in known)
            if card is not None and new:
                yield ObservedComments(card, new, known is None)

    def _known_comments(self, key: CardKey) -> frozenset[str] | None:
        if not self._local_cards.has_known_comments(key):
            return None
        return frozenset(comment.id for comment in self._local_cards.base_comments(key))

    def _is_removed_by_user(self, batch: Batch, key: CardKey) -> bool:
        """Deleted here, or the user's answer to the question about missing cards."""
        is_deleted = any(
            isinstance(entry.change, DeleteCard) and entry.reason is None
            for entry in self._local_cards.pending.entries_of(key)
        )
        return is_deleted or key in batch.confirmed_deletions or key in batch.recoverable


def _own_fields(entries: Iterable[Entry], now: Fields) -> frozenset[Field]:
    """The fields that have the value the user gave them here."""
    own: set[Field] = set()
    for entry in entries:
        if isinstance(entry.change, CreateCard):
            return ALL_FIELDS
        if isinstance(entry.change, EditCard):
            own |= {name for name, value in entry.change.new.items() if same_value(name, now[name], value)}
    return frozenset(own)


def _harmless(write: RowWrite) -> RowWrite:
    """What observers keep is never an obstacle to the sync."""

    def run(db: Connection) -> None:
        try:
            write(db)
        except Exception:
            log.exception("What sync observed could not be written")

    return run
