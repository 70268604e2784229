"""A column of thousands of cards: only a window of its rows is held, and it follows every change."""

import random
from collections.abc import Callable
from datetime import timedelta

from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import OPEN_COLUMNS, BoardId, CardKey, Column
from kanbert_desktop.domain.changes import Field
from kanbert_desktop.ui.board.card_list_view import CardListView
from kanbert_desktop.ui.board.column_view import ColumnView
from kanbert_desktop.ui.board.page import BoardPage
from support.board_fixture import BOARD, TODAY, BoardFixture, card
from support.long_column import MANY, K, check, go_to, key_of, keys_of, press, seen, settle, wheel


def test_few_of_many_rows_are_held(long_column: ColumnView) -> None:
    assert len(long_column.model.keys) <= 160
    assert long_column.header._count.text() == str(MANY)
    assert long_column.cards.accessibleName() == "In progress, 1500 cards"
    check(long_column)


def test_changes_above_and_below_move_nothing(
    long_column: ColumnView, board_fixture: BoardFixture, list_of_column: Callable[[Column], CardListView]
) -> None:
    list_of_column(Column.NEW).focus_card(None)
    chance = random.Random(5)  # noqa: S311  chooses cards, guards nothing
    go_to(long_column, 610)
    for step in range(40):
        before = seen(long_column)
        number = chance.choice([*range(310, 600), *range(640, 910), *range(50), *range(1400, MANY)])
        match step % 3:
            case 0:
                day = chance.choice([number, 5, 1490])
                new = card(90_000 + step, "Received", Column.WIP, day)
                board_fixture.receive_cards(new)
            case 1:
                board_fixture.receive_deletions(key_of(number))
            case 2:
                board_fixture.receive_cards(
                    card(10_000 + number, "Renamed and longer " * 5, Column.WIP, number)
                )
        settle(long_column)
        after = seen(long_column)
        assert {key: after.get(key) for key in before} == before
        check(long_column)


def test_what_is_seen_may_be_deleted_while_scrolling(
    long_column: ColumnView, board_fixture: BoardFixture
) -> None:
    go_to(long_column, 500)
    for _ in range(30):
        board_fixture.receive_deletions(*seen(long_column))
        wheel(long_column, 300)
        settle(long_column)
        assert seen(long_column)
        check(long_column)
    board_fixture.receive_deletions(*keys_of(long_column)[:-3])
    settle(long_column)
    assert len(seen(long_column)) == 3
    check(long_column)


def test_a_card_is_shown_at_any_depth(page: BoardPage, long_column: ColumnView) -> None:
    for number in (1000, 999, 10, 1499, 0):
        assert page.columns_view.view_of(key_of(number)) is long_column
        page.focus_board(key_of(number))
        settle(long_column)
        assert long_column.cards.current_key() == key_of(number)
        assert key_of(number) in seen(long_column)
        check(long_column)


