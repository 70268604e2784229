"""Saves and restores filter, focus and scroll of a board."""

import json
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QTimer

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.domain.board import BoardId, CardKey, Column
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.widgets.painting import FirstPaint

_MAX_TRIES = 60
"""A long column is filled by slices; one of 10,000 cards is whole after half of these."""


class BoardViewState(NamedTuple):
    """`across` and `down` are the scroll bars' values in pixels; `words`, `mine` and `this_week` are the filter."""

    text: str
    only_mine: bool
    only_this_week: bool
    focused_card: CardKey | None
    horizontal_scroll: int
    column_scrolls: dict[Column, int]


def view_state_of(page: BoardPage) -> BoardViewState:
    view = page.columns_view.start_column()
    bar = page.filter_bar
    return BoardViewState(
        bar.field.text(),
        bar.mine.isChecked(),
        bar.this_week.isChecked(),
        view.cards.current_key() if view is not None else None,
        page.columns_view.horizontalScrollBar().value(),
        {shown.column: shown.cards.verticalScrollBar().value() for shown in page.columns_view.shown},
    )


class ViewStateRestorer(QObject):
    """Puts the board back as it was left, as soon as its columns are long enough for that."""

    def __init__(self, page: BoardPage) -> None:
        super().__init__(page)
        self._page = page
        self._target: BoardViewState | None = None
        self._tries = 0
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._apply)

    def restore(self, standing: BoardViewState) -> None:
        self._target, self._tries = standing, _MAX_TRIES
        bar = self._page.filter_bar
        bar.field.setText(standing.text)
        bar.mine.setChecked(standing.only_mine)
        bar.this_week.setChecked(standing.only_this_week)
        self._apply()

    def stop(self) -> None:
        self._timer.stop()
        self._target = None

    def _apply(self) -> None:
        wished = self._target
        if wished is None:
            return
        self._page.focus_board(wished.focused_card)
        self._page.columns_view.horizontalScrollBar().setValue(wished.horizontal_scroll)
        for view in self._page.columns_view.shown:
            view.cards.verticalScrollBar().setValue(wished.column_scrolls.get(view.column, 0))
        self._tries -= 1
        if self._tries > 0 and not self._is_reached(wished):
            self._timer.start()
        else:
            self._target = None

    def _is_reached(self, wished: BoardViewState) -> bool:
        return all(
            view.cards.verticalScrollBar().value() == wished.column_scrolls.get(view.column, 0)
            for view in self._page.columns_view.shown
        )


_KEY = "standing"


class SavedViewState(QObject):
    """Kept whenever the page goes out of sight; put back once, after it has been painted for the first time."""

    def __init__(self, desk: BoardService, page: BoardPage, restoring: ViewStateRestorer) -> None:
        super().__init__(page)
        self._service, self._page, self._restorer = desk, page, restoring
        self._saved_text = desk.local.value(_KEY)
        page.installEventFilter(self)
        FirstPaint(page).painted.connect(self._restore_soon)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Hide and self._page.board is not None:
            self._service.local.save_value(_KEY, _to_json(self._page.board, view_state_of(self._page)))
        return False

    def _restore_soon(self) -> None:
        """The page itself fills its columns and opens its card upon the same signal."""
        QTimer.singleShot(0, self, self._restore)

    def _restore(self) -> None:
        """Whoever has gone on to another page meanwhile keeps the focus there."""
        board = self._page.board if self._page.isVisible() else None
        standing = _from_json(self._saved_text, board) if board is not None else None
        if standing is not None:
            self._restorer.restore(standing)


def _to_json(board: BoardId, standing: BoardViewState) -> str:
    """Without the filter: nobody should miss cards tomorrow because of what was looked for today."""
    return json.dumps([board, standing.focused_card, standing.horizontal_scroll, standing.column_scrolls])


def _from_json(text: str, board: BoardId) -> BoardViewState | None:
    """None where another board was left last, or nothing that can be read."""
    try:
        of_board, focused, across, down = json.loads(text)
        columns = {Column(name): int(value) for name, value in down.items()}
        left = BoardViewState("", False, False, CardKey(focused) if focused else None, int(across), columns)
    except (ValueError, TypeError, AttributeError):
        return None
    return left if of_board == board else None
