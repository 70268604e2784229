"""Cards that are dropped on a board of the sidebar are copied there."""

from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QToolTip, QWidget

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import BoardId, CardKey
from kanbert_desktop.ui.cards.drag import below_drag_picture, card_keys_in
from kanbert_desktop.ui.widgets.literal_text import wrapped_tooltip

_MOVES = (QEvent.Type.DragEnter, QEvent.Type.DragMove)
_ENDS = (QEvent.Type.DragLeave, QEvent.Type.Drop)


class BoardList(Protocol):
    """Boards of the sidebar, as a tree or as buttons. `drop_surface` gets the drag."""

    @property
    def drop_surface(self) -> QWidget: ...
    def board_at(self, place: QPoint) -> BoardId | None: ...
    def mark_drop_target(self, board: BoardId | None) -> None: ...
    def scroll_under(self, place: QPoint) -> None: ...


class BoardDrops(QObject):
    """`dropped` carries the cards and the board. A board that has all of the cards already takes none."""

    dropped = Signal(object, str)

    def __init__(self, boards: BoardList, service: BoardService) -> None:
        super().__init__(boards.drop_surface)
        self._boards, self._service = boards, service
        boards.drop_surface.setAcceptDrops(True)
        boards.drop_surface.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _ENDS:
            self._boards.mark_drop_target(None)
            QToolTip.hideText()
        if kind is QEvent.Type.DragLeave:
            return True
        if (kind not in _MOVES and kind is not QEvent.Type.Drop) or not isinstance(event, QDropEvent):
            return False
        keys = card_keys_in(event.mimeData())
        if not keys:
            # The item view below would begin to scroll for it.
            event.ignore()
            return True
        board = self._boards.board_at(event.position().toPoint())
        if kind in _MOVES:
            self._drag(event, keys, board)
        elif board is not None and self._is_new_to(board, keys):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.dropped.emit([key for key in keys if self._service.card(key) is not None], board)
        return True

    def _drag(self, event: QDropEvent, keys: list[CardKey], board: BoardId | None) -> None:
        self._boards.scroll_under(event.position().toPoint())
        takes = board is not None and self._is_new_to(board, keys)
        self._boards.mark_drop_target(board if takes else None)
        text = ""
        if board is not None and takes:
            text = tr("Copy %n card(s) to {board}", len(keys), board=self._service.board(board).title)
        elif board is not None:
            text = tr("On this board already")
        surface = self._boards.drop_surface
        pointer = surface.mapToGlobal(event.position().toPoint())
        place = below_drag_picture(event.source(), pointer)
        QToolTip.showText(place, wrapped_tooltip(text) if text else "", surface)
        event.setDropAction(Qt.DropAction.CopyAction)
        # Without an accepted entry, Qt would not tell of the moves that follow.
        event.setAccepted(takes or event.type() is QEvent.Type.DragEnter)

    def _is_new_to(self, board: BoardId, keys: list[CardKey]) -> bool:
        cards = (self._service.card(key) for key in keys)
        return any(card is not None and card.board != board for card in cards)
