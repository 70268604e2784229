"""Where new cards are written: which column, which draft, and what became of the titles."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.domain.board import BoardId, Column
from kanbert_desktop.ui.board.column_view import ColumnView
from kanbert_desktop.ui.board.columns_view import ColumnsView
from kanbert_desktop.ui.cards.commands import CardCommands
from kanbert_desktop.ui.cards.quick_add_parser import NewCardLine, parse_line


class AddCards(QObject):
    """Leads the quick add field of every column; `added` when the board must look again, `turned` when one opens or closes.

    `made` carries the column and the last of the cards that were written in its field, `pasted` the column and those
    that were made without a field: work goes on there.
    """

    added = Signal()
    created = Signal(object, object)
    pasted = Signal(object, object)
    field_toggled = Signal()

    def __init__(
        self, desk: BoardService, strip: ColumnsView, gestures: CardCommands, today: Callable[[], date]
    ) -> None:
        super().__init__(strip)
        self._today = today
        self.board: BoardId | None = None
        self._service = desk
        self._columns_view = strip
        self._commands = gestures
        for view in strip.columns.values():
            self._listen(view)

    def open_field(self, column: Column | None, focus: QWidget | None) -> None:
        """In that column, else where the focus is, else in "To do"; not where this account can read only."""
        if not self._service.sync.can_write:
            self._commands.report_read_only()
            return
        view = self._columns_view.columns[column] if column else self._focused(focus)
        if view.column is Column.OTHER or view not in self._columns_view.shown:
            view = self._columns_view.columns[Column.NEW]
        if view.is_folded:
            view.fold_requested.emit(False)
        view.open_quick_add(self._service.local.draft(self._draft_place(view)))
        self._columns_view.reveal(view)
        self.field_toggled.emit()

    @property
    def is_field_open(self) -> bool:
        return any(view.quick_add.isVisible() for view in self._columns_view.shown)

    def open_field_with(self, view: ColumnView, text: str) -> None:
        """Opens that column's field with this text, above it what was written there before."""
        draft = self._service.local.draft(self._draft_place(view))
        self._service.local.save_draft(
            self._draft_place(view), "\n".join(part for part in (draft, text) if part)
        )
        self.open_field(view.column, None)

    def _focused(self, focus: QWidget | None) -> ColumnView:
        views = (view for view in self._columns_view.shown if focus is not None and view.isAncestorOf(focus))
        return next(views, self._columns_view.columns[Column.NEW])

    def _listen(self, view: ColumnView) -> None:
        view.quick_add.parse = self._read
        view.quick_add.closed.connect(self.field_toggled)
        view.add_requested.connect(lambda: self.open_field(view.column, None))
        view.quick_add.submitted.connect(lambda titles: self._add(view, titles))
        view.quick_add.draft_changed.connect(lambda text: self._keep_draft(view, text))

    def add(self, view: ColumnView, titles: list[str]) -> None:
        """Cards at once, without the field; what was refused is left in it."""
        column = Column.NEW if view.column is Column.OTHER else view.column
        if self.board is None:
            return
        # Nobody sees how these are read, so only what is marked as a day is one.
        lines = [self._read(title, bare_days=False) for title in titles]
        made = self._commands.add_many(self.board, lines, column)
        self.added.emit()
        self.pasted.emit(view, made)
        if len(made) < len(titles):
            self.open_field_with(view, "\n".join(titles[len(made) :]))

    def _add(self, view: ColumnView, titles: list[str]) -> None:
        if self.board is None:
            return
        made = self._commands.add_many(self.board, [self._read(title) for title in titles], view.column)
        self.added.emit()
        if len(made) < len(titles):
            view.quick_add.field.setPlainText("\n".join(titles[len(made) :]))
        else:
            view.quick_add.clear_submitted()
        if made:
            self.created.emit(view, made[-1])

    def _read(self, line: str, *, bare_days: bool = True) -> NewCardLine:
        desk = self._service
        return parse_line(line, self._today(), desk.all_people(), desk.me, bare_days=bare_days)

    def _keep_draft(self, view: ColumnView, text: str) -> None:
        if self.board is not None:
            self._service.local.save_draft(self._draft_place(view), text)

    def _draft_place(self, view: ColumnView) -> str:
        return f"quick-add:{self.board}:{view.column}"
