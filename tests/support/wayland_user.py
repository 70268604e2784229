"""Runs the program's window on Wayland with a user who moves a pointer and a keyboard of the compositor.

Opens the card of the first title by the palette, which gets its first letters, then drags the card of the second title to
another column, and quits. Prints the name of Qt's platform. The window must fill the screen: its places are then places on the screen.
"""

import asyncio
import os
import sys
import traceback

from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from desktop_tests.input_devices import LEFT, Point, points_between
from desktop_tests.virtual_devices import VirtualKeyboard, VirtualPointer
from desktop_tests.wayland_client import WaylandClient
from kanbert_desktop import main
from kanbert_desktop.app.application import Application
from kanbert_desktop.domain.board import Column
from kanbert_desktop.ui.window import startup
from kanbert_desktop.ui.window.main_window import MainWindow
from support.real_window import wait_until, wait_until_loaded
from tour import screen_lookup

SCREEN = (1440, 900)
TYPED_LETTERS = 8
PALETTE = "Go to a board, card, person or command"


class Devices:
    """To be made before the window: the first keys for a window that has just learnt of a keyboard may be lost."""

    def __init__(self) -> None:
        client = WaylandClient(os.environ)
        self.pointer, self.keyboard = VirtualPointer(client, *SCREEN), VirtualKeyboard(client)


class WaylandUser:
    def __init__(self, devices: Devices, window: MainWindow) -> None:
        self._window = window
        self._pointer, self._keyboard = devices.pointer, devices.keyboard

    async def wait_for_board(self) -> None:
        """Until the window fills the screen and has the keyboard, and nothing is loaded any more."""
        window = self._window
        await wait_until_loaded(window)
        await wait_until(
            lambda: window.isActiveWindow() and (window.width(), window.height()) == SCREEN,
            "the keyboard for a window that fills the screen",
            lambda: f"{window.size()}, active: {window.isActiveWindow()}",
        )

    async def open_by_palette(self, title: str) -> None:
        await self._press("Control_L", "k")
        await wait_until(_is_in_palette, "the keyboard in the palette")
        words = title[:TYPED_LETTERS]
        for letter in words:
            await self._press(letter)
        await wait_until(lambda: _is_in_palette(words), "the letters in the palette")
        await self._press("Return")
        await screen_lookup.wait_until(lambda: screen_lookup.control(f"Card {title}"), "the card's panel")
        await self._press("Escape")
        await wait_until(lambda: screen_lookup.control(f"Card {title}") is None, "the closed panel")

    async def drag(self, title: str, column: Column) -> None:
        workspace = self._window.workspace
        assert workspace is not None
        target = workspace.board.columns_view.columns[column]
        found = await screen_lookup.wait_until(lambda: screen_lookup.row(title), title)
        view, index = found
        start = self._place(view.viewport(), view.visualRect(index).center())
        end = self._place(target, QPoint(target.width() // 2, target.height() // 2))
        await asyncio.to_thread(self._pull, start, end)
        # The button is held until the compositor has told the column of the drag: it would ignore one that begins later.
        await wait_until(lambda: target.property("lit"), "the drag over the column")
        await asyncio.to_thread(self._pointer.button, LEFT, is_down=False)
        name = target.header.accessibleName().partition(",")[0]
        await screen_lookup.wait_until(
            lambda: screen_lookup.row(f"{title}, {name}"), "the card in its column"
        )
        await workspace.service.wait_until_saved()

    def _pull(self, start: Point, end: Point) -> None:
        self._pointer.move(start)
        self._pointer.button(LEFT, is_down=True)
        for point in points_between(start, end, 12):
            self._pointer.move(point)

    async def _press(self, *names: str) -> None:
        await asyncio.to_thread(self._keyboard.press, *names)

    def _place(self, widget: QWidget, inside: QPoint) -> Point:
        spot = widget.mapTo(self._window, inside)
        return spot.x(), spot.y()


def _is_in_palette(text: str = "") -> bool:
    field = QApplication.focusWidget()
    return isinstance(field, QLineEdit) and field.accessibleName() == PALETTE and field.text() == text


def prepare(searched: str, dragged: str) -> None:
    open_window, devices = startup.open_window, Devices()

    async def walk(window: MainWindow, application: Application) -> None:
        try:
            user = WaylandUser(devices, window)
            await user.wait_for_board()
            await user.open_by_palette(searched)
            await user.drag(dragged, Column.WIP)
            print(QGuiApplication.platformName(), flush=True)  # noqa: T201
        except Exception:  # noqa: BLE001  the test reads it
            traceback.print_exc()
        application.request_quit()

    def opened(application: Application) -> MainWindow:
        window = open_window(application)
        go_online = window.go_online

        async def accompanied() -> None:
            application.tasks.start("user on wayland", walk(window, application))
            await go_online()

        window.go_online = accompanied  # type: ignore[method-assign]  # the first moment with a running loop
        return window

    startup.open_window = opened


if __name__ == "__main__":
    prepare(*sys.argv[1:])
    sys.exit(main.run([]))
