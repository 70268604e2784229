"""Message box for a failed start: a user who clicked an icon has no terminal to read.

Imports nothing that may be broken, hence a module of its own.
"""

import os
import sys
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMessageBox

from kanbert_desktop.app.qt_translation import use_language
from kanbert_desktop.app.translation import tr
from kanbert_desktop.resources import resource
from kanbert_desktop.ui.widgets.scrolling import add_overlay_scroll_bars_within

_LAUNCHED = ("GIO_LAUNCHED_DESKTOP_FILE", "DESKTOP_STARTUP_ID", "XDG_ACTIVATION_TOKEN")


def was_launched_from_desktop() -> bool:
    """Launchers set an environment variable; on Windows a program without a console has no standard error."""
    return sys.stderr is None or any(os.environ.get(name) for name in _LAUNCHED)


def show_message_box(text: Callable[[], tuple[str, str]], report: str) -> None:
    """Blocks until the box is closed.

    `text` returns title and message in the user's language; `report` may be empty.
    """
    application = QApplication.instance() or QApplication(["kanbert-desktop"])
    if not application.findChildren(QTranslator, "kanbert-language"):
        use_language(application, "system", resource("translations"))
    box = create_message_box(*text(), report)
    box.show()
    while box.isVisible():
        application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def create_message_box(title: str, message: str, report: str) -> QMessageBox:
    """The report can be expanded and copied."""
    box = QMessageBox(QMessageBox.Icon.Critical, tr("Kanbert Desktop could not start"), title)
    box.setInformativeText(message)
    box.setDetailedText(report)
    add_overlay_scroll_bars_within(box)
    box.addButton(QMessageBox.StandardButton.Close).setIcon(QIcon())
    return box
