"""Cards that are dropped on a board of the sidebar are copied there."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QCursor, QDropEvent
from PySide6.QtWidgets import QToolTip

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import BoardId, CardKey
from kanbert_desktop.ui.cards.drag import card_keys_in
from kanbert_desktop.ui.sidebar.board_model import board_of
from kanbert_desktop.ui.sidebar.board_tree import BoardTree
from kanbert_desktop.ui.widgets.literal_text import wrapped_tooltip

_MOVES = (QEvent.Type.DragEnter, QEvent.Type.DragMove)
_ENDS = (QEvent.Type.DragLeave, QEvent.Type.Drop)
_EDGE, _STEP = 24, 8
"""Near an edge, in pixels, the tree scrolls under the pointer."""


class BoardDrops(QObject):
    """`dropped` carries the cards and the board. A board that has all of the cards already takes none."""

    dropped = Signal(object, str)

    def __init__(self, tree: BoardTree, service: BoardService) -> None:
        super().__init__(tree)
        self._tree, self._service = tree, service
        tree.viewport().setAcceptDrops(True)
        tree.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _ENDS:
            self._tree.mark_drop_target(None)
            QToolTip.hideText()
        if kind is QEvent.Type.DragLeave:
            return True
        if (kind not in _MOVES and kind is not QEvent.Type.Drop) or not isinstance(event, QDropEvent):
            return False
        keys = card_keys_in(event.mimeData())
        if not keys:
            return False
        board = board_of(self._tree.indexAt(event.position().toPoint()))
        if kind in _MOVES:
            self._drag(event, keys, board)
        elif board is not None and self._is_new_to(board, keys):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.dropped.emit(keys, board)
        return True

    def _drag(self, event: QDropEvent, keys: list[CardKey], board: BoardId | None) -> None:
        self._scroll(event.position().toPoint().y())
        takes = board is not None and self._is_new_to(board, keys)
        self._tree.mark_drop_target(board if takes else None)
        text = ""
        if board is not None and takes:
            text = tr("Copy %n card(s) to {board}", len(keys), board=self._service.board(board).title)
        elif board is not None:
            text = tr("On this board already")
        QToolTip.showText(QCursor.pos(), wrapped_tooltip(text) if text else "", self._tree)
        event.setDropAction(Qt.DropAction.CopyAction)
        # Without an accepted entry, Qt would not tell of the moves that follow.
        event.setAccepted(takes or event.type() is QEvent.Type.DragEnter)

    def _is_new_to(self, board: BoardId, keys: list[CardKey]) -> bool:
        cards = (self._service.card(key) for key in keys)
        return any(card is not None and card.board != board for card in cards)

    def _scroll(self, top: int) -> None:
        bar = self._tree.verticalScrollBar()
        if top < _EDGE:
            bar.setValue(bar.value() - _STEP)
        elif top > self._tree.viewport().height() - _EDGE:
            bar.setValue(bar.value() + _STEP)
