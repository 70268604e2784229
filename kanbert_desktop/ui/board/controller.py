"""What keys, pointer and menus mean on the board: each is led to a gesture, and the focus follows the card."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, QSize, Signal

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.domain.sorting import Sort
from kanbert_desktop.ui.board.clipboard import PasteAsCards
from kanbert_desktop.ui.board.column_view import ColumnView
from kanbert_desktop.ui.board.columns_view import ColumnsView
from kanbert_desktop.ui.board.selection import Selection
from kanbert_desktop.ui.board.sorting import SortController
from kanbert_desktop.ui.cards import drag
from kanbert_desktop.ui.cards.commands import CardCommands
from kanbert_desktop.ui.cards.delegate import CardPixmaps, save_title_drafts
from kanbert_desktop.ui.cards.menu import CardPickers, card_menu
from kanbert_desktop.ui.cards.texts import column_title
from kanbert_desktop.ui.commands.board_shortcuts import CHANGING_COMMANDS, READING_COMMANDS, BoardCommand
from kanbert_desktop.ui.widgets.accessibility import announce

_NUMBERED = (Column.BACKLOG, Column.NEW, Column.WIP, Column.COMPLETED, Column.APPROVED, Column.CLOSED)
_PARTS = {BoardCommand.OPEN: "", BoardCommand.COMMENT: "comment"}
_CHOSEN = frozenset({BoardCommand.DUE, BoardCommand.ASSIGNEE, BoardCommand.PRIORITY})
"""At the card, which keeps the focus: one key leads to the next."""


class BoardController(QObject):
    """`part_wished` asks the page to open a card at one part of its panel ("", "comment")."""

    open_requested = Signal(object, str)
    back_requested = Signal()
    template_requested = Signal(object)
    print_requested = Signal(object)
    changed = Signal()

    def __init__(
        self,
        desk: BoardService,
        strip: ColumnsView,
        gestures: CardCommands,
        pictures: CardPixmaps,
        *,
        pickers: CardPickers,
        clipboard: PasteAsCards,
        sorting: SortController,
    ) -> None:
        super().__init__(strip)
        self._service = desk
        self._columns_view = strip
        self._commands = gestures
        self._pixmaps = pictures
        self._choices = pickers
        self._lines = clipboard
        self._sorting = sorting
        self._move_next = False
        self.selection = Selection(strip)
        self.dragged_keys: frozenset[CardKey] = frozenset()
        for view in strip.columns.values():
            self._listen(view)

    def _listen(self, view: ColumnView) -> None:
        cards = view.cards
        cards.command_triggered.connect(lambda act: self._act(view, act))
        cards.digit_pressed.connect(lambda digit: self._on_digit(view, digit))
        cards.card_clicked.connect(self._on_click)
        cards.card_middle_clicked.connect(self._open_in_browser)
        cards.card_renamed.connect(self._rename)
        save_title_drafts(cards.rename_delegate, self._service)
        cards.menu_requested.connect(lambda key, place: self._menu(view, key, place))
        cards.drag_started.connect(lambda key, held: self._drag(view, key, held))
        view.dropped.connect(lambda keys, before: self._drop(view, keys, before))

    def move(self, keys: list[CardKey], column: Column) -> None:
        """Focus and selection go with the cards; where a single one went is said aloud."""
        if not keys or column is Column.OTHER:
            return
        moved = self._commands.move(keys, column)
        self.changed.emit()
        self.selection.select(keys)
        view, card = self._columns_view.view_of(keys[0]), self._service.card(keys[0])
        if moved and len(keys) == 1 and view is not None and card is not None:
            where = column_title(column)
            announce(view.cards, tr("{title}: moved to {column}", title=card.title, column=where))

    def _drop(self, view: ColumnView, keys: list[CardKey], before: CardKey | None) -> None:
        """In the person's own order they stand where they were let go."""
        with self._service.undo_group():
            if self._sorting.options.sort is Sort.MANUAL:
                self._sorting.move_before(view, keys, before)
            self.move(keys, view.column)

    def copy_link(self, key: CardKey) -> None:
        self._lines.copy_links([key])

    def _act(self, view: ColumnView, act: BoardCommand) -> None:
        moving, self._move_next = self._move_next, False
        if moving and act is BoardCommand.BACK:
            return
        if act in CHANGING_COMMANDS and not self._service.sync.can_write:
            self._commands.report_read_only()
            return
        keys = self.selection.target_keys(view)
        whole_column: dict[BoardCommand, Callable[[], object]] = {
            BoardCommand.ADD: view.add_requested.emit,
            BoardCommand.FOCUS_LEFT: lambda: self._go(view, -1),
            BoardCommand.FOCUS_RIGHT: lambda: self._go(view, 1),
            BoardCommand.BACK: self._step_back,
            BoardCommand.PASTE: lambda: self._lines.paste(view),
            BoardCommand.SORT: self._sorting.button.open_menu,
        }
        if act in whole_column:
            whole_column[act]()
        elif keys:
            self._act_on_cards(view, act, keys)

    def _act_on_cards(self, view: ColumnView, act: BoardCommand, keys: list[CardKey]) -> None:
        first = view.cards.current_key() or keys[0]
        acts: dict[BoardCommand, Callable[[], object]] = {
            BoardCommand.MOVE_TO_BOARD: self._commands.report_move_to_board_unsupported,
            BoardCommand.RENAME: lambda: self._commands.start_rename(first, view.cards.rename),
            BoardCommand.MOVE: self._wait_for_digit,
            BoardCommand.MOVE_UP: lambda: self._sorting.move_by_one(view, keys, -1),
            BoardCommand.MOVE_DOWN: lambda: self._sorting.move_by_one(view, keys, 1),
            BoardCommand.MOVE_LEFT: lambda: self._move_beside(view, keys, -1),
            BoardCommand.MOVE_RIGHT: lambda: self._move_beside(view, keys, 1),
            BoardCommand.ASSIGN_ME: lambda: self._commands.assign_me(keys),
            BoardCommand.ARCHIVE: lambda: self._leave(
                view, keys, lambda: self._commands.move(keys, Column.CLOSED)
            ),
            BoardCommand.DELETE: lambda: self._leave(view, keys, lambda: self._commands.delete(keys)),
            BoardCommand.COPY_LINK: lambda: self._lines.copy_links(keys),
            BoardCommand.COPY: lambda: self._lines.copy(keys),
            BoardCommand.TEMPLATE: lambda: self.template_requested.emit(first),
            BoardCommand.PRINT: lambda: self.print_requested.emit(first),
            BoardCommand.OPEN_IN_BROWSER: lambda: self._open_in_browser(first),
            BoardCommand.SELECT: lambda: self.selection.toggle(view),
        }
        if act in acts:
            acts[act]()
        elif act in _CHOSEN:
            self._choose(view, act, keys)
        elif act in _PARTS:
            self.open_requested.emit(first, _PARTS[act])

    def _choose(self, view: ColumnView, act: BoardCommand, keys: list[CardKey]) -> None:
        def done() -> None:
            self.changed.emit()
            self.selection.select(keys)

        self._choices.open(act, view.cards, keys, done)

    def _step_back(self) -> None:
        """Escape gives up the selection first."""
        if self.selection.count or self.selection.is_picking:
            self.selection.clear()
        else:
            self.back_requested.emit()

    def _wait_for_digit(self) -> None:
        self._move_next = True

    def _on_click(self, key: CardKey) -> None:
        if self.selection.is_picking:
            self.selection.clear()
        self.open_requested.emit(key, "")

    def _on_digit(self, view: ColumnView, digit: int) -> None:
        moving, self._move_next = self._move_next, False
        column = _NUMBERED[digit - 1]
        if moving:
            self.move(self.selection.target_keys(view), column)
            return
        target = self._columns_view.columns[column]
        if target in self._columns_view.shown:
            self._enter(target, None)

    def _go(self, view: ColumnView, step: int) -> None:
        """To the card at about the same height in the next column."""
        target = self._columns_view.next_unfolded(view, step)
        if target is None:
            return
        current = view.cards.current_key()
        height = view.cards.card_rect(current).center().y() if current else 0
        self._enter(target, target.cards.key_at(height))

    def _enter(self, view: ColumnView, key: CardKey | None) -> None:
        if view.is_folded:
            view.rail.setFocus()
        else:
            view.cards.focus_card(key)
        self._columns_view.reveal(view)

    def _move_beside(self, view: ColumnView, keys: list[CardKey], step: int) -> None:
        column = self._columns_view.adjacent_column(view.column, step)
        if column is not None:
            self.move(keys, column)

    def _leave(self, view: ColumnView, keys: list[CardKey], gesture: Callable[[], object]) -> None:
        """The cards go; the focus stays in the column, on what takes their place."""
        going = set(keys)
        row = next((row for row, key in enumerate(view.model.keys) if key in going), 0)
        gesture()
        self.changed.emit()
        self.selection.clear()
        left = view.model.keys
        view.cards.focus_card(left[min(row, len(left) - 1)] if left else None)

    def _rename(self, key: CardKey, title: str) -> None:
        self._commands.rename(key, title)
        self.changed.emit()

    def _menu(self, view: ColumnView, key: CardKey, place: QPoint) -> None:
        if key not in self.selection.target_keys(view):
            view.cards.focus_card(key)
        menu = card_menu(
            view,
            self._pixmaps.theme,
            len(self.selection.target_keys(view)),
            can=lambda act: act in READING_COMMANDS or self._service.sync.can_write,
            run=lambda act: self._act(view, act),
            move=lambda column: self.move(self.selection.target_keys(view), column),
        )
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _open_in_browser(self, key: CardKey) -> None:
        if not self._lines.open_in_browser(key):
            self._commands.report_no_web_address()

    def _drag(self, view: ColumnView, key: CardKey, held: QPoint) -> None:
        chosen = self.selection.target_keys(view)
        keys = [key, *(each for each in chosen if each != key)] if key in chosen else [key]
        faces = self._columns_view.view_models(keys)
        if not faces:
            return
        rect = view.cards.card_rect(key)
        self.dragged_keys = frozenset(keys)
        self._columns_view.repaint_cards()
        try:
            text = self._lines.text_of(keys), self._lines.links_of(keys)
            picture = drag.DragImage(self._pixmaps, faces, QSize(rect.size()), held)
            drag.run_drag(view.cards, picture, *text)
        finally:
            self.dragged_keys = frozenset()
            for shown in self._columns_view.shown:
                shown.set_drop_target(False)
            self._columns_view.repaint_cards()
