"""Ranks of "My order": the same order as an oracle that holds all of it, in few rows, undone in turn, kept over restarts."""

import errno
import random
import threading
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kanbert_desktop.app.boards import card_ranks
from kanbert_desktop.app.boards.manual_order import ManualOrders
from kanbert_desktop.domain import manual_order
from kanbert_desktop.domain.board import Board, BoardId, Card, CardKey, Column
from kanbert_desktop.domain.changes import Field
from kanbert_desktop.domain.sorting import Sort
from kanbert_desktop.store import base, local, ranks
from kanbert_desktop.store.connection import new_store_file
from kanbert_desktop.store.migrations import MIGRATIONS, run_migrations
from kanbert_desktop.sync.batch import Batch
from support.manual_order import ManualOrder, ranked_keys
from support.open_account import OpenAccount, open_account_at
from support.server_rows import row_of

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
BOARD = BoardId("b1")
MANY = 120


def card(number: int, column: Column = Column.NEW) -> Card:
    """Creation and title are in no order of the numbers."""
    place, key = number * 7919 % 1000, str(number)
    return Card(
        key=CardKey(key),
        server_id=key,
        board=BOARD,
        title=f"Karte {place:03}",
        column=column,
        created_at=NOW + timedelta(minutes=place * 31 % 1000),
        updated_at=NOW,
    )


@pytest.fixture
def account(profile: Path) -> Iterator[OpenAccount]:
    opened = open_account_at(profile / "store.db", NOW)
    opened.local_cards.boards = {BOARD: Board(BOARD, "Website", "WEB", None)}
    yield opened
    opened.store.close()


def shown(account: OpenAccount, column: Column = Column.NEW, sort: Sort = Sort.MANUAL) -> list[CardKey]:
    return list(account.service.card_columns(BOARD, sort)[column].keys())


def move(orders: ManualOrders, moved: Sequence[CardKey], before: CardKey | None) -> None:
    """Moves cards of the column NEW, and waits for the disk if the move does."""
    pending = orders.move_before(BOARD, Column.NEW, moved, before)
    if pending is not None:
        failed = pending.writing.exception(30) is not None
        pending.finish(None if failed else pending.writing.result())


def rank(account: OpenAccount, sort: Sort = Sort.TITLE) -> None:
    """As the window does it, waiting for the disk if there are many."""
    orders = ManualOrders(account.service)
    writing = orders.rank_unranked(BOARD, sort)
    if writing is not None:
        orders.finish(BOARD, sort, every_card=False, highest=writing.result(30))


