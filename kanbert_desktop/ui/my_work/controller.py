"""What keys, clicks and menus mean in My work: the same gestures as on a board, also for several cards at once."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import CHOOSABLE_COLUMNS, CardKey, Column
from kanbert_desktop.ui.board.clipboard import Copying
from kanbert_desktop.ui.card_list.view import GroupedList
from kanbert_desktop.ui.cards.commands import Gestures
from kanbert_desktop.ui.cards.delegate import keep_title_drafts
from kanbert_desktop.ui.cards.menu import Choices, card_menu
from kanbert_desktop.ui.cards.texts import column_title
from kanbert_desktop.ui.commands.board_shortcuts import CHANGING, READING, Act
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.accessibility import speak

_BESIDE = {Act.MOVE_LEFT: -1, Act.MOVE_RIGHT: 1}


class MyWorkActs(QObject):
    """`part_wished` asks for a card's panel at one part of it; `back_wished` for one step back."""

    part_wished = Signal(object, str)
    back_wished = Signal()
    template_wished = Signal(object)
    print_wished = Signal(object)

    def __init__(
        self, desk: BoardService, cards: GroupedList, gestures: Gestures, theme: Theme, choices: Choices
    ) -> None:
        super().__init__(cards)
        self._choices, self._copying = choices, Copying(desk)
        self._desk, self._list, self._gestures, self._theme = desk, cards, gestures, theme
        self._move_next = False
        cards.acted.connect(self.act)
        cards.digit_pressed.connect(self._on_digit)
        cards.clicked_card.connect(self._on_click)
        cards.middle_clicked.connect(self._open_in_browser)
        cards.renamed.connect(gestures.rename)
        keep_title_drafts(cards.renaming, desk)
        cards.menu_wished.connect(self._menu)

    def act(self, act: Act) -> None:
        moving, self._move_next = self._move_next, False
        if act is Act.BACK:
            if not moving and not self._list.give_up_selection():
                self.back_wished.emit()
            return
        if act in CHANGING and not self._desk.can_write():
            self._gestures.refuse_to_change()
            return
        keys = self._list.chosen_keys()
        known = self._acts_on(keys) if keys else {}
        if act in known:
            known[act]()

    def copy_link(self, key: CardKey) -> None:
        self._copying.copy_links([key])

    def move(self, keys: list[CardKey], column: Column) -> None:
        card = self._desk.card(keys[0]) if keys else None
        if card is None or not self._gestures.move(keys, column) or len(keys) > 1:
            return
        words = tr("{title}: moved to {column}", title=card.title, column=column_title(column))
        speak(self._list, words)

    def _acts_on(self, keys: list[CardKey]) -> dict[Act, Callable[[], object]]:
        first = self._list.current_key() or keys[0]
        return {
            Act.OPEN: lambda: self.part_wished.emit(first, ""),
            Act.SELECT: self._list.toggle_current,
            Act.RENAME: lambda: self._gestures.begin_renaming(first, self._list.rename),
            **{act: partial(self._choose, act, keys) for act in (Act.DUE, Act.ASSIGNEE, Act.PRIORITY)},
            **{act: partial(self._move_beside, keys, step) for act, step in _BESIDE.items()},
            Act.ASSIGN_ME: lambda: self._gestures.assign_me(keys),
            Act.COMMENT: lambda: self.part_wished.emit(first, "comment"),
            Act.MOVE: self._wait_for_digit,
            Act.TO_BOARD: self._gestures.refuse_to_board,
            Act.ARCHIVE: lambda: self.move(keys, Column.CLOSED),
            Act.DELETE: lambda: self._gestures.delete(keys),
            Act.COPY: lambda: self._copying.copy(keys),
            Act.COPY_LINK: lambda: self._copying.copy_links(keys),
            Act.BROWSER: lambda: self._open_in_browser(first),
            Act.TEMPLATE: lambda: self.template_wished.emit(first),
            Act.PRINT: lambda: self.print_wished.emit(first),
        }

    def _choose(self, act: Act, keys: list[CardKey]) -> None:
        """Below the row, as on a board."""
        self._choices.open(act, self._list, keys, self._list.setFocus)

    def _move_beside(self, keys: list[CardKey], step: int) -> None:
        """From where the first of them stands; all of them go to one column."""
        card = self._desk.card(keys[0])
        if card is None or card.column not in CHOOSABLE_COLUMNS:
            return
        onward = -step if self._list.isRightToLeft() else step
        place = CHOOSABLE_COLUMNS.index(card.column) + onward
        if 0 <= place < len(CHOOSABLE_COLUMNS):
            self.move(keys, CHOOSABLE_COLUMNS[place])

    def _wait_for_digit(self) -> None:
        self._move_next = True

    def _on_digit(self, digit: int) -> None:
        moving, self._move_next = self._move_next, False
        if moving:
            self.move(self._list.chosen_keys(), CHOOSABLE_COLUMNS[digit - 1])

    def _on_click(self, key: CardKey) -> None:
        self._list.give_up_selection()
        self.part_wished.emit(key, "")

    def _open_in_browser(self, key: CardKey) -> None:
        if not self._copying.open_in_browser(key):
            self._gestures.say_no_address()

    def _menu(self, place: QPoint) -> None:
        keys = self._list.chosen_keys()
        menu = card_menu(
            self._list,
            self._theme,
            len(keys),
            can=lambda act: act in READING or self._desk.can_write(),
            act=self.act,
            move=lambda column: self.move(self._list.chosen_keys(), column),
        )
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)
