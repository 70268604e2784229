"""Drags are followed by the positions of their events: on Wayland the pointer itself stands still meanwhile."""

import json
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint
from PySide6.QtGui import QCursor, QDragLeaveEvent, QDropEvent, QRasterWindow
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.domain.sorting import Sort
from kanbert_desktop.ui.board.card_list_view import CardListView
from kanbert_desktop.ui.board.column_view import ColumnView
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.cards.drag import CARDS_MIME_TYPE, card_keys_in, draw_drag_icon
from support.board_fixture import BoardFixture
from support.drag_events import drag_entering, drag_moving, dropping

ListOf = Callable[[Column], CardListView]
FOREIGN = (
    b"",
    b"\x00\xff",
    b"not JSON",
    b"{}",
    b"3",
    b"null",
    b'["3", 4]',
    b'[["3"]]',
    b'[""]',
    b"[" * 100_000,
)


@pytest.fixture(autouse=True)
def pointer_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks for the pointer gets the place where it was last seen."""
    monkeypatch.setattr(QCursor, "pos", staticmethod(lambda: QPoint(3, 3)))


@pytest.fixture
def data() -> QMimeData:
    return cards_data(b'["3"]')


def cards_data(content: bytes) -> QMimeData:
    carried = QMimeData()
    carried.setData(CARDS_MIME_TYPE, content)
    return carried


def drag_to(target: QWidget, place: QPoint, data: QMimeData) -> bool:
    """Returns whether the target takes the drag; only then Qt tells it of moves."""
    entering = drag_entering(place, data)
    QApplication.sendEvent(target, entering)
    if not entering.isAccepted():
        return False
    moving = drag_moving(place, data)
    QApplication.sendEvent(target, moving)
    return moving.isAccepted()


def drop(target: QWidget, place: QPoint, data: QMimeData) -> QDropEvent:
    """Data may be lost on the way: the drag that was entered had some."""
    assert drag_to(target, place, cards_data(b'["3"]'))
    event = dropping(place, data)
    QApplication.sendEvent(target, event)
    return event


def in_column(view: ColumnView, place: QPoint) -> QPoint:
    return view.cards.viewport().mapTo(view, place)


def test_in_my_order_the_line_and_the_drop_follow_the_events(
    page: BoardPage, board_fixture: BoardFixture, data: QMimeData
) -> None:
    page.sorting.sort_by(Sort.MANUAL)
    target = page.columns_view.columns[Column.WIP]
    for key, row in (("10", 3), ("8", 1)):
        place = in_column(target, target.cards.card_rect(CardKey(key)).topLeft() + QPoint(60, 12))
        assert drag_to(target, place, data)
        assert target.cards.drop_indicator.row == row
    drop(target, place, data)
    assert target.model.card_keys == ["7", "3", "8", "9", "10"]
    assert board_fixture.service.require_card("3").column is Column.WIP
    assert target.cards.drop_indicator.row is None


def test_near_an_edge_the_column_scrolls_by_the_events_alone(
    page: BoardPage, list_of_column: ListOf, data: QMimeData, qtbot: QtBot
) -> None:
    page.resize(1208, 480)
    cards, view = list_of_column(Column.BACKLOG), page.columns_view.columns[Column.BACKLOG]
    bar = cards.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    drag_to(view, in_column(view, QPoint(80, cards.viewport().height() - 4)), data)
    qtbot.waitUntil(lambda: bar.value() == bar.maximum())
    drag_to(view, in_column(view, QPoint(80, 4)), data)
    qtbot.waitUntil(lambda: bar.value() == 0)
    QApplication.sendEvent(view, QDragLeaveEvent())
    assert not view.property("lit")


def test_near_an_edge_the_board_scrolls_by_the_events_alone(
    page: BoardPage, data: QMimeData, qtbot: QtBot
) -> None:
    page.resize(500, 480)
    columns = page.columns_view
    bar = columns.horizontalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    view = columns.shown[1]
    edge = columns.viewport().mapToGlobal(QPoint(columns.viewport().width() - 4, 200))
    at_edge = view.mapFromGlobal(edge)
    drag_to(view, at_edge, data)
    qtbot.waitUntil(lambda: bar.value() > 0)
    QApplication.sendEvent(view, QDragLeaveEvent())


@pytest.mark.parametrize("content", FOREIGN)
def test_empty_or_foreign_data_is_ignored(
    page: BoardPage, board_fixture: BoardFixture, content: bytes
) -> None:
    target, carried = page.columns_view.columns[Column.WIP], cards_data(content)
    assert card_keys_in(carried) == []
    assert not drag_to(target, QPoint(60, 90), carried)
    drop(target, QPoint(60, 90), carried)
    assert board_fixture.service.undo_text() is None
    assert not target.property("lit")


def test_data_of_other_programs_is_ignored(page: BoardPage, board_fixture: BoardFixture) -> None:
    text, nothing = QMimeData(), QMimeData()
    text.setText('["3"]')
    for carried in (text, nothing):
        assert not drag_to(page.columns_view.columns[Column.WIP], QPoint(60, 90), carried)
        drop(page.columns_view.columns[Column.WIP], QPoint(60, 90), carried)
    assert board_fixture.service.undo_text() is None


def test_cards_of_another_window_that_are_unknown_here_are_ignored(
    page: BoardPage, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    carried = cards_data(json.dumps(["kd-unknown", "3"]).encode())
    target = page.columns_view.columns[Column.WIP]
    drag_to(target, QPoint(60, 90), carried)
    drop(target, QPoint(60, 90), carried)
    assert board_fixture.service.require_card("3").column is Column.WIP
    drop(target, QPoint(60, 90), cards_data(b'["kd-unknown"]'))
    assert target.property("lit") in (None, False)


def test_a_drag_without_an_end_leaves_no_mark_behind(page: BoardPage, data: QMimeData) -> None:
    target = page.columns_view.columns[Column.WIP]
    QApplication.sendEvent(target, QDragLeaveEvent())
    drag_to(target, QPoint(60, 90), data)
    assert target.property("lit")
    QApplication.sendEvent(target, QDragLeaveEvent())
    assert not target.property("lit")
    assert target.cards.drop_indicator.row is None


class QShapedPixmapWindow(QRasterWindow):
    """Named as Qt's own window of a drag."""

    def __init__(self) -> None:
        super().__init__()
        self.updates = 0

    def event(self, event: QEvent) -> bool:
        self.updates += event.type() is QEvent.Type.UpdateRequest
        return super().event(event)


def test_the_picture_of_a_drag_is_drawn_once_the_compositor_knows_of_it(qtbot: QtBot) -> None:
    window, other = QShapedPixmapWindow(), QRasterWindow()
    window.create()
    other.create()
    draw_drag_icon()
    qtbot.waitUntil(lambda: window.updates > 0)
    for each in (window, other):
        each.destroy()
