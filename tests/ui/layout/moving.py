"""A window that goes to other screens: `python -m ui.layout.moving` on Qt's offscreen platform with three beside each other.

The second is smaller, the third has other pixels per unit. Prints as JSON how the window suits them.
"""

import json
import os
import sys
import tempfile
from pathlib import Path

from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QApplication, QLabel

from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.popups import Popup
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_application import FakeApplication
from support.idle_events import process_until_idle
from ui.layout.locale_fixture import in_language
from ui.layout.scaling import SIZE, blurred, cropped_icons
from ui.layout.screens import panel
from ui.layout.window_fixture import WindowFixture, fill_sample


def main() -> None:
    application = QApplication(["moving"])
    _first, second, third = QGuiApplication.screens()
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
        popup = screen_of_popup(window, second)
        window.move(second.geometry().topLeft())
        process_until_idle()
        fits = window.size().boundedTo(second.availableSize()) == window.size()
        window.move(third.geometry().topLeft())
        window.resize(*SIZE)
        process_until_idle()
        reported = {
            "popup": popup,
            "fits": fits,
            "ratio": window.devicePixelRatioF(),
            "blurred": list(blurred(window)),
            "cut": list(cropped_icons(fixture)),
        }
        sys.stdout.write(json.dumps(reported))
        sys.stdout.flush()
        # Destroying the window and its parts one by one proves nothing here.
        os._exit(0)


def screen_of_popup(window: MainWindow, second: QScreen) -> str:
    """Of a field on the second screen, while most of the window is on the first one."""
    window.move(second.geometry().left() - window.width() * 3 // 4, 0)
    field = QLabel("field", window)
    field.setGeometry(window.width() - 60, 10, 50, 20)
    popup = Popup(window)
    popup.box.addWidget(QLabel("popup"))
    popup.open_below(field)
    process_until_idle()
    found = QGuiApplication.screenAt(popup.geometry().center()).name()
    popup.close()
    field.deleteLater()
    return found


if __name__ == "__main__":
    main()
