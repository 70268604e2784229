"""A card that changes its place is seen moving; nothing else moves, and nothing waits for it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.settings import MOTION
from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.domain.value_classes import replace
from kanbert_desktop.ui.board.card_list_view import CardListView
from kanbert_desktop.ui.board.card_motion import MAX_CARDS, MOVE_MS, CardMotion
from kanbert_desktop.ui.board.column_view import ColumnView
from kanbert_desktop.ui.board.page import BoardPage
from support.board_fixture import BoardFixture, card

ListOf = Callable[[Column], CardListView]
MOVED = CardKey("3")


@pytest.fixture
def motion(page: BoardPage) -> CardMotion:
    return page.columns_view.motion


def corner(cards: CardListView, key: CardKey) -> QPoint:
    """Where that card is, on the strip of columns."""
    strip = cards.parentWidget().parentWidget()
    return cards.viewport().mapTo(strip, cards.card_rect(key).topLeft())


def advance(motion: CardMotion, milliseconds: int) -> None:
    motion._animation.pause()
    motion._animation.setCurrentTime(milliseconds)


def arrive(motion: CardMotion) -> None:
    motion._animation.setCurrentTime(MOVE_MS)


def begun(motion: CardMotion) -> list[set[CardKey]]:
    """Collects the cards of each motion that begins: it may be over before the next look."""
    seen: list[set[CardKey]] = []
    animation = motion._animation
    animation.stateChanged.connect(
        lambda state, _before: seen.append(set(motion.moving)) if state is animation.State.Running else None
    )
    return seen


def test_a_moved_card_goes_from_its_old_place_to_its_new_one(
    page: BoardPage, motion: CardMotion, list_of_column: ListOf
) -> None:
    old = corner(list_of_column(Column.NEW), MOVED)
    page.commands.move([MOVED], Column.COMPLETED)
    advance(motion, 0)
    assert {key: place.topLeft() for key, place in motion.moving.items()} == {MOVED: old}
    target = list_of_column(Column.COMPLETED)
    assert target.hidden_keys == {MOVED}
    advance(motion, MOVE_MS - 1)
    assert (motion.moving[MOVED].topLeft() - corner(target, MOVED)).manhattanLength() < 5
    arrive(motion)
    assert not motion.moving
    assert not target.hidden_keys


def test_an_undo_is_seen(
    page: BoardPage, board_fixture: BoardFixture, motion: CardMotion, qtbot: QtBot
) -> None:
    page.commands.move([MOVED], Column.COMPLETED)
    arrive(motion)
    seen = begun(motion)
    board_fixture.service.undo()
    qtbot.waitUntil(lambda: seen == [{MOVED}])


def test_a_move_by_somebody_else_is_seen(
    page: BoardPage, board_fixture: BoardFixture, motion: CardMotion, qtbot: QtBot
) -> None:
    seen = begun(motion)
    board_fixture.receive_cards(replace(board_fixture.service.require_card(MOVED), column=Column.WIP))
    qtbot.waitUntil(lambda: MOVED in page.columns_view.columns[Column.WIP].model.card_keys)
    qtbot.waitUntil(lambda: seen == [{MOVED}])


@pytest.mark.parametrize("days", [2_000, -2_000])
def test_a_card_that_goes_to_rows_not_read_leaves_to_that_end_of_the_column(
    page: BoardPage,
    board_fixture: BoardFixture,
    motion: CardMotion,
    long_column: ColumnView,
    days: int,
) -> None:
    board_fixture.receive_cards(card(300, "Moves far", Column.NEW, days))
    key, cards = CardKey("300"), long_column.cards
    page.refresh()
    page.columns_view.columns[Column.NEW].cards.focus_card(key)
    long_column.scroller.show_place(700)
    page.commands.move([key], Column.WIP)
    assert not long_column.model.index_of(key).isValid()
    assert set(motion.moving) == {key}
    advance(motion, MOVE_MS - 1)
    strip, place = page.columns_view.strip, motion.moving[key]
    end = QRect(cards.viewport().mapTo(strip, QPoint(0, 0)), cards.viewport().size())
    assert abs(place.bottom() - end.bottom() if days > 0 else place.top() - end.top()) < 5
    arrive(motion)
    assert not motion.moving
    assert not cards.hidden_keys


def test_new_and_renamed_cards_stay_where_they_are(
    page: BoardPage, board_fixture: BoardFixture, motion: CardMotion
) -> None:
    page.commands.rename(MOVED, "Renamed")
    board_fixture.receive_cards(card(201, "New on top", Column.NEW, -9))
    page.refresh()
    assert not motion.moving


def test_another_move_begins_where_the_card_is(page: BoardPage, motion: CardMotion) -> None:
    page.commands.move([MOVED], Column.COMPLETED)
    advance(motion, MOVE_MS // 2)
    on_its_way = motion.moving[MOVED].topLeft()
    page.commands.move([MOVED], Column.BACKLOG)
    advance(motion, 0)
    assert motion.moving[MOVED].topLeft() == on_its_way


def test_a_dropped_card_begins_where_it_was_let_go(page: BoardPage, motion: CardMotion) -> None:
    strip = page.columns_view.widget()
    with page.columns_view.letting_go([MOVED], strip.mapToGlobal(QPoint(300, 200))):
        page.commands.move([MOVED], Column.WIP)
    advance(motion, 0)
    assert motion.moving[MOVED].topLeft() == QPoint(300, 200)


def test_a_card_on_its_way_takes_no_clicks_and_no_focus(
    page: BoardPage, motion: CardMotion, list_of_column: ListOf
) -> None:
    page.controller.move([MOVED], Column.COMPLETED)
    advance(motion, MOVE_MS - 1)
    target = list_of_column(Column.COMPLETED)
    strip = page.columns_view.widget()
    assert strip.childAt(motion.moving[MOVED].center()) is target.viewport()
    assert target.current_key() == MOVED


def test_many_moves_at_once_are_another_board(
    page: BoardPage, board_fixture: BoardFixture, motion: CardMotion
) -> None:
    keys = [view.model.card_keys for view in page.columns_view.shown if view.column is not Column.WIP]
    moved = [key for part in keys for key in part][: MAX_CARDS + 1]
    assert len(moved) > MAX_CARDS
    page.commands.move(moved, Column.WIP)
    assert not motion.moving


def test_with_reduced_motion_a_card_is_at_its_place_at_once(
    page: BoardPage, board_fixture: BoardFixture, motion: CardMotion, list_of_column: ListOf
) -> None:
    board_fixture.settings.put(MOTION, "reduced")
    page.commands.move([MOVED], Column.COMPLETED)
    assert not motion.moving
    assert not list_of_column(Column.COMPLETED).hidden_keys


def test_a_card_that_is_confirmed_on_its_way_arrives_no_later(page: BoardPage, motion: CardMotion) -> None:
    page.commands.move([MOVED], Column.COMPLETED)
    advance(motion, MOVE_MS // 2)
    page.contents.invalidate({MOVED})
    page.refresh()
    assert set(motion.moving) == {MOVED}
    assert motion._animation.currentTime() == MOVE_MS // 2
