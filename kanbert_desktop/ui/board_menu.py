"""The menu of the board on screen: what can be done with it as a whole."""

from PySide6.QtWidgets import QMenu, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.actions import Actions, Name
from kanbert_desktop.ui.menu_below import open_below

_GROUPS = (
    (Name.NEW_CARD, Name.FAVOURITE, Name.SYNC),
    (Name.PRINT, Name.SAVE_PDF, Name.EXPORT),
)


def open_board_menu(actions: Actions, button: QWidget, parent: QWidget) -> None:
    """Below the button, which stands at the end of its row."""
    menu = QMenu(parent)
    menu.setAccessibleName(tr("Board"))
    for group in _GROUPS:
        menu.addActions([actions[name] for name in group])
        menu.addSeparator()
    open_below(button, menu, at_end=True)
