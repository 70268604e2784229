"""Turns keys, pointer and menus on the board into card commands; the focus follows the card."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QPoint, QSize, Qt, Signal

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.domain.sorting import Grouping, ListRow, Sort
from kanbert_desktop.ui.board.add_cards import AddCards
from kanbert_desktop.ui.board.column_view import ColumnView
from kanbert_desktop.ui.board.columns_view import ColumnsView
from kanbert_desktop.ui.board.row_source import is_lane_end, row_key
from kanbert_desktop.ui.board.selection import Selection
from kanbert_desktop.ui.cards import drag
from kanbert_desktop.ui.cards.command_handlers import card_handlers
from kanbert_desktop.ui.cards.commands import CardCommands
from kanbert_desktop.ui.cards.texts import moved_text
from kanbert_desktop.ui.cards.view_model import CardViewModel
from kanbert_desktop.ui.commands.board_shortcuts import CHANGING_COMMANDS, READING_COMMANDS, BoardCommand
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.accessibility import announce

if TYPE_CHECKING:
    from kanbert_desktop.ui.board.quick_look import QuickLook
    from kanbert_desktop.ui.cards.pickers import CardPickers
    from kanbert_desktop.ui.cards.selection_bar import SelectionBarHost
    from kanbert_desktop.ui.widgets.finger_tracker import FingerTracker

_NUMBERED = (Column.BACKLOG, Column.NEW, Column.WIP, Column.COMPLETED, Column.APPROVED, Column.CLOSED)

_BESIDE_QUICK_LOOK = frozenset(
    {BoardCommand.QUICK_LOOK, BoardCommand.FOCUS_LEFT, BoardCommand.FOCUS_RIGHT, BoardCommand.SELECT}
)
_ColumnHandler = Callable[[ColumnView], object]
_CardHandler = Callable[[ColumnView, list[CardKey]], object]


class ColumnSorting(Protocol):
    """The sort order of the columns, and what moves a card to a chosen position."""

    @property
    def sort(self) -> Sort: ...
    @property
    def grouping(self) -> Grouping: ...
    def open_menu(self) -> None: ...
    def move_by_one(self, view: ColumnView, keys: Sequence[CardKey], step: int) -> None: ...
    def move_before(self, view: ColumnView, keys: Sequence[CardKey], before: CardKey | None) -> None: ...


class ColumnContents(Protocol):
    @property
    def is_filtering(self) -> bool:
        """True until every card has been filtered."""


class BoardController(QObject):
    """Runs each board command on the cards it applies to.

    A command goes from here to `CardCommands`, which calls the service and reports the result. `open_requested` carries
    a card and the part of its panel to focus ("", "comment"); `back_requested` asks for one step back.
    """

    open_requested = Signal(object, str)
    back_requested = Signal()

    def __init__(
        self,
        service: BoardService,
        columns_view: ColumnsView,
        commands: CardCommands,
        *,
        sorting: ColumnSorting,
        contents: ColumnContents,
        theme: Theme,
        today: Callable[[], date],
    ) -> None:
        super().__init__(columns_view)
        self._service, self._columns_view, self._commands = service, columns_view, commands
        self._sorting, self._contents, self._theme, self._today = sorting, contents, theme, today
        self._move_next = False
        self.selection = Selection(columns_view)
        self.adding = AddCards(service, columns_view, commands, today)
        self.dragged_keys: frozenset[CardKey] = frozenset()
        self._grab_point: QPoint | None = None
        self._of_column = self._column_handlers()
        self._of_any_page = card_handlers(commands, self.open_requested.emit)
        self._of_cards = self._card_handlers()
        self.adding.created.connect(self._on_created)
        self.adding.pasted.connect(self._on_pasted)
        commands.copied.connect(self._on_copied)
        self.selection.changed.connect(self._show_selection_bar)
        columns_view.set_up_each(self._connect)

    def move(self, keys: list[CardKey], column: Column, lane: str = "") -> None:
        """Moves the cards; focus and selection follow. Announces the new column of a single card.

        `lane` is the title of the lane that they were put in before.
        """
        if not keys or column is Column.OTHER:
            return
        before = self._service.card(keys[0])
        moved = self._commands.move(keys, column, lane)
        self.selection.select(keys)
        view = self._columns_view.view_of(keys[0])
        if moved and len(keys) == 1 and view is not None and before is not None:
            announce(view.cards, moved_text(before, column, lane))

    # Satisfies `SelectedCards`.

    @cached_property
    def selection_bar(self) -> "SelectionBarHost":
        """Made when cards are first selected."""
        from kanbert_desktop.ui.cards.selection_bar import SelectionBarHost  # noqa: PLC0415

        view = self._columns_view
        return SelectionBarHost(
            self, view, view.set_bottom_inset, self._theme, lambda: self._service.sync.can_write
        )

    def _show_selection_bar(self, count: int) -> None:
        if count or "selection_bar" in self.__dict__:
            self.selection_bar.show_for(count)

    def run_on_selection(self, command: BoardCommand) -> None:
        """Runs a command on the selected cards, as its key does."""
        keys = self.selection.keys()
        view = self._columns_view.view_of(keys[0]) if keys else None
        if view is not None:
            self._run(view, command)

    def move_selection(self, column: Column) -> None:
        self.move(self.selection.keys(), column)

    def leave_selection(self) -> None:
        """Clears the selection and focuses the card that had the focus."""
        self.selection.clear()
        self.focus_cards()

    def focus_cards(self) -> None:
        """Focuses the card that had the focus last."""
        view = self._columns_view.start_column()
        if view is not None:
            view.cards.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self, view: ColumnView) -> None:
        cards = view.cards
        cards.command_triggered.connect(lambda command: self._run(view, command))
        cards.digit_pressed.connect(lambda digit: self._on_digit(view, digit))
        cards.card_clicked.connect(self._on_click)
        cards.card_middle_clicked.connect(self._commands.open_in_browser)
        cards.card_renamed.connect(self._commands.rename)
        cards.rename_delegate.use_drafts(self._service.local)
        cards.menu_requested.connect(lambda key, position: self._open_menu(view, key, position))
        cards.drag_started.connect(lambda key, grab_point: self._drag(view, key, grab_point))
        cards.touch_drag_started.connect(
            lambda key, grab_point, place, finger: self._drag_by_touch(view, key, grab_point, place, finger)
        )
        view.dropped.connect(lambda keys, below, pointer: self._drop(view, keys, below, pointer))

    # Commands.

    @cached_property
    def quick_look(self) -> "QuickLook":
        from kanbert_desktop.ui.board.quick_look import QuickLook  # noqa: PLC0415  on first use

        return QuickLook(self._service, self._columns_view, self._theme, self._today)

    def _toggle_quick_look(self, view: ColumnView) -> None:
        self.quick_look.toggle(view)

    def _close_quick_look(self, command: BoardCommand) -> bool:
        """Any command but a move of the focus closes it; the step back does nothing else."""
        if "quick_look" not in self.__dict__ or not self.quick_look.is_open:
            return False
        if command not in _BESIDE_QUICK_LOOK:
            self.quick_look.close()
        return command is BoardCommand.BACK

    def _run(self, view: ColumnView, command: BoardCommand) -> None:
        if self._close_quick_look(command):
            return
        moving, self._move_next = self._move_next, False
        if moving and command is BoardCommand.BACK:
            return
        if command in CHANGING_COMMANDS and not self._service.sync.can_write:
            self._commands.report_read_only()
            return
        keys = self.selection.target_keys(view)
        if command in self._of_column:
            self._of_column[command](view)
        elif keys and command in self._of_any_page:
            self._of_any_page[command](_focused(view, keys), keys)
        elif keys:
            self._of_cards[command](view, keys)

    def _column_handlers(self) -> dict[BoardCommand, _ColumnHandler]:
        """Returns the commands that need no card."""
        return {
            BoardCommand.ADD: lambda view: self.adding.open_field(view.column, None),
            BoardCommand.PASTE: self.adding.paste,
            BoardCommand.FOCUS_LEFT: lambda view: self._focus_adjacent(view, -1),
            BoardCommand.FOCUS_RIGHT: lambda view: self._focus_adjacent(view, 1),
            BoardCommand.BACK: lambda _view: self._step_back(),
            BoardCommand.SORT: lambda _view: self._sorting.open_menu(),
            BoardCommand.QUICK_LOOK: self._toggle_quick_look,
        }

    def _card_handlers(self) -> dict[BoardCommand, _CardHandler]:
        """Returns the other commands on the selected cards, or on the focused one: they need the column."""
        commands, sorting = self._commands, self._sorting
        return {
            BoardCommand.RENAME: lambda view, keys: commands.start_rename(
                _focused(view, keys), view.cards.rename
            ),
            BoardCommand.DUE: lambda view, keys: self._pick(BoardCommand.DUE, view, keys),
            BoardCommand.ASSIGNEE: lambda view, keys: self._pick(BoardCommand.ASSIGNEE, view, keys),
            BoardCommand.PRIORITY: lambda view, keys: self._pick(BoardCommand.PRIORITY, view, keys),
            BoardCommand.MOVE: lambda _view, _keys: self._wait_for_digit(),
            BoardCommand.MOVE_LEFT: lambda view, keys: self._move_to_adjacent(view, keys, -1),
            BoardCommand.MOVE_RIGHT: lambda view, keys: self._move_to_adjacent(view, keys, 1),
            BoardCommand.MOVE_UP: lambda view, keys: sorting.move_by_one(view, keys, -1),
            BoardCommand.MOVE_DOWN: lambda view, keys: sorting.move_by_one(view, keys, 1),
            BoardCommand.ARCHIVE: lambda view, keys: self._remove(
                view, keys, lambda: commands.move(keys, Column.CLOSED)
            ),
            BoardCommand.DELETE: lambda view, keys: self._remove(view, keys, lambda: commands.delete(keys)),
            BoardCommand.SELECT: lambda view, _keys: self.selection.toggle(view),
        }

    @cached_property
    def _pickers(self) -> "CardPickers":
        from kanbert_desktop.ui.cards.pickers import CardPickers  # noqa: PLC0415  after the first paint

        return CardPickers(self._service, self._commands, self._theme, self._today)

    def _pick(self, command: BoardCommand, view: ColumnView, keys: list[CardKey]) -> None:
        """Opens a picker at the card, which keeps the focus for the next key."""
        self._pickers.open(command, view.cards, keys, lambda: self.selection.select(keys))

    def _remove(self, view: ColumnView, keys: list[CardKey], command: Callable[[], object]) -> None:
        """Runs a command that removes the cards from the column, then focuses the card that takes their place."""
        place = next((row for key in keys if (row := view.find_row(key)) is not None), None)
        command()
        self.selection.clear()
        view.cards.focus_card(self._in_place_of(view, place))

    def _in_place_of(self, view: ColumnView, removed: ListRow | None) -> CardKey | None:
        """Returns the row that is now where that one was, else the last one; the first one if there was none."""
        source = view.source
        if source is None:
            return None
        still = source.find(row_key(removed)) if removed is not None else None
        rows = source.first(1) if removed is None else [still] if still else source.after(removed, 1)
        # At the end of a lane the card before takes its place.
        near = [*rows, *(source.before(removed, 1) if removed is not None else ()), *source.last(2)[::-1]]
        return next((row_key(row) for row in near if not is_lane_end(row)), None)

    def _move_to_adjacent(self, view: ColumnView, keys: list[CardKey], step: int) -> None:
        column = self._columns_view.adjacent_column(view.column, step)
        if column is not None:
            self.move(keys, column)

    def _wait_for_digit(self) -> None:
        self._move_next = True

    def _on_digit(self, view: ColumnView, digit: int) -> None:
        """After the move command a digit names the target column; otherwise it focuses that column."""
        moving, self._move_next = self._move_next, False
        column = _NUMBERED[digit - 1]
        if moving:
            self.move(self.selection.target_keys(view), column)
            return
        target = self._columns_view.columns[column]
        if target in self._columns_view.shown:
            self._focus_column(target, None)

    def _focus_adjacent(self, view: ColumnView, step: int) -> None:
        """Focuses the card at about the same height in the next column."""
        target = self._columns_view.next_unfolded(view, step)
        if target is None:
            return
        current = view.cards.current_key()
        height = view.cards.card_rect(current).center().y() if current else 0
        self._focus_column(target, target.cards.key_at(height))

    def _focus_column(self, view: ColumnView, key: CardKey | None) -> None:
        if view.is_folded:
            view.rail.setFocus()
        else:
            view.cards.focus_card(key)
            view.cards.moved_by_key.emit()
        self._columns_view.reveal(view)

    def _step_back(self) -> None:
        """Clears the selection first, then asks for one step back."""
        if self.selection.count or self.selection.is_picking:
            self.selection.clear()
        else:
            self.back_requested.emit()

    # New cards.

    def _on_created(self, view: ColumnView, key: CardKey) -> None:
        """Makes the new card the current one, also while the form stays open."""
        self.selection.clear()
        view.cards.make_current(key)
        self._columns_view.point_out(key)
        if self._columns_view.view_of(key) is None and not self._contents.is_filtering:
            view.quick_add.show_hint(tr("Card added, but hidden by the filter or a folded group."))

    def _on_pasted(self, view: ColumnView, keys: list[CardKey]) -> None:
        """Selects the first pasted card."""
        if not keys:
            return
        self.selection.clear()
        if self._columns_view.view_of(keys[0]) is not None:
            self.selection.select(keys[:1])
            self._columns_view.point_out(keys[0])
        else:
            view.cards.make_current(keys[0])

    def _on_copied(self, keys: list[CardKey]) -> None:
        """Selects the copies that are on this board."""
        if self._columns_view.isVisible() and self._columns_view.view_of(keys[0]) is not None:
            self.selection.clear()
            self.selection.select(keys)
            self._columns_view.point_out(keys[0])

    # Pointer.

    def _on_click(self, key: CardKey) -> None:
        if self.selection.is_picking:
            self.selection.clear()
        self.open_requested.emit(key, "")

    def _open_menu(self, view: ColumnView, key: CardKey, position: QPoint) -> None:
        from kanbert_desktop.ui.cards.menu import card_menu  # noqa: PLC0415  after the first paint

        if key not in self.selection.target_keys(view):
            view.cards.focus_card(key)
        menu = card_menu(
            view,
            self._theme,
            len(self.selection.target_keys(view)),
            can=lambda command: command in READING_COMMANDS or self._service.sync.can_write,
            run=lambda command: self._run(view, command),
            move=lambda column: self.move(self.selection.target_keys(view), column),
        )
        menu.aboutToHide.connect(menu.deleteLater)
        menu.open_at(position)

    def _drag(self, view: ColumnView, key: CardKey, grab_point: QPoint) -> None:
        from kanbert_desktop.ui.cards.clipboard import links_of, text_of  # noqa: PLC0415  on first use

        keys = self._dragged_with(view, key)
        cards = self._columns_view.view_models(keys)
        if not cards:
            return
        image = self._begin_drag(view, cards, grab_point)
        try:
            drag.run_drag(view.cards, image, text_of(self._service, keys), links_of(self._service, keys))
        finally:
            self._end_drag()

    def _drag_by_touch(
        self, view: ColumnView, key: CardKey, grab_point: QPoint, place: QPoint, finger: "FingerTracker"
    ) -> None:
        """A card that is put back at once shows its menu."""
        from kanbert_desktop.ui.cards.touch_drag import TouchDrag  # noqa: PLC0415  few have a touch screen

        cards = self._columns_view.view_models(self._dragged_with(view, key))
        if cards:
            image = self._begin_drag(view, cards, grab_point)
            by_touch = TouchDrag(view.cards, image, finger, place)
            by_touch.ended.connect(self._end_drag)
            by_touch.put_back.connect(lambda where: self._open_menu(view, key, where))

    def _dragged_with(self, view: ColumnView, key: CardKey) -> list[CardKey]:
        """Returns the card, and the other selected ones if it is selected."""
        targets = self.selection.target_keys(view)
        return [key, *(each for each in targets if each != key)] if key in targets else [key]

    def _begin_drag(self, view: ColumnView, cards: list[CardViewModel], grab_point: QPoint) -> drag.DragImage:
        self.dragged_keys, self._grab_point = frozenset(card.key for card in cards), grab_point
        self._columns_view.repaint_cards()
        size = QSize(view.cards.card_rect(cards[0].key).size())
        return drag.DragImage(self._columns_view.pixmaps, cards, size, grab_point)

    def _end_drag(self) -> None:
        self.dragged_keys, self._grab_point = frozenset(), None
        for shown in self._columns_view.shown:
            shown.set_drop_target(False)
        self._columns_view.repaint_cards()

    def _drop(self, view: ColumnView, keys: list[CardKey], below: CardKey | None, pointer: QPoint) -> None:
        """Drops the cards. In the manual order they keep the position where they were dropped.

        In another lane they get the person or the priority of that lane; all of it is one undo. Cards of another
        account's window, or deleted since the drag began, are left out.
        """
        lane = view.cards.group_at(view.cards.viewport().mapFromGlobal(pointer).y())
        corner = pointer - self._grab_point if self._grab_point is not None else None
        known = [key for key in keys if self._service.card(key) is not None]
        keys = self._copied_from_elsewhere(known)
        if not keys:
            return
        with self._service.undo_group(), self._columns_view.letting_go(keys, corner):
            if self._sorting.sort is Sort.MANUAL:
                self._sorting.move_before(view, keys, below)
            title = self._put_in_lane(keys, lane) if lane is not None else ""
            self.move(keys, view.column, title)

    def _put_in_lane(self, keys: list[CardKey], name: str) -> str:
        from kanbert_desktop.ui.board.lane_drop import put_in_lane  # noqa: PLC0415  after the first paint

        return put_in_lane(self._service, self._commands, self._sorting.grouping, keys, name)

    def _copied_from_elsewhere(self, keys: list[CardKey]) -> list[CardKey]:
        """Copies the cards of another window's board: Kanbert moves no card to another board. Returns the others.

        A view has cards of many boards and copies none.
        """
        board = self.adding.board
        if board is None:
            return keys
        cards = [card for key in keys if (card := self._service.card(key)) is not None]
        foreign = [card.key for card in cards if card.board != board]
        if foreign:
            self._commands.copy_to_board(foreign, board)
        return [key for key in keys if key not in foreign]


def _focused(view: ColumnView, keys: list[CardKey]) -> CardKey:
    return view.cards.current_key() or keys[0]
