"""Saves and restores filter, focus and scroll of a board."""

import json
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QTimer

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.domain.board import BoardId, CardKey, Column
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.widgets.painting import FirstPaint

_MAX_TRIES = 60
"""Long columns are filled in slices; one of 10,000 cards needs half of these tries."""
_KEY = "standing"


class BoardViewState(NamedTuple):
    """View state of a board: filter, focused card and scroll positions in pixels."""

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
    """Restores a view state as soon as the columns are long enough."""

    def __init__(self, page: BoardPage) -> None:
        super().__init__(page)
        self._page = page
        self._target: BoardViewState | None = None
        self._tries = 0
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._apply)

    def restore(self, view_state: BoardViewState) -> None:
        self._target, self._tries = view_state, _MAX_TRIES
        bar = self._page.filter_bar
        bar.field.setText(view_state.text)
        bar.mine.setChecked(view_state.only_mine)
        bar.this_week.setChecked(view_state.only_this_week)
        self._apply()

    def stop(self) -> None:
        self._timer.stop()
        self._target = None

    def _apply(self) -> None:
        target = self._target
        if target is None:
            return
        if not self._page.is_writing_in_panel:
            self._page.focus_board(target.focused_card)
        self._page.columns_view.horizontalScrollBar().setValue(target.horizontal_scroll)
        for view in self._page.columns_view.shown:
            view.cards.verticalScrollBar().setValue(target.column_scrolls.get(view.column, 0))
        self._tries -= 1
        if self._tries > 0 and not self._is_reached(target):
            self._timer.start()
        else:
            self._target = None

    def _is_reached(self, target: BoardViewState) -> bool:
        return all(
            view.cards.verticalScrollBar().value() == target.column_scrolls.get(view.column, 0)
            for view in self._page.columns_view.shown
        )


class SavedViewState(QObject):
    """Saves the view state whenever the page is hidden, and restores it once after the first paint."""

    def __init__(self, service: BoardService, page: BoardPage, restoring: ViewStateRestorer) -> None:
        super().__init__(page)
        self._service, self._page, self._restorer = service, page, restoring
        self._saved_text = service.local.value(_KEY)
        page.installEventFilter(self)
        FirstPaint(page).painted.connect(self._restore_soon)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Hide and self._page.board is not None:
            self._service.local.save_value(_KEY, _to_json(self._page.board, view_state_of(self._page)))
        return False

    def _restore_soon(self) -> None:
        """Deferred: the page fills its columns and opens its card on the same signal."""
        QTimer.singleShot(0, self, self._restore)

    def _restore(self) -> None:
        """Does nothing if the user has already opened another page."""
        board = self._page.board if self._page.isVisible() else None
        view_state = _from_json(self._saved_text, board) if board is not None else None
        if view_state is not None:
            self._restorer.restore(view_state)


def _to_json(board: BoardId, view_state: BoardViewState) -> str:
    """The filter is not saved: a filter of yesterday would hide cards today."""
    return json.dumps(
        [board, view_state.focused_card, view_state.horizontal_scroll, view_state.column_scrolls]
    )


def _from_json(text: str, board: BoardId) -> BoardViewState | None:
    """Returns None if another board was shown last, or the text is invalid."""
    try:
        of_board, focused, across, down = json.loads(text)
        columns = {Column(name): int(value) for name, value in down.items()}
        left = BoardViewState("", False, False, CardKey(focused) if focused else None, int(across), columns)
    except (ValueError, TypeError, AttributeError):
        return None
    return left if of_board == board else None
