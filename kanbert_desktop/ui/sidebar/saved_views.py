"""Saved views in the sidebar."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from kanbert_desktop.app.boards.saved_views import SavedView
from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.sidebar.button_list import ButtonList
from kanbert_desktop.ui.sidebar.buttons import PageButton
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.literal_text import literal


class SavedViewList(ButtonList):
    """All signals carry a view's name first. F2 edits, Del removes; `menu_requested` also carries a global position."""

    menu_requested = Signal(str, QPoint)
    edit_requested = Signal(str)
    removal_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, "layers", parent)
        self._views: dict[str, SavedView] = {}
        self.apply_appearance()

    def show_views(self, views: Sequence[SavedView]) -> None:
        self._views = {view.name: view for view in views}
        self.show_titles({view.name: view.name for view in views})

    def show_view_counts(self, count_of: Callable[[SavedView], int | None]) -> None:
        self.show_counts(lambda name: count_of(self._views[name]))

    def spoken_text(self, title: str, count: int | None) -> str:
        return title if count is None else tr("{title}, %n card(s)", count, title=title)

    def tool_tip(self, key: str) -> str:
        view = self._views[key]
        return literal("\n".join(filter(None, (view.name, view.query))))

    def handle_key(self, key: str, event: QKeyEvent) -> bool:
        request = {Qt.Key.Key_F2: self.edit_requested, Qt.Key.Key_Delete: self.removal_requested}.get(
            Qt.Key(event.key())
        )
        if request is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        request.emit(key)
        return True

    def apply_appearance(self) -> None:
        self.set_name(tr("Views"))

    def _made(self, key: str) -> PageButton:
        button = super()._made(key)
        button.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        button.customContextMenuRequested.connect(
            lambda position: self.menu_requested.emit(key, button.mapToGlobal(position))
        )
        return button
