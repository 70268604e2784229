"""Sets the limit of a column: on the overview, and from the head of the column on a board."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QInputDialog, QWidget

from kanbert_desktop.app.overview.limits import MAX_LIMIT
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Column
from kanbert_desktop.ui.cards.texts import column_title
from kanbert_desktop.ui.widgets.popups import Menu

_DEFAULT = 5


def limit_menu(
    parent: QWidget, column: Column, limit: int | None, save: Callable[[int | None], object]
) -> Menu:
    """`save` is called with the new limit, or with None to remove it."""
    menu = Menu(parent)
    menu.setAccessibleName(column_title(column))
    text = tr("Set a limit …") if limit is None else tr("Change the limit of {limit} …", limit=limit)
    menu.addAction(text).triggered.connect(lambda: ask_limit(parent, column, limit, save))
    if limit is not None:
        menu.addAction(tr("Remove the limit")).triggered.connect(lambda: save(None))
    menu.aboutToHide.connect(menu.deleteLater)
    return menu


def open_limit_menu(
    parent: QWidget, position: QPoint, column: Column, limit: int | None, save: Callable[[int | None], object]
) -> Menu:
    """`position` is on the screen."""
    menu = limit_menu(parent, column, limit, save)
    menu.open_at(position)
    return menu


def ask_limit(
    parent: QWidget, column: Column, limit: int | None, save: Callable[[int | None], object]
) -> QInputDialog:
    """Opens a dialog for the number, without blocking."""
    dialog = QInputDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(tr("Limit of {column}", column=column_title(column)))
    dialog.setLabelText(tr("The most cards that this column should show. On this computer only."))
    dialog.setInputMode(QInputDialog.InputMode.IntInput)
    dialog.setIntRange(1, MAX_LIMIT)
    dialog.setIntValue(limit or _DEFAULT)
    dialog.setOkButtonText(tr("Save"))
    dialog.setCancelButtonText(tr("Cancel"))
    dialog.intValueSelected.connect(save)
    dialog.open()
    return dialog
