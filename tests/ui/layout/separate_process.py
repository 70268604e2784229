"""A process of its own with one window that shows a card in the panel, and a report of it to the test."""

import json
import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtWidgets import QApplication

from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_application import FakeApplication
from support.idle_events import process_until_idle
from ui.layout.locale_fixture import in_language
from ui.layout.screens import panel
from ui.layout.window_fixture import WindowFixture, fill_sample

SIZE = (1200, 760)


def report(examine: Callable[[WindowFixture], Mapping[str, object]]) -> None:
    """Opens the window, prints as JSON what `examine` returns, and ends the process."""
    application = QApplication(["window"])
    with tempfile.TemporaryDirectory() as folder, in_language("en"):
        service = FakeApplication(Path(folder))
        fill_sample(service.sign_in())
        window = MainWindow(service, Theme(application, "light"), service.current_account.now)  # type: ignore[arg-type]
        window.resize(*SIZE)
        window.show()
        fixture = WindowFixture(window, service)
        process_until_idle()
        panel(fixture)
        process_until_idle()
        sys.stdout.write(json.dumps(examine(fixture)))
        sys.stdout.flush()
        # Destroying the window and its parts one by one proves nothing here.
        os._exit(0)
