"""Lanes of more cards than a column holds: no column shifts against another, wherever and however they are scrolled."""

import random
from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import Card, CardKey, Column, PersonId
from kanbert_desktop.domain.sorting import Grouping
from kanbert_desktop.domain.value_classes import replace
from kanbert_desktop.ui.board.column_view import ColumnView
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.board.row_source import group_key, is_lane_end
from support.board_fixture import AYLIN, HIGH, JONAS, BoardFixture, card
from support.idle_events import process_until_idle
from support.long_column import seen, wheel

K = Qt.Key
CARDS = {
    (Column.NEW, AYLIN.id): 90,
    (Column.WIP, AYLIN.id): 140,
    (Column.COMPLETED, AYLIN.id): 70,
    (Column.NEW, JONAS.id): 110,
    (Column.WIP, JONAS.id): 60,
    (Column.BACKLOG, JONAS.id): 80,
}
"""In each cell the first cards are lower than the others, or higher: nothing can be told from them."""
HUGE = 700
"""More than a column holds."""


def cards_of(column: Column, person: PersonId, count: int, first: int) -> list[Card]:
    chance = random.Random(first)  # noqa: S311  spreads titles, guards nothing
    low = count // 2 if chance.random() < 0.5 else 0

    def made(number: int) -> Card:
        is_low = (number < count // 2) == bool(low)
        title = f"Card {number} " + "several more words " * (0 if is_low else chance.randrange(1, 6))
        return card(first + number, title, column, number, priority=HIGH if chance.random() < 0.3 else None)

    return [replace(made(number), assignee=person) for number in range(count)]


def number_of(column: Column, person: PersonId, number: int) -> CardKey:
    """The key of a card of that cell."""
    return CardKey(str(10_000 * (1 + list(CARDS).index((column, person))) + number))


@pytest.fixture
def long_lanes(page: BoardPage, board_fixture: BoardFixture, qtbot: QtBot) -> BoardPage:
    page.resize(1208, 900)
    page.sorting.group_by(Grouping.ASSIGNEE)
    cards = [
        one
        for place, ((column, person), count) in enumerate(CARDS.items(), start=1)
        for one in cards_of(column, person, count, 10_000 * place)
    ]
    board_fixture.receive_cards(*cards)
    qtbot.waitUntil(lambda: page.contents.matches >= len(cards))
    settle(page, qtbot)
    return page


def settle(page: BoardPage, qtbot: QtBot) -> None:
    """Waits until all is read and measured."""
    qtbot.waitUntil(lambda: not page.contents.has_more and page.contents._lane_heights.is_settled)
    process_until_idle()


def open_columns(page: BoardPage) -> list[ColumnView]:
    return [view for view in page.columns_view.shown if not view.is_folded]


def rows_seen(page: BoardPage) -> dict[tuple[Column, CardKey], int]:
    """Returns the headers and cards in sight, and their upper edges in the page."""
    found = {}
    for view in open_columns(page):
        above = view.cards.viewport().mapTo(page, view.cards.viewport().rect().topLeft()).y()
        for key, top in seen(view).items():
            row = view.find_row(key)
            assert row is not None
            if not is_lane_end(row):
                found[view.column, key] = above + top
    return found


def assert_in_line(page: BoardPage) -> None:
    """A header in sight is on one line in all columns, and all columns show the same place of a lane."""
    rows = rows_seen(page)
    headers = {key for _column, key in rows if key.startswith(group_key(""))}
    views = open_columns(page)
    for header in headers:
        assert len({rows.get((view.column, header)) for view in views}) == 1, header
    places = {view.column: page.contents._lane_scrolling.place(view) for view in views}
    assert len(set(places.values())) == 1, places


def step(page: BoardPage, move: Callable[[], object], pixels: int) -> None:
    """What is in sight before and after a step has moved by the same pixels in all columns."""
    before = rows_seen(page)
    move()
    after = rows_seen(page)
    moved = {before[row] - top for row, top in after.items() if row in before}
    assert len(moved) <= 1, moved
    assert not moved or 0 <= moved.pop() / pixels <= 1
    assert_in_line(page)


@pytest.mark.parametrize("column", [Column.WIP, Column.APPROVED])
def test_no_column_shifts_on_the_way_down_and_up(long_lanes: BoardPage, column: Column) -> None:
    view = long_lanes.columns_view.columns[column]
    for pixels in (504, -504):
        for _ in range(300):
            before = view.cards.verticalScrollBar().value(), view.window_of_rows.start
            step(long_lanes, partial(wheel, view, pixels), pixels)
            process_until_idle()
            assert_in_line(long_lanes)
            if (view.cards.verticalScrollBar().value(), view.window_of_rows.start) == before:
                break
        else:
            pytest.fail("The end was not reached.")
    assert view.window_of_rows.start == 0


def test_home_and_end_show_one_place_in_all_columns(long_lanes: BoardPage) -> None:
    """Home and End lead where nothing is held."""
    view = long_lanes.columns_view.columns[Column.NEW]
    view.cards.focus_card(number_of(Column.NEW, AYLIN.id, 0))
    for key in (K.Key_End, K.Key_PageUp, K.Key_Home, K.Key_PageDown):
        QTest.keyClick(view.cards, key)
        process_until_idle()
        assert_in_line(long_lanes)
        assert view.cards.current_row() in seen(view)


def test_page_keys_walk_through_all_lanes(long_lanes: BoardPage) -> None:
    view = long_lanes.columns_view.columns[Column.WIP]
    view.cards.focus_card(number_of(Column.WIP, AYLIN.id, 0))
    assert view.source is not None
    last = view.source.last(2)[0]
    for _ in range(60):
        QTest.keyClick(view.cards, K.Key_PageDown)
        process_until_idle()
        assert_in_line(long_lanes)
    assert view.find_row(view.cards.current_row() or CardKey("")) == last


@pytest.mark.parametrize("share", [0.1, 0.4, 0.55, 0.8, 1.0])
def test_the_scroll_bar_leads_to_that_share_of_all_lanes(long_lanes: BoardPage, share: float) -> None:
    view = open_columns(long_lanes)[-1]
    bar = view.scroll_bar
    assert bar.isVisible()
    bar.setSliderDown(True)
    bar.setValue(round(share * bar.maximum()))
    process_until_idle()
    assert_in_line(long_lanes)
    bar.setSliderDown(False)
    bar.sliderReleased.emit()
    process_until_idle()
    assert_in_line(long_lanes)
    assert bar.value() == pytest.approx(share * bar.maximum(), abs=2)


@pytest.mark.parametrize(
    ("column", "person", "number"),
    [(Column.WIP, AYLIN.id, 135), (Column.NEW, JONAS.id, 60), (Column.BACKLOG, JONAS.id, 5)],
)
def test_a_card_that_is_pointed_out_is_in_line_with_its_neighbours(
    long_lanes: BoardPage, column: Column, person: PersonId, number: int
) -> None:
    """As a search result, or after an undo."""
    key = number_of(column, person, number)
    long_lanes.columns_view.point_out(key)
    process_until_idle()
    assert key in seen(long_lanes.columns_view.columns[column])
    assert_in_line(long_lanes)


def test_cards_that_arrive_move_nothing_in_the_column_scrolled_last(
    long_lanes: BoardPage, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    view = long_lanes.columns_view.columns[Column.WIP]
    long_lanes.columns_view.point_out(number_of(Column.WIP, AYLIN.id, 100))
    process_until_idle()
    before = seen(view)
    arrived = [replace(one, due=None) for one in cards_of(Column.NEW, AYLIN.id, 30, 90_000)]
    board_fixture.receive_cards(*arrived)
    qtbot.waitUntil(
        lambda: long_lanes.columns_view.columns[Column.NEW].find_row(CardKey("90029")) is not None
    )
    settle(long_lanes, qtbot)
    assert seen(view) == before
    assert_in_line(long_lanes)


@pytest.mark.parametrize("scale", [0.8, 1.5, 3.0])
def test_another_text_size_keeps_the_columns_in_line(
    long_lanes: BoardPage, scale: float, qtbot: QtBot
) -> None:
    theme = long_lanes._theme
    key = number_of(Column.WIP, AYLIN.id, 120)
    long_lanes.columns_view.point_out(key)
    try:
        theme.configure("light", scale)
        settle(long_lanes, qtbot)
        assert_in_line(long_lanes)
        for _ in range(10):
            wheel(long_lanes.columns_view.columns[Column.NEW], 400)
            process_until_idle()
            assert_in_line(long_lanes)
    finally:
        theme.configure("light", 1.0)


def test_a_filter_and_folded_columns_keep_the_columns_in_line(long_lanes: BoardPage, qtbot: QtBot) -> None:
    long_lanes.columns_view.point_out(number_of(Column.NEW, JONAS.id, 100))
    long_lanes.columns_view.set_folded_columns({Column.WIP})
    settle(long_lanes, qtbot)
    assert_in_line(long_lanes)
    long_lanes.filter_bar.field.setText("several")
    qtbot.waitUntil(lambda: 0 < long_lanes.contents.matches < sum(CARDS.values()))
    settle(long_lanes, qtbot)
    long_lanes.columns_view.set_folded_columns(set())
    wheel(long_lanes.columns_view.columns[Column.NEW], 700)
    settle(long_lanes, qtbot)
    assert_in_line(long_lanes)


def test_columns_that_follow_read_further_rows_in_turns_of_their_own(
    long_lanes: BoardPage,
) -> None:
    view = long_lanes.columns_view.columns[Column.WIP]
    others = [other.window_of_rows for other in open_columns(long_lanes) if other is not view]
    bar, first = view.cards.verticalScrollBar(), [window.rows for window in others]
    for _ in range(24):
        before = [window.rows for window in others]
        bar.setValue(bar.value() + view.cards.viewport().height())
        assert all(window.rows is rows for window, rows in zip(others, before, strict=True))
        assert_in_line(long_lanes)
        process_until_idle()
        assert_in_line(long_lanes)
    assert [window.rows for window in others] != first


def test_lanes_are_measured_to_their_ends_once_all_cards_are_read(
    long_lanes: BoardPage, qtbot: QtBot
) -> None:
    heights = long_lanes.contents._lane_heights
    heights.is_growing = True
    heights.invalidate(None)
    heights.want(JONAS.id)
    process_until_idle()
    assert not heights.is_settled
    heights.is_growing = False
    qtbot.waitUntil(lambda: heights.is_settled)


def test_columns_that_hold_only_a_part_are_in_line(
    long_lanes: BoardPage, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    """Neither the header nor the end of the lane is held anywhere."""
    for place, column in enumerate((Column.NEW, Column.WIP)):
        board_fixture.receive_cards(*cards_of(column, AYLIN.id, HUGE, 100_000 * (1 + place)))
    qtbot.waitUntil(lambda: long_lanes.contents.matches > 2 * HUGE)
    settle(long_lanes, qtbot)
    long_lanes.columns_view.point_out(CardKey(str(100_000 + HUGE // 2)))
    process_until_idle()
    view = long_lanes.columns_view.columns[Column.NEW]
    assert not view.model.index_of(group_key(AYLIN.id)).isValid()
    for pixels in (504, -504):
        for _ in range(20):
            step(long_lanes, partial(wheel, view, pixels), pixels)
            process_until_idle()
            assert_in_line(long_lanes)
