"""A window that goes to other screens: `python -m ui.layout.moving` on Qt's offscreen platform with three beside each other.

The second is smaller, the third has other pixels per unit. Prints as JSON how the window suits them.
"""

from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QLabel

from kanbert_desktop.ui.widgets.popups import Popup
from kanbert_desktop.ui.window.main_window import MainWindow
from support.idle_events import process_until_idle
from ui.layout.scaling import blurred, cropped_icons
from ui.layout.separate_process import SIZE, report
from ui.layout.window_fixture import WindowFixture


def examine(fixture: WindowFixture) -> dict[str, object]:
    _first, second, third = QGuiApplication.screens()
    window = fixture.window
    popup = screen_of_popup(window, second)
    window.move(second.geometry().topLeft())
    process_until_idle()
    fits = window.size().boundedTo(second.availableSize()) == window.size()
    window.move(third.geometry().topLeft())
    window.resize(*SIZE)
    process_until_idle()
    return {
        "popup": popup,
        "fits": fits,
        "ratio": window.devicePixelRatioF(),
        "blurred": list(blurred(window)),
        "cut": list(cropped_icons(fixture)),
    }


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
    report(examine)
