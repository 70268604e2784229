"""Saves and restores filter, focus and scroll of a board."""

import json
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QTimer

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.domain.board import BoardId, CardKey, Column
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.widgets.painting import FirstPaint

_TRIES = 60
"""A long column is filled by slices; one of 10,000 cards is whole after half of these."""


class BoardStanding(NamedTuple):
    """`across` and `down` are the scroll bars' values in pixels; `words`, `mine` and `this_week` are the filter."""

    words: str
    mine: bool
    this_week: bool
    focused: CardKey | None
    across: int
    down: dict[Column, int]


def standing_of(page: BoardPage) -> BoardStanding:
    view = page.strip.start()
    bar = page.filter_bar
    return BoardStanding(
        bar.field.text(),
        bar.mine.isChecked(),
        bar.this_week.isChecked(),
        view.cards.current_key() if view is not None else None,
        page.strip.horizontalScrollBar().value(),
        {shown.column: shown.cards.verticalScrollBar().value() for shown in page.strip.shown},
    )


class Restoring(QObject):
    """Puts the board back as it was left, as soon as its columns are long enough for that."""

    def __init__(self, page: BoardPage) -> None:
        super().__init__(page)
        self._page = page
        self._wished: BoardStanding | None = None
        self._tries = 0
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._try)

    def begin(self, standing: BoardStanding) -> None:
        self._wished, self._tries = standing, _TRIES
        bar = self._page.filter_bar
        bar.field.setText(standing.words)
        bar.mine.setChecked(standing.mine)
        bar.this_week.setChecked(standing.this_week)
        self._try()

    def end(self) -> None:
        self._timer.stop()
        self._wished = None

    def _try(self) -> None:
        wished = self._wished
        if wished is None:
            return
        self._page.focus_board(wished.focused)
        self._page.strip.horizontalScrollBar().setValue(wished.across)
        for view in self._page.strip.shown:
            view.cards.verticalScrollBar().setValue(wished.down.get(view.column, 0))
        self._tries -= 1
        if self._tries > 0 and not self._is_reached(wished):
            self._timer.start()
        else:
            self._wished = None

    def _is_reached(self, wished: BoardStanding) -> bool:
        return all(
            view.cards.verticalScrollBar().value() == wished.down.get(view.column, 0)
            for view in self._page.strip.shown
        )


_NAME = "standing"


class LastStanding(QObject):
    """Kept whenever the page goes out of sight; put back once, after it has been painted for the first time."""

    def __init__(self, desk: BoardService, page: BoardPage, restoring: Restoring) -> None:
        super().__init__(page)
        self._desk, self._page, self._restoring = desk, page, restoring
        self._left = desk.local_value(_NAME)
        page.installEventFilter(self)
        FirstPaint(page).over.connect(self._restore_soon)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Hide and self._page.board is not None:
            self._desk.save_local_value(_NAME, _written(self._page.board, standing_of(self._page)))
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
