"""Maps keys, clicks and menus of a card list to card commands, for one or several cards."""

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.domain.board import CHOOSABLE_COLUMNS, CardKey, Column
from kanbert_desktop.ui.card_list.view import GroupedCardList
from kanbert_desktop.ui.cards.command_handlers import card_handlers
from kanbert_desktop.ui.cards.commands import CardCommands
from kanbert_desktop.ui.cards.menu import card_menu
from kanbert_desktop.ui.cards.pickers import CardPickers
from kanbert_desktop.ui.cards.texts import moved_text
from kanbert_desktop.ui.commands.board_shortcuts import CHANGING_COMMANDS, READING_COMMANDS, BoardCommand
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.accessibility import announce

if TYPE_CHECKING:
    from kanbert_desktop.ui.cards.selection_bar import SelectionBarHost

_COLUMN_STEPS = {BoardCommand.MOVE_LEFT: -1, BoardCommand.MOVE_RIGHT: 1}


class CardListController(QObject):
    """`open_requested` carries a card and the part of its panel to focus; `back_requested` asks for one step back.

    `selection_counted` carries the number of selected cards; one focused card is no selection.
    """

    open_requested = Signal(object, str)
    back_requested = Signal()
    selection_counted = Signal(int)

    def __init__(
        self,
        service: BoardService,
        cards: GroupedCardList,
        commands: CardCommands,
        theme: Theme,
        pickers: CardPickers,
    ) -> None:
        super().__init__(cards)
        self._pickers = pickers
        self._service, self._list, self._commands, self._theme = service, cards, commands, theme
        self._move_next = False
        # While rows change, the selection contains rows that do not exist yet.
        self._count_timer = QTimer(self, singleShot=True, interval=0)
        self._count_timer.timeout.connect(self._count_selection)
        cards.selection_changed.connect(self._count_timer.start)
        self._of_any_page = card_handlers(commands, self.open_requested.emit)
        cards.command_triggered.connect(self.run)
        cards.digit_pressed.connect(self._on_digit)
        cards.card_clicked.connect(self._on_click)
        cards.card_middle_clicked.connect(commands.open_in_browser)
        cards.card_renamed.connect(commands.rename)
        cards.rename_delegate.use_drafts(service.local)
        cards.menu_requested.connect(self._open_menu)

    def run(self, action: BoardCommand) -> None:
        moving, self._move_next = self._move_next, False
        if action is BoardCommand.BACK:
            if not moving and not self._list.reset_selection():
                self.back_requested.emit()
            return
        if action in CHANGING_COMMANDS and not self._service.sync.can_write:
            self._commands.report_read_only()
            return
        keys = self._list.selected_or_current_keys()
        if not keys:
            return
        first = self._list.current_key() or keys[0]
        if action in self._of_any_page:
            self._of_any_page[action](first, keys)
        elif action in (handlers := self._handlers_for(first, keys)):
            handlers[action]()

    def move(self, keys: list[CardKey], column: Column) -> None:
        card = self._service.card(keys[0]) if keys else None
        if card is None or not self._commands.move(keys, column) or len(keys) > 1:
            return
        announce(self._list, moved_text(card, column))

    # Satisfies `SelectedCards`.

    @cached_property
    def selection_bar(self) -> "SelectionBarHost":
        """Made when cards are first selected."""
        from kanbert_desktop.ui.cards.selection_bar import SelectionBarHost  # noqa: PLC0415

        cards = self._list
        return SelectionBarHost(
            self, cards, cards.set_bottom_inset, self._theme, lambda: self._service.sync.can_write
        )

    def run_on_selection(self, command: BoardCommand) -> None:
        """Runs a command on the selected cards, as its key does."""
        if self._list.has_multi_selection:
            self.run(command)

    def move_selection(self, column: Column) -> None:
        if self._list.has_multi_selection:
            self.move(self._list.selected_keys(), column)

    def leave_selection(self) -> None:
        self._list.reset_selection()
        self.focus_cards()

    def focus_cards(self) -> None:
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _count_selection(self) -> None:
        self._list.end_picking_of_nothing()
        count = self._list.selected_count
        self.selection_counted.emit(count)
        if count or "selection_bar" in self.__dict__:
            self.selection_bar.show_for(count)

    def _handlers_for(self, first: CardKey, keys: list[CardKey]) -> dict[BoardCommand, Callable[[], object]]:
        """Returns the other commands: they need the list."""
        return {
            BoardCommand.SELECT: self._list.toggle_current,
            BoardCommand.RENAME: lambda: self._commands.start_rename(first, self._list.rename),
            **{
                action: partial(self._open_picker, action, keys)
                for action in (BoardCommand.DUE, BoardCommand.ASSIGNEE, BoardCommand.PRIORITY)
            },
            **{action: partial(self._move_to_adjacent, keys, step) for action, step in _COLUMN_STEPS.items()},
            BoardCommand.MOVE: self._wait_for_digit,
            BoardCommand.ARCHIVE: lambda: self.move(keys, Column.CLOSED),
            BoardCommand.DELETE: lambda: self._commands.delete(keys),
        }

    def _open_picker(self, action: BoardCommand, keys: list[CardKey]) -> None:
        """Opens the picker below the row."""
        self._pickers.open(action, self._list, keys, self._list.setFocus)

    def _move_to_adjacent(self, keys: list[CardKey], step: int) -> None:
        """Moves all cards to the column beside that of the first card."""
        card = self._service.card(keys[0])
        if card is None or card.column not in CHOOSABLE_COLUMNS:
            return
        onward = -step if self._list.isRightToLeft() else step
        position = CHOOSABLE_COLUMNS.index(card.column) + onward
        if 0 <= position < len(CHOOSABLE_COLUMNS):
            self.move(keys, CHOOSABLE_COLUMNS[position])

    def _wait_for_digit(self) -> None:
        self._move_next = True

    def _on_digit(self, digit: int) -> None:
        moving, self._move_next = self._move_next, False
        if moving:
            self.move(self._list.selected_or_current_keys(), CHOOSABLE_COLUMNS[digit - 1])

    def _on_click(self, key: CardKey) -> None:
        self._list.reset_selection()
        self.open_requested.emit(key, "")

    def _open_menu(self, position: QPoint) -> None:
        keys = self._list.selected_or_current_keys()
        menu = card_menu(
            self._list,
            self._theme,
            len(keys),
            can=lambda action: action in READING_COMMANDS or self._service.sync.can_write,
            run=self.run,
            move=lambda column: self.move(self._list.selected_or_current_keys(), column),
        )
        menu.aboutToHide.connect(menu.deleteLater)
        menu.open_at(position)
