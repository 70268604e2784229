"""The left part of the page: head, filter, a question where there is one, and the columns below."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kanbert_desktop.ui.board.filter_bar import FilterBar
from kanbert_desktop.ui.board.view_button import ViewButton
from kanbert_desktop.ui.mirrored import margins


class Dressed(Protocol):
    """Whatever looks another way in another theme or language."""

    def dress(self) -> None: ...


class BoardSide(QWidget):
    """Everything but the panel of a card."""

    def __init__(self, page: QWidget, head: QWidget, filter_bar: QWidget, view: ViewButton) -> None:
        super().__init__(page)
        self._view = view
        above = QHBoxLayout()
        above.setContentsMargins(margins(0, 0, 12, 0))
        above.setSpacing(0)
        above.addWidget(filter_bar, 1)
        above.addWidget(view)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addWidget(head)
        self._box.addLayout(above)

    def add(self, question: QWidget, strip: QWidget) -> None:
        self._box.addWidget(question)
        self._box.addWidget(strip, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._view.set_room(event.size().width())


def find_by_key(page: QWidget, filter_bar: FilterBar) -> None:
    """Ctrl+F anywhere on the page."""

    def find() -> None:
        filter_bar.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        filter_bar.field.selectAll()

    shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), page)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(find)


def dress_all(*parts: Dressed | None) -> None:
    """None: it has not been built yet."""
    for part in parts:
        if part is not None:
            part.dress()


def end_with(page: QWidget, *ends: Callable[[], None]) -> None:
    """They are called once the page is gone: nothing of it may be held then."""
    for end in ends:
        page.destroyed.connect(lambda _page, end=end: end())
