"""Groups of a board as lanes: each begins at the same height in all columns, which scroll together."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import Card, CardKey, Column, PersonId
from kanbert_desktop.domain.sorting import Grouping
from kanbert_desktop.ui.board.card_list_view import CardListView
from kanbert_desktop.ui.board.lane_bands import _Gap
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.board.row_source import group_key
from support.board_fixture import AYLIN, HIGH, JONAS, MIRA, TOM, BoardFixture, card
from support.idle_events import process_until_idle

ListOf = Callable[[Column], CardListView]
K = Qt.Key


@pytest.fixture
def lanes(page: BoardPage) -> BoardPage:
    page.resize(1208, 420)
    page.sorting.group_by(Grouping.ASSIGNEE)
    return page


def tops(page: BoardPage, name: str) -> set[int]:
    """Where the header of that lane is in the open columns that hold it."""
    open_columns = [view for view in page.columns_view.shown if not view.is_folded]
    held = [view for view in open_columns if view.model.index_of(group_key(name)).isValid()]
    return {view.cards.mapTo(page, view.cards.card_rect(group_key(name)).topLeft()).y() for view in held}


def assert_aligned(page: BoardPage) -> None:
    for person in (AYLIN, JONAS, MIRA, TOM):
        assert len(tops(page, person.id)) == 1


def test_each_lane_begins_at_one_height_in_all_columns(lanes: BoardPage) -> None:
    assert_aligned(lanes)
    aylin, jonas = tops(lanes, AYLIN.id).pop(), tops(lanes, JONAS.id).pop()
    done = lanes.columns_view.columns[Column.COMPLETED].cards
    assert jonas - aylin > done.card_rect(CardKey("11")).height() + done.card_rect(CardKey("14")).height()


def test_the_columns_scroll_together(lanes: BoardPage, list_of_column: ListOf) -> None:
    before = tops(lanes, JONAS.id).pop()
    list_of_column(Column.WIP).verticalScrollBar().setValue(90)
    assert tops(lanes, JONAS.id) == {before - 90}
    list_of_column(Column.APPROVED).verticalScrollBar().setValue(40)
    assert tops(lanes, JONAS.id) == {before - 40}
    assert_aligned(lanes)


def test_one_scroll_bar_stands_for_all(lanes: BoardPage) -> None:
    bars = {view.column: view.scroll_bar.isVisible() for view in lanes.columns_view.shown}
    assert [column for column, is_visible in bars.items() if is_visible] == [Column.APPROVED]
    lanes.sorting.group_by(Grouping.NONE)
    assert lanes.columns_view.columns[Column.BACKLOG].scroll_bar.isVisible()


def test_they_stay_aligned_when_cards_come_and_go(
    lanes: BoardPage, board_fixture: BoardFixture, list_of_column: ListOf, qtbot: QtBot
) -> None:
    list_of_column(Column.NEW).verticalScrollBar().setValue(120)
    added = [card(300 + n, f"Long title of a new card, number {n}", Column.WIP, 3) for n in range(3)]
    board_fixture.receive_cards(*(_of(AYLIN.id, each) for each in added))
    qtbot.waitUntil(lambda: CardKey("302") in lanes.columns_view.columns[Column.WIP].model.keys)
    lanes.contents._lane_scrolling.align()
    assert_aligned(lanes)


def _of(person: PersonId, made: Card) -> Card:
    return replace(made, assignee=person)


def test_a_folded_column_takes_no_part(lanes: BoardPage) -> None:
    before = tops(lanes, JONAS.id).pop()
    lanes.columns_view.set_folded_columns({Column.COMPLETED})
    assert tops(lanes, JONAS.id).pop() < before
    assert_aligned(lanes)


def test_a_lane_folds_in_all_columns_by_key(lanes: BoardPage, list_of_column: ListOf) -> None:
    cards = list_of_column(Column.COMPLETED)
    cards.focus_card(CardKey("11"))
    QTest.keyClick(cards, K.Key_Up)
    QTest.keyClick(cards, K.Key_Return)
    for view in lanes.columns_view.shown:
        header = view.model.item_model.index(0, 0)
        assert header.data(Qt.ItemDataRole.AccessibleTextRole).endswith("folded")
        assert view.model.keys[1] == group_key(JONAS.id)
    assert_aligned(lanes)
    QTest.keyClick(cards, K.Key_Return)
    assert CardKey("11") in cards._model.keys


def test_the_arrow_keys_skip_the_space_below_a_lane(lanes: BoardPage, list_of_column: ListOf) -> None:
    cards = list_of_column(Column.WIP)
    cards.focus_card(CardKey("9"))
    QTest.keyClick(cards, K.Key_Down)
    assert cards.current_row() == group_key(JONAS.id)
    QTest.keyClick(cards, K.Key_End)
    assert cards.current_row() == group_key("")
    QTest.keyClick(cards, K.Key_Left)
    assert list_of_column(Column.NEW).current_row() is not None
    assert_aligned(lanes)


def test_after_the_last_card_of_a_lane_the_one_before_is_current(
    lanes: BoardPage, list_of_column: ListOf, board_fixture: BoardFixture
) -> None:
    cards = list_of_column(Column.COMPLETED)
    cards.focus_card(CardKey("14"))
    QTest.keyClick(cards, K.Key_E)
    assert board_fixture.service.require_card("14").column is Column.CLOSED
    assert cards.current_key() == CardKey("11")


def test_a_click_on_the_space_opens_no_card(lanes: BoardPage, list_of_column: ListOf, qtbot: QtBot) -> None:
    cards = list_of_column(Column.BACKLOG)
    space = cards.visualRect(cards._model.item_model.index(1, 0))
    assert space.height() > 100
    qtbot.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=space.center())
    assert lanes.opened_card is None
    assert lanes.controller.selection.count == 0


def test_lanes_by_priority_are_in_the_order_of_the_priorities(page: BoardPage) -> None:
    page.sorting.group_by(Grouping.PRIORITY)
    view = page.columns_view.columns[Column.NEW]
    headers = [key for key in view.model.keys if key.startswith("group:")]
    assert headers == [group_key(HIGH.id), group_key("")]
    assert view.model.keys[1] == "1"


def test_lanes_of_very_many_cards_meet_where_the_next_one_begins(
    lanes: BoardPage, board_fixture: BoardFixture, list_of_column: ListOf, qtbot: QtBot
) -> None:
    many = [card(1000 + n, f"Many {n}", Column.WIP, 3) for n in range(700)]
    board_fixture.receive_cards(*(_of(AYLIN.id, each) for each in many))
    view = lanes.columns_view.columns[Column.WIP]
    qtbot.waitUntil(lambda: len(view.source or ()) > 700)
    cards = list_of_column(Column.WIP)
    cards.focus_card(CardKey("10"))
    assert tops(lanes, JONAS.id) == {cards.mapTo(lanes, cards.card_rect(group_key(JONAS.id)).topLeft()).y()}
    assert all(len(shown.window_of_rows.rows) <= 300 for shown in lanes.columns_view.shown)
    cards.focus_card(CardKey("1350"))
    cards.focus_card(CardKey("9"))
    qtbot.waitUntil(lambda: lanes.contents._lane_heights.is_settled)
    assert_aligned(lanes)


def drop(page: BoardPage, key: str, column: Column, lane: str) -> None:
    """Drops a card on the header of that lane."""
    view = page.columns_view.columns[column]
    spot = view.cards.viewport().mapToGlobal(view.cards.card_rect(group_key(lane)).center())
    view.dropped.emit([CardKey(key)], None, spot)


def test_a_card_dropped_in_another_lane_gets_its_person_and_one_undo_takes_it_back(
    lanes: BoardPage, board_fixture: BoardFixture
) -> None:
    service = board_fixture.service
    texts: list[str] = []
    lanes.commands.change_queued.connect(lambda _change, text: texts.append(text))
    drop(lanes, "9", Column.COMPLETED, JONAS.id)
    assert texts[-1] == f"Moved to Completed, {JONAS.name}."
    moved = service.require_card("9")
    assert (moved.assignee, moved.column) == (JONAS.id, Column.COMPLETED)
    service.undo()
    back = service.require_card("9")
    assert (back.assignee, back.column) == (AYLIN.id, Column.WIP)
    assert service.undo_text() is None


def test_a_card_dropped_in_another_column_of_its_lane_keeps_its_person(
    lanes: BoardPage, board_fixture: BoardFixture
) -> None:
    drop(lanes, "9", Column.COMPLETED, AYLIN.id)
    moved = board_fixture.service.require_card("9")
    assert (moved.assignee, moved.column) == (AYLIN.id, Column.COMPLETED)
    assert board_fixture.service.undo_text().startswith("Move")  # type: ignore[union-attr]


def test_a_card_dropped_in_another_lane_gets_its_priority(
    page: BoardPage, board_fixture: BoardFixture
) -> None:
    page.sorting.group_by(Grouping.PRIORITY)
    drop(page, "9", Column.NEW, HIGH.id)
    assert board_fixture.service.require_card("9").priority == HIGH
    texts: list[str] = []
    page.commands.change_queued.connect(lambda _change, text: texts.append(text))
    drop(page, "9", Column.NEW, "")
    assert board_fixture.service.require_card("9").priority is None
    assert texts == ["Priority changed."]


def bands(page: BoardPage) -> list[tuple[QRect, list[int]]]:
    """The visible places between columns, and where they have bands in the page."""
    gaps = [gap for gap in page.columns_view.strip.findChildren(_Gap) if gap.isVisible()]
    return [(gap.geometry(), [gap.mapTo(page, band.topLeft()).y() for band in gap._bands]) for gap in gaps]


def test_a_header_is_one_band_across_the_columns(lanes: BoardPage, list_of_column: ListOf) -> None:
    for scrolled, width in ((0, 1208), (90, 1208), (90, 1500)):
        lanes.resize(width, 420)
        list_of_column(Column.WIP).verticalScrollBar().setValue(scrolled)
        process_until_idle()
        views = lanes.columns_view.shown
        headers = [
            views[0].cards.viewport().mapTo(lanes, QPoint(0, top)).y()
            for _key, top in views[0].scroller.headers_in_sight()
        ]
        assert headers
        found = bands(lanes)
        assert len(found) == len(views) - 1
        for (place, tops), (left, right) in zip(found, pairwise(views), strict=True):
            assert tops == [top + 3 for top in headers]
            assert left.geometry().right() - 8 < place.left() <= left.geometry().right()
            assert right.geometry().left() <= place.right() < right.geometry().left() + 8


def test_a_folded_column_interrupts_the_band_and_no_groups_have_none(lanes: BoardPage) -> None:
    lanes.columns_view.set_folded_columns({Column.WIP})
    assert len(bands(lanes)) == len(lanes.columns_view.shown) - 3
    lanes.sorting.group_by(Grouping.NONE)
    assert not bands(lanes)
