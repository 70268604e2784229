"""Cards dragged onto a board of the sidebar."""

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QTreeView
from pytestqt.qtbot import QtBot

from kanbert_desktop.ui.cards.drag import CARDS_MIME_TYPE
from kanbert_desktop.ui.window.workspace_commands import BoardDropHandler
from support.drag_events import drag_entering

MOVE, LEFT = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


def dragged(data: QMimeData, boards: QTreeView) -> QDragEnterEvent:
    event = drag_entering(QPoint(5, 5), data)
    QApplication.sendEvent(boards.viewport(), event)
    return event


def test_dropped_cards_are_accepted_to_show_the_reason(qtbot: QtBot) -> None:
    boards = QTreeView()
    qtbot.addWidget(boards)
    drops = BoardDropHandler(boards)
    data = QMimeData()
    data.setData(CARDS_MIME_TYPE, b'["1"]')
    assert dragged(data, boards).isAccepted()
    with qtbot.waitSignal(drops.dropped):
        QApplication.sendEvent(boards.viewport(), QDropEvent(QPointF(5, 5), MOVE, data, LEFT, NONE))


def test_other_drags_are_ignored(qtbot: QtBot) -> None:
    boards = QTreeView()
    qtbot.addWidget(boards)
    drops = BoardDropHandler(boards)
    drop_events: list[bool] = []
    drops.dropped.connect(lambda: drop_events.append(True))
    data = QMimeData()
    data.setText("from elsewhere")
    assert not dragged(data, boards).isAccepted()
    QApplication.sendEvent(boards.viewport(), QDropEvent(QPointF(5, 5), MOVE, data, LEFT, NONE))
    assert drop_events == []
