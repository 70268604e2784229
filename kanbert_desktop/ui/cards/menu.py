"""Card menu and column menu."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import CHOOSABLE_COLUMNS, Column
from kanbert_desktop.ui.cards.texts import column_color, column_title
from kanbert_desktop.ui.commands.board_shortcuts import BOARD_SHORTCUTS, BoardCommand, key_sequence_of
from kanbert_desktop.ui.style import icons
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.popups import Menu, add_menu_heading

_GROUPS = (
    (BoardCommand.OPEN, BoardCommand.RENAME),
    (
        BoardCommand.ASSIGNEE,
        BoardCommand.ASSIGN_ME,
        BoardCommand.DUE,
        BoardCommand.DUE_TOMORROW,
        BoardCommand.PRIORITY,
        BoardCommand.COMMENT,
    ),
    (
        BoardCommand.FOLLOW,
        BoardCommand.COPY_LINK,
        BoardCommand.OPEN_IN_BROWSER,
        BoardCommand.COPY,
        BoardCommand.PRINT,
    ),
    (BoardCommand.DUPLICATE, BoardCommand.COPY_TO_BOARD, BoardCommand.TEMPLATE),
    (BoardCommand.ARCHIVE, BoardCommand.DELETE),
)
_ICONS = {
    BoardCommand.OPEN: "panel-right-open",
    BoardCommand.RENAME: "pencil",
    BoardCommand.ASSIGNEE: "user",
    BoardCommand.ASSIGN_ME: "user-check",
    BoardCommand.DUE: "calendar",
    BoardCommand.DUE_TOMORROW: "calendar-plus",
    BoardCommand.PRIORITY: "flag",
    BoardCommand.COMMENT: "message-square",
    BoardCommand.COPY: "copy",
    BoardCommand.FOLLOW: "bell",
    BoardCommand.COPY_LINK: "link",
    BoardCommand.DUPLICATE: "copy-plus",
    BoardCommand.COPY_TO_BOARD: "square-kanban",
    BoardCommand.TEMPLATE: "layout-template",
    BoardCommand.PRINT: "printer",
    BoardCommand.OPEN_IN_BROWSER: "external-link",
    BoardCommand.ARCHIVE: "archive",
    BoardCommand.DELETE: "trash",
}
_FOR_ONE_CARD = frozenset(
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
) -> Menu:
    """Returns the menu for `count` selected cards.

    Commands for one card are left out with several; unavailable ones are disabled.
    """
    menu = Menu(parent)
    menu.setAccessibleName(tr("%n card(s) selected", count) if count > 1 else tr("Card"))
    if count > 1:
        add_menu_heading(menu, tr("%n card(s) selected", count))
        menu.addSeparator()
    shortcuts = {key.command: key for key in BOARD_SHORTCUTS}
    for number, group in enumerate(_GROUPS):
        for name in group:
            if count > 1 and name in _FOR_ONE_CARD:
                continue
            action = menu.addAction(shortcuts[name].text())
            action.setIcon(theme.icon(_ICONS[name], "muted"))
            action.setShortcut(key_sequence_of(shortcuts[name]))
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
) -> Menu:
    menu = Menu(parent, title)
    menu.setAccessibleName(title or tr("Column"))
    menu.setIcon(theme.icon("arrow-right", "muted"))
    for column in CHOOSABLE_COLUMNS:
        action = menu.addAction(column_title(column))
        action.setIcon(icons.dot(theme.color(column_color(column)), theme.px(16)))
        if current is not None:
            action.setEnabled(column is not current)
        action.triggered.connect(lambda _checked=False, column=column: move(column))
    return menu
