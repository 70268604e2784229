"""A view as board columns: the cards of all boards side by side by status, moved like those of one board."""

from collections.abc import Callable, Collection, Sequence
from datetime import date

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Card, CardKey, Column
from kanbert_desktop.domain.sorting import Group, Grouping, ListRow, Sort
from kanbert_desktop.domain.value_classes import replace
from kanbert_desktop.ui.board.column_view import ColumnView
from kanbert_desktop.ui.board.columns_view import ColumnsView
from kanbert_desktop.ui.board.controller import BoardController
from kanbert_desktop.ui.board.row_window import FIRST_ROWS
from kanbert_desktop.ui.cards.commands import CardCommands
from kanbert_desktop.ui.cards.delegate import CardPixmaps, GroupHeader, group_header_of
from kanbert_desktop.ui.cards.texts import COLUMN_ORDER, DEFAULT_COLUMNS
from kanbert_desktop.ui.cards.view_model import CardViewModel, CardViewModelCache, CardVisualState
from kanbert_desktop.ui.commands.board_shortcuts import BoardCommand
from kanbert_desktop.ui.saved_views.contents import ViewContents
from kanbert_desktop.ui.style.theme import Theme


class ViewColumns(QObject):
    """`columns_view` shows the rows of `contents`.

    A drag to another column moves the card there, on its own board; its place in the column is that of the sort order.
    """

    def __init__(
        self,
        service: BoardService,
        contents: ViewContents,
        theme: Theme,
        commands: CardCommands,
        *,
        today: Callable[[], date],
        open_menu: Callable[[], object],
        may_animate: Callable[[], bool],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._contents, self._commands = contents, commands
        self._view_models = CardViewModelCache(service, today)
        self._pixmaps = CardPixmaps(theme, may_animate)
        self.opened_card: CardKey | None = None
        self.columns_view = ColumnsView(self._pixmaps, self._visual_state, parent)
        self.controller = _ViewController(
            service,
            self.columns_view,
            commands,
            sorting=_ViewSorting(contents, commands, open_menu),
            contents=_Finding(contents),
            theme=theme,
            today=today,
        )
        self.columns_view.set_up_each(self._set_up)
        self.columns_view.accept_touch()

    def _set_up(self, view: ColumnView) -> None:
        view.remove_adding()
        view.scroller.view_models_of = self._rows
        view.sort = self._contents.view.sort
        view.cards.empty_text = tr("No cards")
        view.cards.group_toggled.connect(self._toggle_group)

    def restart(self) -> None:
        """Shows other cards from the top."""
        for view in self.columns_view.columns.values():
            view.sort = self._contents.view.sort
            view.scroller.restart()

    def invalidate(self, cards: Collection[CardKey] | None) -> None:
        """None: all cards."""
        if cards is None:
            self._view_models.invalidate_all()
        else:
            self._view_models.invalidate(cards)

    def refresh(self) -> None:
        """Shows the present rows of every column."""
        shown = sorted({*DEFAULT_COLUMNS, *self._contents.columns()}, key=COLUMN_ORDER.index)
        changed = self._view_models.pop_invalidated()
        if [view.column for view in self.columns_view.shown] != shown:
            self.columns_view.show_columns(shown)
        with self.columns_view.showing_moves(changed):
            for column in shown:
                self._fill(column, changed)

    def _fill(self, column: Column, changed: set[CardKey] | None) -> None:
        view, rows = self.columns_view.columns[column], self._contents.rows(column)
        count = self._contents.card_count(column)
        is_open = view.scroller.is_open and view.window_of_rows.is_current(rows)
        if is_open and not view.model.contains_any(changed):
            view.show_counts(count, count)
        else:
            view.show_rows(rows, count, count, changed=changed, at_least=min(len(rows), FIRST_ROWS))

    def focus_card(self, key: CardKey | None) -> None:
        """Focuses that card, or the one that had the focus last."""
        view = (self.columns_view.view_of(key) if key else None) or self.columns_view.start_column()
        if view is not None and not view.is_folded:
            view.cards.focus_card(key)

    def apply_appearance(self) -> None:
        self._pixmaps.clear()
        self.invalidate(None)
        for view in self.columns_view.columns.values():
            view.cards.empty_text = tr("No cards")
            view.apply_appearance()
        self.columns_view.update_layout()

    def _toggle_group(self, name: str) -> None:
        self._contents.fold(name)
        self.refresh()

    def _rows(self, rows: Sequence[ListRow]) -> list[CardViewModel | GroupHeader]:
        shown = self._view_models.get_all([row for row in rows if isinstance(row, Card)])
        return [self._header(row) if isinstance(row, Group) else shown[row.key] for row in rows]

    def _header(self, group: Group) -> GroupHeader:
        return group_header_of(replace(group, title=self._contents.groups.title(group.name)))

    def _visual_state(self, card: CardViewModel, is_selected: bool) -> CardVisualState:
        return CardVisualState(
            opened=card.key == self.opened_card,
            selected=is_selected and self.controller.selection.count > 0,
            dragged=card.key in self.controller.dragged_keys,
        )


class _ViewController(BoardController):
    """Nothing is added to a view: it has no board of its own."""

    def _column_handlers(self) -> dict[BoardCommand, Callable[[ColumnView], object]]:
        refused = dict.fromkeys((BoardCommand.ADD, BoardCommand.PASTE), self._refuse_adding)
        return {**super()._column_handlers(), **refused}

    def _refuse_adding(self, _view: ColumnView) -> None:
        self._commands.problem_reported.emit(
            tr("A view has no board of its own."), tr("Open a board to add a card there.")
        )


class _ViewSorting:
    """The sort order of the view. A card has no place of its own among those of all boards."""

    def __init__(
        self, contents: ViewContents, commands: CardCommands, open_menu: Callable[[], object]
    ) -> None:
        self._contents, self._commands, self._open_menu = contents, commands, open_menu

    @property
    def sort(self) -> Sort:
        return self._contents.view.sort

    @property
    def grouping(self) -> Grouping:
        """Cards are moved between the columns of a view, not between its groups."""
        return Grouping.NONE

    def open_menu(self) -> None:
        self._open_menu()

    def move_by_one(self, _view: ColumnView, _keys: Sequence[CardKey], _step: int) -> None:
        self._commands.problem_reported.emit(
            tr("The cards of a view are sorted."), tr("Open their board for an order of your own.")
        )

    def move_before(self, view: ColumnView, keys: Sequence[CardKey], before: CardKey | None) -> None:
        """Only called in an order that views do not have."""


class _Finding:
    def __init__(self, contents: ViewContents) -> None:
        self._contents = contents

    @property
    def is_filtering(self) -> bool:
        return not self._contents.is_complete
