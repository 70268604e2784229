"""Sorting, grouping and filtering a column of thousands of cards."""

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.domain.changes import Field
from kanbert_desktop.domain.sorting import Grouping, Sort
from kanbert_desktop.ui.board.column_view import ColumnView
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.board.row_window import MAX_ROWS
from support.board_fixture import TODAY, BoardFixture, card
from support.long_column import (
    CTRL,
    MANY,
    SHIFT,
    K,
    check,
    go_to,
    key_of,
    keys_of,
    press,
    seen,
    settle,
    sort_in_my_order,
)


def test_my_order_moves_cards_at_any_depth(page: BoardPage, long_column: ColumnView, qtbot: QtBot) -> None:
    sort_in_my_order(page, qtbot)
    page.focus_board(key_of(610))
    press(qtbot, K.Key_Down, held=CTRL | SHIFT)
    assert keys_of(long_column)[609:612] == [key_of(609), key_of(611), key_of(610)]
    press(qtbot, K.Key_Up, K.Key_Up, held=CTRL | SHIFT)
    assert keys_of(long_column)[609:612] == [key_of(610), key_of(609), key_of(611)]
    assert long_column.cards.current_key() == key_of(610)
    check(long_column)


def test_a_board_of_many_cards_is_sorted_as_before_until_they_have_their_ranks(
    page: BoardPage, long_column: ColumnView, qtbot: QtBot
) -> None:
    page.sorting.sort_by(Sort.MANUAL)
    assert page.sorting.options.sort is Sort.DUE
    before = list(keys_of(long_column))
    qtbot.waitUntil(lambda: page.sorting.options.sort is Sort.MANUAL)
    assert keys_of(long_column) == before
    check(long_column)


def test_another_choice_before_they_have_their_ranks_wins(
    page: BoardPage, long_column: ColumnView, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    page.sorting.sort_by(Sort.MANUAL)
    page.sorting.sort_by(Sort.TITLE)
    assert board_fixture.store.flush(30)
    settle(long_column)
    assert page.sorting.options.sort is Sort.TITLE


def test_a_sorted_board_of_many_cards_asks_and_then_moves_the_card(
    page: BoardPage, long_column: ColumnView, qtbot: QtBot
) -> None:
    page.focus_board(key_of(610))
    press(qtbot, K.Key_Down, held=CTRL | SHIFT)
    press(qtbot, K.Key_Return)
    qtbot.waitUntil(lambda: page.sorting.options.sort is Sort.MANUAL)
    assert keys_of(long_column)[609:612] == [key_of(609), key_of(611), key_of(610)]
    check(long_column)


def test_a_card_is_dropped_at_depth(
    page: BoardPage, long_column: ColumnView, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    sort_in_my_order(page, qtbot)
    go_to(long_column, 1000)
    long_column.cards.drop_indicator.show(long_column.cards.card_rect(key_of(1003)).top() + 4)
    below = long_column.cards.drop_indicator.card_below()
    assert below == key_of(1003)
    long_column.dropped.emit([CardKey("3")], below, QPoint())
    assert keys_of(long_column)[1002:1005] == [key_of(1002), CardKey("3"), key_of(1003)]
    assert long_column.cards.current_key() == CardKey("3")
    board_fixture.service.undo()
    settle(long_column)
    assert keys_of(long_column)[1002:1004] == [key_of(1002), key_of(1003)]


def test_another_sort_order_begins_at_the_top(page: BoardPage, long_column: ColumnView, qtbot: QtBot) -> None:
    long_column.cards.focus_card(key_of(1000))
    page.sorting.sort_by(Sort.TITLE)
    qtbot.waitUntil(lambda: page.sorting.options.sort is Sort.TITLE)
    settle(long_column)
    assert next(iter(seen(long_column))) == keys_of(long_column)[0]
    assert long_column.cards.current_key() == key_of(1000)
    check(long_column)
    page.focus_board(None)
    assert key_of(1000) in seen(long_column)


def test_a_filter_follows_changes_card_by_card(
    page: BoardPage,
    long_column: ColumnView,
    board_fixture: BoardFixture,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page.filter_bar.field.setText("card 1")
    accepted = [number for number in range(MANY) if "1" in str(number)]
    qtbot.waitUntil(lambda: not page.contents.is_filtering)
    assert keys_of(long_column) == [key_of(number) for number in accepted]
    assert long_column.header._count.text().startswith(f"{len(accepted)}")
    filtered: list[CardKey] = []
    accepts = type(page.filter_bar.current_filter(None, TODAY, page._parse_filter)).accepts
    monkeypatch.setattr(
        "kanbert_desktop.ui.board.filter.Filter.accepts",
        lambda self, card: filtered.append(card.key) or accepts(self, card),
    )
    long_column.cards.focus_card(key_of(610))
    settle(long_column)
    board_fixture.receive_cards(
        card(10_611, "Other", Column.WIP, 611), card(10_002, "Card 1 of another kind", Column.WIP, 2)
    )
    board_fixture.receive_deletions(key_of(1))
    settle(long_column)
    assert set(filtered) == {key_of(611), key_of(2)}
    expected = sorted({*accepted, 2} - {1, 611})
    assert keys_of(long_column) == [key_of(number) for number in expected]
    assert long_column.cards.current_key() == key_of(610)
    check(long_column)
    board_fixture.service.edit_card(key_of(610), {Field.TITLE: "No match any more"})
    settle(long_column)
    assert key_of(610) not in keys_of(long_column)
    assert page.contents.matches == len(expected) - 1


def test_groups_of_many_cards(
    page: BoardPage, long_column: ColumnView, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    people = ("u1", "u2", "u3")
    board_fixture.receive_cards(
        *(card(10_000 + n, f"Card {n}", Column.WIP, n, assignee=people[n % 3]) for n in range(MANY))
    )
    page.sorting.group_by(Grouping.ASSIGNEE)
    qtbot.waitUntil(lambda: not page.contents.is_filtering)
    settle(long_column)
    # Each of the six lanes of the board has a header, and space at its end.
    assert long_column.window_of_rows.total == MANY + 12
    assert len(long_column.model.keys) <= MAX_ROWS
    page.focus_board(key_of(1498))
    press(qtbot, K.Key_Down)
    assert long_column.cards.current_row() == CardKey("group:u5")
    press(qtbot, K.Key_Down)
    assert long_column.cards.current_row() == CardKey("group:u1")
    press(qtbot, K.Key_Return)
    settle(long_column)
    assert long_column.window_of_rows.total == MANY + 11 - MANY // 3
    assert len(seen(long_column)) > 3
    board_fixture.receive_cards(card(11_497, "Card 1497", Column.WIP, 1497, assignee="u2"))
    settle(long_column)
    assert long_column.window_of_rows.total == MANY + 12 - MANY // 3
