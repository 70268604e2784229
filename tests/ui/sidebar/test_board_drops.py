"""Cards dragged onto a board of the sidebar are copied there; one undo takes them back."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import BoardId
from kanbert_desktop.ui.cards.drag import CARDS_MIME_TYPE
from kanbert_desktop.ui.window.main_window import MainWindow
from support.drag_events import drag_entering, drag_moving
from support.fake_application import FakeApplication
from support.fake_service import HEAT, WEB

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def data() -> QMimeData:
    made = QMimeData()
    made.setData(CARDS_MIME_TYPE, b'["1", "2"]')
    return made


def place_of(window: MainWindow, board: BoardId) -> QPoint:
    tree = window.workspace.sidebar.board_tree
    return tree.visualRect(tree.boards_model.index_of(board)).center()


def drag(window: MainWindow, place: QPoint, data: QMimeData) -> bool:
    viewport = window.workspace.sidebar.board_tree.viewport()
    QApplication.sendEvent(viewport, drag_entering(place, data))
    moving = drag_moving(place, data)
    QApplication.sendEvent(viewport, moving)
    return moving.isAccepted()


def drop(window: MainWindow, place: QPoint, data: QMimeData) -> bool:
    event = QDropEvent(QPointF(place), Qt.DropAction.MoveAction, data, LEFT, NONE)
    QApplication.sendEvent(window.workspace.sidebar.board_tree.viewport(), event)
    return event.isAccepted()


def marked(window: MainWindow) -> object:
    return window.workspace.sidebar.board_tree._delegate.drop_target


def test_dropped_cards_are_copied_and_undone_together(
    application: FakeApplication, window: MainWindow, data: QMimeData, qtbot: QtBot
) -> None:
    service = application.open_account.service
    before = {card.key for card in service.cards(HEAT)}
    place = place_of(window, HEAT)
    assert drag(window, place, data)
    assert marked(window) == HEAT
    with qtbot.waitSignal(window.workspace.commands.change_queued) as signal:
        assert drop(window, place, data)
    assert signal.args[1] == "2 cards copied to Kampagne Fernwärme."
    assert marked(window) is None
    assert len({card.key for card in service.cards(HEAT)} - before) == 2
    assert service.require_card("1").board == WEB
    service.undo()
    assert {card.key for card in service.cards(HEAT)} == before


def test_the_board_of_the_cards_takes_none(
    application: FakeApplication, window: MainWindow, data: QMimeData
) -> None:
    place = place_of(window, WEB)
    assert not drag(window, place, data)
    assert marked(window) is None
    drop(window, place, data)
    assert application.open_account.service.undo_text() is None


def test_the_mark_goes_when_the_pointer_leaves(window: MainWindow, data: QMimeData) -> None:
    drag(window, place_of(window, HEAT), data)
    QApplication.sendEvent(window.workspace.sidebar.board_tree.viewport(), QDragLeaveEvent())
    assert marked(window) is None


def test_other_drags_are_ignored(application: FakeApplication, window: MainWindow) -> None:
    data = QMimeData()
    data.setText("from elsewhere")
    assert not drag(window, place_of(window, HEAT), data)
    drop(window, place_of(window, HEAT), data)
    assert application.open_account.service.undo_text() is None


def test_a_favourite_takes_cards_too(
    application: FakeApplication, window: MainWindow, data: QMimeData, qtbot: QtBot
) -> None:
    workspace = window.workspace
    workspace.navigator.open_board(HEAT)
    qtbot.keyClick(
        window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    favourites = workspace.sidebar.favourites
    qtbot.waitUntil(lambda: favourites.isVisible() and favourites.boards == [HEAT])
    button = favourites.button_for(HEAT)
    qtbot.waitUntil(lambda: favourites.childAt(button.mapTo(favourites, button.rect().center())) is button)
    place = button.mapTo(favourites, button.rect().center())
    moving = drag_moving(place, data)
    QApplication.sendEvent(favourites, drag_entering(place, data))
    QApplication.sendEvent(favourites, moving)
    assert moving.isAccepted()
    assert button.property("drop") is True
    before = len(list(application.open_account.service.cards(HEAT)))
    event = QDropEvent(QPointF(place), Qt.DropAction.MoveAction, data, LEFT, NONE)
    QApplication.sendEvent(favourites, event)
    assert len(list(application.open_account.service.cards(HEAT))) == before + 2
    assert button.property("drop") is False
