"""Menus under a button, menu headings, popover."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QFrame, QMenu, QVBoxLayout, QWidget

from kanbert_desktop.ui.widgets.literal_text import menu_text

MENU_GAP = 2
POPUP_MARGIN = 12


def open_menu_below(button: QWidget, menu: QMenu, *, at_end: bool = False) -> None:
    """Opens the menu with its start edge at the button's, or with `at_end` its end edge.

    The menu is deleted when it closes.
    """
    _open(button, menu, button.height() + MENU_GAP, at_end=at_end)


def open_menu_above(button: QWidget, menu: QMenu) -> None:
    """Opens the menu above the button, with both start edges aligned."""
    _open(button, menu, -menu.sizeHint().height() - MENU_GAP, at_end=False)


def _open(button: QWidget, menu: QMenu, top: int, *, at_end: bool) -> None:
    from_right = at_end is not (button.layoutDirection() is Qt.LayoutDirection.RightToLeft)
    left = button.width() - menu.sizeHint().width() if from_right else 0
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(button.mapToGlobal(QPoint(left, top)))


def add_menu_heading(menu: QMenu, text: str) -> None:
    menu.addAction(menu_text(text)).setEnabled(False)


class Popup(QFrame):
    """Popup window, so that the panel does not clip it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(8, 8, 8, 8)
        self.box.setSpacing(6)

    def open_below(self, field: QWidget, part: QRect | None = None) -> None:
        """Opens below the field, or below the rectangle `part` of it."""
        # The style sheet's fonts determine the sizes, so all children are polished first.
        for child in self.findChildren(QWidget):
            child.ensurePolished()
        self.adjust_child_sizes()
        self.adjustSize()
        # Qt computes the height for the preferred width, which is wider than a fixed one.
        self.resize(self.width(), max(self.height(), self.box.totalHeightForWidth(self.width())))
        anchor = part or field.rect()
        start = anchor.right() + 1 - self.width() if field.isRightToLeft() else anchor.left()
        below = field.mapToGlobal(QPoint(start, anchor.bottom() + 3))
        available = field.screen().availableGeometry()
        # Stays inside the window where possible: outside it would cover another program.
        edges = field.window().frameGeometry()
        left = min(below.x(), edges.right() - POPUP_MARGIN - self.width(), available.right() - self.width())
        left = max(left, edges.left() + POPUP_MARGIN)
        above = field.mapToGlobal(anchor.topLeft()).y() - self.height() - 2
        window = edges & available
        top = below.y() if below.y() + self.height() <= window.bottom() or above < window.top() else above
        self.move(
            max(available.left(), left), max(available.top(), min(top, available.bottom() - self.height()))
        )
        self.show()

    def adjust_child_sizes(self) -> None:
        """Override to fix children whose size hint is too small; fonts are set by now."""
