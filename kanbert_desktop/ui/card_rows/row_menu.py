"""The menu of one row: what can be done to the card, with its keys."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu, QWidget

from kanbert_desktop.app.language import tr
from kanbert_desktop.domain.board import Column
from kanbert_desktop.ui.board.board_keys import BOARD_KEYS, Act, sequence_of
from kanbert_desktop.ui.board.card_menu import column_menu
from kanbert_desktop.ui.theme import Theme


def row_menu(
    parent: QWidget,
    theme: Theme,
    acts: Sequence[Act],
    act: Callable[[Act], None],
    move: Callable[[Column], None],
) -> QMenu:
    menu = QMenu(parent)
    known = {key.act: key for key in BOARD_KEYS}
    for number, name in enumerate(acts):
        action = menu.addAction(known[name].words())
        action.setShortcut(sequence_of(known[name]))
        action.triggered.connect(lambda _checked=False, name=name: act(name))
        if number == 0:
            menu.addMenu(column_menu(menu, theme, move, title=tr("Move to")))
            menu.addSeparator()
    return menu
