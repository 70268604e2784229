"""A column is another object only if its cards may be others: what shows it reads nothing again otherwise."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.domain.changes import Field
from kanbert_desktop.domain.events import EventBus
from kanbert_desktop.domain.sorting import Sort
from support.fake_service import WEB, OpenAccount, card, open_fake_account


@pytest.fixture
def desktop(profile: Path) -> Iterator[OpenAccount]:
    opened = open_fake_account(profile, EventBus())
    opened.local_cards.remove_cards([each.key for each in list(opened.local_cards.cards())])
    opened.receive_cards(
        card(1, "One", Column.NEW),
        card(2, "Two", Column.WIP),
        card(3, "Parent", Column.WIP),
        card(4, "Child", Column.COMPLETED, parent=CardKey("3")),
    )
    opened.write_rows()
    yield opened
    opened.store.close()


def changed(desktop: OpenAccount, key: str, column: Column, *, every_card: bool = False) -> set[Column]:
    """The columns that are other objects after the move."""

    def now() -> dict[Column, object]:
        return dict(desktop.service.card_columns(WEB, Sort.DUE, every_card=every_card))

    before = now()
    desktop.service.edit_card(CardKey(key), {Field.COLUMN: column})
    return {column for column, cards in now().items() if cards is not before[column]}


def test_a_move_concerns_the_column_it_leaves_and_the_one_it_enters(desktop: OpenAccount) -> None:
    assert changed(desktop, "1", Column.APPROVED) == {Column.NEW, Column.APPROVED}
    assert changed(desktop, "1", Column.WIP) == {Column.APPROVED, Column.WIP}


def test_an_undo_concerns_both_columns_again(desktop: OpenAccount) -> None:
    changed(desktop, "1", Column.APPROVED)
    before = dict(desktop.service.card_columns(WEB, Sort.DUE))
    desktop.service.undo()
    after = desktop.service.card_columns(WEB, Sort.DUE)
    assert {column for column in after if after[column] is not before[column]} == {
        Column.NEW,
        Column.APPROVED,
    }


def test_a_sub_task_that_comes_to_stand_alone_concerns_its_column(desktop: OpenAccount) -> None:
    assert len(desktop.service.card_columns(WEB, Sort.DUE)[Column.COMPLETED]) == 0
    assert Column.COMPLETED in changed(desktop, "3", Column.CLOSED)
    assert len(desktop.service.card_columns(WEB, Sort.DUE)[Column.COMPLETED]) == 1


def test_a_sub_task_shown_beside_concerns_its_own_column_alone(desktop: OpenAccount) -> None:
    assert changed(desktop, "4", Column.APPROVED, every_card=True) == {Column.COMPLETED, Column.APPROVED}


def test_rows_of_the_server_may_concern_every_column(desktop: OpenAccount) -> None:
    before = dict(desktop.service.card_columns(WEB, Sort.DUE))
    desktop.receive_cards(card(5, "Five", Column.NEW))
    after = desktop.service.card_columns(WEB, Sort.DUE)
    assert all(after[column] is not before[column] for column in after)
