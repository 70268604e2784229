"""The system's dialogs to save and to open a file, or Qt's where there are none, and the path that is suggested."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.untrusted_text import shorten, to_single_line
from kanbert_desktop.ui.widgets.scrolling import add_overlay_scroll_bars_within


class SaveDialog(QFileDialog):
    """`kinds` maps extensions (without dot) to names; the first is the default.

    Qt's own dialog would ask in a nested event loop whether to replace a file: the program crashes if the window is
    deleted meanwhile, as at the end of the session.
    """

    def __init__(self, parent: QWidget, title: str, path: Path, kinds: Mapping[str, str]) -> None:
        super().__init__(parent, title, str(path))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        filters = {f"{text} (*.{ending})": ending for ending, text in kinds.items()}
        self.setNameFilters(list(filters))
        self.setDefaultSuffix(next(iter(kinds)))
        # GTK's dialog reports "" when it is left, and the portal whatever the desktop made of the filter.
        self.filterSelected.connect(
            lambda chosen: self.setDefaultSuffix(filters.get(chosen, self.defaultSuffix()))
        )
        # The system's dialog has no layout, and asks itself.
        self._asks = self.layout() is not None
        self.setOption(QFileDialog.Option.DontConfirmOverwrite, on=self._asks)
        add_overlay_scroll_bars_within(self)

    def accept(self) -> None:
        """Asks before an existing file is replaced."""
        chosen = self.selectedFiles()
        if self._asks and chosen and Path(chosen[0]).is_file():
            self._ask_to_replace(Path(chosen[0]))
        else:
            super().accept()

    def _ask_to_replace(self, path: Path) -> None:
        text = tr("“{name}” already exists.", name=shorten(to_single_line(path.name)))
        box = QMessageBox(QMessageBox.Icon.NoIcon, self.windowTitle(), text, parent=self)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setInformativeText(tr("Saving replaces its content."))
        replace = box.addButton(tr("Replace"), QMessageBox.ButtonRole.DestructiveRole)
        cancel = box.addButton(QMessageBox.StandardButton.Cancel)
        cancel.setIcon(QIcon())
        box.setDefaultButton(cancel)
        replace.clicked.connect(lambda _checked=False: self._replace())
        box.open()

    def _replace(self) -> None:
        super().accept()


def ask_save_path(
    parent: QWidget, title: str, name: str, kinds: Mapping[str, str], action: Callable[[Path], object]
) -> SaveDialog:
    """Opens the dialog without blocking. `kinds`: see `SaveDialog`."""
    dialog = SaveDialog(parent, title, suggested_path(name, next(iter(kinds))), kinds)
    dialog.fileSelected.connect(lambda path: action(Path(path)))
    dialog.open()
    return dialog


def ask_open_path(
    parent: QWidget, title: str, ending: str, kind: str, action: Callable[[Path], object]
) -> QFileDialog:
    """Asks for a file with this extension without blocking. `kind` is the name of such files."""
    dialog = QFileDialog(parent, title, str(_documents_folder()), f"{kind} (*.{ending})")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda path: action(Path(path)))
    add_overlay_scroll_bars_within(dialog)
    dialog.open()
    return dialog


def suggested_path(name: str, ending: str) -> Path:
    from kanbert_desktop.app.boards.export import safe_file_name  # noqa: PLC0415  not for pages that offer to save a file

    return _documents_folder() / safe_file_name(name, ending)


def _documents_folder() -> Path:
    """The home folder if there is none."""
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return folder if folder.is_dir() else Path.home()
