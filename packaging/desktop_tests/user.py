"""A user at a desktop: finds things by their accessible names and moves the desktop's pointer, finger and keys."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path

from desktop_tests import pictures
from desktop_tests.desktop import SCREEN, Desktop, Rectangle, Size, Window
from desktop_tests.input_devices import Point
from desktop_tests.program import APP_ID, ENTRY, Program
from desktop_tests.report import Report
from desktop_tests.server import Server
from desktop_tests.session import SECONDS, wait_until
from devtools.browser import SystemBrowser
from devtools.steps import StepError, require, step
from support.screen_reader import ScreenReader, screen_reader

_MOST_ENTRIES = 20
BOARD, SHORTCODE = "Website-Relaunch", "WEB"


class DesktopUser:
    def __init__(
        self, desktop: Desktop, program: Program, server: Server, browser: SystemBrowser, report: Report
    ) -> None:
        self.desktop, self.program, self.server, self.browser = desktop, program, server, browser
        self._report = report
        self._open = ExitStack()
        self._reader: ScreenReader | None = None

    def log_in(self, screens: Sequence[Size] = (SCREEN,)) -> None:
        with step(f"Starting {self.desktop.name}"):
            self.desktop.start(screens)
            # The screen reader is a program of this session too.
            os.environ.update(self.desktop.session.variables)
            self._reader = self._open.enter_context(screen_reader())

    def log_out(self) -> None:
        """Ends everything without asking; nothing is started then, too."""
        self._reader = None
        self._open.close()
        self.desktop.stop()

    def log_off(self, look: Callable[[], None]) -> None:
        """As the desktop's menu does, where it has one; calls `look` before the end."""
        self._reader = None
        self._open.close()
        self.desktop.log_off(look)

    @property
    def reader(self) -> ScreenReader:
        if self._reader is None:
            raise StepError("Nobody is logged in.")
        return self._reader

    def step(self, name: str, caption: str) -> AbstractContextManager[None]:
        return self._report.step(name, caption)

    # Windows

    def own_windows(self) -> list[Window]:
        return [window for window in self.desktop.windows() if window.app_id == APP_ID]

    def window(self, title: str = "Kanbert Desktop") -> Window:
        """The window of the program with this in its title."""
        found: list[Window] = []

        def is_there() -> bool:
            found[:] = [window for window in self.own_windows() if title in window.title]
            return bool(found)

        wait_until(is_there, f"a window “{title}”")
        return found[0]

    def wait_for_focus(self, title: str = "Kanbert Desktop") -> None:
        """Until the compositor says that this window has the focus."""
        wait_until(
            lambda: any(title in window.title and window.has_focus for window in self.own_windows()),
            f"the focus on “{title}”",
        )

    def open_program(self) -> None:
        """From the menu, unless it is open; with its window in front."""
        if not self.own_windows():
            self.desktop.launch(ENTRY)
        self.desktop.raise_window(self.window())
        self.wait_for_focus()

    def open_board(self) -> None:
        """The board of most scenarios, with nothing beside it."""
        self.open_program()
        # Leaves a field, then closes the panel of a card.
        for _ in range(2):
            self.desktop.press_keys("Escape")
        if BOARD not in self.window().title:
            self.desktop.press_keys("Control_L", "k")
            self.reader.has_focus_on("Go to a board, card, person or command")
            self.desktop.type_text(BOARD)
            self.reader.find(f"{BOARD}, *", "list item")
            self.desktop.press_keys("Return")
            self.window(BOARD)

    # Places

    def point_of(self, name: str, role: str | None = None) -> Point:
        return self.rectangle_of(name, role).centre

    def rectangle_of(self, name: str, role: str | None = None) -> Rectangle:
        """On the screen. What lies in a popup has no place that a compositor tells."""
        place = self.reader.place(name, role)
        frame = self.window(place.window).frame
        # Left, right and bottom borders are alike; the rest is the title bar.
        border = (frame.width - place.width_of_window) / 2
        top = frame.height - border - place.height_of_window
        return Rectangle(frame.x + border + place.x, frame.y + top + place.y, place.width, place.height)

    def click(self, name: str, role: str | None = None) -> None:
        self.desktop.click(self.point_of(name, role))

    def choose(self, entry: str) -> None:
        """Chooses an entry of the open menu by the arrow keys."""
        for _ in range(_MOST_ENTRIES):
            self.desktop.press_keys("Down")
            if self.reader.focused().name == entry:
                self.desktop.press_keys("Return")
                return
        raise StepError(f"“{entry}” is not in the menu.")

    def drag(self, start: Point, end: Point, then: Callable[[], None] | None = None) -> None:
        """Releases the button where the program accepts the drag; calls `then` before that."""
        self.desktop.move(start)
        self.desktop.press_button()
        try:
            self.desktop.glide(start, end)
            self._rest_until_accepted(end)
            if then is not None:
                then()
        finally:
            self.desktop.release_button()

    def _rest_until_accepted(self, place: Point) -> None:
        """A compositor ignores a release before it knows of the drag, or before the target has answered it."""
        self.program.protocol_log.forget()
        beside = (place[0] + 1, place[1])

        def is_accepted() -> bool:
            # The target answers each move.
            for point in (beside, place):
                self.desktop.move(point)
            return self.program.protocol_log.has_accepted_drag()

        wait_until(is_accepted, "a target that accepts the drag")

    # What the program has

    def cards(self, column: str) -> list[str]:
        """Titles in a column of the board, in the order of the window; sub-tasks are left out."""
        titles = {card["title"] for card in self.program.run_verb("cards", SHORTCODE, "--column", column)}
        rows = self.reader.items(f"{COLUMN_NAMES[column]}, * cards")
        found = [
            max((title for title in titles if row.startswith(title)), key=len, default="") for row in rows
        ]
        return [title for title in found if title]

    def wait_for(self, is_so: Callable[[], bool], what: str, *, seconds: float = SECONDS) -> None:
        wait_until(is_so, what, seconds=seconds)

    def picture_of(self, window: Window) -> Path:
        """A file that the next call replaces."""
        file = self.desktop.session.folder / "window.png"
        self.desktop.screenshot(file)
        frame = window.frame
        pictures.crop(file, *map(round, (frame.x, frame.y, frame.width, frame.height)))
        return file

    def require(self, is_so: bool, sentence: str, *instead: object) -> None:
        require(is_so, sentence, *instead)


COLUMN_NAMES = {"Backlog": "Backlog", "New": "To do", "WIP": "In progress", "Completed": "Completed"}
"""What the window calls the columns of the server."""
