"""Drag and drop with the X server's pointer."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.domain.sorting import Sort
from kanbert_desktop.ui.board.card_list_view import CardListView
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.cards import drag as card_drag
from kanbert_desktop.ui.widgets.scrolling import auto_scroll_step
from support.board_fixture import BoardFixture
from support.screen_pointer import CANCEL, RELEASE, Pointer, at_once, path, pointer, position, stages

__all__ = ["pointer", "stages"]

ListOf = Callable[[Column], CardListView]


def is_lit(target: QWidget) -> bool:
    return bool(target.property("lit"))


def middle(cards: CardListView, key: str) -> tuple[str, str]:
    return position(cards.viewport(), cards.card_rect(CardKey(key)).center())


def test_a_card_dragged_to_another_column_is_moved(
    page: BoardPage,
    board_fixture: BoardFixture,
    list_of_column: ListOf,
    stages: Pointer,
    qtbot: QtBot,
) -> None:
    target = page.columns_view.columns[Column.COMPLETED]
    end = position(target, QPoint(target.width() // 2, target.height() - 60))
    with qtbot.waitSignal(page.commands.change_queued):
        stages(
            (at_once, path(middle(list_of_column(Column.NEW), "3"), end)), (lambda: is_lit(target), RELEASE)
        )
    assert board_fixture.service.require_card("3").column is Column.COMPLETED
    qtbot.waitUntil(lambda: list_of_column(Column.COMPLETED).current_key() == CardKey("3"))
    assert not target.property("lit")
    assert page.opened_card is None


def test_the_column_below_the_pointer_is_highlighted_and_escape_cancels(
    page: BoardPage,
    board_fixture: BoardFixture,
    list_of_column: ListOf,
    stages: Pointer,
    qtbot: QtBot,
) -> None:
    target = page.columns_view.columns[Column.APPROVED]
    end = position(target, QPoint(target.width() // 2, 200))
    stages((at_once, path(middle(list_of_column(Column.NEW), "3"), end)), (lambda: is_lit(target), CANCEL))
    qtbot.waitUntil(lambda: not page.controller.dragged_keys)
    assert not target.property("lit")
    assert board_fixture.service.require_card("3").column is Column.NEW
    assert board_fixture.service.undo_text() is None


def test_a_click_opens_and_moves_nothing(
    page: BoardPage,
    board_fixture: BoardFixture,
    list_of_column: ListOf,
    pointer: Pointer,
    qtbot: QtBot,
) -> None:
    pointer("mousemove", *middle(list_of_column(Column.NEW), "3"), "click", "1")
    qtbot.waitUntil(lambda: page.opened_card == CardKey("3"))
    assert board_fixture.service.undo_text() is None


def test_the_drag_image_shows_the_number_of_cards(page: BoardPage, list_of_column: ListOf) -> None:
    cards = list_of_column(Column.NEW)
    view_models = [
        page.columns_view.columns[Column.NEW].model.card(
            page.columns_view.columns[Column.NEW].model.index_of(CardKey(key))
        )
        for key in "12"
    ]
    size = cards.card_rect(CardKey("1")).size()
    first, two = (
        card_drag.drag_pixmap(page._pixmaps, view_models[:count], size, 1.0).toImage() for count in (1, 2)
    )
    assert first.size() == two.size()
    assert first != two


def over(target: QWidget, inside: QPoint, start: tuple[str, str]) -> list[str]:
    return path(start, position(target, inside))


def test_in_my_order_the_card_is_dropped_at_the_indicator(
    page: BoardPage,
    board_fixture: BoardFixture,
    list_of_column: ListOf,
    stages: Pointer,
    qtbot: QtBot,
) -> None:
    page.sorting.sort_by(Sort.MANUAL)
    target = list_of_column(Column.WIP)
    spot = target.card_rect(CardKey("8")).topLeft() + QPoint(60, 12)
    with qtbot.waitSignal(page.commands.change_queued):
        stages(
            (at_once, over(target.viewport(), spot, middle(list_of_column(Column.NEW), "3"))),
            (lambda: target.drop_indicator.row == 1, RELEASE),
        )
    assert target.drop_indicator.row is None
    assert list(page.columns_view.columns[Column.WIP].model.card_keys) == ["7", "3", "8", "9", "10"]
    board_fixture.service.undo()
    assert board_fixture.service.require_card("3").column is Column.NEW
    assert board_fixture.service.undo_text() is None


def test_a_drag_within_a_column_changes_my_order(
    page: BoardPage,
    board_fixture: BoardFixture,
    list_of_column: ListOf,
    stages: Pointer,
    qtbot: QtBot,
) -> None:
    page.sorting.sort_by(Sort.MANUAL)
    cards = list_of_column(Column.WIP)
    end = cards.card_rect(CardKey("7")).topLeft() + QPoint(60, 8)
    stages(
        (at_once, over(cards.viewport(), end, middle(cards, "10"))),
        (lambda: cards.drop_indicator.row == 0, RELEASE),
    )
    rows = page.columns_view.columns[Column.WIP].model
    qtbot.waitUntil(lambda: rows.card_keys == ["10", "7", "8", "9"])
    board_fixture.service.undo()
    qtbot.waitUntil(lambda: rows.card_keys == ["7", "8", "9", "10"])
    assert board_fixture.service.undo_text() is None


def test_a_sorted_column_is_highlighted_and_says_why(
    page: BoardPage, list_of_column: ListOf, stages: Pointer, qtbot: QtBot
) -> None:
    target = page.columns_view.columns[Column.WIP]
    texts: list[tuple[str, bool, int | None]] = []
    target.dragged_over.connect(
        lambda: texts.append(
            (target._drop_hint.text(), target._drop_hint.isVisible(), target.cards.drop_indicator.row)
        )
    )
    spot = QPoint(target.width() // 2, 300)
    stages(
        (at_once, over(target, spot, middle(list_of_column(Column.NEW), "3"))),
        (lambda: ("Sorted by due date", True, None) in texts, CANCEL),
    )
    qtbot.waitUntil(lambda: not page.controller.dragged_keys)
    assert not target._drop_hint.isVisible()


def test_selected_cards_are_dragged_together(
    page: BoardPage,
    board_fixture: BoardFixture,
    list_of_column: ListOf,
    stages: Pointer,
    qtbot: QtBot,
) -> None:
    cards = list_of_column(Column.NEW)
    cards.focus_card(CardKey("1"))
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Space):
        qtbot.keyClick(cards, key)
    target = page.columns_view.columns[Column.APPROVED]
    with qtbot.waitSignal(page.commands.change_queued) as signal:
        spot = QPoint(target.width() // 2, 500)
        stages((at_once, over(target, spot, middle(cards, "2"))), (lambda: is_lit(target), RELEASE))
    assert signal.args[1] == "2 cards moved to Approved."
    assert {board_fixture.service.require_card(key).column for key in "12"} == {Column.APPROVED}
    board_fixture.service.undo()
    assert {board_fixture.service.require_card(key).column for key in "12"} == {Column.NEW}


def test_near_an_edge_the_column_scrolls_both_ways(
    page: BoardPage, list_of_column: ListOf, stages: Pointer, qtbot: QtBot
) -> None:
    page.resize(1208, 480)
    cards = list_of_column(Column.BACKLOG)
    bar = cards.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    low = QPoint(80, cards.viewport().height() - 6)
    stages(
        (at_once, over(cards.viewport(), low, middle(list_of_column(Column.NEW), "1"))),
        (lambda: bar.value() == bar.maximum(), ["mousemove", *position(cards.viewport(), QPoint(80, 4))]),
        (lambda: bar.value() == 0, CANCEL),
    )
    qtbot.waitUntil(lambda: not page.controller.dragged_keys)


def test_a_folded_column_opens_while_a_card_is_dragged_over_it(
    page: BoardPage, list_of_column: ListOf, stages: Pointer, qtbot: QtBot
) -> None:
    page.columns_view.set_folded_columns({Column.APPROVED})
    rail = page.columns_view.columns[Column.APPROVED]
    stages(
        (at_once, over(rail, QPoint(20, 300), middle(list_of_column(Column.NEW), "1"))),
        (lambda: not rail.is_folded, CANCEL),
    )
    qtbot.waitUntil(lambda: not page.controller.dragged_keys)


def test_auto_scroll_speed() -> None:
    assert [auto_scroll_step(along, 400) for along in (-50, 0, 24, 48, 200, 352, 376, 400, 900)] == [
        -24,
        -24,
        -12,
        0,
        0,
        0,
        12,
        24,
        24,
    ]


def test_another_program_gets_titles_and_links(
    page: BoardPage, list_of_column: ListOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    carried: list[QMimeData] = []

    def stored(drag: QDrag, *_actions: Qt.DropAction) -> Qt.DropAction:
        carried.append(drag.mimeData())
        assert (
            drag.mimeData().text()
            == "Barrierefreiheitserklärung nach BFSG schreiben\nkanbert-desktop://card/8"
        )
        assert [url.toString() for url in drag.mimeData().urls()] == ["kanbert-desktop://card/8"]
        return Qt.DropAction.CopyAction

    monkeypatch.setattr(QDrag, "exec", stored)
    list_of_column(Column.WIP).focus_card(CardKey("8"))
    list_of_column(Column.WIP).startDrag(Qt.DropAction.MoveAction)
    assert len(carried) == 1
    assert not page.controller.dragged_keys
