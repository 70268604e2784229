"""A desktop panel with a tray: stalonetray on the virtual screen."""

import os
import subprocess

from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot

from devtools.child_processes import ChildProcesses

PRESSES, PRESS_MS = 10, 10_000
"""Number of attempts, and how long a press may take."""
SLOT = 32
"""Size of one icon in pixels."""
LEFT = 1400
"""Position of the panel; an icon that is not in it yet is elsewhere."""


class Panel:
    """Can start late and go as in a crash; icons are found and pressed at their position on the screen."""

    def __init__(self, qtbot: QtBot, children: ChildProcesses) -> None:
        self._qtbot, self._children = qtbot, children

    def start(self) -> None:
        tray = ["stalonetray", "--icon-size", str(SLOT), "--geometry", f"2x1+{LEFT}+0", "--sticky"]
        self._children.start(tray, os.environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._qtbot.waitUntil(QSystemTrayIcon.isSystemTrayAvailable)

    def stop(self) -> None:
        self._children.stop()
        self._qtbot.waitUntil(lambda: not QSystemTrayIcon.isSystemTrayAvailable())

    def icons(self) -> list[str]:
        """The windows in the tray, by number."""
        search = ["xdotool", "search", "--classname", "^stalonetray$"]
        found = subprocess.run(search, capture_output=True, text=True, check=False).stdout.split()
        inside = (["xwininfo", "-id", number, "-tree"] for number in found)
        result = [subprocess.run(one, capture_output=True, text=True, check=False).stdout for one in inside]
        return [line for text in result for line in text.splitlines() if "kanbert" in line.lower()]

    def press(self, icon: QSystemTrayIcon, button: int) -> None:
        """With the real pointer: 1 is left, 2 the middle, 3 right. Repeats if the panel was still arranging its icons."""
        for _ in range(PRESSES):
            self._qtbot.waitUntil(lambda: icon.geometry().left() >= LEFT)
            place = icon.geometry().center()
            pressed = ["xdotool", "mousemove", str(place.x()), str(place.y()), "click", str(button)]
            with self._qtbot.waitSignal(icon.activated, timeout=PRESS_MS, raising=False) as heard:
                subprocess.run(pressed, check=True)
            if heard.signal_triggered:
                return
        raise AssertionError("the icon does not hear its presses")
