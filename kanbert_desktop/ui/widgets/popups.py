"""Menus under a button, menu headings, popover."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFrame, QMenu, QVBoxLayout, QWidget

from kanbert_desktop.ui.widgets.literal_text import menu_text

MENU_GAP = 2
POPUP_MARGIN = 12


def _round_window(window: QWidget) -> int:
    """Returns the pixels around the window that its shadow takes."""
    from kanbert_desktop.ui.widgets.popup_windows import round_window  # noqa: PLC0415  with the first pop-up

    return round_window(window)


def _room_at(field: QWidget, place: QPoint) -> QRect:
    from kanbert_desktop.ui.widgets.popup_windows import room_at  # noqa: PLC0415  with the first pop-up

    return room_at(field, place)


class Menu(QMenu):
    """A menu with the corners and the shadow of the palette."""

    def __init__(self, parent: QWidget | None = None, title: str = "") -> None:
        super().__init__(title, parent)
        self._margin = _round_window(self)

    def open_at(self, position: QPoint) -> None:
        """Opens the menu with the corner of its visible frame there, on the screen."""
        self.popup(position - QPoint(self._margin, self._margin))

    def frame_size(self) -> QSize:
        """The size of the visible frame, without the shadow."""
        return self.sizeHint() - QSize(2 * self._margin, 2 * self._margin)


def add_submenu(menu: QMenu, icon: QIcon, title: str) -> Menu:
    below = Menu(menu, title)
    below.setIcon(icon)
    menu.addMenu(below)
    return below


def open_menu_below(button: QWidget, menu: Menu, *, at_end: bool = False) -> None:
    """Opens the menu with its start edge at the button's, or with `at_end` its end edge.

    The menu is deleted when it closes.
    """
    _open(button, menu, button.height() + MENU_GAP, at_end=at_end)


def open_menu_above(button: QWidget, menu: Menu) -> None:
    """Opens the menu above the button, with both start edges aligned."""
    _open(button, menu, -menu.frame_size().height() - MENU_GAP, at_end=False)


def _open(button: QWidget, menu: Menu, top: int, *, at_end: bool) -> None:
    from_right = at_end is not (button.layoutDirection() is Qt.LayoutDirection.RightToLeft)
    left = button.width() - menu.frame_size().width() if from_right else 0
    menu.aboutToHide.connect(menu.deleteLater)
    menu.open_at(button.mapToGlobal(QPoint(left, top)))


def open_text_menu(menu: QMenu, position: QPoint) -> None:
    """Opens the menu that Qt makes for a text field; it is deleted when it closes."""
    margin = _round_window(menu)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(position - QPoint(margin, margin))


def add_menu_heading(menu: QMenu, text: str) -> None:
    menu.addAction(menu_text(text)).setEnabled(False)


class Popup(QFrame):
    """Popup window, so that the panel does not clip it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self._margin = _round_window(self)
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
        self.move(self._place(field, part or field.rect()) - QPoint(self._margin, self._margin))
        self.show()

    def _place(self, field: QWidget, anchor: QRect) -> QPoint:
        """The corner of the visible frame: below the anchor, or above where there is no room below."""
        frame = self.size() - QSize(2 * self._margin, 2 * self._margin)
        start = anchor.right() + 1 - frame.width() if field.isRightToLeft() else anchor.left()
        below = field.mapToGlobal(QPoint(start, anchor.bottom() + 3))
        available = _room_at(field, below)
        # Stays inside the window where possible: outside it would cover another program.
        edges = field.window().frameGeometry()
        left = min(below.x(), edges.right() - POPUP_MARGIN - frame.width(), available.right() - frame.width())
        left = max(left, edges.left() + POPUP_MARGIN)
        above = field.mapToGlobal(anchor.topLeft()).y() - frame.height() - 2
        window = edges & available
        top = below.y() if below.y() + frame.height() <= window.bottom() or above < window.top() else above
        return QPoint(
            max(available.left(), left), max(available.top(), min(top, available.bottom() - frame.height()))
        )

    def adjust_child_sizes(self) -> None:
        """Override to fix children whose size hint is too small; fonts are set by now."""