@pytest.mark.parametrize("many", [1000, 10], ids=["few", "many"])
def test_my_order_starts_as_the_board_is_shown(
    account: OpenAccount, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    monkeypatch.setattr(card_ranks, "_MANY", many)
    account.receive_cards(*(card(n, Column.NEW if n % 3 else Column.WIP) for n in range(MANY)))
    assert account.store.flush(30)
    for number in range(4):
        account.service.add_card(BOARD, f"Karte {number * 250}")
    before = {column: shown(account, column, Sort.TITLE) for column in (Column.NEW, Column.WIP)}
    rank(account)
    assert {column: shown(account, column) for column in before} == before
    assert set(ranked_keys(account.store, BOARD)) == {key for keys in before.values() for key in keys}
    assert {column: shown(account, column) for column in before} == before


@pytest.mark.parametrize("seed", range(5))
def test_moves_undo_and_redo_keep_the_oracles_order(account: OpenAccount, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    account.receive_cards(*(card(n) for n in range(12)))
    rank(account)
    orders = ManualOrders(account.service)
    oracle = ManualOrder(shown(account))
    states = [shown(account)]
    for _ in range(60):
        kind = chance.choice(["move", "move", "undo", "flush"])
        if kind == "undo" and len(states) > 1:
            account.service.undo()
            states.pop()
            oracle = ManualOrder(states[-1])
        elif kind == "flush":
            assert account.store.flush(30)
        elif kind == "move":
            moved = chance.sample(states[-1], chance.randint(1, 3))
            before = chance.choice([None, *states[-1]])
            oracle.move_before(moved, before)
            move(orders, moved, before)
            if list(oracle.keys) != states[-1]:
                states.append(list(oracle.keys))
        assert shown(account) == states[-1]
    assert ranked_keys(account.store, BOARD) == states[-1]


@pytest.mark.parametrize("spread", [500, 2, 0])
def test_ranks_never_run_out_and_undo_still_finds_the_place(
    account: OpenAccount, monkeypatch: pytest.MonkeyPatch, spread: int
) -> None:
    monkeypatch.setattr(card_ranks, "_SPREAD", spread)
    account.receive_cards(*(card(n) for n in range(4)))
    rank(account)
    orders = ManualOrders(account.service)
    states = [shown(account)]
    first = states[0][0]
    for number in range(90):
        last = states[-1][-1 - number % 2]
        rest = [key for key in states[-1] if key != last]
        move(orders, [last], rest[1])
        states.append([first, last, *rest[1:]])
        assert shown(account) == states[-1]
    for state in reversed(states[:-1]):
        account.service.undo()
        assert shown(account) == state
    for state in states[1:]:
        account.service.redo()
        assert shown(account) == state


@pytest.mark.parametrize("seed", range(3))
def test_a_move_writes_few_rows_however_often_cards_were_moved_to_one_place(
    account: OpenAccount, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """Also where the ranks near that place have no room left."""
    chance = random.Random(seed)  # noqa: S311
    spread = 4
    monkeypatch.setattr(card_ranks, "_SPREAD", spread)
    monkeypatch.setattr(manual_order, "_CLOSEST", 1 / 8)
    account.receive_cards(*(card(n) for n in range(MANY)))
    rank(account)
    orders, oracle = ManualOrders(account.service), ManualOrder(shown(account))
    place = oracle.keys[chance.randrange(MANY)]
    written: list[int] = []
    put_ranks = account.replica.put_ranks

    def count_and_put(board: BoardId, ranked: Mapping[CardKey, float]) -> None:
        written.append(len(ranked))
        put_ranks(board, ranked)

    monkeypatch.setattr(account.replica, "put_ranks", count_and_put)
    for _ in range(300):
        moved = [key for key in chance.sample(oracle.keys, chance.randint(1, 2)) if key != place]
        if moved:
            oracle.move_before(moved, place)
            move(orders, moved, place)
            assert shown(account) == list(oracle.keys)
    assert max(written) > spread, "the ranks had no room"
    assert sum(written) / len(written) <= 4 * spread
    assert ranked_keys(account.store, BOARD) == list(oracle.keys)


def test_a_move_ranks_the_cards_of_its_column_alone(
    account: OpenAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    account.receive_cards(*(card(n) for n in range(4)))
    rank(account)
    account.receive_cards(*(card(n, Column.NEW if n % 2 else Column.WIP) for n in range(20, MANY)))
    assert account.store.flush(30)
    monkeypatch.setattr(card_ranks, "_MANY_BEFORE_MOVE", 3)
    keys, others = shown(account), shown(account, Column.WIP)
    move(ManualOrders(account.service), [keys[0]], None)
    assert shown(account) == [*keys[1:], keys[0]]
    assert shown(account, Column.WIP) == others
    assert set(ranked_keys(account.store, BOARD)) == set(keys)


def test_an_old_profile_shows_the_order_that_it_had(profile: Path) -> None:
    path = profile / "store.db"
    order = ["3", "1", "gone", "2"]
    path.touch()
    with new_store_file(path) as db:
        run_migrations(db, MIGRATIONS[:3])
        rows = (row_of(card(n)) for n in range(5))
        base.put_rows(db, rows)
        local.set_value(db, f"order:{BOARD}", "\n".join(order))
    account = open_account_at(path, NOW)
    assert shown(account)[:3] == ["3", "1", "2"]
    assert set(shown(account)[3:]) == {"0", "4"}
    move(ManualOrders(account.service), [CardKey("2")], CardKey("1"))
    assert shown(account)[:3] == ["3", "2", "1"]
    account.close()


def test_a_move_writes_the_moved_cards_only(account: OpenAccount) -> None:
    account.receive_cards(*(card(n) for n in range(MANY)))
    rank(account)
    assert account.store.flush(30)
    before = dict(account.store.read().execute("SELECT key, rank FROM ranks").fetchall())
    moved = shown(account)[50:52]
    move(ManualOrders(account.service), moved, shown(account)[3])
    assert account.store.flush(30)
    after = dict(account.store.read().execute("SELECT key, rank FROM ranks").fetchall())
    assert {key for key in after if after[key] != before[key]} == set(moved)


def test_cards_that_came_later_are_last_and_get_a_rank_with_the_next_move(account: OpenAccount) -> None:
    account.receive_cards(*(card(n) for n in range(3)))
    rank(account)
    known = shown(account)
    account.receive_cards(card(10))
    assert shown(account) == [*known, "10"]
    move(ManualOrders(account.service), [known[0]], None)
    assert shown(account) == [*known[1:], "10", known[0]]
    assert ranked_keys(account.store, BOARD) == shown(account)


def test_cards_get_their_places_in_memory_if_the_disk_rejects_them(
    account: OpenAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    account.receive_cards(*(card(n) for n in range(MANY)))
    assert account.store.flush(30)
    before = shown(account, sort=Sort.TITLE)
    monkeypatch.setattr(card_ranks, "_MANY", 10)
    orders = ManualOrders(account.service)
    with monkeypatch.context() as patch:
        patch.setattr(ranks, "rank_unranked", reject)
        writing = orders.rank_unranked(BOARD, Sort.TITLE)
    assert writing is not None
    assert writing.exception(30) is not None
    orders.finish(BOARD, Sort.TITLE, every_card=False, highest=None)
    assert shown(account) == before


@pytest.mark.parametrize("is_full", [False, True], ids=["written", "rejected"])
def test_a_move_among_many_unranked_cards_does_not_wait_for_the_disk(
    account: OpenAccount, monkeypatch: pytest.MonkeyPatch, *, is_full: bool
) -> None:
    account.receive_cards(*(card(n) for n in range(MANY)))
    assert account.store.flush(30)
    monkeypatch.setattr(card_ranks, "_MANY_BEFORE_MOVE", 3)
    if is_full:
        monkeypatch.setattr(ranks, "rank_unranked", reject)
    keys = shown(account)
    goes_on = threading.Event()
    account.store.write(lambda _db: goes_on.wait(30))
    with account.service.undo_group():
        pending = ManualOrders(account.service).move_before(BOARD, Column.NEW, [keys[0]], None)
        account.service.edit_card(keys[0], {Field.TITLE: "Renamed"})
    assert pending is not None
    assert not pending.writing.done()
    assert shown(account) == keys
    goes_on.set()
    assert (pending.writing.exception(30) is not None) == is_full
    pending.finish(None if is_full else pending.writing.result())
    assert shown(account) == [*keys[1:], keys[0]]
    account.service.undo()
    assert shown(account) == keys
    assert account.service.card(keys[0]).title == card(0).title


def reject(*_arguments: object, **_named: object) -> float:
    raise OSError(errno.ENOSPC, "full")


@pytest.mark.parametrize("many", [1000, 3], ids=["few", "many"])
@pytest.mark.parametrize("place", ["among those with a rank", "before one without", "at the end"])
def test_a_card_is_moved_in_a_column_of_unranked_cards(
    account: OpenAccount, monkeypatch: pytest.MonkeyPatch, many: int, place: str
) -> None:
    account.receive_cards(*(card(n) for n in range(4)))
    rank(account)
    account.receive_cards(*(card(n) for n in range(20, MANY)))
    assert account.store.flush(30)
    account.service.add_card(BOARD, "Karte")
    monkeypatch.setattr(card_ranks, "_MANY_BEFORE_MOVE", many)
    keys = shown(account)
    before = {"among those with a rank": keys[2], "before one without": keys[50], "at the end": None}[place]
    move(ManualOrders(account.service), [keys[0]], before)
    rest = keys[1:]
    number = rest.index(before) if before is not None else len(rest)
    assert shown(account) == [*rest[:number], keys[0], *rest[number:]]


def test_ranks_of_many_cards_that_are_gone_are_deleted(account: OpenAccount) -> None:
    account.receive_cards(*(card(n) for n in range(MANY)))
    rank(account)
    assert account.store.flush(30)
    kept = shown(account)[:5]
    gone = [CardKey(str(n)) for n in range(MANY) if str(n) not in kept]
    account.replica.apply(Batch(removed=gone)).result(30)
    rank(account)
    assert ranked_keys(account.store, BOARD) == kept