def test_a_new_card_is_shown_where_it_belongs(
    page: BoardPage, long_column: ColumnView, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    page.open_quick_add(Column.WIP)
    qtbot.keyClicks(long_column.quick_add.field, "Without a date")
    qtbot.keyClick(long_column.quick_add.field, K.Key_Return)
    made = board_fixture.service.card_columns(BOARD)[Column.WIP].last(1)[0]
    assert made.title == "Without a date"
    assert long_column.cards.current_key() == made.key
    settle(long_column)
    assert made.key in seen(long_column)
    check(long_column)


def test_a_card_moved_far_away_is_followed(
    page: BoardPage, long_column: ColumnView, board_fixture: BoardFixture
) -> None:
    long_column.cards.focus_card(key_of(20))
    top = long_column.cards.card_rect(key_of(20)).top()
    board_fixture.receive_cards(card(10_020, "Due much later", Column.WIP, 1000))
    settle(long_column)
    assert page.columns_view.view_of(key_of(20)) is long_column
    assert long_column.cards.current_key() == key_of(20)
    assert long_column.cards.card_rect(key_of(20)).top() == top
    check(long_column)


def test_deleting_focuses_the_next_card_at_any_depth(
    page: BoardPage, long_column: ColumnView, qtbot: QtBot
) -> None:
    page.focus_board(key_of(610))
    press(qtbot, K.Key_Delete)
    assert long_column.cards.current_key() == key_of(611)
    press(qtbot, K.Key_End)
    press(qtbot, K.Key_Delete)
    assert long_column.cards.current_key() == key_of(MANY - 2)
    check(long_column)


def test_only_a_new_card_fades_in_at_depth(
    long_column: ColumnView, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    go_to(long_column, 610)
    with qtbot.waitSignal(long_column.cards.fade_in.stepped) as signal:
        board_fixture.receive_cards(card(90_000, "New", Column.WIP, 612))
    assert set(signal.args[0]) == {CardKey("90000")}


def test_another_board_begins_at_the_top(page: BoardPage, long_column: ColumnView) -> None:
    go_to(long_column, 500)
    page.show_board(BoardId("b2"))
    settle(long_column)
    page.show_board(BOARD)
    settle(long_column)
    assert next(iter(seen(long_column))) == key_of(0)
    assert long_column.scroll_bar.value() == 0
    check(long_column)


def test_random_scrolling_and_changes(
    page: BoardPage, long_column: ColumnView, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    user = _RandomUser(long_column, board_fixture, qtbot)
    long_column.cards.focus_card(key_of(0))
    for step in range(60):
        user.act(step)
        # Reads before the event is handled must not break anything.
        wheel(long_column, user.chance.randint(-900, 900))
        settle(long_column)
        assert seen(long_column)
        check(long_column)
        assert long_column.cards.current_key() in keys_of(long_column)
    assert page.contents.total == sum(len(board_fixture.card_keys(column)) for column in OPEN_COLUMNS)


class _RandomUser:
    """Scrolls and changes cards at random, and so does the server."""

    def __init__(self, long_column: ColumnView, board_fixture: BoardFixture, qtbot: QtBot) -> None:
        self.chance = random.Random(11)  # noqa: S311  chooses steps, guards nothing
        self._view, self._fixture, self._qtbot = long_column, board_fixture, qtbot

    def act(self, step: int) -> None:
        acts = (self._scroll, self._press, self._drag_handle, self._delete, self._add, self._move, self._edit)
        self.chance.choice(acts)(step)

    def _scroll(self, _step: int) -> None:
        wheel(self._view, self.chance.randint(-3000, 3000))

    def _press(self, _step: int) -> None:
        keys = [K.Key_End, K.Key_Home, K.Key_PageDown, K.Key_Up, K.Key_PageUp]
        press(self._qtbot, self.chance.choice(keys))

    def _drag_handle(self, _step: int) -> None:
        bar = self._view.scroll_bar
        bar.setValue(self.chance.randint(0, bar.maximum()))

    def _delete(self, _step: int) -> None:
        self._fixture.receive_deletions(*self.chance.sample(keys_of(self._view), 20))

    def _add(self, step: int) -> None:
        numbers = range(50_000 + 100 * step, 50_020 + 100 * step)
        self._fixture.receive_cards(
            *(card(number, f"New {number}", Column.WIP, self.chance.randrange(MANY)) for number in numbers)
        )

    def _move(self, _step: int) -> None:
        keys = self.chance.sample(keys_of(self._view), 5)
        self._fixture.receive_cards(
            *(card(int(key), "Moved", Column.WIP, self.chance.randrange(MANY)) for key in keys)
        )

    def _edit(self, _step: int) -> None:
        key = self.chance.choice(keys_of(self._view))
        if self.chance.random() < 0.5:
            self._fixture.service.move_card(key, Column.COMPLETED)
        else:
            due = TODAY + timedelta(days=self.chance.randrange(MANY))
            self._fixture.service.edit_card(key, {Field.DUE: due})
