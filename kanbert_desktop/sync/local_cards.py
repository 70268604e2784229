"""The cards as shown here: the server's cards with the pending changes, read on demand."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from heapq import nlargest
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
from kanbert_desktop.domain.changes import (
    ChangeId,
    CreateCard,
    DeleteCard,
    Entry,
    Question,
    Reason,
    State,
    question_key,
    questions,
)
from kanbert_desktop.domain.manual_order import LAST_RANK
from kanbert_desktop.domain.overlay import Values, merge_after, merge_before
from kanbert_desktop.domain.projection import project_card, project_comments
from kanbert_desktop.domain.value_classes import replace
from kanbert_desktop.store import card_queries
from kanbert_desktop.store.card_queries import ColumnName, StoredCard
from kanbert_desktop.store.database import Store
from kanbert_desktop.sync.card_columns import (
    COLUMN_NUMBERS,
    NEVER,
    column_name,
    microseconds,
    newest,
    sort_values,
)
from kanbert_desktop.sync.stored_cards import StoredCards
from kanbert_desktop.sync.stored_ranks import StoredRanks

_MANUAL = "own"
_READ_AT_ONCE = 500
"""Cards of one statement where all are read."""


class Touched(NamedTuple):
    """A card that is not shown as it is on disk, or may not be.

    `place` is its column on disk, None if it is not there, `parent` and `priority` are those on disk; `shown` the card as shown, None if it is not shown, and
    `column` its place then.
    """

    place: ColumnName | None
    parent: str | None
    priority: str | None
    shown: Card | None
    column: ColumnName | None


class LocalCards:
    """Holds the outbox (user changes), and answers queries with the projection of the server's cards and it.

    Nothing but the pending changes and the cards they touch is in memory: cards with pending changes, cards whose rows
    are still being written, and the sub-tasks of both, which may stand alone now. Every query asks the store without
    those and adds their projection (I4; a test compares with an oracle that holds everything). Methods that change
    something return the keys whose display may have changed. Cards are found by key, by server id, or by local id.
    """

    def __init__(self, store: Store) -> None:
        self.me: Person | None = None
        self.clients: dict[ClientId, Client] = {}
        self.boards: dict[BoardId, Board] = {}
        self.people: dict[PersonId, Person] = {}
        self.stored = StoredCards(store)
        self.stored_ranks = StoredRanks(store)
        self._entries: dict[ChangeId, Entry] = {}
        self._of_card: dict[CardKey, list[ChangeId]] = {}
        self._keys: dict[str, CardKey] = {}
        self._aliases: dict[CardKey, set[str]] = {}
        self._changed_cards: set[str] = set()
        self._known_comments: set[CardKey] = set()
        self._touched: dict[CardKey, Touched] = {}
        self._dirty: set[CardKey] = set()
        self._version = 0
        self._next_seq = 1

    def bind(self, server_id: str, key: CardKey) -> None:
        """Maps a server row to a card here, also if the server does not return our external id."""
        self._keys[server_id] = key
        self._keys.setdefault(key, key)
        if server_id != key:
            self._aliases.setdefault(key, set()).add(server_id)
            self._touch({key, CardKey(server_id)})
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
            | {self._keys[card.id] for card in given if card.id in self._keys}
        )
        touched: set[CardKey] = set()
        for card in given:
            before = known.get(card.id)
            adopted = self._adopt(card, before, holders)
            if before is not None and before.key != adopted.key:
                self._remove(before.key)
                touched.add(before.key)
            elif before == adopted and (
                adopted.key not in self._of_card or self.card(adopted.key) is not None
            ):
                continue
            self.stored.put(adopted)
            known[card.id] = adopted
            holders[adopted.key] = card.id
            touched.add(adopted.key)
        return self._touch(touched)

    def remove_cards(self, keys: Iterable[CardKey]) -> set[CardKey]:
        """Deletes base rows; the server ids of removed cards still resolve to their keys."""
        return {key for key in keys if self._remove(key)}

    def _remove(self, key: CardKey) -> bool:
        card = self.stored.card(key)
        if card is None:
            return False
        self._remember(card.id, key)
        self.stored.remove(key)
        self._touch({key})
        return True

    def _remember(self, server_id: str, key: CardKey) -> None:
        self._keys.setdefault(key, key)
        self._keys.setdefault(server_id, key)
        if server_id != key:
            self._aliases.setdefault(key, set()).add(server_id)

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
        return self._version

    def reset_stored(self) -> None:
        """What is derived from base rows was made anew on disk: nothing known about it is used any longer."""
        self.stored.forget_all()
        self._touch(set(self._touched))
        self._version += 1

    # "My order".

    def put_ranks(self, board: BoardId, ranked: Mapping[CardKey, float]) -> None:
        """The caller writes them and passes the write to `stored_ranks.submitted`."""
        self.stored_ranks.put(board, ranked)
        self._touch(set(ranked))

    def forget_order(self) -> None:
        """Ranks were changed on disk."""
        self._version += 1

    def ranks(self, board: BoardId, keys: Collection[CardKey]) -> dict[CardKey, float]:
        with self._current():
            return self.stored_ranks.ranks(board, keys)

    def sort_values(self, card: Card, sort: str) -> Values:
        if sort != _MANUAL:
            return sort_values(card, sort)
        return sort_values(card, sort, self.ranks(card.board, [card.key])[card.key])

    def has_many_unranked(self, names: Sequence[ColumnName], count: int) -> bool:
        """Returns whether more than `count` cards on disk have no rank."""
        with self._current() as db:
            return sum(card_queries.unranked(db, name, LAST_RANK, count + 1) for name in names) > count

    def touched_keys(self) -> set[CardKey]:
        """The cards that are not shown as they are on disk, or may not be."""
        with self._current():
            return set(self._touched)

    def submitted(self, keys: Iterable[CardKey], future: Any) -> None:  # noqa: ANN401 - of any result
        """The cards put under these keys are on disk once `future` is resolved."""
        self.stored.submitted(keys, future)

    def comments_submitted(self, keys: Iterable[CardKey], future: Any) -> None:  # noqa: ANN401 - of any result
        """The comments put for these cards are on disk once `future` is resolved."""
        self.stored.comments_submitted(keys, future)

    def is_as_stored(self, server_id: str, key: CardKey) -> bool:
        """Returns whether nothing in memory is about this card: it is shown as it is on disk, and by that key."""
        return not any(
            name in self._keys or name in self._changed_cards or self.stored.is_unwritten(name)
            for name in (server_id, key)
        )

    def page_submitted(self, rows: Mapping[CardKey, bool], future: Any) -> None:  # noqa: ANN401 - of any result
        """Rows of these cards are on disk once `future` is resolved; True for those that are or were sub-tasks."""
        self.stored.page_submitted(rows, future)

    def settle(self) -> None:
        """Takes notice of what has been written."""
        with self.stored.snapshot():
            self._settle()

    # The outbox: the user's changes, and what became of them.

    def next_seq(self) -> int:
        seq = self._next_seq
        self._next_seq += 1
        return seq

    def put_entries(self, entries: Iterable[Entry]) -> set[CardKey]:
        """Adds entries, or replaces those of the same id."""
        touched: set[CardKey] = set()
        for entry in entries:
            if entry.id not in self._entries:
                self._insert(entry)
            self._entries[entry.id] = entry
            self._changed_cards.add(entry.card)
            self._next_seq = max(self._next_seq, entry.seq + 1)
            touched.add(entry.card)
        return self._touch(touched)

    def drop_entries(self, ids: Iterable[ChangeId]) -> set[CardKey]:
        touched: set[CardKey] = set()
        for entry_id in ids:
            entry = self._entries.pop(entry_id, None)
            if entry is not None:
                self._of_card[entry.card].remove(entry_id)
                if not self._of_card[entry.card]:
                    del self._of_card[entry.card]
                touched.add(entry.card)
        return self._touch(touched)

    def _insert(self, entry: Entry) -> None:
        entries = self._of_card.setdefault(entry.card, [])
        entries.append(entry.id)
        entries.sort(key=lambda entry_id: self._entries.get(entry_id, entry).seq)

    # One card.

    def key_of(self, reference: str) -> CardKey | None:
        """Returns the key behind a server id, a local id or a key; None if it is unknown."""
        key = self._keys.get(reference) or self.stored.key_of(reference)
        return CardKey(reference) if key is None and reference in self._changed_cards else key

    def card(self, reference: str) -> Card | None:
        key = self.key_of(reference)
        if key is None:
            return None
        with self._current():
            touched = self._touched.get(key)
            return touched.shown if touched is not None else self.base_card(key)

    def base_card(self, key: CardKey) -> Card | None:
        card = self.stored.card(key)
        return self._with_resolved_parent(card) if card is not None else None

    def children(self, key: CardKey) -> list[Card]:
        """Sub-tasks shown under a card."""
        with self._current() as db:
            stored = card_queries.children(db, [key, *self._aliases.get(key, ())])
            found = self._cards([CardKey(child) for child, _ in stored if child not in self._touched])
            return [card for card in (*found, *self._shown()) if card.parent == key]

    def comments(self, key: CardKey) -> list[Comment]:
        return project_comments(self.base_comments(key), self.entries_of(key), self.me)

    def has_known_comments(self, key: CardKey) -> bool:
        return key in self._known_comments or self.stored.has_comments(key)

    def known_comments_count(self) -> int:
        """The number of cards whose comments have been read."""
        return len(self._known_comments | self.stored.cards_with_comments())

    def base_comments(self, key: CardKey) -> list[Comment]:
        return self.stored.comments(key)

    # Pending changes.

    def entry(self, entry_id: ChangeId) -> Entry | None:
        return self._entries.get(entry_id)

    def entries(self) -> list[Entry]:
        return sorted(self._entries.values(), key=lambda entry: entry.seq)

    def boards_of_new_cards(self) -> set[BoardId]:
        """Boards with cards that were created here and not sent yet, whether the board is known or not."""
        changes = (entry.change for entry in self._entries.values())
        return {change.board for change in changes if isinstance(change, CreateCard)}

    def entries_of(self, key: CardKey) -> list[Entry]:
        """Changes of this card. A question about many missing cards names one of them but is not a change of it."""
        entries = (self._entries[entry_id] for entry_id in self._of_card.get(key, ()))
        return [entry for entry in entries if entry.reason is not Reason.MASS_DELETION]

    def pending_count(self) -> int:
        return sum(entry.state is not State.PARKED for entry in self._entries.values())

    def parked_count(self) -> int:
        return sum(entry.state is State.PARKED for entry in self._entries.values())

    def attention_count(self) -> int:
        """Number of questions; one may be about several changes."""
        parked = (entry for entry in self._entries.values() if entry.state is State.PARKED)
        return len({question_key(entry, self.board_of) for entry in parked})

    def questions(self) -> list[Question]:
        return questions(self.entries(), self.board_of)

    def board_of(self, entry: Entry) -> BoardId | None:
        """The board that the card of this change is or was on, if known."""
        if isinstance(entry.change, CreateCard):
            return entry.change.board
        card = self.card(entry.card) or self.base_card(entry.card)
        return card.board if card is not None else None

    def is_deleted_locally(self, key: CardKey) -> bool:
        return any(
            isinstance(entry.change, DeleteCard) and entry.state is not State.PARKED
            for entry in self.entries_of(key)
        )

    # Many cards.

    @contextmanager
    def one_state(self) -> Iterator[None]:
        """Answers all questions of the block from one state of the file, which is also quicker."""
        with self._current():
            yield

    def assigned_to(self, person: PersonId, columns: Collection[Column] = tuple(Column)) -> list[Card]:
        """The person's cards in these columns, on all boards, in no order."""
        with self._current() as db:
            found = card_queries.assigned_to(db, person, [COLUMN_NUMBERS[column] for column in columns])
            keys = [CardKey(key) for key in found if key not in self._touched]
            return [
                *self._cards(keys),
                *(card for card in self._shown() if card.assignee == person and card.column in columns),
            ]

    def keys_assigned_to(self, person: PersonId) -> list[CardKey]:
        """The keys of all cards of a person, in no order. Reads no card."""
        with self._current() as db:
            found = card_queries.assigned_to(db, person, COLUMN_NUMBERS.values())
            stored = [CardKey(key) for key in found if key not in self._touched]
            return [*stored, *(card.key for card in self._shown() if card.assignee == person)]

    def count_assigned(
        self, person: PersonId, columns: Collection[Column], boards: Collection[BoardId]
    ) -> int:
        """The number of the person's cards in these columns of these boards."""
        numbers = [COLUMN_NUMBERS[column] for column in columns]
        with self._current() as db:
            count = card_queries.count_assigned(db, person, numbers, boards)
            if self._touched:
                count -= card_queries.count_assigned_of(db, self._touched, person, numbers, boards)
            return count + sum(
                card.assignee == person and card.column in columns and card.board in boards
                for card in self._shown()
            )

    def counts(self, board: str | None = None) -> dict[ColumnName, int]:
        """The number of cards shown in each column, of one board or of all."""
        with self._current() as db:
            counts = card_queries.counts(db, board)
            for touched in self._touched.values():
                if touched.place is not None and touched.place in counts:
                    counts[touched.place] -= 1
                if touched.column is not None and board in (None, touched.column.board):
                    counts[touched.column] = counts.get(touched.column, 0) + 1
            return counts

    def priorities(self) -> list[Priority]:
        """The priorities of all cards, each once, in no order."""
        with self._current() as db:
            changed = Counter(touched.priority for touched in self._touched.values())
            found = {
                id_: Priority(id_, title, color, order)
                for id_, title, color, order, count in card_queries.priorities(db)
                if count > changed[id_]
            }
        return list(
            (found | {card.priority.id: card.priority for card in self._shown() if card.priority}).values()
        )

    def cards(self) -> Iterator[Card]:
        """Every card shown, in no order, read in slices.

        What changes in the meantime is read as it is then. No card comes twice.
        """
        with self._current():
            touched = list(self._touched)
        aside = set(touched)
        number = 0
        while True:
            with self._current() as db:
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
        for column in columns:
            names = [ColumnName(board, COLUMN_NUMBERS[column], alone) for alone in (True, False)]
            after: Values | None = None
            while places := self.places_after(names, "due", after, count):
                after = places[-1]
                yield self.at_places(places)

    def places_after(
        self, names: Sequence[ColumnName], sort: str, after: Values | None, count: int
    ) -> list[Values]:
        """The next places in display order of the cards in these columns; None stands for the top."""
        with self._current() as db:
            stored = [
                values
                for name in names
                for _, values in card_queries.after(db, name, sort, after, count + self._moved_from(name))
            ]
            return merge_after(sorted(stored), self._touched, self._placed(names, sort), after, count)

    def places_before(
        self, names: Sequence[ColumnName], sort: str, before: Values | None, count: int
    ) -> list[Values]:
        """The places before that one, the nearest first; None stands for the end."""
        with self._current() as db:
            stored = [
                values
                for name in names
                for _, values in card_queries.before(db, name, sort, before, count + self._moved_from(name))
            ]
            placed = self._placed(names, sort)[::-1]
            return merge_before(sorted(stored, reverse=True), self._touched, placed, before, count)

    def count_before(self, names: Sequence[ColumnName], sort: str, values: Values) -> int:
        with self._current() as db:
            stored = sum(card_queries.count_before(db, name, sort, values) for name in names)
            moved = [key for key, touched in self._touched.items() if touched.place in names]
            gone = sum(before < values for before in card_queries.values_of(db, moved, sort))
            return stored - gone + sum(placed < values for placed in self._placed(names, sort))

    def place_near(self, names: Sequence[ColumnName], sort: str, index: int) -> Values | None:
        """A place as far from the one at `index` as pending changes may have moved cards; None without cards on disk.

        With several columns it is the place in the fullest of them, at the same share of it.
        """
        with self._current() as db:
            counts = card_queries.counts(db, names[0].board)
            sizes = [counts.get(name, 0) for name in names]
            size, name = max(zip(sizes, names, strict=True))
            offset = min(index * size // max(1, sum(sizes)), size - 1)
            found = card_queries.at_offset(db, name, sort, offset) if size else None
            while found is not None and found.key in self._touched:
                rest = card_queries.after(db, name, sort, found.values, 1)
                found = rest[0] if rest else None
            return found.values if found is not None else None

    def at_places(self, places: Sequence[Values]) -> list[Card]:
        """The cards at these places, in this order."""
        return self.at_keys([CardKey(str(values[-1])) for values in places])

    def at_keys(self, keys: Sequence[CardKey]) -> list[Card]:
        """Those of the cards that are shown, in this order."""
        with self._current():
            stored = self.stored.cards([key for key in keys if key not in self._touched])
            found = (
                touched.shown if (touched := self._touched.get(key)) is not None else stored.get(key)
                for key in keys
            )
            return [self._with_resolved_parent(card) for card in found if card is not None]

    def newest_first(self, board: BoardId | None = None) -> Iterator[Card]:
        """Cards shown, the last changed first, read in slices; of all boards or of one. Undated cards come first.

        What changes in the meantime keeps its place. No card comes twice.
        """
        with self._current():
            aside = set(self._touched)
            placed: list[Values] = sorted(
                (newest(card), card.key) for card in self._shown() if board in (None, card.board)
            )
        after: Values | None = None
        while True:
            with self._current() as db:
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

    def _moved_from(self, name: ColumnName) -> int:
        return sum(touched.place == name for touched in self._touched.values())

    def _placed(self, names: Sequence[ColumnName], sort: str) -> list[Values]:
        shown = [
            touched.shown
            for touched in self._touched.values()
            if touched.shown is not None and touched.column in names
        ]
        board = BoardId(names[0].board)
        ranks = self.stored_ranks.ranks(board, [card.key for card in shown]) if sort == _MANUAL else {}
        return sorted(sort_values(card, sort, ranks.get(card.key, LAST_RANK)) for card in shown)

    # The server's cards.

    def base_cards(self) -> Iterator[Card]:
        """Every card of the base, read in slices."""
        seen: set[CardKey] = set()
        number = 0
        while True:
            with self.stored.snapshot() as db:
                listed = card_queries.listed_keys(db, number, _READ_AT_ONCE)
                found = self.stored.cards([CardKey(key) for _, key in listed])
            if not listed:
                break
            number = listed[-1][0]
            seen |= found.keys()
            yield from map(self._with_resolved_parent, found.values())
        for key in [key for key in self.stored.unwritten if key not in seen]:
            card = self.base_card(key)
            if card is not None:
                yield card

    def has_cards(self) -> bool:
        """Returns whether the base has any card."""
        return self.base_count() > 0

    def base_count(self, boards: Collection[BoardId] | None = None) -> int:
        """Number of base cards on these boards, or on all."""
        counts = self._base_counts()
        return sum(n for board, n in counts.items() if boards is None or board in boards)

    def boards_with_cards(self) -> set[BoardId]:
        """Boards that have a base card, whether the board is known or not."""
        return {board for board, n in self._base_counts().items() if n > 0}

    def _base_counts(self) -> Counter[BoardId]:
        with self._current() as db:
            counts: Counter[BoardId] = Counter()
            for name, n in card_queries.counts(db).items():
                counts[BoardId(name.board)] += n
            for key in self.stored.unwritten:
                place, card = self._touched[key].place, self.stored.card(key)
                if place is not None:
                    counts[BoardId(place.board)] -= 1
                if card is not None:
                    counts[card.board] += 1
            return counts

    def server_ids_on(self, boards: Collection[BoardId]) -> set[str]:
        """The server's ids of the base cards on these boards."""
        with self._current() as db:
            unwritten = self.stored.unwritten
            found = card_queries.ids_on_boards(db, boards)
            stored = {id_ for id_, key in found.items() if key not in unwritten}
            cards = (self.stored.card(CardKey(key)) for key in unwritten)
            return stored | {card.id for card in cards if card is not None and card.board in boards}

    def created_between(self, above: datetime, below: datetime) -> list[Card]:
        """Base cards created after `above` and before `below`."""
        with self._current() as db:
            found = card_queries.created_between(db, microseconds(above), microseconds(below))
            keys = dict.fromkeys([*(CardKey(key) for key in found), *self.stored.unwritten])
            return [
                self._with_resolved_parent(card)
                for card in self.stored.cards(list(keys)).values()
                if card.created_at is not None and above < card.created_at < below
            ]

    def last_changed(self, board: BoardId | None, count: int) -> list[Card]:
        """The open base cards that changed last, newest first, on a running board or on all of them."""
        boards = self.running_boards() if board is None else self.running_boards() & {board}
        found: dict[CardKey, Card] = {}
        after: Values = (-NEVER + 1, "")
        with self._current() as db:
            while boards and len(found) < count:
                listed = card_queries.last_changed(db, after, _READ_AT_ONCE, board)
                keys = [CardKey(key) for key, _ in listed if key not in self.stored.unwritten]
                found |= {card.key: card for card in self._cards(keys) if _is_open_on(card, boards)}
                if len(listed) < _READ_AT_ONCE:
                    break
                after = listed[-1].values
            unwritten = self._cards(list(self.stored.unwritten))
        found |= {card.key: card for card in unwritten if _is_open_on(card, boards)}
        return nlargest(count, found.values(), key=lambda card: (card.updated_at, card.key))

    def running_boards(self) -> set[BoardId]:
        return {board.id for board in self.boards.values() if board.is_running}

    # Keeping the touched cards equal to the projection.

    def _touch(self, keys: set[CardKey]) -> set[CardKey]:
        self._dirty |= keys
        self._version += bool(keys)
        return keys

    @contextmanager
    def _current(self) -> Iterator[Any]:
        """Yields a connection in one state of the file, with the touched cards as they are in that state."""
        with self.stored.snapshot() as db:
            if self.stored.is_outermost:
                self._dirty |= self.stored_ranks.settle()
            self._settle()
            if self._dirty:
                self._refresh_dirty(db)
            yield db

    def _refresh_dirty(self, db: Any) -> None:  # noqa: ANN401 - the store's own connection
        dirty, self._dirty = self._dirty, set()
        before = set(self._touched)
        try:
            self._refresh(db, dirty)
        except BaseException:
            # The next query tries again: nothing may be shown or decided from half of it.
            self._dirty |= dirty | before
            raise

    def _settle(self) -> None:
        settled, arrived = self.stored.settle()
        self._dirty |= settled
        if arrived:
            self._version += 1
            self._dirty |= self._concerned(arrived)

    def _concerned(self, arrived: Mapping[CardKey, bool]) -> set[CardKey]:
        """Those of the cards rewritten on disk that are touched, or may have come under a touched card, or left one."""
        has_direct = bool(self._of_card or self.stored.unwritten or self._aliases)
        if not self._touched and not has_direct:
            return set()
        parents = {touched.parent for touched in self._touched.values()}
        parents |= {touched.shown.parent for touched in self._touched.values() if touched.shown is not None}
        return {
            key
            for key, has_parent in arrived.items()
            if key in self._touched or key in parents or self._is_direct(key) or (has_parent and has_direct)
        }

    def _refresh(self, db: Any, dirty: set[CardKey]) -> None:  # noqa: ANN401 - the store's own connection
        """Reads the places of changed cards again, and those of their sub-tasks, before and now."""
        parents = {name for key in dirty for name in (key, *self._aliases.get(key, ()))}
        before = {
            key
            for key, touched in self._touched.items()
            if touched.parent in parents or (touched.shown is not None and touched.shown.parent in parents)
        }
        unwritten = {
            key
            for key in self.stored.unwritten
            if (card := self.stored.card(key)) is not None and card.parent in parents
        }
        asked = dirty | before | unwritten
        rows = {CardKey(row.key): row for row in card_queries.places(db, asked, parents)}
        affected = asked | rows.keys()
        for key in affected:
            self._touched.pop(key, None)
        direct = {key for key in affected if self._is_direct(key)}
        indirect = {
            key
            for key in affected - direct
            if (row := rows.get(key)) is not None
            and row.parent
            and self._is_direct(self._resolved(row.parent))
        }
        shown = {key: self._project(key) for key in direct | indirect}
        for key, card in shown.items():
            row = rows.get(key)
            self._touched[key] = Touched(
                _place(row), row.parent if row else None, row.priority if row else None, card, None
            )
        for key, card in shown.items():
            if card is not None:
                self._touched[key] = self._touched[key]._replace(column=self._column(card))

    def _is_direct(self, key: CardKey) -> bool:
        """A card that was known by two server ids has sub-tasks that name the other one, which is not on disk."""
        return (
            key in self._of_card
            or key in self.stored.unwritten
            or self.stored_ranks.is_unwritten(key)
            or len(self._aliases.get(key, ())) > 1
        )

    def _project(self, key: CardKey) -> Card | None:
        card = project_card(self.base_card(key), self.entries_of(key))
        if card is None or card.parent is None or (parent := self._resolved(card.parent)) == card.parent:
            return card
        return replace(card, parent=parent)

    def _column(self, card: Card) -> ColumnName:
        """A sub-task stands alone unless its parent is on the same board and not archived."""
        parent = self._shown_card(card.parent) if card.parent is not None else None
        alone = (
            parent is None
            or parent.board != card.board
            or parent.column is Column.CLOSED
            or parent.key == card.key
        )
        return column_name(card, alone=alone)

    def _shown_card(self, key: CardKey) -> Card | None:
        touched = self._touched.get(key)
        return touched.shown if touched is not None else self.base_card(key)

    def _shown(self) -> Iterator[Card]:
        return (touched.shown for touched in self._touched.values() if touched.shown is not None)

    def _cards(self, keys: Collection[CardKey]) -> list[Card]:
        return [self._with_resolved_parent(card) for card in self.stored.cards(keys).values()]

    def _adopt(self, card: Card, before: Card | None, holders: dict[CardKey, str]) -> Card:
        """Gives a server row its key: a known row keeps it, and two rows never share one (D18)."""
        key = self._keys.get(card.id) or (before.key if before is not None else None)
        if key is None:
            is_changed = card.id in self._changed_cards
            key = CardKey(card.id) if is_changed else card_key(card.id, card.external_id)
        if holders.get(key, card.id) != card.id:
            key = CardKey(card.id)
        if self._keys.get(card.id, card.id) != key:
            self.bind(card.id, key)
        parent = self._resolved(card.parent) if card.parent is not None else None
        # A copy costs as much as reading the row did: most rows need none.
        return card if (card.key, card.parent) == (key, parent) else replace(card, key=key, parent=parent)

    def _with_resolved_parent(self, card: Card) -> Card:
        """What is on disk names its parent's key, if the parent is on disk too."""
        if card.parent is None or (parent := self._keys.get(card.parent, card.parent)) == card.parent:
            return card
        return replace(card, parent=parent)

    def _resolved(self, parent: str) -> CardKey:
        return self.key_of(parent) or CardKey(parent)


def _is_open_on(card: Card, boards: Collection[BoardId]) -> bool:
    return card.updated_at is not None and card.column is not Column.CLOSED and card.board in boards


def _place(row: StoredCard | None) -> ColumnName | None:
    return ColumnName(row.board, row.column, row.alone) if row is not None else None
