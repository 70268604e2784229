"""A column of thousands of cards: only a window of its rows is held, and nobody notices."""

import random
from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, QPointF, QSizeF, Qt
from PySide6.QtGui import QCursor, QScrollEvent, QScrollPrepareEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionSlider
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import OPEN_COLUMNS, BoardId, CardKey, Column
from kanbert_desktop.domain.changes import Field
from kanbert_desktop.domain.sorting import Grouping, Sort
from kanbert_desktop.ui.board.card_list_view import CardListView
from kanbert_desktop.ui.board.column_view import ColumnView
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.board.row_window import MAX_ROWS, row_key
from support.board_fixture import BOARD, TODAY, BoardFixture, card

MANY = 3_000
K = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


def key_of(number: int) -> CardKey:
    return CardKey(str(10_000 + number))


@pytest.fixture
def view(page: BoardPage, board_fixture: BoardFixture, qtbot: QtBot) -> ColumnView:
    """The column "In progress" with 3,000 cards more, in the order of their numbers."""
    view = page.columns_view.columns[Column.WIP]
    board_fixture.receive_deletions(*board_fixture.card_keys(Column.WIP))
    lengths = random.Random(3)  # noqa: S311  spreads lengths, guards nothing
    board_fixture.receive_cards(
        *(
            card(10_000 + n, f"Card {n} " + "word " * lengths.randrange(30), Column.WIP, n)
            for n in range(MANY)
        )
    )
    qtbot.waitUntil(lambda: len(view.model.keys) >= 100)
    QCursor.setPos(page.header.mapToGlobal(QPoint(2, 2)))
    qtbot.waitUntil(lambda: not view.cards.viewport().underMouse())
    settle(view)
    return view


def settle(view: ColumnView) -> None:
    """Waits until nothing more is read."""
    for _ in range(6):
        QApplication.processEvents()


def keys_of(view: ColumnView) -> list[CardKey]:
    assert view.source is not None
    return list(view.source.card_keys())


def check(view: ColumnView) -> None:
    """The model holds a slice of the column that reaches beyond what is on the screen."""
    window, keys = view.window_of_rows, keys_of(view)
    held = view.model.keys
    assert held == [row_key(row) for row in window.rows]
    assert held == keys[window.start : window.start + len(held)]
    assert len(held) <= MAX_ROWS
    bar, height = view.cards.verticalScrollBar(), view.cards.viewport().height()
    assert window.start == 0 or bar.value() >= height
    assert window.start + len(held) == len(keys) or bar.maximum() - bar.value() >= height


def seen(view: ColumnView) -> dict[CardKey, int]:
    """Returns the visible rows and their upper edges."""
    visible = view.cards.viewport().rect()
    tops = {key: view.cards.card_rect(key) for key in view.model.keys}
    return {key: rect.top() for key, rect in tops.items() if rect.intersects(visible)}


