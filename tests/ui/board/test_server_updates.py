"""Updates from the server: cards fade in, and nothing moves below the pointer or the focus."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QAbstractAnimation, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.settings import MOTION
from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.ui.board.card_list_view import CardListView
from kanbert_desktop.ui.board.page import BoardPage
from support.board_fixture import BoardFixture, card
from support.pointer import point_at

ListOf = Callable[[Column], CardListView]


def rows(page: BoardPage, column: Column) -> list[CardKey]:
    return page.columns_view.columns[column].model.card_keys


def test_the_card_with_the_focus_stays_where_it_is(
    page: BoardPage, board_fixture: BoardFixture, list_of_column: ListOf, qtbot: QtBot
) -> None:
    page.resize(1208, 420)
    cards = list_of_column(Column.BACKLOG)
    cards.focus_card(rows(page, Column.BACKLOG)[2])
    focused = cards.current_key()
    assert focused is not None
    before = cards.card_rect(focused).top()
    assert cards.verticalScrollBar().value() == 0
    board_fixture.receive_cards(card(201, "New on top", Column.BACKLOG, -9))
    qtbot.waitUntil(lambda: CardKey("201") in rows(page, Column.BACKLOG))
    assert cards.card_rect(focused).top() == before
    assert cards.verticalScrollBar().value() > 0


def test_the_card_below_the_pointer_stays_where_it_is(
    page: BoardPage, board_fixture: BoardFixture, list_of_column: ListOf, qtbot: QtBot
) -> None:
    page.resize(1208, 420)
    cards = list_of_column(Column.BACKLOG)
    list_of_column(Column.NEW).focus_card(None)
    pointed = rows(page, Column.BACKLOG)[2]
    viewport = cards.viewport()
    point_at(viewport, cards.card_rect(pointed).center(), qtbot, lambda: cards.anchor() == pointed)
    before = cards.card_rect(pointed).top()
    board_fixture.receive_cards(card(202, "New on top", Column.BACKLOG, -9))
    qtbot.waitUntil(lambda: CardKey("202") in rows(page, Column.BACKLOG))
    assert cards.card_rect(pointed).top() == before


def test_only_a_new_card_fades_in(
    page: BoardPage, board_fixture: BoardFixture, list_of_column: ListOf, qtbot: QtBot
) -> None:
    fade_in = list_of_column(Column.WIP).fade_in
    # Its first step would be the last one where the machine stands still in between.
    fade_in._animation.setDuration(3_600_000)
    with qtbot.waitSignal(fade_in.stepped) as signal:
        board_fixture.receive_cards(card(203, "New", Column.WIP, 3))
    assert set(signal.args[0]) == {CardKey("203")}
    assert fade_in.opacity(CardKey("203")) < 1
    assert fade_in.opacity(CardKey("7")) == 1
    fade_in._animation.setCurrentTime(3_600_000)
    assert fade_in.opacity(CardKey("203")) == 1


def test_with_reduced_motion_a_card_appears_at_once(
    page: BoardPage, board_fixture: BoardFixture, list_of_column: ListOf, qtbot: QtBot
) -> None:
    board_fixture.settings.put(MOTION, "reduced")
    board_fixture.receive_cards(card(204, "New", Column.WIP, 3))
    qtbot.waitUntil(lambda: CardKey("204") in rows(page, Column.WIP))
    fade_in = list_of_column(Column.WIP).fade_in
    assert fade_in.opacity(CardKey("204")) == 1
    assert fade_in._animation.state() is QAbstractAnimation.State.Stopped


def test_nothing_changes_between_press_and_release(
    page: BoardPage,
    board_fixture: BoardFixture,
    list_of_column: ListOf,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    held = [Qt.MouseButton.LeftButton]
    point_at(list_of_column(Column.WIP).viewport(), QPoint(60, 30), qtbot, page.underMouse)
    monkeypatch.setattr(QGuiApplication, "mouseButtons", lambda: held[0])
    board_fixture.receive_cards(card(205, "New", Column.WIP, 3))
    qtbot.waitUntil(lambda: page._deferred_refresh._retries > 1)
    assert CardKey("205") not in rows(page, Column.WIP)
    held[0] = Qt.MouseButton.NoButton
    qtbot.waitUntil(lambda: CardKey("205") in rows(page, Column.WIP))
