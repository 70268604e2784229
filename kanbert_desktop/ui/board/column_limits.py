"""The limits of a board's columns, on their heads: shown, and set from their menus."""

from functools import partial

from PySide6.QtCore import QObject, QPoint

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.domain.board import BoardId, Column
from kanbert_desktop.ui.board.column_view import ColumnView
from kanbert_desktop.ui.board.columns_view import ColumnsView

_NAME = "column_limits"
"""`app.overview.limits.COLUMN_LIMITS`, without that module: most accounts have no limits."""


class ColumnLimitHeads(QObject):
    def __init__(self, service: BoardService, columns_view: ColumnsView) -> None:
        super().__init__(columns_view)
        self._service, self._columns_view = service, columns_view
        self._board: BoardId | None = None
        self._limits: dict[Column, int] = {}
        columns_view.set_up_each(self._set_up)

    def show_board(self, board: BoardId) -> None:
        self._board = board
        self._limits = (
            self._service.overview.limits.of_board(board) if self._service.local.value(_NAME) else {}
        )
        for column, view in self._columns_view.columns.items():
            view.header.set_limit(self._limits.get(column))

    def _set_up(self, view: ColumnView) -> None:
        view.header.set_limit(self._limits.get(view.column))
        view.header.menu_requested.connect(lambda position: self._open_menu(view, position))

    def _open_menu(self, view: ColumnView, position: QPoint) -> None:
        from kanbert_desktop.app.overview.limits import LIMITED_COLUMNS  # noqa: PLC0415  seldom needed
        from kanbert_desktop.ui.board.limit_menu import open_limit_menu  # noqa: PLC0415  seldom needed

        if self._board is not None and view.column in LIMITED_COLUMNS:
            save = partial(self._save, self._board, view.column)
            open_limit_menu(view.header, position, view.column, view.header.limit, save)

    def _save(self, board: BoardId, column: Column, limit: int | None) -> None:
        self._service.overview.limits.put(board, column, limit)
        if board == self._board:
            self.show_board(board)
