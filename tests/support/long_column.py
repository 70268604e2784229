"""A column of 1,500 cards on the board page, and what a user sees and does there."""

import random

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.domain.sorting import Sort
from kanbert_desktop.ui.board.column_view import ColumnView
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.board.row_window import MAX_ROWS, row_key
from support.board_fixture import BoardFixture, card
from support.idle_events import process_until_idle
from support.pointer import point_at

MANY = 1_500
K = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


def key_of(number: int) -> CardKey:
    return CardKey(str(10_000 + number))


@pytest.fixture
def long_column(page: BoardPage, board_fixture: BoardFixture, qtbot: QtBot) -> ColumnView:
    """The column "In progress" with 1,500 cards more, in the order of their numbers."""
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
    point_at(page.header, QPoint(2, 2), qtbot, lambda: not view.cards.viewport().underMouse())
    settle(view)
    return view


def settle(view: ColumnView) -> None:
    """Waits until nothing more is read."""
    process_until_idle()


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
    first = view.model.row_at(view.cards.verticalScrollBar().value())
    found: dict[CardKey, int] = {}
    for key in view.model.keys[first:] if first >= 0 else ():
        rect = view.cards.card_rect(key)
        if rect.top() > visible.bottom():
            break
        found[key] = rect.top()
    return found


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


def sort_in_my_order(page: BoardPage, qtbot: QtBot) -> None:
    """Waits until the many cards have their ranks."""
    page.sorting.sort_by(Sort.MANUAL)
    qtbot.waitUntil(lambda: page.sorting.options.sort is Sort.MANUAL)
