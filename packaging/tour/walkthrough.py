"""A user who knows where to click, and takes screenshots."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtWidgets import QApplication

from devtools.browser import SystemBrowser, sign_in_and_allow
from kanbert_desktop.ui.window.main_window import MainWindow
from tour import screen_lookup, xdotool
from tour.screenshots import ScreenshotFolder


class Walkthrough:
    def __init__(
        self,
        window: MainWindow,
        camera: ScreenshotFolder,
        browser: SystemBrowser,
        credentials: Mapping[str, str],
    ) -> None:
        self._window = window
        self._screenshots = camera
        self._browser = browser
        self._credentials = credentials

    async def wait_for(self, name: str) -> None:
        """Waits until something with that name is on the screen: a control, a row or a card."""
        await screen_lookup.wait_until(
            lambda: screen_lookup.control(name) or screen_lookup.row(name), f"“{name}”"
        )

    async def click(self, name: str) -> None:
        await xdotool.click(*await self.position_of(name))

    async def position_of(self, name: str) -> tuple[int, int]:
        """The centre of it on the screen."""
        await self.wait_for(name)
        found = screen_lookup.row(name)
        if found is not None:
            return screen_lookup.centre_of_row(*found)
        widget = screen_lookup.control(name)
        if widget is None:
            raise screen_lookup.NotOnScreenError(name)
        return screen_lookup.centre_of(widget)

    def tell_machine(self, word: str) -> None:
        """Prints a line for the process that holds the network."""
        print(word, flush=True)

    async def choose(self, account: str, menu: str, entry: str) -> None:
        """Chooses from a sub-menu of the account menu, in the current language."""
        await self.click(f"{account}: ")
        await self.click_action(menu)
        await self.click_action(entry)

    async def click_action(self, name: str) -> None:
        await xdotool.click(
            *await screen_lookup.wait_until(lambda: screen_lookup.action(name), f"“{name}” in a menu")
        )

    async def add_card(self, column: str, title: str) -> None:
        await self.click(f"Add card to {column}")
        await self.wait_for("Title of the new card")
        await xdotool.write(title)
        await xdotool.press("Return", "Escape")
        await self.wait_for(title)

    async def rename(self, card: str, title: str) -> None:
        """In the card panel."""
        await self.click(card)
        await self.wait_for(f"Card {card}")
        await self.click("Title")
        await xdotool.press("ctrl+a")
        await xdotool.write(title)
        await xdotool.press("Return")
        await self.wait_for(title)

    async def save_view(self, name: str, query: str) -> None:
        """Saves a query under a name, which opens its page."""
        await xdotool.press("ctrl+shift+s")
        # The dialog is drawn before it has the keyboard.
        await screen_lookup.wait_until(self._is_in_a_dialog, "the keyboard in the dialog")
        await xdotool.write(name)
        await xdotool.press("Tab", "ctrl+a")
        await xdotool.write(query)
        await xdotool.press("Return")
        await self.wait_for("Query of this view")

    def _is_in_a_dialog(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and focused.window() is not self._window

    async def comment(self, text: str) -> None:
        await self.click("Write a comment")
        await xdotool.write(text)
        await xdotool.press("ctrl+Return")
        await self.wait_for("Comment by Mira Kessler")

    async def saved(self) -> None:
        """Waits until everything done so far is saved to disk."""
        workspace = self._window.workspace
        if workspace is not None:
            await workspace.service.wait_until_saved()

    async def press(self, *keys: str) -> None:
        await xdotool.press(*keys)

    async def write(self, text: str) -> None:
        await xdotool.write(text)

    async def drag(self, name: str, target: str, screenshot: tuple[str, str] | None = None) -> None:
        """Drags a card to a column; takes the screenshot on the way."""
        start, end = await self.position_of(name), await self.position_of(target)
        # Found before the drag, whose picture is a window below the pointer.
        place = QApplication.widgetAt(*end)
        await xdotool.press_button(*start)
        await xdotool.move_pointer(start, end, lambda: screen_lookup.is_drop_target(place))
        if screenshot:
            await self.screenshot(*screenshot)
        await xdotool.release_button()

    async def screenshot(self, name: str, caption: str) -> None:
        """Of the window, after everything pending has been painted."""
        self._window.update()
        await asyncio.sleep(0.3)
        area = self._window.geometry()
        rectangle = (area.x(), area.y(), area.width(), area.height())
        await asyncio.to_thread(self._screenshots.capture, name, caption, rectangle)

    async def allow_in_browser(self) -> str:
        """Signs in and allows, in the browser that the program opened; takes screenshots of its pages."""
        with tempfile.TemporaryDirectory() as folder:
            shots = Path(folder)
            text = await asyncio.to_thread(self._decide, shots)
            for file, caption in _BROWSER_SCREENSHOTS.items():
                self._screenshots.save(shots / f"{file}.png", file, caption)
        return text

    def _decide(self, shots: Path) -> str:
        keys = self._credentials
        return sign_in_and_allow(self._browser, keys["email"], keys["password"], screenshots=shots)


_BROWSER_SCREENSHOTS = {
    "browser-login": "The system's own browser: sign in to Kanbert.",
    "browser-consent": "Kanbert asks what the application may do.",
    "browser-done": "The browser tells the truth: signed in, the tab may be closed.",
}
