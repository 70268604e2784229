"""Questions about the server's cards as last received."""

from datetime import timedelta

import pytest

from kanbert_desktop.domain.board import Board, BoardId, CardKey, Column
from kanbert_desktop.domain.changes import CreateCard, DeleteCard, Field
from kanbert_desktop.sync.base_cards import BaseCards
from kanbert_desktop.sync.local_cards import LocalCards
from support.plain_cards import OWN, card, entry
from support.strategies import MOMENT

RUNNING, OTHER, OVER, UNKNOWN = (BoardId(name) for name in ("p1", "p2", "p3", "p4"))


@pytest.fixture
def base(local_cards: LocalCards) -> BaseCards:
    """Two boards run, one is over, and one is not known yet; every card is older than the one before."""
    for board in (RUNNING, OTHER, OVER):
        local_cards.boards[board] = Board(board, board, "", None, board != OVER)
    places = [RUNNING, OTHER, OVER, UNKNOWN, RUNNING, OTHER]
    local_cards.put_cards(
        card(str(number), board=board, created_at=MOMENT + hours(number), updated_at=MOMENT - hours(number))
        for number, board in enumerate(places)
    )
    return local_cards.base


def hours(count: int) -> timedelta:
    return timedelta(hours=count)


def test_no_card_is_counted_before_one_comes(local_cards: LocalCards) -> None:
    assert not local_cards.base.has_cards()
    assert local_cards.base.count() == 0
    assert local_cards.base.boards() == set()


def test_the_base_is_counted_by_board(local_cards: LocalCards, base: BaseCards) -> None:
    assert base.has_cards()
    assert local_cards.running_boards() == {RUNNING, OTHER}
    assert base.boards() == {RUNNING, OTHER, OVER, UNKNOWN}
    counts = [
        base.count(),
        base.count(local_cards.running_boards()),
        base.count({OVER}),
        base.count(set()),
    ]
    assert counts == [6, 4, 1, 0]


def test_only_the_base_is_counted_not_what_the_user_changed(local_cards: LocalCards, base: BaseCards) -> None:
    own = CardKey(OWN)
    local_cards.put_entries(
        [entry(1, CreateCard(own, RUNNING, {Field.TITLE: "Neu"})), entry(2, DeleteCard(CardKey("0")))]
    )
    assert base.count({RUNNING}) == 2
    assert own not in {one.key for one in base.last_changed(RUNNING, 10)}
    local_cards.remove_cards([CardKey("0"), CardKey("4")])
    assert RUNNING not in base.boards()


def test_cards_created_between_two_times_are_found_without_the_ends(
    local_cards: LocalCards, base: BaseCards
) -> None:
    local_cards.put_cards([card("no time", created_at=None)])
    between = base.created_between(MOMENT + hours(1), MOMENT + hours(4))
    assert {one.key for one in between} == {"2", "3"}


def test_the_last_changed_are_open_cards_on_running_boards_newest_first(
    local_cards: LocalCards, base: BaseCards
) -> None:
    local_cards.put_cards(
        [
            card("done", board=RUNNING, column=Column.CLOSED, updated_at=MOMENT + hours(1)),
            card("no time", board=RUNNING, updated_at=None),
            card("same time", board=RUNNING, updated_at=MOMENT),
        ]
    )
    assert [one.key for one in base.last_changed(None, 4)] == ["same time", "0", "1", "4"]
    assert [one.key for one in base.last_changed(OTHER, 10)] == ["1", "5"]
    assert base.last_changed(OVER, 10) == base.last_changed(UNKNOWN, 10) == []
