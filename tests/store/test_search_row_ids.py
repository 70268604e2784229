"""Every card has its own row id in the search index; a newer card's is higher."""

import random
from datetime import UTC, datetime, timedelta

from kanbert_desktop.store import connection
from kanbert_desktop.store.database import Store
from kanbert_desktop.store.search import free_row_ids

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
MOST_IN_A_MINUTE = 64


def taken(store: Store, changed: list[datetime | None], first_number: int = 0) -> list[int]:
    """Allocates row ids and marks them as used."""
    places = free_row_ids(store.read(), changed)
    rows = list(enumerate(places, start=first_number))
    store.write(lambda db: connection.bulk_insert(db, "search_cards (number, place)", rows)).result(30)
    return places


def test_a_later_minute_has_a_higher_place(store: Store) -> None:
    minutes = [NOON + timedelta(minutes=number) for number in (3, 1, 2)]
    late, early, middle = taken(store, [*minutes])
    assert early < middle < late


def test_within_a_minute_who_comes_later_is_higher(store: Store) -> None:
    first, second = taken(store, [NOON, NOON])
    (third,) = taken(store, [NOON], 2)
    assert (second, third) == (first + 1, first + 2)


def test_without_a_time_it_is_the_oldest(store: Store) -> None:
    unknown, before_all = taken(store, [None, datetime(1960, 1, 1, tzinfo=UTC)])
    (known,) = taken(store, [datetime(1971, 1, 1, tzinfo=UTC)], 2)
    assert 0 <= unknown < before_all < known


def test_a_full_minute_spills_into_the_next_ones(store: Store) -> None:
    full = taken(store, [NOON] * MOST_IN_A_MINUTE)
    spilt, next_minute = taken(store, [NOON, NOON + timedelta(minutes=1)], MOST_IN_A_MINUTE)
    assert spilt == max(full) + 1
    assert next_minute == spilt + 1


def test_no_place_is_given_twice_whatever_comes_together(store: Store) -> None:
    chance = random.Random(3)  # noqa: S311 - repeatable, not secret
    given: list[int] = []
    for size in (1, 200, 3, 700, 64, 500):
        changed = [NOON + timedelta(minutes=chance.choice([0, 0, 0, 1, 2, 9])) for _ in range(size)]
        given += taken(store, [*changed], len(given))
    assert (
        len(given)
        == len(set(given))
        == store.read().execute("SELECT count(*) FROM search_cards").fetchone()[0]
    )
