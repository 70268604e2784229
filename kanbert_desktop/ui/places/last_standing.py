"""How the board was left when the program ended, for the next start: its focus, and how far it was scrolled."""

import json

from PySide6.QtCore import QEvent, QObject, QTimer

from kanbert_desktop.app.boards.service import Desk
from kanbert_desktop.domain.board import BoardId, CardKey, Column
from kanbert_desktop.ui.board.first_paint import FirstPaint
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.places.standing import BoardStanding, Restoring, standing_of

_NAME = "standing"


class LastStanding(QObject):
    """Kept whenever the page goes out of sight; put back once, after it has been painted for the first time."""

    def __init__(self, desk: Desk, page: BoardPage, restoring: Restoring) -> None:
        super().__init__(page)
        self._desk, self._page, self._restoring = desk, page, restoring
        self._left = desk.local(_NAME)
        page.installEventFilter(self)
        FirstPaint(page).over.connect(self._restore_soon)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Hide and self._page.board is not None:
            self._desk.keep_local(_NAME, _written(self._page.board, standing_of(self._page)))
        return False

    def _restore_soon(self) -> None:
        """The page itself fills its columns and opens its card upon the same signal."""
        QTimer.singleShot(0, self, self._restore)

    def _restore(self) -> None:
        """Whoever has gone on to another page meanwhile keeps the focus there."""
        board = self._page.board if self._page.isVisible() else None
        standing = _read(self._left, board) if board is not None else None
        if standing is not None:
            self._restoring.begin(standing)


def _written(board: BoardId, standing: BoardStanding) -> str:
    """Without the filter: nobody should miss cards tomorrow because of what was looked for today."""
    return json.dumps([board, standing.focused, standing.across, standing.down])


def _read(text: str, board: BoardId) -> BoardStanding | None:
    """None where another board was left last, or nothing that can be read."""
    try:
        of_board, focused, across, down = json.loads(text)
        columns = {Column(name): int(value) for name, value in down.items()}
        left = BoardStanding("", False, False, CardKey(focused) if focused else None, int(across), columns)
    except (ValueError, TypeError, AttributeError):
        return None
    return left if of_board == board else None
