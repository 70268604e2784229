"""Card and column menu; pickers for one or several cards."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol, TypeVar

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QMenu, QWidget

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import CHOOSABLE_COLUMNS, Card, CardKey, Column, Priority
from kanbert_desktop.ui.cards.commands import CardCommands
from kanbert_desktop.ui.cards.pickers import priority_menu
from kanbert_desktop.ui.cards.texts import column_color, column_title
from kanbert_desktop.ui.commands.board_shortcuts import BOARD_SHORTCUTS, BoardCommand, key_sequence_of
from kanbert_desktop.ui.style import icons
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.popups import add_menu_heading

_GROUPS = (
    (BoardCommand.OPEN, BoardCommand.RENAME),
    (
        BoardCommand.ASSIGNEE,
        BoardCommand.ASSIGN_ME,
        BoardCommand.DUE,
        BoardCommand.PRIORITY,
        BoardCommand.COMMENT,
    ),
    (
        BoardCommand.COPY_LINK,
        BoardCommand.OPEN_IN_BROWSER,
        BoardCommand.COPY,
        BoardCommand.TEMPLATE,
        BoardCommand.PRINT,
    ),
    (BoardCommand.ARCHIVE, BoardCommand.DELETE),
)
_ICONS = {
    BoardCommand.OPEN: "panel-right-open",
    BoardCommand.RENAME: "pencil",
    BoardCommand.ASSIGNEE: "user",
    BoardCommand.ASSIGN_ME: "user-check",
    BoardCommand.DUE: "calendar",
    BoardCommand.PRIORITY: "flag",
    BoardCommand.COMMENT: "message-square",
    BoardCommand.COPY: "copy",
    BoardCommand.COPY_LINK: "link",
    BoardCommand.TEMPLATE: "copy-plus",
    BoardCommand.PRINT: "printer",
    BoardCommand.OPEN_IN_BROWSER: "external-link",
    BoardCommand.ARCHIVE: "archive",
    BoardCommand.DELETE: "trash",
}
_OF_ONE = frozenset(
    {
        BoardCommand.OPEN,
        BoardCommand.RENAME,
        BoardCommand.COMMENT,
        BoardCommand.TEMPLATE,
        BoardCommand.PRINT,
        BoardCommand.OPEN_IN_BROWSER,
    }
)


def card_menu(
    parent: QWidget,
    theme: Theme,
    count: int,
    *,
    can: Callable[[BoardCommand], bool],
    run: Callable[[BoardCommand], None],
    move: Callable[[Column], None],
) -> QMenu:
    """`count` cards are chosen: with several, what is about one card alone is left out; what cannot be done is grey."""
    menu = QMenu(parent)
    menu.setAccessibleName(tr("%n card(s) selected", count) if count > 1 else tr("Card"))
    if count > 1:
        add_menu_heading(menu, tr("%n card(s) selected", count))
        menu.addSeparator()
    known = {key.command: key for key in BOARD_SHORTCUTS}
    for number, group in enumerate(_GROUPS):
        for name in group:
            if count > 1 and name in _OF_ONE:
                continue
            action = menu.addAction(known[name].text())
            action.setIcon(theme.icon(_ICONS[name], "muted"))
            action.setShortcut(key_sequence_of(known[name]))
            action.setEnabled(can(name))
            action.triggered.connect(lambda _checked=False, name=name: run(name))
        if number == 0:
            menu.addMenu(column_menu(menu, theme, move, title=tr("Move to"))).setEnabled(
                can(BoardCommand.MOVE)
            )
        menu.addSeparator()
    return menu


def column_menu(
    parent: QWidget,
    theme: Theme,
    move: Callable[[Column], None],
    *,
    title: str = "",
    current: Column | None = None,
) -> QMenu:
    menu = QMenu(title, parent)
    menu.setAccessibleName(title or tr("Column"))
    menu.setIcon(theme.icon("arrow-right", "muted"))
    for column in CHOOSABLE_COLUMNS:
        action = menu.addAction(column_title(column))
        action.setIcon(icons.dot(theme.color(column_color(column))))
        if current is not None:
            action.setEnabled(column is not current)
        action.triggered.connect(lambda _checked=False, column=column: move(column))
    return menu


V = TypeVar("V")


class PickerAnchor(Protocol):
    """A list of cards, on a board or elsewhere."""

    def current_key(self) -> CardKey | None: ...
    def card_rect(self, key: CardKey) -> QRect: ...
    def viewport(self) -> QWidget: ...


class CardPickers:
    """Each opens below the card with the focus and wishes one gesture; `done` comes after the wish."""

    def __init__(
        self, desk: BoardService, gestures: CardCommands, theme: Theme, today: Callable[[], date]
    ) -> None:
        self._service, self._commands, self._theme, self._today = desk, gestures, theme, today

    def open(
        self, act: BoardCommand, cards: PickerAnchor, keys: list[CardKey], done: Callable[[], None]
    ) -> None:
        """`act` is DUE, ASSIGNEE or PRIORITY."""
        choices = {
            BoardCommand.DUE: self._due,
            BoardCommand.ASSIGNEE: self._assignee,
            BoardCommand.PRIORITY: self._priority,
        }
        choices[act](cards, keys, done)

    def _due(self, cards: PickerAnchor, keys: list[CardKey], done: Callable[[], None]) -> None:
        from kanbert_desktop.ui.cards.pickers import DueDatePicker  # noqa: PLC0415  after the first paint

        now = self._shared(keys, lambda card: card.due)
        popup = DueDatePicker(self._theme, now, self._today(), cards.viewport())
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.chosen.connect(lambda day: self._commands.set_due(keys, day))
        popup.chosen.connect(lambda _day: done())
        popup.open_below(cards.viewport(), _place(cards))

    def _assignee(self, cards: PickerAnchor, keys: list[CardKey], done: Callable[[], None]) -> None:
        from kanbert_desktop.ui.cards.pickers import AssigneePicker  # noqa: PLC0415  after the first paint

        now = self._shared(keys, lambda card: card.assignee)
        popup = AssigneePicker(self._theme, self._service.people(), now, cards.viewport())
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.chosen.connect(lambda person: self._commands.assign_all(keys, person))
        popup.chosen.connect(lambda _person: done())
        popup.open_below(cards.viewport(), _place(cards))

    def _priority(self, cards: PickerAnchor, keys: list[CardKey], done: Callable[[], None]) -> None:
        def choose(wished: Priority | None) -> None:
            self._commands.set_priority(keys, wished)
            done()

        now = self._shared(keys, lambda card: card.priority)
        menu = priority_menu(cards.viewport(), self._theme, self._service.priorities(), now, choose)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(cards.viewport().mapToGlobal(_place(cards).bottomLeft() + QPoint(4, -2)))

    def _shared(self, keys: Sequence[CardKey], of: Callable[[Card], V]) -> V | None:
        """What all of them have, else None."""
        values = {of(card) for key in keys if (card := self._service.card(key)) is not None}
        return values.pop() if len(values) == 1 else None


def _place(cards: PickerAnchor) -> QRect:
    """The focused card inside the visible part, else the list's top."""
    key = cards.current_key()
    seen = cards.viewport().rect()
    place = cards.card_rect(key) & seen if key is not None else QRect()
    return place if place.isValid() else QRect(seen.topLeft(), seen.topRight())
