"""Commands on saved views: save, edit, move, remove with undo, export and import. The toast shows the results."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from kanbert_desktop.app.boards.saved_views import SavedView, SavedViews
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.messages.status_texts import title_and_message
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.domain.events import EventBus, SavedViewsChanged
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.file_dialogs import ask_open_path, ask_save_path
from kanbert_desktop.ui.widgets.literal_text import literal
from kanbert_desktop.ui.widgets.popups import Menu
from kanbert_desktop.ui.widgets.toast import Toast

if TYPE_CHECKING:
    from kanbert_desktop.ui.saved_views.dialog import ViewDialog


class SavedViewCommands(QObject):
    """`opening_requested` carries a view's name, `renamed` the old and the new one, `removed` the name it had."""

    opening_requested = Signal(str)
    renamed = Signal(str, str)
    removed = Signal(str)

    def __init__(
        self, service: BoardService, bus: EventBus, theme: Theme, toast: Toast, window: QWidget
    ) -> None:
        super().__init__(window)
        self._service, self._bus, self._theme, self._toast = service, bus, theme, toast
        self._window = window
        self.views = SavedViews(service)

    def ask_new(self, query: str) -> "ViewDialog":
        """Asks for the name of a new view."""
        dialog = self._dialog(SavedView("", query), is_new=True)
        dialog.accepted_view.connect(lambda view: self._add(dialog, view))
        dialog.open()
        return dialog

    def edit(self, name: str) -> "ViewDialog | None":
        """Asks for another name and query."""
        view = self.views.find(name)
        if view is None:
            return None
        dialog = self._dialog(view, is_new=False)
        dialog.accepted_view.connect(lambda changed: self._edit(dialog, name, changed))
        dialog.open()
        return dialog

    def _dialog(self, view: SavedView, *, is_new: bool) -> "ViewDialog":
        from kanbert_desktop.ui.saved_views.dialog import ViewDialog  # noqa: PLC0415  seldom needed

        return ViewDialog(view, self._service, self._theme, self._window, is_new=is_new)

    def change(self, name: str, view: SavedView) -> None:
        """Saves a view as it is shown now."""
        self._try(lambda: self.views.change(name, view))

    def move(self, name: str, step: int) -> None:
        self._try(lambda: self.views.move(name, step))

    def remove(self, name: str) -> None:
        view = self.views.find(name)
        if view is None:
            return
        place = self.views.remove(name)
        self.removed.emit(view.name)
        self._publish()
        self._toast.show_action(
            tr("The view “{name}” was removed.", name=view.name),
            tr("Undo"),
            lambda: self._try(lambda: self.views.restore(view, place)),
        )

    def menu(self, name: str) -> Menu:
        """The menu of one view. It deletes itself when it closes."""
        menu = Menu(self._window)
        menu.setAccessibleName(literal(name))
        entries: tuple[tuple[str, str, str, Callable[[], object]], ...] = (
            ("pencil", tr("Edit view …"), "F2", lambda: self.edit(name)),
            ("arrow-up", tr("Move up"), "Ctrl+Shift+Up", lambda: self.move(name, -1)),
            ("arrow-down", tr("Move down"), "Ctrl+Shift+Down", lambda: self.move(name, 1)),
            ("file-output", tr("Export view …"), "", lambda: self.export(name)),
            ("trash", tr("Remove view"), "Del", lambda: self.remove(name)),
        )
        for icon, text, key, run in entries:
            action = menu.addAction(self._theme.icon(icon, "muted"), text)
            action.setShortcut(key)
            action.triggered.connect(lambda _checked=False, run=run: run())
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    # Files.

    def export(self, name: str | None = None) -> None:
        """Asks where to write one view, or all."""
        chosen = self.views.all() if name is None else [self.views.require(name)]
        if not chosen:
            self._toast.show_problem(tr("There is nothing to export."), tr("Save a view first."))
            return
        file = tr("kanbert-views") if name is None else chosen[0].name
        ask_save_path(
            self._window,
            tr("Export views"),
            file,
            {"json": tr("Export")},
            lambda path: self._write(path, chosen),
        )

    def ask_import(self) -> QFileDialog:
        """Asks for a file of views."""
        return ask_open_path(self._window, tr("Import views"), "json", tr("Saved views"), self.import_file)

    def import_file(self, path: Path) -> None:
        """Imports all views of the file or none."""
        from kanbert_desktop.app.boards.saved_views_file import read_views_file  # noqa: PLC0415  seldom needed

        before = self.views.all()
        try:
            result = self.views.put_all(read_views_file(path))
        except KanbertError as error:
            self._toast.show_problem(*title_and_message(error))
            return
        self._publish()
        text = tr("%n view(s) imported.", result.added + result.replaced)
        if result.replaced:
            text += " " + tr("%n of them replaced one of the same name.", result.replaced)
        self._toast.show_action(text, tr("Undo"), lambda: self._try(lambda: self.views.set_all(before)))

    def _write(self, path: Path, views: list[SavedView]) -> None:
        from kanbert_desktop.app.boards.export import write_file  # noqa: PLC0415  seldom needed
        from kanbert_desktop.app.boards.saved_views_file import views_text  # noqa: PLC0415

        try:
            file = write_file(path, views_text(views))
        except KanbertError as error:
            self._toast.show_problem(*title_and_message(error))
            return
        self._toast.show_message(tr("%n view(s) exported to “{file}”.", len(views), file=file.name))

    # Changes.

    def _add(self, dialog: "ViewDialog", view: SavedView) -> None:
        try:
            added = self.views.add(view)
        except KanbertError as error:
            dialog.show_problem(*title_and_message(error))
            return
        dialog.close()
        self._publish()
        self.opening_requested.emit(added.name)

    def _edit(self, dialog: "ViewDialog", name: str, view: SavedView) -> None:
        try:
            changed = self.views.change(name, view)
        except KanbertError as error:
            dialog.show_problem(*title_and_message(error))
            return
        dialog.close()
        if changed.name != name:
            self.renamed.emit(name, changed.name)
        self._publish()

    def _try(self, change: Callable[[], object]) -> None:
        try:
            change()
        except KanbertError as error:
            self._toast.show_problem(*title_and_message(error))
            return
        self._publish()

    def _publish(self) -> None:
        self._bus.publish(SavedViewsChanged())
