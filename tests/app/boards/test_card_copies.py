"""Copies of cards: what they keep, where they are, and that one undo takes all of them back."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kanbert_desktop.app.boards.card_copies import copy_to_board, duplicate, without_sub_tasks_of
from kanbert_desktop.domain.board import BoardId, Card, CardKey, Column, PersonId
from kanbert_desktop.domain.errors import InvalidInput, Refused
from support.board_fixture import BOARD, BoardFixture, card, open_board_fixture

OTHER = BoardId("b2")
CHECKOUT = CardKey("7")


@pytest.fixture
def fixture(tmp_path: Path) -> Iterator[BoardFixture]:
    with open_board_fixture(tmp_path) as ready:
        yield ready


def content(one: Card) -> tuple[object, ...]:
    return one.title, one.description, one.due, one.assignee, one.priority, one.column, one.is_public


def test_a_copy_on_another_board_keeps_everything_but_the_comments(fixture: BoardFixture) -> None:
    service = fixture.service
    original = service.require_card(CHECKOUT)
    copied = service.require_card(copy_to_board(service, CHECKOUT, OTHER).card)
    assert copied.board == OTHER
    assert content(copied) == content(original)
    assert service.comments(copied.key) == []
    pairs = zip(service.sub_tasks(copied.key), service.sub_tasks(CHECKOUT), strict=True)
    for copied_part, part in pairs:
        assert content(copied_part) == content(part)
        assert copied_part.board == OTHER
    assert service.require_card(CHECKOUT) == original


def test_a_duplicate_says_so(fixture: BoardFixture) -> None:
    service = fixture.service
    copied = service.require_card(duplicate(service, CHECKOUT).card)
    assert copied.title == "Checkout: guest order without an account (copy)"
    assert (copied.board, copied.column) == (BOARD, Column.WIP)
    assert len(service.sub_tasks(copied.key)) == 3


def test_a_long_title_is_not_cut(fixture: BoardFixture) -> None:
    service = fixture.service
    key = service.add_card(BOARD, "x" * 255).card
    assert service.require_card(duplicate(service, key).card).title == "x" * 255


def test_a_duplicate_of_a_sub_task_is_one_too(fixture: BoardFixture) -> None:
    service = fixture.service
    assert service.require_card(duplicate(service, "62").card).parent == CHECKOUT
    assert service.require_card(copy_to_board(service, "62", OTHER).card).parent is None


@pytest.mark.parametrize(
    ("column", "expected"),
    [(Column.CLOSED, Column.NEW), (Column.OTHER, Column.NEW), (Column.WIP, Column.WIP)],
)
def test_a_copy_of_an_archived_card_is_open(fixture: BoardFixture, column: Column, expected: Column) -> None:
    fixture.local_cards.put_cards([card(90, "Banner", column)])
    assert fixture.service.require_card(duplicate(fixture.service, "90").card).column is expected


def test_nobody_who_left_is_assigned_again(fixture: BoardFixture) -> None:
    fixture.local_cards.put_cards([card(90, "Banner", Column.NEW, assignee=PersonId("gone"))])
    assert fixture.service.require_card(duplicate(fixture.service, "90").card).assignee is None


def test_sub_tasks_of_sub_tasks_are_copied_once(fixture: BoardFixture) -> None:
    service = fixture.service
    deep = card(91, "Deep", Column.NEW, parent=CardKey("62"))
    fixture.local_cards.put_cards([deep, replace(service.require_card(CHECKOUT), parent=deep.key)])
    copied = copy_to_board(service, CHECKOUT, OTHER).card
    parts = service.sub_tasks(copied)
    below = [child.title for part in parts for child in service.sub_tasks(part.key)]
    assert len(parts) == 3
    assert below == ["Deep"]


def test_a_card_selected_with_its_parent_is_copied_with_it(fixture: BoardFixture) -> None:
    keys = [CardKey("62"), CHECKOUT, CardKey("1")]
    assert without_sub_tasks_of(fixture.service, keys) == [CHECKOUT, CardKey("1")]


def test_a_sub_task_that_cannot_be_copied_leaves_nothing_behind(fixture: BoardFixture) -> None:
    fixture.local_cards.put_cards([card(92, "y" * 300, Column.NEW, parent=CHECKOUT)])
    with pytest.raises(InvalidInput):
        copy_to_board(fixture.service, CHECKOUT, OTHER)
    assert fixture.service.undo_text() is None


def test_an_unknown_board_is_refused(fixture: BoardFixture) -> None:
    with pytest.raises(Refused):
        copy_to_board(fixture.service, CHECKOUT, BoardId("none"))
