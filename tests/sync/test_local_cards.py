"""What is read on demand equals what an oracle shows that holds everything in memory (I4)."""

import random
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from kanbert_desktop.api.payloads import read_card
from kanbert_desktop.domain.board import DONE_COLUMNS, OPEN_COLUMNS, Board, BoardId, Card, CardKey, PersonId
from kanbert_desktop.domain.card_sequence import Place
from kanbert_desktop.domain.changes import (
    Change,
    ChangeId,
    Entry,
    Reason,
    State,
)
from kanbert_desktop.domain.events import EventBus
from kanbert_desktop.domain.manual_order import LAST_RANK
from kanbert_desktop.domain.sorting import Sort, cards_by_column, sort_key_for
from kanbert_desktop.store import base, outbox
from kanbert_desktop.store.base import Kind
from kanbert_desktop.store.card_queries import Assigned, ColumnName
from kanbert_desktop.store.database import Store, open_store
from kanbert_desktop.sync import base_cards
from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.sync.card_columns import COLUMN_NUMBERS, columns_of_row, sort_values, sortable_title
from kanbert_desktop.sync.due_cards import DueCards, DueQuestion, by_due
from kanbert_desktop.sync.replica import Replica
from kanbert_desktop.sync.stored_sequence import StoredSequence
from support.mirror import Mirror
from support.random_cards import BOARDS, NOW, OWN, PEOPLE, random_change, random_record

SORTS = list(Sort)
DAY = date(2026, 11, 20)


