"""Menus under a button, menu headings, popover, save dialog."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QFrame, QMenu, QVBoxLayout, QWidget

from kanbert_desktop.app.boards.export import safe_file_name
from kanbert_desktop.ui.widgets.literal_text import menu_text
from kanbert_desktop.ui.widgets.scrolling import add_overlay_scroll_bars_within

MENU_GAP = 2


def open_menu_below(button: QWidget, menu: QMenu, *, at_end: bool = False) -> None:
    """Both begin at the same edge, or with `at_end` end at the same one. The menu is gone once it has closed."""
    _open(button, menu, button.height() + MENU_GAP, at_end=at_end)


def open_menu_above(button: QWidget, menu: QMenu) -> None:
    """Both begin at the same edge."""
    _open(button, menu, -menu.sizeHint().height() - MENU_GAP, at_end=False)


def _open(button: QWidget, menu: QMenu, top: int, *, at_end: bool) -> None:
    from_right = at_end is not (button.layoutDirection() is Qt.LayoutDirection.RightToLeft)
    left = button.width() - menu.sizeHint().width() if from_right else 0
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(button.mapToGlobal(QPoint(left, top)))


def add_menu_heading(menu: QMenu, words: str) -> None:
    menu.addAction(menu_text(words)).setEnabled(False)


POPUP_MARGIN = 12


class Popup(QFrame):
    """A popup of the window system, so that it is never cut off by the panel."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(8, 8, 8, 8)
        self.box.setSpacing(6)

    def open_below(self, field: QWidget, part: QRect | None = None) -> None:
        """`part`: below that rectangle of the field."""
        # The style sheet's fonts decide how much room everything needs, so they come first.
        for child in self.findChildren(QWidget):
            child.ensurePolished()
        self.adjust_child_sizes()
        self.adjustSize()
        # Qt counts lines for the width it would like, which is wider than one that is fixed.
        self.resize(self.width(), max(self.height(), self.box.totalHeightForWidth(self.width())))
        place = part or field.rect()
        start = place.right() + 1 - self.width() if field.isRightToLeft() else place.left()
        below = field.mapToGlobal(QPoint(start, place.bottom() + 3))
        room = field.screen().availableGeometry()
        # Inside the window where there is room for that: beyond it, it would hang over another program.
        edges = field.window().frameGeometry()
        left = min(below.x(), edges.right() - POPUP_MARGIN - self.width(), room.right() - self.width())
        left = max(left, edges.left() + POPUP_MARGIN)
        above = field.mapToGlobal(place.topLeft()).y() - self.height() - 2
        window = edges & room
        top = below.y() if below.y() + self.height() <= window.bottom() or above < window.top() else above
        self.move(max(room.left(), left), max(room.top(), min(top, room.bottom() - self.height())))
        self.show()

    def adjust_child_sizes(self) -> None:
        """For parts whose own idea of their size is too small; fonts are known by now."""


def ask_save_path(
    parent: QWidget, title: str, name: str, kinds: dict[str, str], act: Callable[[Path], object]
) -> QFileDialog:
    """`kinds`: each ending without its dot, and what it is called; the first is the usual one."""
    asking = QFileDialog(parent, title, str(suggested_path(name, next(iter(kinds)))))
    asking.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    asking.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    filters = {f"{words} (*.{ending})": ending for ending, words in kinds.items()}
    asking.setNameFilters(list(filters))
    asking.setDefaultSuffix(next(iter(kinds)))
    asking.filterSelected.connect(lambda chosen: asking.setDefaultSuffix(filters[chosen]))
    asking.fileSelected.connect(lambda path: act(Path(path)))
    add_overlay_scroll_bars_within(asking)
    asking.open()
    return asking


def suggested_path(name: str, ending: str) -> Path:
    """Among the person's documents."""
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    file = safe_file_name(name, ending)
    return folder / file if folder.is_dir() else Path.home() / file
