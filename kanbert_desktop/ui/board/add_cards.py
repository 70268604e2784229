"""Where new cards are added: column, draft and the result of each title."""

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import BoardId, Column
from kanbert_desktop.ui.board.column_view import ColumnView
from kanbert_desktop.ui.board.columns_view import ColumnsView
from kanbert_desktop.ui.cards.commands import CardCommands

if TYPE_CHECKING:
    from kanbert_desktop.ui.board.quick_add import QuickAddForm
    from kanbert_desktop.ui.cards.card_lines import CardLines


class AddCards(QObject):
    """Controls the quick-add form of every column.

    `field_toggled` is emitted when a form opens or closes. `created` carries the column and the last card created in
    its form; `pasted` carries the column and the cards created without a form.
    """

    created = Signal(object, object)
    pasted = Signal(object, object)
    field_toggled = Signal()

    def __init__(
        self,
        service: BoardService,
        columns_view: ColumnsView,
        commands: CardCommands,
        today: Callable[[], date],
    ) -> None:
        super().__init__(columns_view)
        self._service, self._columns_view, self._commands = service, columns_view, commands
        self._today = today
        self.board: BoardId | None = None
        columns_view.set_up_each(self._connect)

    def open_field(self, column: Column | None, focus: QWidget | None) -> None:
        """Opens the form in `column`, else in the column of `focus`, else in "To do".

        Reports an error with read-only access.
        """
        if not self._service.sync.can_write:
            self._commands.report_read_only()
            return
        view = self._columns_view.columns[column] if column else self._focused(focus)
        if view.column is Column.OTHER or view not in self._columns_view.shown:
            view = self._columns_view.columns[Column.NEW]
        if view.is_folded:
            view.fold_requested.emit(False)
        self._take_over(view)
        view.open_quick_add(self._service.local.draft(self._draft_key(view)))
        self._columns_view.reveal(view)
        self.field_toggled.emit()

    def _take_over(self, view: ColumnView) -> None:
        """A card being written there in another window comes here as it is."""
        place, window = self._draft_key(view), self._columns_view.window()

        def give_up() -> None:
            if view.is_adding and self._draft_key(view) == place:
                view.hide_quick_add()
                self.field_toggled.emit()

        self._service.local.editors.take(place, view, window, give_up)

    @property
    def is_field_open(self) -> bool:
        return any(view.is_adding for view in self._columns_view.shown)

    def paste(self, view: ColumnView) -> None:
        """Creates cards from the lines on the clipboard. More than fifty open the form first, to be read there."""
        from kanbert_desktop.ui.board.quick_add import MANY_TITLES, titles_in  # noqa: PLC0415  seldom before the first paint
        from kanbert_desktop.ui.cards.clipboard import without_links  # noqa: PLC0415  likewise

        text = without_links(QGuiApplication.clipboard().text(), self._service)
        titles = titles_in(text)
        if len(titles) > MANY_TITLES:
            self._open_field_with(view, text)
        elif titles:
            self._create_without_form(view, titles)

    def _connect(self, view: ColumnView) -> None:
        view.add_requested.connect(lambda: self.open_field(view.column, None))
        view.quick_add_created.connect(lambda form: self._connect_form(view, form))

    def _connect_form(self, view: ColumnView, form: "QuickAddForm") -> None:
        form.use_lines(self._lines)
        form.closed.connect(self.field_toggled)
        form.submitted.connect(lambda titles: self._create(view, titles))
        form.draft_changed.connect(lambda text: self._save_draft(view, text))

    def _create(self, view: ColumnView, titles: list[str]) -> None:
        if self.board is None:
            return
        lines = [view.quick_add.read(title) for title in titles]
        created = self._commands.add_many(self.board, lines, view.column)
        if len(created) < len(titles):
            view.quick_add.field.setPlainText("\n".join(titles[len(created) :]))
        else:
            view.quick_add.clear_submitted()
        elsewhere = lines[len(created) - 1].board if created else None
        if elsewhere is not None and elsewhere.id != self.board:
            view.quick_add.show_hint(tr("Card added to {board}.", board=elsewhere.title))
        elif created:
            self.created.emit(view, created[-1])

    def _create_without_form(self, view: ColumnView, titles: list[str]) -> None:
        """Titles that were rejected are left in the form."""
        column = Column.NEW if view.column is Column.OTHER else view.column
        if self.board is None:
            return
        # Nobody sees how these titles are parsed.
        lines = [self._lines.parse(title, is_typed=False) for title in titles]
        created = self._commands.add_many(self.board, lines, column)
        self.pasted.emit(view, created)
        if len(created) < len(titles):
            self._open_field_with(view, "\n".join(titles[len(created) :]))

    def _open_field_with(self, view: ColumnView, text: str) -> None:
        """Opens the form of that column with its draft followed by `text`."""
        draft = self._service.local.draft(self._draft_key(view))
        self._service.local.save_draft(
            self._draft_key(view), "\n".join(part for part in (draft, text) if part)
        )
        self.open_field(view.column, None)

    def _focused(self, focus: QWidget | None) -> ColumnView:
        views = (view for view in self._columns_view.shown if focus is not None and view.isAncestorOf(focus))
        return next(views, self._columns_view.columns[Column.NEW])

    @cached_property
    def _lines(self) -> "CardLines":
        from kanbert_desktop.ui.cards.card_lines import CardLines  # noqa: PLC0415  seldom before the first paint

        return CardLines(self._service, self._today)

    def _save_draft(self, view: ColumnView, text: str) -> None:
        if self.board is not None:
            self._service.local.save_draft(self._draft_key(view), text)

    def _draft_key(self, view: ColumnView) -> str:
        return f"quick-add:{self.board}:{view.column}"
