"""Content of a printed view: its cards as text, in one list or in board columns, found and read in steps."""

from collections.abc import Callable, Generator
from datetime import date
from time import perf_counter

from kanbert_desktop.app.boards.saved_views import SavedView, ViewGrouping, ViewLayout
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Card, Column, Mark
from kanbert_desktop.domain.sorting import Group, ListRow
from kanbert_desktop.domain.untrusted_text import shorten, to_single_line
from kanbert_desktop.ui.board.view_options import sort_text
from kanbert_desktop.ui.cards.texts import COLUMN_ORDER, DEFAULT_COLUMNS, column_title
from kanbert_desktop.ui.printing.board_content import (
    BoardContent,
    PrintedCard,
    PrintedColumn,
    facts_of,
    mark_text_of,
    unsent_text,
)
from kanbert_desktop.ui.saved_views.contents import ViewContents
from kanbert_desktop.ui.saved_views.groups import view_grouping_text

_STEP_SECONDS = 0.004
_READ_AT_ONCE = 40


class ViewContentReader:
    """Finds the cards itself, so that paper shows every group unfolded whatever the page shows meanwhile."""

    def __init__(self, service: BoardService, view: SavedView, today: Callable[[], date]) -> None:
        self._service, self._view, self._today = service, view, today
        self._contents = ViewContents(service, today)
        self._unsent = 0

    def read(self) -> Generator[None, None, BoardContent]:
        self._contents.start(self._view)
        while not self._contents.advance(perf_counter() + _STEP_SECONDS):
            yield
        columns = []
        for column in self._columns():
            rows = yield from self._rows(column)
            count = sum(isinstance(row, PrintedCard) for row in rows)
            title = column_title(column) if column is not None else tr("Cards")
            columns.append(PrintedColumn(title, str(count), tuple(rows)))
        return BoardContent(to_single_line(self._view.name), "", self._notes(), tuple(columns))

    def _columns(self) -> list[Column | None]:
        if self._view.layout is ViewLayout.LIST:
            return [None]
        return sorted({*DEFAULT_COLUMNS, *self._contents.columns()}, key=COLUMN_ORDER.index)

    def _rows(self, column: Column | None) -> Generator[None, None, list[PrintedCard | str]]:
        source, start = self._contents.rows(column), 0
        printed: list[PrintedCard | str] = []
        while part := source.at(start, _READ_AT_ONCE):
            start += len(part)
            printed += [text for row in part if (text := self._row(row)) != ""]
            yield
        return printed

    def _row(self, row: ListRow) -> PrintedCard | str:
        """A list without groups has one group, which says nothing."""
        if isinstance(row, Group):
            return self._heading(row) if self._view.grouping is not ViewGrouping.NONE else ""
        self._unsent += row.mark is not Mark.NONE
        facts = tuple(filter(None, (*self._place(row), *facts_of(self._service, row, self._today()))))
        return PrintedCard(to_single_line(shorten(row.title)), facts, mark_text_of(self._service, row))

    def _heading(self, group: Group) -> str:
        groups = self._contents.groups
        names = (to_single_line(text) for text in (groups.title(group.name), groups.note(group.name)) if text)
        return f"{' · '.join(names)} ({group.count})"

    def _place(self, card: Card) -> tuple[str, ...]:
        """Board and column, unless groups or columns say them."""
        view, board = self._view, self._service.known_board(card.board)
        is_column_said = view.layout is ViewLayout.COLUMNS or view.grouping is ViewGrouping.COLUMN
        return (
            to_single_line(board.title) if board and view.grouping is not ViewGrouping.BOARD else "",
            "" if is_column_said else to_single_line(card.unknown_status or column_title(card.column)),
        )

    def _notes(self) -> tuple[str, ...]:
        view = self._view
        query = tr("Query: {query}", query=view.query) if view.query else ""
        sorting = tr("Sort: {sort}", sort=sort_text(view.sort))
        if view.grouping is not ViewGrouping.NONE:
            sorting += " · " + tr("Groups: {groups}", groups=view_grouping_text(view.grouping))
        return tuple(filter(None, (query, sorting, self._contents.count_text(), unsent_text(self._unsent))))
