"""The temporary table of the known cards that a full listing has not shown yet."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kanbert_desktop.store import base, unlisted_cards
from kanbert_desktop.store.base import BaseRow, Kind
from kanbert_desktop.store.database import Store, open_store
from kanbert_desktop.sync.card_columns import columns_of_row

SMALL, LARGE = 1_000, 20_000


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(filled(tmp_path / "store.db", 6)) as opened:
        yield opened


def filled(path: Path, count: int) -> Store:
    store = open_store(path).store
    store.index_with(lambda _card, _comments: (_ for _ in ()).throw(ValueError), columns_of_row)
    store.write(lambda db: base.put_rows(db, map(row, range(count)))).result()
    return store


def row(number: int) -> BaseRow:
    board = f"p{number % 2}"
    raw = f'{{"id": "{number:06}", "project_id": "{board}", "title": "A", "status": "New"}}'
    return BaseRow(Kind.CARD, f"{number:06}", f"k{number}", board, raw.encode())


def begin(store: Store, *, aside: list[str] | None = None, others: list[str] | None = None) -> None:
    store.write(lambda db: unlisted_cards.begin(db, ["p1"], aside=aside or [], others=others or [])).result()


def left(store: Store) -> list[str]:
    return store.write(lambda db: unlisted_cards.ids_after(db, "", 100)).result()


def test_it_begins_with_the_cards_of_these_boards(store: Store) -> None:
    begin(store)
    assert left(store) == ["000001", "000003", "000005"]
    assert store.write(unlisted_cards.count).result() == 3


def test_what_is_not_on_disk_is_named_by_the_caller(store: Store) -> None:
    begin(store, aside=["k3"], others=["new", "000001"])
    assert left(store) == ["000001", "000005", "new"]


def test_listed_cards_are_taken_out_whether_they_are_in_it_or_not(store: Store) -> None:
    begin(store)
    store.write(lambda db: unlisted_cards.take_out(db, ["000003", "000002", "x"])).result()
    assert left(store) == ["000001", "000005"]


def test_it_is_read_in_slices(store: Store) -> None:
    begin(store)
    assert store.write(lambda db: unlisted_cards.ids_after(db, "", 2)).result() == ["000001", "000003"]
    assert store.write(lambda db: unlisted_cards.ids_after(db, "000003", 2)).result() == ["000005"]


def test_a_page_that_was_not_saved_takes_nothing_out(store: Store) -> None:
    def fail(db: sqlite3.Connection) -> None:
        unlisted_cards.take_out(db, ["000001"])
        raise ValueError("wished")

    begin(store)
    with pytest.raises(ValueError, match="wished"):
        store.write(fail).result()
    assert left(store) == ["000001", "000003", "000005"]


@pytest.mark.parametrize("end", [True, False], ids=["ended", "cut off"])
def test_another_listing_begins_with_all_cards_again(store: Store, *, end: bool) -> None:
    others = [row(number).id for number in range(0, 6, 2)]
    begin(store, others=others)
    store.write(lambda db: unlisted_cards.take_out(db, ["000001"])).result()
    if end:
        store.write(unlisted_cards.end).result()
    begin(store)
    assert left(store) == ["000001", "000003", "000005"]


def test_without_a_beginning_nothing_is_missing(store: Store) -> None:
    """The file may have been replaced since the listing began."""
    store.write(lambda db: unlisted_cards.take_out(db, ["000001"])).result()
    assert left(store) == []
    assert store.write(unlisted_cards.count).result() == 0
    store.write(unlisted_cards.end).result()


def test_nothing_of_it_is_in_the_file(store: Store) -> None:
    begin(store)
    names = [name for (name,) in store.read().execute("SELECT name FROM sqlite_schema")]
    assert "base" in names
    assert "unlisted" not in names


def test_a_page_costs_no_more_among_many_cards(tmp_path: Path) -> None:
    ids = [f"{number:06}" for number in range(1, 60, 2)]
    costs = []
    for count in (SMALL, LARGE):
        with closing(filled(tmp_path / f"{count}.db", count)) as store:
            begin(store)
            costs.append(
                store.write(lambda db: steps(db, lambda db: unlisted_cards.take_out(db, ids))).result()
            )
    assert costs[1] <= costs[0] * 1.2 + 50


def steps(db: sqlite3.Connection, run: Callable[[sqlite3.Connection], object]) -> int:
    """Steps of SQLite's virtual machine."""
    counted = 0

    def count() -> int:
        nonlocal counted
        counted += 1
        return 0

    db.set_progress_handler(count, 1)
    run(db)
    db.set_progress_handler(None, 1)
    return counted
