"""Cards dragged onto a board of the sidebar: taken, so that it can be said why they cannot go there."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QCursor, QDropEvent
from PySide6.QtWidgets import QAbstractItemView, QToolTip

from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.board.card_drag import keys_in

_DRAGS = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)


class BoardDrops(QObject):
    """`dropped` where cards were let go over a board."""

    dropped = Signal()

    def __init__(self, boards: QAbstractItemView) -> None:
        super().__init__(boards)
        self._boards = boards
        boards.viewport().setAcceptDrops(True)
        boards.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() not in _DRAGS or not isinstance(event, QDropEvent) or not keys_in(event.mimeData()):
            return False
        event.acceptProposedAction()
        if event.type() is QEvent.Type.Drop:
            QToolTip.hideText()
            self.dropped.emit()
        else:
            QToolTip.showText(QCursor.pos(), tr("A card cannot change its board."), self._boards)
        return True
