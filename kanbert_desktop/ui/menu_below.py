"""A menu under the button that opens it, or over one that stands at the foot of a window."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

GAP = 2


def open_below(button: QWidget, menu: QMenu, *, at_end: bool = False) -> None:
    """Both begin at the same edge, or with `at_end` end at the same one. The menu is gone once it has closed."""
    _open(button, menu, button.height() + GAP, at_end=at_end)


def open_above(button: QWidget, menu: QMenu) -> None:
    """Both begin at the same edge."""
    _open(button, menu, -menu.sizeHint().height() - GAP, at_end=False)


def _open(button: QWidget, menu: QMenu, top: int, *, at_end: bool) -> None:
    from_right = at_end is not (button.layoutDirection() is Qt.LayoutDirection.RightToLeft)
    left = button.width() - menu.sizeHint().width() if from_right else 0
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(button.mapToGlobal(QPoint(left, top)))
