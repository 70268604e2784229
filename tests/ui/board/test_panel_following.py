"""The open card panel follows the arrow keys from card to card."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.ui.board.card_list_view import CardListView
from kanbert_desktop.ui.board.page import BoardPage
from support.board_fixture import BoardFixture, card

ListOf = Callable[[Column], CardListView]
K = Qt.Key


@pytest.fixture
def cards(page: BoardPage, list_of_column: ListOf) -> CardListView:
    """The cards "In progress", of which the second one has the focus and is open."""
    shown = list_of_column(Column.WIP)
    shown.focus_card(CardKey("8"))
    page.open_card(CardKey("8"))
    return shown


def test_it_shows_the_card_at_which_the_arrow_keys_stop(
    page: BoardPage, cards: CardListView, qtbot: QtBot
) -> None:
    opened: list[CardKey] = []
    page.card_opened.connect(opened.append)
    QTest.keyClick(cards, K.Key_Down)
    QTest.keyClick(cards, K.Key_Down)
    qtbot.waitUntil(lambda: page.opened_card == "10")
    assert opened == ["10"]
    assert page.panel.title.text() == "Redirect list for 412 old product addresses"
    assert cards.hasFocus()


def test_it_follows_into_the_next_column(page: BoardPage, cards: CardListView, qtbot: QtBot) -> None:
    QTest.keyClick(cards, K.Key_Left)
    qtbot.waitUntil(lambda: page.opened_card != "8")
    view = page.columns_view.columns[Column.NEW]
    assert page.opened_card == view.cards.current_key()
    assert view.cards.hasFocus()


def test_a_closed_panel_stays_closed(page: BoardPage, cards: CardListView) -> None:
    QTest.keyClick(cards, K.Key_Down)
    page.close_card()
    assert not page._following._timer.isActive()
    page._following.card_reached.emit(CardKey("9"))
    assert page.opened_card is None


def test_a_card_opened_by_hand_stays_open(page: BoardPage, cards: CardListView) -> None:
    QTest.keyClick(cards, K.Key_Down)
    page.open_card(CardKey("3"))
    assert not page._following._timer.isActive()
    assert page.opened_card == "3"


def test_it_keeps_a_card_whose_place_another_one_takes(
    page: BoardPage, cards: CardListView, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    board_fixture.receive_cards(card(8, "Moved there", Column.COMPLETED, 6))
    qtbot.waitUntil(lambda: page.panel.title.text() == "Moved there")
    qtbot.waitUntil(lambda: cards.current_key() not in (None, "8"))
    assert not page._following._timer.isActive()
    assert page.opened_card == "8"
