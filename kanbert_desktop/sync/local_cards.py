"""The cards as shown here: the server's cards with the pending changes, read on demand."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from kanbert_desktop.domain.board import (
    Board,
    BoardId,
    Card,
    CardKey,
    Client,
    ClientId,
    Column,
    Comment,
    Person,
    PersonId,
    Priority,
    card_key,
)
from kanbert_desktop.domain.changes import ChangeId, Entry
from kanbert_desktop.domain.overlay import Values
from kanbert_desktop.domain.projection import project_comments
from kanbert_desktop.domain.value_classes import replace
from kanbert_desktop.store import card_queries
from kanbert_desktop.store.card_queries import Assigned, ColumnName
from kanbert_desktop.store.database import Store
from kanbert_desktop.sync.base_cards import BaseCards
from kanbert_desktop.sync.card_columns import COLUMN_NUMBERS, COLUMNS, newest, sort_values
from kanbert_desktop.sync.card_keys import CardKeys
from kanbert_desktop.sync.column_places import ColumnPlaces
from kanbert_desktop.sync.pending_changes import PendingChanges
from kanbert_desktop.sync.stored_cards import StoredCards
from kanbert_desktop.sync.stored_ranks import StoredRanks
from kanbert_desktop.sync.touched_cards import TouchedCards

_READ_AT_ONCE = 500
"""Cards of one statement where all are read."""


class CardComments(NamedTuple):
    """What is shown under a card. `are_known`: the server's comments have been read."""

    comments: list[Comment]
    are_known: bool


