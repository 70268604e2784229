"""Where a file is to go: the system's own dialog, opened beside the window and never waited for."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from kanbert_desktop.app.boards.export import file_name
from kanbert_desktop.ui.scrolling import use_overlay_bars_within


def ask_where(
    parent: QWidget, title: str, name: str, kinds: dict[str, str], act: Callable[[Path], object]
) -> QFileDialog:
    """`kinds`: each ending without its dot, and what it is called; the first is the usual one."""
    asking = QFileDialog(parent, title, str(suggested(name, next(iter(kinds)))))
    asking.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    asking.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    filters = {f"{words} (*.{ending})": ending for ending, words in kinds.items()}
    asking.setNameFilters(list(filters))
    asking.setDefaultSuffix(next(iter(kinds)))
    asking.filterSelected.connect(lambda chosen: asking.setDefaultSuffix(filters[chosen]))
    asking.fileSelected.connect(lambda path: act(Path(path)))
    use_overlay_bars_within(asking)
    asking.open()
    return asking


def suggested(name: str, ending: str) -> Path:
    """Among the person's documents."""
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    file = file_name(name, ending)
    return folder / file if folder.is_dir() else Path.home() / file
