"""Quick look: the whole text of the focused card beside it, for keyboard and screen reader."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.ui.board.card_list_view import CardListView
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.card_panel.quick_look import QuickLookView
from kanbert_desktop.ui.widgets.popup_windows import ShadowBehind, shadow_margin
from support.board_fixture import BoardFixture, card

K = Qt.Key
ListOf = Callable[[Column], CardListView]


@pytest.fixture
def cards(page: BoardPage, list_of_column: ListOf) -> CardListView:
    found = list_of_column(Column.WIP)
    found.focus_card(CardKey("7"))
    return found


@pytest.fixture
def look(page: BoardPage, cards: CardListView, qtbot: QtBot) -> QuickLookView:
    qtbot.keyClick(cards, K.Key_Q)
    return page.controller.quick_look.view


def test_nothing_is_made_before_it_is_opened(page: BoardPage, cards: CardListView) -> None:
    assert "quick_look" not in page.controller.__dict__


def test_it_shows_the_whole_text_and_leaves_the_focus(
    look: QuickLookView, cards: CardListView, qtbot: QtBot
) -> None:
    assert look.isVisible()
    assert look.title.text() == "Checkout: guest order without an account"
    assert look.facts.text() == "In progress · due Thu, 26 Nov · in 2 days · Mira Kessler · High"
    assert "Kauf auf Rechnung erst ab 150 €" in look.description.toPlainText()
    assert look.sub_tasks.text().count("☑") == 2
    assert cards.hasFocus()
    bar = look.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() == 0)


def test_it_lies_beside_the_card(page: BoardPage, look: QuickLookView, cards: CardListView) -> None:
    rect = cards.card_rect(CardKey("7"))
    corner = cards.viewport().mapTo(page, rect.topRight())
    assert look.x() > corner.x()
    assert page.rect().contains(look.geometry())


def test_it_has_the_shadow_of_other_popups(page: BoardPage, look: QuickLookView) -> None:
    shadows = [one for one in page.window().findChildren(ShadowBehind) if one.isVisible()]
    margin = shadow_margin()
    assert [one.geometry() for one in shadows] == [look.geometry().adjusted(-margin, -margin, margin, margin)]
    look.hide()
    assert not shadows[0].isVisible()


@pytest.mark.parametrize("key", [K.Key_Q, K.Key_Escape])
def test_the_key_and_escape_close_it(
    page: BoardPage, look: QuickLookView, cards: CardListView, key: Qt.Key, qtbot: QtBot
) -> None:
    page.controller.selection.select([CardKey("7"), CardKey("8")])
    qtbot.keyClick(cards, key)
    assert not look.isVisible()
    assert page.controller.selection.count == 2


def test_arrows_move_on(
    look: QuickLookView, cards: CardListView, list_of_column: ListOf, qtbot: QtBot
) -> None:
    qtbot.keyClick(cards, K.Key_Down)
    qtbot.waitUntil(lambda: look.title.text() == "Barrierefreiheitserklärung nach BFSG schreiben")
    assert not look.description.isVisible()
    qtbot.keyClick(cards, K.Key_Right)
    completed = list_of_column(Column.COMPLETED)
    qtbot.waitUntil(lambda: completed.hasFocus() and look.facts.text().startswith("Completed"))
    assert look.isVisible()


def test_enter_opens_the_card_and_closes_it(
    page: BoardPage, look: QuickLookView, cards: CardListView, qtbot: QtBot
) -> None:
    qtbot.keyClick(cards, K.Key_Return)
    assert page.opened_card == CardKey("7")
    assert not look.isVisible()


def test_it_closes_when_the_focus_leaves_the_cards(page: BoardPage, look: QuickLookView) -> None:
    page.filter_bar.field.setFocus()
    assert not look.isVisible()


def test_a_long_text_is_scrolled_by_pages(
    page: BoardPage, board_fixture: BoardFixture, list_of_column: ListOf, qtbot: QtBot
) -> None:
    text = "".join(f"<p>Line {number}</p>" for number in range(200))
    board_fixture.local_cards.put_cards([card(90, "Aaa", Column.APPROVED, 0, description=text)])
    page.refresh()
    cards = list_of_column(Column.APPROVED)
    cards.focus_card(CardKey("90"))
    qtbot.keyClick(cards, K.Key_Q)
    look = page.controller.quick_look.view
    assert page.rect().contains(look.geometry())
    bar = look.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    qtbot.keyClick(cards, K.Key_PageDown)
    assert bar.value() > 0
    assert cards.current_key() == CardKey("90")


def test_a_card_that_is_gone_closes_it(
    page: BoardPage, board_fixture: BoardFixture, look: QuickLookView, cards: CardListView, qtbot: QtBot
) -> None:
    board_fixture.service.delete_card("7")
    page.refresh()
    qtbot.waitUntil(
        lambda: look.title.text() != "Checkout: guest order without an account" or not look.isVisible()
    )
