"""Somebody before the window who knows where to click, and takes a picture of what they see."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Mapping
from pathlib import Path

from devtools.browser import SystemBrowser, sign_in_and_allow
from kanbert_desktop.ui.window.main_window import MainWindow
from tour import input as hand
from tour import screen_lookup
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
        self._camera = camera
        self._browser = browser
        self._credentials = credentials

    async def wait_for(self, name: str) -> None:
        """Wait until something of that name is on the screen: a control, a row or a card."""
        await screen_lookup.wait_until(
            lambda: screen_lookup.control(name) or screen_lookup.row(name), f"“{name}”"
        )

    async def click(self, name: str) -> None:
        await hand.click(*await self.position_of(name))

    async def position_of(self, name: str) -> tuple[int, int]:
        """Where on the screen the middle of it is."""
        await self.wait_for(name)
        found = screen_lookup.row(name)
        if found is not None:
            return screen_lookup.centre_of_row(*found)
        widget = screen_lookup.control(name)
        if widget is None:
            raise screen_lookup.NotOnScreenError(name)
        return screen_lookup.centre_of(widget)

    def tell_machine(self, word: str) -> None:
        """To the one outside, who holds the cable."""
        print(word, flush=True)

    async def choose(self, account: str, menu: str, entry: str) -> None:
        """From a sub-menu of the account menu, in the words of the present language."""
        await self.click(f"{account}: ")
        await self.click_action(menu)
        await self.click_action(entry)

    async def click_action(self, name: str) -> None:
        await hand.click(
            *await screen_lookup.wait_until(lambda: screen_lookup.action(name), f"“{name}” in a menu")
        )

    async def add_card(self, column: str, title: str) -> None:
        await self.click(f"Add card to {column}")
        await self.wait_for("Title of the new card")
        await hand.write(title)
        await hand.press("Return", "Escape")
        await self.wait_for(title)

    async def rename(self, card: str, title: str) -> None:
        """In the card's panel."""
        await self.click(card)
        await self.wait_for(f"Card {card}")
        await self.click("Title")
        await hand.press("ctrl+a")
        await hand.write(title)
        await hand.press("Return")
        await self.wait_for(title)

    async def comment(self, text: str) -> None:
        await self.click("Write a comment")
        await hand.write(text)
        await hand.press("ctrl+Return")
        await self.wait_for("Comment by Mira Kessler")

    async def saved(self) -> None:
        """Until the disk has all that was done so far."""
        workspace = self._window.workspace
        if workspace is not None:
            await workspace.service.wait_until_saved()

    async def press(self, *keys: str) -> None:
        await hand.press(*keys)

    async def write(self, text: str) -> None:
        await hand.write(text)

    async def drag(self, name: str, target: str, picture: tuple[str, str] | None = None) -> None:
        """Carry a card onto a column; the picture is taken on the way."""
        start, end = await self.position_of(name), await self.position_of(target)
        await hand.press_button(*start)
        await hand.move_pointer(start, end)
        if picture:
            await self.screenshot(*picture)
        await hand.release_button()

    async def screenshot(self, name: str, words: str) -> None:
        """Of the window, once everything asked for has been painted."""
        self._window.update()
        await asyncio.sleep(0.3)
        area = self._window.geometry()
        place = (area.x(), area.y(), area.width(), area.height())
        await asyncio.to_thread(self._camera.capture, name, words, place)

    async def allow_in_browser(self) -> str:
        """Sign in and allow, in the browser that the program opened; its pages are pictures too."""
        with tempfile.TemporaryDirectory() as folder:
            shots = Path(folder)
            text = await asyncio.to_thread(self._decide, shots)
            for file, words in _BROWSER_PICTURES.items():
                self._camera.save(shots / f"{file}.png", file, words)
        return text

    def _decide(self, shots: Path) -> str:
        keys = self._credentials
        return sign_in_and_allow(self._browser, keys["email"], keys["password"], pictures=shots)


_BROWSER_PICTURES = {
    "browser-login": "The system's own browser: sign in to Kanbert.",
    "browser-consent": "Kanbert asks what the application may do.",
    "browser-done": "The browser tells the truth: signed in, the tab may be closed.",
}
