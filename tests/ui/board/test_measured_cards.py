"""The cards of a lane know where each begins, as far as they have been measured."""

import random
from collections.abc import Sequence
from itertools import accumulate

import pytest

from kanbert_desktop.domain.board import Card, CardKey, Column
from kanbert_desktop.domain.sorting import SortKey
from kanbert_desktop.domain.value_classes import replace
from kanbert_desktop.ui.board.measured_cards import MeasuredCards
from support.board_fixture import card

NEVER = float("inf")


def height(one: Card) -> int:
    return 40 + 7 * len(one.title)


def by_number(one: Card) -> SortKey:
    return (int(one.key),)


class Measure:
    """Counts what it is asked to measure."""

    def __init__(self) -> None:
        self.asked: list[CardKey] = []

    def __call__(self, cards: Sequence[Card]) -> list[int]:
        self.asked += [one.key for one in cards]
        return [height(one) for one in cards]


def cell(count: int) -> MeasuredCards:
    made = MeasuredCards(by_number)
    for number in range(count):
        made.put(card(number, "x" * (number % 9), Column.NEW))
    made.stand_on("a width")
    return made


def edges(cards: MeasuredCards) -> list[int]:
    return [0, *accumulate(height(one) for one in cards.first(len(cards)))]


def test_each_card_begins_where_the_one_before_ends() -> None:
    cards = cell(200)
    assert cards.measure(200, Measure(), NEVER)
    assert [cards.upper_edge(number, 1.0) for number in range(201)] == edges(cards)
    assert cards.is_known


def test_the_card_at_a_place_is_the_one_that_covers_it() -> None:
    cards = cell(200)
    cards.measure(200, Measure(), NEVER)
    places = edges(cards)
    for number in (0, 1, 57, 199):
        assert cards.number_at(places[number], 1.0) == number
        assert cards.number_at(places[number + 1] - 1, 1.0) == number
    assert cards.number_at(places[-1], 1.0) == 200


def test_cards_that_are_not_measured_count_with_the_average() -> None:
    cards = cell(200)
    assert cards.upper_edge(10, 50.0) == 500
    assert cards.number_at(500, 50.0) == 10
    cards.measure(64, Measure(), NEVER)
    known = edges(cards)[64]
    assert cards.upper_edge(128, 50.0) == 2 * known
    assert cards.number_at(2 * known, 50.0) == 128


def test_measuring_stops_at_the_deadline_and_goes_on_there() -> None:
    cards, measure = cell(200), Measure()
    assert not cards.measure(200, measure, 0.0)
    assert cards.known == 64
    assert cards.measure(200, measure, NEVER)
    assert len(measure.asked) == len(set(measure.asked)) == 200


def test_it_measures_down_to_a_place() -> None:
    cards, measure = cell(200), Measure()
    assert cards.measure_down_to(300, measure, NEVER)
    assert cards.known_height > 300
    assert cards.known < 200
    assert cards.measure_down_to(10**6, measure, NEVER)
    assert cards.is_known


@pytest.mark.parametrize("seed", range(5))
def test_only_what_changed_is_measured_again(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  chooses changes, guards nothing
    cards = cell(150)
    cards.measure(150, Measure(), NEVER)
    changed: set[CardKey] = set()
    for _ in range(20):
        key = CardKey(str(chance.randrange(200)))
        match chance.choice(("put", "discard", "forget")):
            case "put":
                cards.put(card(int(key), "y" * chance.randrange(20), Column.NEW))
                changed.add(key)
            case "discard":
                cards.discard(key)
            case "forget":
                cards.forget(key)
                changed.add(key)
    measure = Measure()
    cards.measure(len(cards), measure, NEVER)
    assert set(measure.asked) == {key for key in changed if key in cards}
    assert [cards.upper_edge(number, 1.0) for number in range(len(cards) + 1)] == edges(cards)


def test_another_order_keeps_the_heights() -> None:
    sign = 1
    cards = MeasuredCards(lambda one: (sign * int(one.key),))
    for number in range(100):
        cards.put(replace(card(number, "x" * number, Column.NEW)))
    cards.stand_on("a width")
    cards.measure(100, Measure(), NEVER)
    sign, measure = -1, Measure()
    cards.sort_again()
    cards.measure(100, measure, NEVER)
    assert cards.keys()[0] == "99"
    assert [cards.upper_edge(number, 1.0) for number in range(101)] == edges(cards)
    assert not measure.asked


def test_with_another_width_nothing_is_known() -> None:
    cards = cell(100)
    cards.measure(100, Measure(), NEVER)
    cards.stand_on("a width")
    assert cards.is_known
    cards.stand_on("another width")
    assert cards.known == 0
