"""What keys, clicks and menus mean in My work: the same gestures as on a board."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QGuiApplication

from kanbert_desktop.app.desk import Desk
from kanbert_desktop.app.language import tr
from kanbert_desktop.domain.board import CHOOSABLE_COLUMNS, CardKey, Column
from kanbert_desktop.ui.board.board_keys import Act
from kanbert_desktop.ui.board.choices import Choices
from kanbert_desktop.ui.board.column_words import column_title
from kanbert_desktop.ui.board.gestures import Gestures
from kanbert_desktop.ui.board.lines import link
from kanbert_desktop.ui.card_rows.grouped_list import GroupedList
from kanbert_desktop.ui.card_rows.row_menu import row_menu
from kanbert_desktop.ui.speaking import speak
from kanbert_desktop.ui.theme import Theme

_IN_MENU = (
    Act.OPEN,
    Act.DUE,
    Act.ASSIGNEE,
    Act.PRIORITY,
    Act.COMMENT,
    Act.COPY_LINK,
    Act.ARCHIVE,
    Act.DELETE,
)


class MyWorkActs(QObject):
    """`part_wished` asks for a card's panel at one part of it; `back_wished` for one step back."""

    part_wished = Signal(object, str)
    back_wished = Signal()

    def __init__(
        self, desk: Desk, cards: GroupedList, gestures: Gestures, theme: Theme, choices: Choices
    ) -> None:
        super().__init__(cards)
        self._choices = choices
        self._desk, self._list, self._gestures, self._theme = desk, cards, gestures, theme
        self._move_next = False
        cards.acted.connect(self.act)
        cards.digit_pressed.connect(self._on_digit)
        cards.clicked_card.connect(lambda key: self.part_wished.emit(key, ""))
        cards.menu_wished.connect(self._menu)

    def act(self, act: Act) -> None:
        moving, self._move_next = self._move_next, False
        if act is Act.BACK:
            if not moving:
                self.back_wished.emit()
            return
        key = self._list.current_key()
        known = self._acts_on(key) if key is not None else {}
        if act in known:
            known[act]()

    def copy_link(self, key: CardKey) -> None:
        card = self._desk.card(key)
        if card is not None:
            QGuiApplication.clipboard().setText(link(card))

    def move(self, key: CardKey, column: Column) -> None:
        card = self._desk.card(key)
        if self._gestures.move([key], column) and card is not None:
            words = tr("{title}: moved to {column}", title=card.title, column=column_title(column))
            speak(self._list, words)

    def _acts_on(self, key: CardKey) -> dict[Act, Callable[[], object]]:
        return {
            Act.OPEN: lambda: self.part_wished.emit(key, ""),
            Act.SELECT: lambda: self.part_wished.emit(key, ""),
            **{act: partial(self._choose, act, key) for act in (Act.DUE, Act.ASSIGNEE, Act.PRIORITY)},
            Act.COMMENT: lambda: self.part_wished.emit(key, "comment"),
            Act.MOVE: self._wait_for_digit,
            Act.ARCHIVE: lambda: self.move(key, Column.CLOSED),
            Act.DELETE: lambda: self._gestures.delete([key]),
            Act.COPY_LINK: lambda: self.copy_link(key),
        }

    def _choose(self, act: Act, key: CardKey) -> None:
        """Below the row, as on a board."""
        self._choices.open(act, self._list, [key], self._list.setFocus)

    def _wait_for_digit(self) -> None:
        self._move_next = True

    def _on_digit(self, digit: int) -> None:
        moving, self._move_next = self._move_next, False
        key = self._list.current_key()
        if moving and key is not None:
            self.move(key, CHOOSABLE_COLUMNS[digit - 1])

    def _menu(self, place: QPoint) -> None:
        key = self._list.current_key()
        if key is not None:
            menu = row_menu(
                self._list, self._theme, _IN_MENU, self.act, lambda column: self.move(key, column)
            )
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(place)
