"""Layout of the board page: header, filter bar, confirmation and columns; find shortcut; end of the page."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kanbert_desktop.ui.board.filter import FilterBar


class BoardColumnArea(QWidget):
    """Everything on the page except the card panel."""

    def __init__(
        self,
        page: QWidget,
        header: QWidget,
        filter_bar: FilterBar,
        question: QWidget,
        columns_view: QWidget,
    ) -> None:
        super().__init__(page)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for part in (header, filter_bar, question):
            box.addWidget(part)
        box.addWidget(columns_view, 1)


def add_find_shortcut(page: QWidget, filter_bar: FilterBar) -> None:
    """Adds Ctrl+F for the whole page."""

    def find() -> None:
        filter_bar.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        filter_bar.field.selectAll()

    shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), page)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(find)


def run_when_destroyed(page: QWidget, *ends: Callable[[], None]) -> None:
    """Calls `ends` when the page is destroyed, so that nothing keeps a reference to it."""
    for end in ends:
        page.destroyed.connect(lambda _page, end=end: end())
