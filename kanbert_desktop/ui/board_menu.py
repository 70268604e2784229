"""The menu of the board on screen: what can be done with it as a whole."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from kanbert_desktop.app.language import tr
from kanbert_desktop.ui.actions import Actions, Name

_GROUPS = (
    (Name.NEW_CARD, Name.FAVOURITE, Name.SYNC),
    (Name.PRINT, Name.SAVE_PDF, Name.EXPORT),
)


def open_board_menu(actions: Actions, button: QWidget, parent: QWidget) -> None:
    """Below the button, its right edges under one another."""
    menu = QMenu(parent)
    menu.setAccessibleName(tr("Board"))
    for group in _GROUPS:
        menu.addActions([actions[name] for name in group])
        menu.addSeparator()
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(button.mapToGlobal(QPoint(button.width() - menu.sizeHint().width(), button.height() + 2)))
