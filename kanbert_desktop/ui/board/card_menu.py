"""The menu of one card: every command with its key."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import CHOOSABLE_COLUMNS, Column
from kanbert_desktop.ui import icons
from kanbert_desktop.ui.board.board_keys import BOARD_KEYS, Act, sequence_of
from kanbert_desktop.ui.board.column_words import column_color, column_title
from kanbert_desktop.ui.board.menu_heading import add_heading
from kanbert_desktop.ui.theme import Theme

_GROUPS = (
    (Act.OPEN, Act.RENAME),
    (Act.ASSIGNEE, Act.ASSIGN_ME, Act.DUE, Act.PRIORITY, Act.COMMENT),
    (Act.COPY_LINK, Act.BROWSER, Act.COPY, Act.TEMPLATE, Act.PRINT),
    (Act.ARCHIVE, Act.DELETE),
)
_ICONS = {
    Act.OPEN: "panel-right-open",
    Act.RENAME: "pencil",
    Act.ASSIGNEE: "user",
    Act.ASSIGN_ME: "user-check",
    Act.DUE: "calendar",
    Act.PRIORITY: "flag",
    Act.COMMENT: "message-square",
    Act.COPY: "copy",
    Act.COPY_LINK: "link",
    Act.TEMPLATE: "copy-plus",
    Act.PRINT: "printer",
    Act.BROWSER: "external-link",
    Act.ARCHIVE: "archive",
    Act.DELETE: "trash",
}
_OF_ONE = frozenset({Act.OPEN, Act.RENAME, Act.COMMENT, Act.TEMPLATE, Act.PRINT, Act.BROWSER})


def card_menu(
    parent: QWidget,
    theme: Theme,
    count: int,
    *,
    can: Callable[[Act], bool],
    act: Callable[[Act], None],
    move: Callable[[Column], None],
) -> QMenu:
    """`count` cards are chosen: with several, what is about one card alone is left out; what cannot be done is grey."""
    menu = QMenu(parent)
    menu.setAccessibleName(tr("%n card(s) selected", count) if count > 1 else tr("Card"))
    if count > 1:
        add_heading(menu, tr("%n card(s) selected", count))
        menu.addSeparator()
    known = {key.act: key for key in BOARD_KEYS}
    for number, group in enumerate(_GROUPS):
        for name in group:
            if count > 1 and name in _OF_ONE:
                continue
            action = menu.addAction(known[name].words())
            action.setIcon(theme.icon(_ICONS[name], "muted"))
            action.setShortcut(sequence_of(known[name]))
            action.setEnabled(can(name))
            action.triggered.connect(lambda _checked=False, name=name: act(name))
        if number == 0:
            menu.addMenu(column_menu(menu, theme, move, title=tr("Move to"))).setEnabled(can(Act.MOVE))
        menu.addSeparator()
    return menu


def column_menu(
    parent: QWidget,
    theme: Theme,
    move: Callable[[Column], None],
    *,
    title: str = "",
    now: Column | None = None,
) -> QMenu:
    menu = QMenu(title, parent)
    menu.setAccessibleName(title or tr("Column"))
    menu.setIcon(theme.icon("arrow-right", "muted"))
    for column in CHOOSABLE_COLUMNS:
        action = menu.addAction(column_title(column))
        action.setIcon(icons.dot(theme.color(column_color(column))))
        if now is not None:
            action.setEnabled(column is not now)
        action.triggered.connect(lambda _checked=False, column=column: move(column))
    return menu