@dataclass
class Both:
    """The replica on a store, and the oracle that is told the same."""

    path: Path
    chance: random.Random
    store: Store = field(init=False)
    replica: Replica = field(init=False)
    oracle: Mirror = field(init=False)
    seq: int = 0
    ranks: dict[BoardId, dict[CardKey, float]] = field(default_factory=lambda: {b: {} for b in BOARDS})

    def __post_init__(self) -> None:
        self.open()

    def open(self) -> None:
        self.store = open_store(self.path, read=columns_of_row).store
        self.replica = Replica(self.store, EventBus(), lambda: NOW)
        self.replica.load()
        self.oracle = Mirror()
        self.versions: dict[tuple[tuple[ColumnName, ...], Sort], tuple[int, list[Card]]] = {}
        for row in base.rows(self.store.read(), Kind.FORMER):
            self.oracle.bind(row.id, CardKey(row.key))
        for row in base.rows(self.store.read(), Kind.CARD):
            self.oracle.bind(row.id, CardKey(row.key))
            self.oracle.put_cards([read_card(row.raw, CardKey(row.key))])
        boards = {board: Board(board, board, "", None, is_running=board == BOARDS[0]) for board in BOARDS}
        self.replica.local_cards.boards, self.oracle.boards = dict(boards), dict(boards)
        self.oracle.put_entries(outbox.entries(self.store.read()))

    @property
    def references(self) -> list[str]:
        return [str(number) for number in range(8)] + OWN

    def step(self) -> None:
        chance = self.chance
        kind = chance.choice(
            ["base", "base", "remove", "change", "change", "drop", "flush", "restart", "bind", "rank", "rank"]
        )
        if kind == "base":
            numbers = chance.choices(range(8), k=chance.randint(1, 5))
            batch = Batch(cards=[random_record(chance, str(n), parents=self.references[:8]) for n in numbers])
            self.replica.apply(batch)
            self.oracle.put_cards(one.value for one in batch.cards)
        elif kind == "remove":
            keys = [CardKey(key) for key in chance.sample(self.references, 2)]
            self.replica.apply(Batch(removed=list(keys)))
            self.oracle.remove_cards(keys)
        elif kind == "change":
            reference = chance.choice(self.references)
            # Whatever changes a card finds it first: no change names one by an id that stands for another key.
            key = self.oracle.key_of(reference) or CardKey(reference)
            entry = self.entry(random_change(chance, key, self.references))
            self.replica.apply(Batch(put=[entry]))
            self.oracle.put_entries([entry])
        elif kind == "drop":
            ids = [entry.id for entry in self.oracle.pending.entries() if chance.random() < 1 / 3]
            self.replica.apply(Batch(drop=list(ids)))
            self.oracle.drop_entries(ids)
        elif kind == "rank":
            board, keys = chance.choice(BOARDS), chance.sample(self.references, 3)
            ranked = {CardKey(key): chance.choice([LAST_RANK, 0.0, 1.0, 2.5]) for key in keys}
            self.replica.put_ranks(board, ranked)
            self.ranks[board] |= ranked
        elif kind == "bind":
            number, key = str(chance.randrange(8)), CardKey(chance.choice(OWN))
            if self.oracle.key_of(number) is None and self.oracle.base_card(key) is None:
                made = random_record(chance, number, parents=[])
                self.replica.apply(Batch(bind={number: key}, cards=[made]))
                self.oracle.bind(number, key)
                self.oracle.put_cards([made.value])
        else:
            assert self.store.flush(10)
            if kind == "restart":
                self.restart()

    def restart(self) -> None:
        before = by_key(self.replica.local_cards.cards())
        self.store.close()
        self.open()
        assert by_key(self.replica.local_cards.cards()) == before

    def entry(self, made: Change) -> Entry:
        self.seq += 1
        state = self.chance.choice([State.PENDING, State.PENDING, State.PARKED])
        reason = self.chance.choice(list(Reason)) if state is State.PARKED else None
        return Entry(
            id=ChangeId(f"e{self.seq}"), seq=self.seq, change=made, made_at=NOW, state=state, reason=reason
        )

    # Comparing.

    def compare(self) -> None:
        local_cards = self.replica.local_cards
        shown = {card.key: card for card in self.oracle.cards()}
        assert {card.key: card for card in local_cards.cards()} == shown
        for reference in self.references:
            assert local_cards.card(reference) == self.oracle.card(reference)
            key = CardKey(reference)
            assert local_cards.base_card(key) == self.base_card(key)
            assert by_key(local_cards.children(key)) == by_key(self.oracle.children(key))
        for person in PEOPLE:
            assigned = self.oracle.assigned_to(person).values()
            assert by_key(local_cards.assigned_to(person)) == by_key(assigned)
            assert local_cards.count_assigned(person, OPEN_COLUMNS, BOARDS[:1]) == sum(
                card.board == BOARDS[0] and card.column in OPEN_COLUMNS for card in assigned
            )
            self.compare_assigned(person, [card for card in assigned if card.board == BOARDS[0]])
        below = local_cards.columns_of_children(list(shown))
        assert below == {
            key: {child.key: child.column for child in self.oracle.children(key)} for key in shown
        }
        has_comments = {key for key in shown if self.oracle.comments(key)}
        assert has_comments <= local_cards.with_comments(list(shown))
        options = {card.priority.id for card in shown.values() if card.priority}
        assert {option.id for option in local_cards.priorities()} == options
        assert [key for key, _ in self.newest_first(local_cards.newest_first())] == [
            key for key, _ in sorted(self.newest_first(shown.values()), key=lambda pair: (pair[1], pair[0]))
        ]
        self.compare_due(shown.values())
        self.compare_base()
        for board in BOARDS:
            self.compare_board(board, [card for card in shown.values() if card.board == board])
            changed = [card.key for card in local_cards.newest_first(board)]
            assert changed == [card.key for card in local_cards.newest_first() if card.board == board]

    def compare_due(self, shown: Collection[Card]) -> None:
        """By due day: a span, everything before a day, and no date."""
        due_cards = DueCards(self.replica.local_cards)
        asked = (BOARDS[:1], OPEN_COLUMNS)
        by_day = due_cards.keys_by_day(DueQuestion(*asked, DAY - timedelta(days=1), DAY))
        for day in (DAY - timedelta(days=1), DAY):
            on_day = [card for card in shown if card.board in asked[0] and card.due == day]
            on_day.sort(key=lambda card: (card.column in DONE_COLUMNS, sortable_title(card), card.key))
            expected_keys = tuple(card.key for card in on_day if card.column in asked[1])
            assert by_day.get(day, ()) == expected_keys
        open_cards = [card for card in shown if card.board in asked[0] and card.column in asked[1]]
        for question, is_meant in (
            (DueQuestion(*asked, DAY, DAY), lambda due: due == DAY),
            (DueQuestion(*asked, last=DAY - timedelta(days=1)), lambda due: due is not None and due < DAY),
            (DueQuestion(*asked, is_undated=True), lambda due: due is None),
        ):
            expected = {card.key for card in open_cards if is_meant(card.due)}
            assert {place.key for place in due_cards.find(question)} == expected
            assert due_cards.count(question) == len(expected)
            first = due_cards.find_first(question, 2)
            assert first == sorted(due_cards.find(question), key=by_due)[:2]

    def base_card(self, key: CardKey) -> Card | None:
        """The oracle resolves the parent of a base card only when the card comes."""
        card = self.oracle.base_card(key)
        if card is None or card.parent is None:
            return card
        return replace(card, parent=self.oracle.key_of(card.parent) or card.parent)

    def newest_first(self, some: Iterable[Card]) -> list[tuple[CardKey, float]]:
        return [
            (card.key, -card.updated_at.timestamp() if card.updated_at else float("-inf")) for card in some
        ]

    def compare_base(self) -> None:
        local_cards, oracle = self.replica.local_cards, self.oracle
        assert local_cards.base.has_cards() == oracle.has_cards()
        assert local_cards.base.boards() == oracle.boards_with_cards()
        for boards in (None, set(), {BOARDS[0]}, set(BOARDS)):
            assert local_cards.base.count(boards) == oracle.base_count(boards)
            unwritten, others = local_cards.base.unwritten_on(boards or ())
            stored = self.ids_on_disk(boards or (), unwritten)
            assert stored | others == oracle.server_ids_on(boards or ())
        day = timedelta(days=1)
        between = (NOW - 2 * day, NOW)
        created = [{card.key for card in one.created_between(*between)} for one in (local_cards.base, oracle)]
        assert created[0] == created[1]
        for board in (None, *BOARDS):
            for count in (1, 3, 20):
                changed = [
                    [card.key for card in one.last_changed(board, count)]
                    for one in (local_cards.base, oracle)
                ]
                assert len(changed[0]) == len(changed[1])
                assert changed[0] == changed[1]
        self.compare_last_changed()

    def compare_last_changed(self) -> None:
        """Which of the cards that changed at the same time come first is left open."""
        every = {card.key: card for card in self.oracle.last_changed(None, 20)}
        for count in (1, 3, 20):
            found = [
                card for part in self.replica.local_cards.base.last_changed_slices(count) for card in part
            ]
            keys = {card.key for card in found}
            assert len(keys) == len(found)
            assert keys <= every.keys()
            times = sorted((str(card.updated_at) for card in found), reverse=True)
            assert times[:count] == [str(card.updated_at) for card in list(every.values())[:count]]

    def ids_on_disk(self, boards: Iterable[BoardId], aside: set[CardKey]) -> set[str]:
        found = self.store.read().execute("SELECT id, key, board FROM cards").fetchall()
        return {id_ for id_, key, board in found if board in boards and key not in aside}

    def compare_assigned(self, person: PersonId, cards: list[Card]) -> None:
        """Compares every slice of a person's open cards on one board."""
        numbers = tuple(COLUMN_NUMBERS[column] for column in OPEN_COLUMNS)
        assigned = Assigned(person, numbers, tuple(BOARDS[:1]))
        expected = [sort_values(card, "due") for card in cards if card.column in OPEN_COLUMNS]
        expected.sort()
        days = sorted({str(due) for due, _, _ in expected})[::2]
        local_cards = self.replica.local_cards
        counts = local_cards.assigned_days(assigned, days)
        assert counts == [
            sum(start <= str(due) < end for due, _, _ in expected)
            for start, end in pairwise(["", *days, "~"])
        ]
        for count in (1, 3, len(expected)):
            for index in range(len(expected) + 1):
                found = local_cards.assigned_at(assigned, index, count)
                assert [card.key for card in found] == [
                    values[-1] for values in expected[index : index + count]
                ]
                for place, card in enumerate(found, index):
                    assert local_cards.assigned_index(assigned, card) == place

    def compare_board(self, board: BoardId, on_board: list[Card]) -> None:
        local_cards = self.replica.local_cards
        listed = list(local_cards.cards_of(board))
        assert by_key(listed) == by_key(on_board)
        assert list(local_cards.titles_of(board)) == [(card.key, card.title) for card in listed]
        counts = local_cards.counts(board)

        def rank_of(key: CardKey) -> float:
            return self.ranks[board].get(key, LAST_RANK)

        for sort in SORTS:
            for column, expected in cards_by_column(on_board, sort, rank_of).items():
                alone = ColumnName(board, COLUMN_NUMBERS[column])
                assert counts.get(alone, 0) == len(expected)
                self.compare_column([alone], sort, expected)
                everything = sorted(
                    (c for c in on_board if c.column is column), key=sort_key_for(sort, rank_of)
                )
                self.compare_column([alone, alone._replace(alone=False)], sort, everything)

    def compare_places(self, sequence: StoredSequence, size: int, expected: list[Card]) -> None:
        places: list[Place] = []
        while part := sequence.places(places[-1] if places else None, size):
            places += part
        assert [place.title for place in places] == [card.title.casefold() for card in expected]
        assert sequence.at_places(places) == expected

    def compare_column(self, names: list[ColumnName], sort: Sort, expected: list[Card]) -> None:
        """Forwards and backwards in slices of random size, and the number before each place."""
        local_cards, size = self.replica.local_cards, self.chance.randint(1, 4)
        version, known = local_cards.column_version(names), self.versions.get((tuple(names), sort))
        assert known is None or known[0] != version or known[1] == expected
        self.versions[tuple(names), sort] = (version, expected)
        found: list[Card] = []
        after = None
        while places := local_cards.places.after(names, sort, after, size):
            after = places[-1]
            found += local_cards.at_places(places)
        assert found == expected
        back: list[Card] = []
        before = None
        while places := local_cards.places.before(names, sort, before, size):
            before = places[-1]
            back += local_cards.at_places(places)
            assert local_cards.places.count_before(names, sort, before) == len(expected) - len(back)
        assert back == expected[::-1]
        sequence = StoredSequence(local_cards, names, sort)
        assert len(sequence) == len(expected)
        assert sequence.keys() == [card.key for card in expected]
        assert sequence.in_order(self.chance.sample(expected, len(expected))) == expected
        self.compare_places(sequence, size, expected)
        for index, card in enumerate(expected):
            assert sequence.index(card) == index
            assert sequence.at(index, size) == expected[index : index + size]
            assert sequence.after(card, size) == expected[index + 1 : index + 1 + size]
            assert sequence.before(card, size) == expected[max(0, index - size) : index]
        assert sequence.last(size) == expected[-size:]
        assert not sequence.at(len(expected), size)


def by_key(some: Iterable[Card]) -> dict[CardKey, Card]:
    return {card.key: card for card in some}


@pytest.fixture(autouse=True)
def short_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few cards make several slices."""
    monkeypatch.setattr(base_cards, "_LOOKED_AT_ONCE", 2)


@pytest.mark.parametrize("seed", range(20))
def test_every_answer_is_the_oracles(profile: Path, seed: int) -> None:
    both = Both(profile / "store.db", random.Random(seed))  # noqa: S311
    for _ in range(25):
        both.step()
        both.compare()
    both.store.close()