def wheel(view: ColumnView, pixels: int) -> None:
    """Turns the wheel: a notch of 120 moves three lines of 24 pixels, a turn never more than a page."""
    spot, turn = QPointF(40, 40), QPoint(0, -pixels * 120 // 72)
    event = QWheelEvent(
        spot,
        view.cards.viewport().mapToGlobal(spot),
        QPoint(0, 0),
        turn,
        Qt.MouseButton.NoButton,
        NONE,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.cards.viewport(), event)


def go_to(view: ColumnView, number: int) -> None:
    """Scrolls to a card without making it current."""
    view.scroller.show_place(keys_of(view).index(key_of(number)))
    settle(view)
    assert key_of(number) in seen(view)


def press(qtbot: QtBot, *keys: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget(), key, held)


def test_few_of_many_rows_are_held(view: ColumnView) -> None:
    assert len(view.model.keys) <= 160
    assert view.header._count.text() == str(MANY)
    assert view.cards.accessibleName() == "In progress, 3000 cards"
    check(view)


def test_a_wheel_turn_moves_every_row_by_its_pixels(view: ColumnView) -> None:
    bar = view.cards.verticalScrollBar()
    assert view.window_of_rows.has_below
    for step in [450] * 90 + [-360] * 50 + [90] * 10:
        before = seen(view)
        wheel(view, step)
        after = seen(view)
        assert before.keys() & after.keys()
        assert {before[key] - after[key] for key in before.keys() & after.keys()} == {step}
        assert 0 < bar.value() < bar.maximum()
        check(view)


def test_rows_read_by_and_by_are_those_of_the_whole_list(view: ColumnView) -> None:
    """Scrolled through from top to bottom, every card is seen once and in order."""
    passed: dict[CardKey, None] = {}
    while True:
        passed |= dict.fromkeys(seen(view))
        before = next(reversed(seen(view)))
        wheel(view, view.cards.viewport().height() // 2)
        if next(reversed(seen(view))) == before and not view.window_of_rows.has_below:
            break
    assert list(passed) == [key_of(number) for number in range(MANY)]


def test_end_and_home_show_the_ends(view: ColumnView, qtbot: QtBot) -> None:
    view.cards.focus_card(key_of(3))
    press(qtbot, K.Key_End)
    settle(view)
    assert view.cards.current_key() == key_of(MANY - 1)
    assert view.cards.card_rect(key_of(MANY - 1)).bottom() <= view.cards.viewport().height()
    assert key_of(MANY - 1) in seen(view)
    check(view)
    press(qtbot, K.Key_Up)
    assert view.cards.current_key() == key_of(MANY - 2)
    press(qtbot, K.Key_Home)
    settle(view)
    assert view.cards.current_key() == key_of(0)
    assert view.cards.verticalScrollBar().value() == 0
    assert view.scroll_bar.value() == 0
    check(view)


def test_arrow_and_page_keys_reach_any_depth(view: ColumnView, qtbot: QtBot) -> None:
    view.cards.focus_card(key_of(0))
    for number in range(1, 400):
        press(qtbot, K.Key_Down)
        assert view.cards.current_key() == key_of(number)
        assert key_of(number) in seen(view)
    check(view)
    number = 399
    for _ in range(40):
        before = number
        press(qtbot, K.Key_PageDown)
        number = int(view.cards.current_key() or 0) - 10_000
        assert before < number <= before + 20
        assert key_of(number) in seen(view)
    for _ in range(60):
        press(qtbot, K.Key_PageUp)
        assert view.cards.current_key() in seen(view)
    while view.cards.current_key() != key_of(0):
        press(qtbot, K.Key_PageUp)
    check(view)


def handle_at(view: ColumnView) -> QPoint:
    bar = view.scroll_bar
    option = QStyleOptionSlider()
    bar.initStyleOption(option)
    return (
        bar.style()
        .subControlRect(QStyle.ComplexControl.CC_ScrollBar, option, QStyle.SubControl.SC_ScrollBarSlider, bar)
        .center()
    )


def test_the_scroll_bar_shows_the_place_in_the_whole_column(view: ColumnView) -> None:
    bar = view.scroll_bar
    assert bar.isVisible()
    assert bar.maximum() > 20 * view.cards.verticalScrollBar().maximum() / 2
    for number in (10, 700, 1500, 2900):
        go_to(view, number)
        assert abs(bar.value() / bar.maximum() - number / MANY) < 0.02
    view.scroller.show_last()
    view.cards.scrollToBottom()
    settle(view)
    assert bar.value() == bar.maximum()


def test_its_handle_is_dragged_anywhere(view: ColumnView, qtbot: QtBot) -> None:
    bar = view.scroll_bar
    start = handle_at(view)
    qtbot.mousePress(bar, Qt.MouseButton.LeftButton, NONE, start)
    track = bar.height() - 2 * start.y()
    for part in (0.1, 0.5, 0.52, 0.9, 0.3):
        spot = start + QPoint(0, round(track * part))
        qtbot.mouseMove(bar, spot)
        settle(view)
        number = int(next(iter(seen(view)))) - 10_000
        assert abs(number / MANY - bar.value() / bar.maximum()) < 0.02
        assert abs(handle_at(view).y() - spot.y()) <= 2
        check(view)
    qtbot.mouseMove(bar, QPoint(start.x(), bar.height() + 50))
    settle(view)
    assert key_of(MANY - 1) in seen(view)
    qtbot.mouseRelease(bar, Qt.MouseButton.LeftButton, NONE, QPoint(start.x(), bar.height() + 50))
    settle(view)
    assert bar.value() == bar.maximum()
    check(view)


def test_changes_above_and_below_move_nothing(
    view: ColumnView, board_fixture: BoardFixture, list_of_column: Callable[[Column], CardListView]
) -> None:
    list_of_column(Column.NEW).focus_card(None)
    chance = random.Random(5)  # noqa: S311  chooses cards, guards nothing
    go_to(view, 1500)
    for step in range(40):
        before = seen(view)
        number = chance.choice([*range(1200, 1490), *range(1530, 1800), *range(50), *range(2900, MANY)])
        match step % 3:
            case 0:
                day = chance.choice([number, 5, 2990])
                new = card(90_000 + step, "Received", Column.WIP, day)
                board_fixture.receive_cards(new)
            case 1:
                board_fixture.receive_deletions(key_of(number))
            case 2:
                board_fixture.receive_cards(
                    card(10_000 + number, "Renamed and longer " * 5, Column.WIP, number)
                )
        settle(view)
        after = seen(view)
        assert {key: after.get(key) for key in before} == before
        check(view)


def test_what_is_seen_may_be_deleted_while_scrolling(view: ColumnView, board_fixture: BoardFixture) -> None:
    go_to(view, 2000)
    for _ in range(30):
        board_fixture.receive_deletions(*seen(view))
        wheel(view, 300)
        settle(view)
        assert seen(view)
        check(view)
    board_fixture.receive_deletions(*keys_of(view)[:-3])
    settle(view)
    assert len(seen(view)) == 3
    check(view)


def test_the_focused_card_stays_current_out_of_sight(
    view: ColumnView, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    view.cards.focus_card(key_of(5))
    go_to(view, 2000)
    assert key_of(5) not in view.model.keys
    assert view.cards.current_key() == key_of(5)
    assert view.cards.selected_keys() == [key_of(5)]
    press(qtbot, K.Key_M, K.Key_4)
    assert board_fixture.service.require_card(key_of(5)).column is Column.COMPLETED
    view.cards.focus_card(key_of(7))
    go_to(view, 2500)
    press(qtbot, K.Key_Down)
    assert view.cards.current_key() == key_of(8)
    assert key_of(8) in seen(view)
    assert view.cards.selected_keys() == [key_of(8)]


def test_the_next_card_is_current_when_one_out_of_sight_is_deleted(
    view: ColumnView, board_fixture: BoardFixture
) -> None:
    view.cards.focus_card(key_of(5))
    go_to(view, 2000)
    before = seen(view)
    board_fixture.receive_deletions(key_of(5))
    settle(view)
    assert view.cards.current_key() == key_of(6)
    assert seen(view) == before


def test_a_selection_out_of_sight_is_kept_and_changed_as_one(
    page: BoardPage, view: ColumnView, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    view.cards.focus_card(key_of(2))
    press(qtbot, K.Key_Space)
    for number in (1000, 2999, 1700):
        page.focus_board(key_of(number))
        press(qtbot, K.Key_Space)
    chosen = [key_of(number) for number in (2, 1000, 1700, 2999)]
    assert page.controller.selection.keys() == chosen
    assert page.controller.selection.count == 4
    go_to(view, 995)
    assert key_of(1000) in view.cards.list_selection.held_keys()
    board_fixture.receive_deletions(key_of(2999))
    settle(view)
    assert page.controller.selection.keys() == chosen[:-1]
    with qtbot.waitSignal(page.commands.change_queued) as signal:
        press(qtbot, K.Key_M, K.Key_4)
    assert signal.args[1] == "3 cards moved to Completed."
    assert {board_fixture.service.require_card(key).column for key in chosen[:-1]} == {Column.COMPLETED}


def test_ctrl_a_selects_cards_that_are_not_held(page: BoardPage, view: ColumnView, qtbot: QtBot) -> None:
    view.cards.focus_card(key_of(0))
    press(qtbot, K.Key_A, held=CTRL)
    assert page.controller.selection.count == MANY
    qtbot.waitUntil(lambda: page.header.selection_button.text() == f"{MANY} cards selected")
    go_to(view, 1500)
    assert page.controller.selection.count == MANY
    assert len(view.cards.list_selection.held_keys()) == len(view.model.keys)
    press(qtbot, K.Key_Escape)
    assert page.controller.selection.count == 0
    assert page.controller.selection.keys() == [key_of(0)]


def test_shift_selects_a_range_over_cards_that_are_not_held(
    page: BoardPage, view: ColumnView, qtbot: QtBot
) -> None:
    view.cards.focus_card(key_of(2))
    press(qtbot, K.Key_End, held=SHIFT)
    assert page.controller.selection.keys() == [key_of(number) for number in range(2, MANY)]
    press(qtbot, K.Key_Up)
    assert view.cards.selected_keys() == [key_of(MANY - 2)]
    press(qtbot, *([K.Key_PageUp] * 60), held=SHIFT)
    number = int(view.cards.current_key() or 0) - 10_000
    assert page.controller.selection.keys() == [key_of(each) for each in range(number, MANY - 1)]
    go_to(view, 500)
    spot = view.cards.card_rect(key_of(501)).center()
    qtbot.mouseClick(view.cards.viewport(), Qt.MouseButton.LeftButton, SHIFT, spot)
    assert page.controller.selection.keys() == [key_of(each) for each in range(501, MANY - 1)]


def test_a_click_ends_a_selection_out_of_sight(page: BoardPage, view: ColumnView, qtbot: QtBot) -> None:
    view.cards.focus_card(key_of(0))
    press(qtbot, K.Key_A, held=CTRL)
    go_to(view, 1500)
    spot = view.cards.card_rect(key_of(1501)).center()
    qtbot.mouseClick(view.cards.viewport(), Qt.MouseButton.LeftButton, NONE, spot)
    assert page.controller.selection.keys() == [key_of(1501)]


def test_a_card_is_shown_at_any_depth(page: BoardPage, view: ColumnView) -> None:
    for number in (2500, 2499, 10, 2999, 0):
        assert page.columns_view.view_of(key_of(number)) is view
        page.focus_board(key_of(number))
        settle(view)
        assert view.cards.current_key() == key_of(number)
        assert key_of(number) in seen(view)
        check(view)


def test_a_new_card_is_shown_where_it_belongs(
    page: BoardPage, view: ColumnView, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    page.open_quick_add(Column.WIP)
    qtbot.keyClicks(view.quick_add.field, "Without a date")
    qtbot.keyClick(view.quick_add.field, K.Key_Return)
    made = board_fixture.service.card_columns(BOARD)[Column.WIP].last(1)[0]
    assert made.title == "Without a date"
    assert view.cards.current_key() == made.key
    settle(view)
    assert made.key in seen(view)
    check(view)


def test_a_card_moved_far_away_is_followed(
    page: BoardPage, view: ColumnView, board_fixture: BoardFixture
) -> None:
    view.cards.focus_card(key_of(20))
    top = view.cards.card_rect(key_of(20)).top()
    board_fixture.receive_cards(card(10_020, "Due much later", Column.WIP, 2500))
    settle(view)
    assert page.columns_view.view_of(key_of(20)) is view
    assert view.cards.current_key() == key_of(20)
    assert view.cards.card_rect(key_of(20)).top() == top
    check(view)


def test_deleting_focuses_the_next_card_at_any_depth(page: BoardPage, view: ColumnView, qtbot: QtBot) -> None:
    page.focus_board(key_of(1500))
    press(qtbot, K.Key_Delete)
    assert view.cards.current_key() == key_of(1501)
    press(qtbot, K.Key_End)
    press(qtbot, K.Key_Delete)
    assert view.cards.current_key() == key_of(MANY - 2)
    check(view)


def test_only_a_new_card_fades_in_at_depth(
    view: ColumnView, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    go_to(view, 1500)
    with qtbot.waitSignal(view.cards.fade_in.stepped) as signal:
        board_fixture.receive_cards(card(90_000, "New", Column.WIP, 1502))
    assert set(signal.args[0]) == {CardKey("90000")}


def sort_in_my_order(page: BoardPage, qtbot: QtBot) -> None:
    """Waits until the many cards have their ranks."""
    page.sorting.sort_by(Sort.MANUAL)
    qtbot.waitUntil(lambda: page.sorting.options.sort is Sort.MANUAL)


def test_my_order_moves_cards_at_any_depth(page: BoardPage, view: ColumnView, qtbot: QtBot) -> None:
    sort_in_my_order(page, qtbot)
    page.focus_board(key_of(1500))
    press(qtbot, K.Key_Down, held=CTRL | SHIFT)
    assert keys_of(view)[1499:1502] == [key_of(1499), key_of(1501), key_of(1500)]
    press(qtbot, K.Key_Up, K.Key_Up, held=CTRL | SHIFT)
    assert keys_of(view)[1499:1502] == [key_of(1500), key_of(1499), key_of(1501)]
    assert view.cards.current_key() == key_of(1500)
    check(view)


def test_a_board_of_many_cards_is_sorted_as_before_until_they_have_their_ranks(
    page: BoardPage, view: ColumnView, qtbot: QtBot
) -> None:
    page.sorting.sort_by(Sort.MANUAL)
    assert page.sorting.options.sort is Sort.DUE
    before = list(keys_of(view))
    qtbot.waitUntil(lambda: page.sorting.options.sort is Sort.MANUAL)
    assert keys_of(view) == before
    check(view)


def test_another_choice_before_they_have_their_ranks_wins(
    page: BoardPage, view: ColumnView, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    page.sorting.sort_by(Sort.MANUAL)
    page.sorting.sort_by(Sort.TITLE)
    assert board_fixture.store.flush(30)
    settle(view)
    assert page.sorting.options.sort is Sort.TITLE


def test_a_sorted_board_of_many_cards_asks_and_then_moves_the_card(
    page: BoardPage, view: ColumnView, qtbot: QtBot
) -> None:
    page.focus_board(key_of(1500))
    press(qtbot, K.Key_Down, held=CTRL | SHIFT)
    press(qtbot, K.Key_Return)
    qtbot.waitUntil(lambda: page.sorting.options.sort is Sort.MANUAL)
    assert keys_of(view)[1499:1502] == [key_of(1499), key_of(1501), key_of(1500)]
    check(view)


def test_a_filter_follows_changes_card_by_card(
    page: BoardPage,
    view: ColumnView,
    board_fixture: BoardFixture,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page.filter_bar.field.setText("card 1")
    accepted = [number for number in range(MANY) if "1" in str(number)]
    qtbot.waitUntil(lambda: not page.contents.is_filtering)
    assert keys_of(view) == [key_of(number) for number in accepted]
    assert view.header._count.text().startswith(f"{len(accepted)}")
    filtered: list[CardKey] = []
    accepts = type(page.filter_bar.current_filter(None, TODAY, page._parse_filter)).accepts
    monkeypatch.setattr(
        "kanbert_desktop.ui.board.filter.Filter.accepts",
        lambda self, card: filtered.append(card.key) or accepts(self, card),
    )
    view.cards.focus_card(key_of(1500))
    settle(view)
    board_fixture.receive_cards(
        card(11_501, "Other", Column.WIP, 1501), card(10_002, "Card 1 of another kind", Column.WIP, 2)
    )
    board_fixture.receive_deletions(key_of(1))
    settle(view)
    assert set(filtered) == {key_of(1501), key_of(2)}
    expected = sorted({*accepted, 2} - {1, 1501})
    assert keys_of(view) == [key_of(number) for number in expected]
    assert view.cards.current_key() == key_of(1500)
    check(view)
    board_fixture.service.edit_card(key_of(1500), {Field.TITLE: "No match any more"})
    settle(view)
    assert key_of(1500) not in keys_of(view)
    assert page.contents.matches == len(expected) - 1


def test_groups_of_many_cards(
    page: BoardPage, view: ColumnView, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    people = ("u1", "u2", "u3")
    board_fixture.receive_cards(
        *(card(10_000 + n, f"Card {n}", Column.WIP, n, assignee=people[n % 3]) for n in range(MANY))
    )
    page.sorting.group_by(Grouping.ASSIGNEE)
    qtbot.waitUntil(lambda: not page.contents.is_filtering)
    settle(view)
    assert view.window_of_rows.total == MANY + 3
    assert len(view.model.keys) <= MAX_ROWS
    page.focus_board(key_of(2998))
    press(qtbot, K.Key_Down)
    assert view.cards.current_row() == CardKey("group:u1")
    press(qtbot, K.Key_Return)
    settle(view)
    assert view.window_of_rows.total == MANY + 3 - MANY // 3
    assert len(seen(view)) > 3
    board_fixture.receive_cards(card(12_997, "Card 2997", Column.WIP, 2997, assignee="u2"))
    settle(view)
    assert view.window_of_rows.total == MANY + 3 - MANY // 3 + 1


def test_a_finger_scrolls_on_over_rows_that_are_read_meanwhile(view: ColumnView) -> None:
    viewport = view.cards.viewport()
    prepare = QScrollPrepareEvent(QPointF(40, 40))
    QApplication.sendEvent(viewport, prepare)
    assert prepare.isAccepted()
    assert prepare.viewportSize() == QSizeF(viewport.size())
    assert prepare.contentPosRange().height() > 100 * view.cards.viewport().height()
    start, step, passed = prepare.contentPos().y(), 90, seen(view)
    for number in range(1, 400):
        before = seen(view)
        event = QScrollEvent(
            QPointF(0, start + number * step), QPointF(0, 0), QScrollEvent.ScrollState.ScrollUpdated
        )
        QApplication.sendEvent(viewport, event)
        after = seen(view)
        assert {before[key] - after[key] for key in before.keys() & after.keys()} == {step}
        passed |= after
    assert list(passed) == [key_of(number) for number in range(len(passed))]
    for number in reversed(range(400)):
        event = QScrollEvent(
            QPointF(0, start + number * step), QPointF(0, 0), QScrollEvent.ScrollState.ScrollUpdated
        )
        QApplication.sendEvent(viewport, event)
    settle(view)
    assert view.scroll_bar.value() == 0
    check(view)


def gap_above(view: ColumnView, number: int) -> QPoint:
    """Returns a point between two cards, which is background."""
    return view.cards.card_rect(key_of(number)).topLeft() + QPoint(60, 0)


def test_a_rubber_band_selects_cards_that_left_the_window(
    page: BoardPage, view: ColumnView, qtbot: QtBot
) -> None:
    go_to(view, 300)
    viewport = view.cards.viewport()
    start, end = gap_above(view, 302), QPoint(60, viewport.height() - 200)
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, NONE, start)
    qtbot.mouseMove(viewport, end)
    for _ in range(70):
        wheel(view, 1200)
        settle(view)
    qtbot.mouseMove(viewport, end + QPoint(1, 1))
    selected = page.controller.selection.keys()
    assert len(selected) > MAX_ROWS
    assert selected == [key_of(each) for each in range(302, 302 + len(selected))]
    assert (
        view.cards.card_rect(selected[-1]).top() <= end.y() <= view.cards.card_rect(selected[-1]).bottom() + 8
    )
    while int(next(iter(seen(view)))) > 10_320:
        wheel(view, -400)
        settle(view)
    fewer = page.controller.selection.keys()
    assert fewer == selected[: len(fewer)]
    assert view.cards.card_rect(fewer[-1]).top() <= end.y() <= view.cards.card_rect(fewer[-1]).bottom() + 8
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, NONE, end)
    check(view)


def test_a_card_is_dropped_at_depth(
    page: BoardPage, view: ColumnView, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    sort_in_my_order(page, qtbot)
    go_to(view, 1000)
    view.cards.drop_indicator.show(view.cards.card_rect(key_of(1003)).top() + 4)
    below = view.cards.drop_indicator.card_below()
    assert below == key_of(1003)
    view.dropped.emit([CardKey("3")], below)
    assert keys_of(view)[1002:1005] == [key_of(1002), CardKey("3"), key_of(1003)]
    assert view.cards.current_key() == CardKey("3")
    board_fixture.service.undo()
    settle(view)
    assert keys_of(view)[1002:1004] == [key_of(1002), key_of(1003)]


def test_the_column_scrolls_on_while_a_card_is_dragged_near_its_edge(view: ColumnView, qtbot: QtBot) -> None:
    go_to(view, 500)
    view.set_drop_target(True)
    QCursor.setPos(view.cards.viewport().mapToGlobal(QPoint(80, view.cards.viewport().height() + 20)))
    start = view.window_of_rows.start
    view._scroll.start()
    qtbot.waitUntil(lambda: view.window_of_rows.start > start + 100, timeout=60_000)
    check(view)
    view.set_drop_target(False)


def test_another_board_begins_at_the_top(page: BoardPage, view: ColumnView) -> None:
    go_to(view, 2000)
    page.show_board(BoardId("b2"))
    settle(view)
    page.show_board(BOARD)
    settle(view)
    assert next(iter(seen(view))) == key_of(0)
    assert view.scroll_bar.value() == 0
    check(view)


def test_another_sort_order_begins_at_the_top(page: BoardPage, view: ColumnView, qtbot: QtBot) -> None:
    view.cards.focus_card(key_of(1000))
    page.sorting.sort_by(Sort.TITLE)
    qtbot.waitUntil(lambda: page.sorting.options.sort is Sort.TITLE)
    settle(view)
    assert next(iter(seen(view))) == keys_of(view)[0]
    assert view.cards.current_key() == key_of(1000)
    check(view)
    page.focus_board(None)
    assert key_of(1000) in seen(view)


def test_random_scrolling_and_changes(
    page: BoardPage, view: ColumnView, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    user = _RandomUser(view, board_fixture, qtbot)
    view.cards.focus_card(key_of(0))
    for step in range(120):
        user.act(step)
        # Reads before the event is handled must not break anything.
        wheel(view, user.chance.randint(-900, 900))
        settle(view)
        assert seen(view)
        check(view)
        assert view.cards.current_key() in keys_of(view)
    assert page.contents.total == sum(len(board_fixture.card_keys(column)) for column in OPEN_COLUMNS)


class _RandomUser:
    """Scrolls and changes cards at random, and so does the server."""

    def __init__(self, view: ColumnView, board_fixture: BoardFixture, qtbot: QtBot) -> None:
        self.chance = random.Random(11)  # noqa: S311  chooses steps, guards nothing
        self._view, self._fixture, self._qtbot = view, board_fixture, qtbot

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