class LocalCards:
    """Answers queries with the projection of the server's cards (`base`) and the user's changes (`pending`).

    Nothing but the pending changes and the cards they touch is in memory: cards with pending changes, cards whose rows
    are still being written, and the sub-tasks of both, which may stand alone now. Every query asks the store without
    those and adds their projection (I4; a test compares with an oracle that holds everything). `places` are those of the
    cards in their columns. Methods that change something return the keys whose display may have changed. Cards are found
    by key, by server id, or by local id.
    """

    def __init__(self, store: Store) -> None:
        self.me: Person | None = None
        self.clients: dict[ClientId, Client] = {}
        self.boards: dict[BoardId, Board] = {}
        self.people: dict[PersonId, Person] = {}
        self.stored = StoredCards(store)
        self.stored_ranks = StoredRanks(store)
        self.pending = PendingChanges(self._shown_or_base_card)
        self._keys = CardKeys(self.stored, self.pending)
        self._touched = TouchedCards(self.stored, self.stored_ranks, self.pending, self._keys)
        self.base = BaseCards(self.stored, self._touched, self._keys, self.running_boards)
        self.places = ColumnPlaces(self._touched, self.stored_ranks)
        self._known_comments: set[CardKey] = set()
        self._counted: dict[str | None, dict[ColumnName, int]] = {}
        self._counted_version = -1

    def bind(self, server_id: str, key: CardKey) -> None:
        """Maps a server row to a card here, also if the server does not return our external id."""
        self._keys.bind(server_id, key)
        if server_id != key:
            self._touched.touch({key, CardKey(server_id)})
            self.stored.forget_children(server_id)

    # The base: only server responses write it.

    def put_cards(self, cards: Iterable[Card]) -> set[CardKey]:
        """The caller writes the rows and passes the write to `submitted`."""
        given = list(cards)
        if not given:
            return set()
        known = self.stored.known([card.id for card in given])
        holders = self.stored.holders(
            {card_key(card.id, card.external_id) for card in given}
            | {key for card in given if (key := self._keys.bound_key(card.id)) is not None}
        )
        touched: set[CardKey] = set()
        for card in given:
            before = known.get(card.id)
            adopted = self._adopt(card, before, holders)
            if before is not None and before.key != adopted.key:
                self._remove(before.key)
                touched.add(before.key)
            elif before == adopted and (
                adopted.key not in self.pending.cards or self.card(adopted.key) is not None
            ):
                continue
            self.stored.put(adopted)
            known[card.id] = adopted
            holders[adopted.key] = card.id
            touched.add(adopted.key)
        return self._touched.touch(touched)

    def remove_cards(self, keys: Iterable[CardKey]) -> set[CardKey]:
        """Deletes base rows; the server ids of removed cards still resolve to their keys."""
        return {key for key in keys if self._remove(key)}

    def _remove(self, key: CardKey) -> bool:
        card = self.stored.card(key)
        if card is None:
            return False
        self._keys.remember(card.id, key)
        self.stored.remove(key)
        self._touched.touch({key})
        return True

    def note_former_ids(self, keys: Mapping[str, CardKey]) -> None:
        """Ids of cards that were removed before this start: they resolve to their keys as they did then."""
        self._touched.touch(self._keys.remember_former(keys))

    def put_comments(self, card: CardKey, comments: Iterable[Comment]) -> set[CardKey]:
        """Replaces a card's comments by the server's list, oldest first."""
        listed = list(comments)
        if self.has_known_comments(card) and self.stored.comments(card) == listed:
            return set()
        self._known_comments.add(card)
        self.stored.put_comments(card, listed)
        return {card}

    def note_read_comments(self, cards: Iterable[CardKey]) -> None:
        """The comments of these cards are known, even if there are none."""
        self._known_comments.update(cards)

    @property
    def version(self) -> int:
        """Another number whenever any card may be shown otherwise."""
        return self._touched.version

    def column_version(self, names: Collection[ColumnName]) -> int:
        """The last `version` that may have changed the cards of these columns, or their order."""
        return self._touched.column_version(names)

    def reset_stored(self) -> None:
        """What is derived from base rows was made again on disk: nothing known about it is used any longer."""
        self.stored.forget_all()
        self._touched.touch_all()

    # "My order".

    def put_ranks(self, board: BoardId, ranked: Mapping[CardKey, float]) -> None:
        """The caller writes them and passes the write to `stored_ranks.submitted`."""
        self.stored_ranks.put(board, ranked)
        self._touched.touch(set(ranked))

    def forget_order(self) -> None:
        """Ranks were changed on disk."""
        self._touched.touch_columns()

    def touched_keys(self) -> set[CardKey]:
        """The cards that are not shown as they are on disk, or may not be."""
        with self._touched.current():
            return set(self._touched.by_key)

    def submitted(self, keys: Iterable[CardKey], future: Any) -> None:  # noqa: ANN401 - of any result
        """The cards put under these keys are on disk once `future` is resolved."""
        self.stored.submitted(keys, future)

    def comments_submitted(self, keys: Iterable[CardKey], future: Any) -> None:  # noqa: ANN401 - of any result
        """The comments put for these cards are on disk once `future` is resolved."""
        self.stored.comments_submitted(keys, future)

    def is_as_stored(self, server_id: str, key: CardKey) -> bool:
        """Returns whether nothing in memory is about this card: it is shown as it is on disk, and by that key."""
        if self._is_held(server_id):
            return False
        return key == server_id or not self._is_held(key)

    def _is_held(self, name: str) -> bool:
        """Returns whether anything in memory is about the card with this server id or key."""
        return (
            self._keys.bound_key(name) is not None
            or self.pending.was_changed(name)
            or self.stored.is_unwritten(name)
        )

    def page_submitted(self, rows: Mapping[CardKey, bool], future: Any) -> None:  # noqa: ANN401 - of any result
        """Rows of these cards are on disk once `future` is resolved; True for those that are or were sub-tasks."""
        self.stored.page_submitted(rows, future)

    def settle(self) -> None:
        """Takes notice of what has been written."""
        self._touched.settle()

    # The outbox: the user's changes, and what became of them.

    def put_entries(self, entries: Iterable[Entry]) -> set[CardKey]:
        """Adds entries, or replaces those of the same id."""
        return self._touched.touch_pending(self.pending.put(entries))

    def drop_entries(self, ids: Iterable[ChangeId]) -> set[CardKey]:
        return self._touched.touch_pending(self.pending.drop(ids))

    # One card.

    def key_of(self, reference: str) -> CardKey | None:
        """Returns the key behind a server id, a local id or a key; None if it is unknown."""
        return self._keys.key_of(reference)

    def card(self, reference: str) -> Card | None:
        key = self.key_of(reference)
        if key is None:
            return None
        with self._touched.current():
            return self._touched.shown_card(key)

    def base_card(self, key: CardKey) -> Card | None:
        return self._touched.base_card(key)

    def _shown_or_base_card(self, key: CardKey) -> Card | None:
        return self.card(key) or self.base_card(key)

    def children(self, key: CardKey) -> list[Card]:
        """Sub-tasks shown under a card."""
        with self._touched.current() as db:
            stored = card_queries.children(db, self._keys.names_of(key))
            found = self._cards([CardKey(child) for child, _ in stored if child not in self._touched.by_key])
            return [card for card in (*found, *self._touched.shown()) if card.parent == key]

    def columns_of_children(self, keys: Collection[CardKey]) -> dict[CardKey, dict[CardKey, Column]]:
        """The sub-tasks shown under each of the cards, with their columns."""
        names: dict[str, CardKey] = {name: key for key in keys for name in self._keys.names_of(key)}
        found: dict[CardKey, dict[CardKey, Column]] = {key: {} for key in keys}
        with self._touched.current() as db:
            for parent, key, number in card_queries.columns_of_children(db, names):
                if key not in self._touched.by_key:
                    found[names[parent]][CardKey(key)] = COLUMNS[number]
            for card in self._touched.shown():
                if card.parent in found:
                    found[card.parent][card.key] = card.column
        return found

    def comments(self, key: CardKey) -> list[Comment]:
        return project_comments(self.base_comments(key), self.pending.entries_of(key), self.me)

    def comments_of(self, keys: Collection[CardKey]) -> dict[CardKey, CardComments]:
        """The comments of many cards, read at once."""
        stored = self.stored.comments_of(keys)
        return {
            key: CardComments(
                project_comments(stored.get(key, []), self.pending.entries_of(key), self.me),
                key in self._known_comments or key in stored,
            )
            for key in keys
        }

    def has_known_comments(self, key: CardKey) -> bool:
        return key in self._known_comments or self.stored.has_comments(key)

    def with_comments(self, keys: Collection[CardKey]) -> set[CardKey]:
        """Those of the cards that may have comments: the server's, or ones that were not sent yet."""
        return self.stored.with_comments(keys) | {key for key in keys if key in self.pending.cards}

    def known_comments_count(self) -> int:
        """The number of cards whose comments have been read."""
        return len(self._known_comments | self.stored.cards_with_comments())

    def base_comments(self, key: CardKey) -> list[Comment]:
        return self.stored.comments(key)

    # Many cards.

    @contextmanager
    def one_state(self) -> Iterator[None]:
        """Answers all questions of the block from one state of the file, which is also quicker."""
        with self._touched.current():
            yield

    def assigned_to(self, person: PersonId, columns: Collection[Column] = tuple(Column)) -> list[Card]:
        """The person's cards in these columns, on all boards, in no order."""
        with self._touched.current() as db:
            found = card_queries.assigned_to(db, person, [COLUMN_NUMBERS[column] for column in columns])
            keys = [CardKey(key) for key in found if key not in self._touched.by_key]
            return [
                *self._cards(keys),
                *(
                    card
                    for card in self._touched.shown()
                    if card.assignee == person and card.column in columns
                ),
            ]

    def keys_assigned_to(self, person: PersonId) -> list[CardKey]:
        """The keys of all cards of a person, in no order. Reads no card."""
        with self._touched.current() as db:
            found = card_queries.assigned_to(db, person, COLUMN_NUMBERS.values())
            stored = [CardKey(key) for key in found if key not in self._touched.by_key]
            return [*stored, *(card.key for card in self._touched.shown() if card.assignee == person)]

    def count_assigned(
        self, person: PersonId, columns: Collection[Column], boards: Collection[BoardId]
    ) -> int:
        """The number of the person's cards in these columns of these boards."""
        numbers = [COLUMN_NUMBERS[column] for column in columns]
        with self._touched.current() as db:
            count = card_queries.count_assigned(db, person, numbers, boards)
            if self._touched.by_key:
                count -= card_queries.count_assigned_of(db, self._touched.by_key, person, numbers, boards)
            return count + sum(
                card.assignee == person and card.column in columns and card.board in boards
                for card in self._touched.shown()
            )

    def assigned_days(self, assigned: Assigned, days: Sequence[str]) -> list[int]:
        """How many of these cards are due before each of the days, in ascending order, and from the last one on."""
        with self._touched.current() as db:
            found = card_queries.assigned_days(db, assigned, self._touched.by_key, days)
            for due, _, _ in self._assigned_here(assigned):
                found[bisect_right(days, str(due))] += 1
            return found

    def assigned_at(self, assigned: Assigned, index: int, count: int) -> list[Card]:
        """These cards by due date and title, from that index on."""
        with self._touched.current() as db:
            here = self._assigned_here(assigned)
            start = max(0, index - len(here))
            asked = (start, count + len(here))
            stored = card_queries.assigned_at(db, assigned, self._touched.by_key, *asked)
            # Those of a pending change that are before the part read only shift it.
            above = bisect_left(here, stored[0]) if start and stored else 0
            merged = sorted([*stored, *here[above:]])
            skipped = index - start - above
            return self.at_places(merged[skipped : skipped + count])

    def assigned_index(self, assigned: Assigned, card: Card) -> int:
        """How many of these cards are before that one."""
        values = sort_values(card, "due")
        with self._touched.current() as db:
            stored = card_queries.assigned_before(db, assigned, self._touched.by_key, values)
            return stored + bisect_left(self._assigned_here(assigned), values)

    def _assigned_here(self, assigned: Assigned) -> list[Values]:
        """The places of those that are not shown as they are on disk."""
        person, columns, boards = assigned
        return sorted(
            sort_values(card, "due")
            for card in self._touched.shown()
            if card.assignee == person and COLUMN_NUMBERS[card.column] in columns and card.board in boards
        )

    def counts(self, board: str | None = None) -> Mapping[ColumnName, int]:
        """The number of cards shown in each column, of one board or of all. Counted once while nothing changes."""
        with self._touched.current() as db:
            if self._counted_version != self.version:
                self._counted, self._counted_version = {}, self.version
            if board not in self._counted:
                self._counted[board] = self._count(db, board)
            return self._counted[board]

    def _count(self, db: Any, board: str | None) -> dict[ColumnName, int]:  # noqa: ANN401 - the store's own connection
        counts = card_queries.counts(db, board)
        for touched in self._touched.by_key.values():
            if touched.place is not None and touched.place in counts:
                counts[touched.place] -= 1
            if touched.column is not None and board in (None, touched.column.board):
                counts[touched.column] = counts.get(touched.column, 0) + 1
        return counts

    def priorities(self) -> list[Priority]:
        """The priorities of all cards, each once, in no order."""
        with self._touched.current() as db:
            changed = Counter(touched.priority for touched in self._touched.by_key.values())
            found = {
                id_: Priority(id_, title, color, order)
                for id_, title, color, order, count in card_queries.priorities(db)
                if count > changed[id_]
            }
        return list(
            (
                found | {card.priority.id: card.priority for card in self._touched.shown() if card.priority}
            ).values()
        )

    def cards(self) -> Iterator[Card]:
        """Every card shown, in no order, read in slices.

        What changes in the meantime is read as it is then. No card comes twice.
        """
        with self._touched.current():
            touched = list(self._touched.by_key)
        aside = set(touched)
        number = 0
        while True:
            with self._touched.current() as db:
                listed = card_queries.listed_keys(db, number, _READ_AT_ONCE)
                found = self.at_keys([CardKey(key) for _, key in listed if key not in aside])
            if not listed:
                break
            number = listed[-1][0]
            yield from found
        yield from self.at_keys(touched)

    def cards_of(self, board: BoardId, columns: Iterable[Column] = Column) -> Iterator[Card]:
        """Every card of a board, or of some of its columns, by column and due date, read in slices."""
        for part in self.slices_of(board, columns, _READ_AT_ONCE):
            yield from part

    def slices_of(self, board: BoardId, columns: Iterable[Column], count: int) -> Iterator[list[Card]]:
        """The same cards, at most `count` at once; each slice is of one state."""
        return (self.at_keys(keys) for keys in self._slices(board, columns, count))

    def titles_of(self, board: BoardId) -> Iterator[tuple[CardKey, str]]:
        """Keys and titles of the cards of a board, in the order of `cards_of`, read in slices."""
        for keys in self._slices(board, Column, _READ_AT_ONCE):
            with self._touched.current():
                stored = self.stored.titles([key for key in keys if key not in self._touched.by_key])
                shown = {card.key: card.title for card in self._touched.shown()}
                found = [
                    (key, title) for key in keys if (title := shown.get(key, stored.get(key))) is not None
                ]
            yield from found

    def _slices(self, board: BoardId, columns: Iterable[Column], count: int) -> Iterator[list[CardKey]]:
        for column in columns:
            names = [ColumnName(board, COLUMN_NUMBERS[column], alone) for alone in (True, False)]
            after: Values | None = None
            while places := self.places.after(names, "due", after, count):
                after = places[-1]
                yield [CardKey(str(values[-1])) for values in places]

    def at_places(self, places: Sequence[Values]) -> list[Card]:
        """The cards at these places, in this order."""
        return self.at_keys([CardKey(str(values[-1])) for values in places])

    def at_keys(self, keys: Sequence[CardKey]) -> list[Card]:
        """Those of the cards that are shown, in this order."""
        with self._touched.current():
            touched = self._touched.by_key
            stored = self.stored.cards([key for key in keys if key not in touched])
            found = (touched[key].shown if key in touched else stored.get(key) for key in keys)
            return [self._keys.with_resolved_parent(card) for card in found if card is not None]

    def newest_first(self, board: BoardId | None = None) -> Iterator[Card]:
        """Cards shown, the last changed first, read in slices; of all boards or of one. Undated cards come first.

        What changes in the meantime keeps its place. No card comes twice.
        """
        with self._touched.current():
            aside = set(self._touched.by_key)
            placed: list[Values] = sorted(
                (newest(card), card.key) for card in self._touched.shown() if board in (None, card.board)
            )
        after: Values | None = None
        while True:
            with self._touched.current() as db:
                listed = card_queries.last_changed(db, after, _READ_AT_ONCE, board)
                is_last = len(listed) < _READ_AT_ONCE
                end = None if is_last else listed[-1].values
                reached = [values for values in placed if end is None or values <= end]
                placed = placed[len(reached) :]
                kept = [values for _, values in listed if values[-1] not in aside]
                found = self.at_places(sorted([*kept, *reached]))
            yield from found
            if is_last:
                return
            after = end

    def running_boards(self) -> set[BoardId]:
        return {board.id for board in self.boards.values() if board.is_running}

    def _cards(self, keys: Collection[CardKey]) -> list[Card]:
        return [self._keys.with_resolved_parent(card) for card in self.stored.cards(keys).values()]

    def _adopt(self, card: Card, before: Card | None, holders: dict[CardKey, str]) -> Card:
        """Gives a server row its key: a known row keeps it, and two rows never share one (D18)."""
        key = self._keys.bound_key(card.id) or (before.key if before is not None else None)
        if key is None:
            is_changed = self.pending.was_changed(card.id)
            key = CardKey(card.id) if is_changed else card_key(card.id, card.external_id)
        if holders.get(key, card.id) != card.id:
            key = CardKey(card.id)
        if (self._keys.bound_key(card.id) or card.id) != key:
            self.bind(card.id, key)
        parent = self._keys.resolved(card.parent) if card.parent is not None else None
        # A copy costs as much as reading the row did: most rows need none.
        return card if (card.key, card.parent) == (key, parent) else replace(card, key=key, parent=parent)
