"""A monkey at the window: each step depends on the seed and the step's number only."""

import asyncio
import gc
import random
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from kanbert_desktop.ui.navigation.history import PageKind
from monkey import xdotool_input
from monkey.environment import MonkeyEnvironment, objects_of, resident_bytes
from monkey.error_capture import ErrorCapture
from monkey.events import EVENTS
from monkey.input_actions import ACTIONS
from monkey.tour import PAGES

STEPS = 500
SHOWN = 15
"""The number of last steps that are printed on failure."""
WARM = 0.4
"""After this share of the steps every page has been opened: what is created once exists."""
PAUSE_SECONDS = 0.005
"""Seconds between two actions."""
CHECK_EVERY = 100
PAGE_EVERY = 5
"""Steps between two page visits, if screen readers are running."""
MAX_GROWTH = 1.25
"""Allowed growth of Qt objects; and of memory, which includes the history of all changes."""
ALL = (*ACTIONS, *EVENTS)
_PAGES = (
    *(PageKind.INBOX, PageKind.MY_WORK, PageKind.CALENDAR, PageKind.OVERVIEW, PageKind.ATTENTION),
    *(PageKind.SEARCH, PageKind.DELETED, PageKind.TEMPLATES),
)
"""Pages that stay once they were opened."""


@dataclass
class Monkey:
    """Raises `AssertionError` with the command that repeats it."""

    seed: int
    environment: MonkeyEnvironment
    error_capture: ErrorCapture
    say: Callable[[str], None] = lambda _text: None
    watches_memory: bool = False
    has_screen_readers: bool = False
    """Opens and closes every page and dialog on the way."""
    step: int = 0
    last: deque[str] = field(default_factory=lambda: deque(maxlen=SHOWN))
    _objects: int = 0
    _bytes: int = 0

    async def play(self, steps: int = STEPS) -> None:
        with self._trace():
            await self._see_everything()
            for number in range(steps):
                await self._one(number)
                if self.has_screen_readers and not number % PAGE_EVERY:
                    await self._visit(number // PAGE_EVERY)
                if number == int(steps * WARM):
                    await self._weigh()
                elif not (number + 1) % CHECK_EVERY:
                    self.environment.invariants.check()
                    self._report(number + 1)
            self.last.append("the end")
            await self._nothing_grew()
            await self.environment.invariants.check_after_sync(self.environment.application)
            self._is_silent()

    async def _visit(self, number: int) -> None:
        place = PAGES[number % len(PAGES)]
        self.last.append(f"visits: {place.__name__}")
        await place(self)
        await asyncio.sleep(PAUSE_SECONDS)
        await xdotool_input.press(*["Escape"] * 3)
        self._is_silent()

    async def _one(self, number: int) -> None:
        self.step = number
        self.random = random.Random(f"{self.seed} {number}")  # noqa: S311  to be repeated, not to be secret
        action = self.random.choices([action for action, _ in ALL], [weight for _, weight in ALL])[0]
        self.last.append(f"{number}: {action.__name__} …")
        result = await action(self)
        await asyncio.sleep(PAUSE_SECONDS)
        self.last[-1] = f"{number}: {result}"
        self._is_silent()

    def _is_silent(self) -> None:
        assert not self.error_capture.errors, "\n".join(self.error_capture.errors)

    # What must not grow.

    async def _see_everything(self) -> None:
        """Opens pages and popups that are created on first use."""
        for keys in (
            "ctrl+k",
            "slash",
            "ctrl+shift+m",
            "ctrl+shift+a",
            "ctrl+shift+t",
            "F1",
            "ctrl+comma",
            "ctrl+f",
        ):
            await xdotool_input.press("Escape", keys)
            await asyncio.sleep(PAUSE_SECONDS)
        workspace = self.environment.window.workspace
        assert workspace is not None
        for kind in _PAGES:
            workspace.navigator.open_page(kind)
            await asyncio.sleep(PAUSE_SECONDS)
        workspace.navigator.open_card(next(iter(self.environment.local_cards.cards())).key)
        await asyncio.sleep(PAUSE_SECONDS)
        await self._rest()

    async def _rest(self) -> None:
        """Closes everything; no typed text, no pending deletes."""
        window, workspace = self.environment.window, self.environment.window.workspace
        assert workspace is not None
        if window.has_others:
            window.window_set.close_others()
        await xdotool_input.press(*["Escape"] * 6)
        workspace.navigator.open_last_board()
        workspace.board.close_card()
        window.resize(1440, 900)
        for _ in range(5):
            await asyncio.sleep(PAUSE_SECONDS)
        gc.collect()

    async def _weigh(self) -> None:
        await self._rest()
        self._objects, self._bytes = objects_of(self.environment.window), resident_bytes()

    async def _nothing_grew(self) -> None:
        await self._rest()
        objects = objects_of(self.environment.window)
        assert objects <= self._objects * MAX_GROWTH, f"{self._objects} objects of Qt became {objects}"
        if self.watches_memory:
            size = resident_bytes()
            assert size <= self._bytes * MAX_GROWTH, f"{self._bytes >> 20} MB became {size >> 20}"

    def _report(self, number: int) -> None:
        mega = resident_bytes() / 2**20
        self.say(f"{number:>8} steps, {mega:.0f} MB, {len(list(self.environment.local_cards.cards()))} cards")

    @contextmanager
    def _trace(self) -> Iterator[None]:
        try:
            yield
        except BaseException as error:
            part = "readers" if self.has_screen_readers else "monkey"
            again = f"python3 packaging/dev.py soak {part} --seed {self.seed} --steps {self.step + 1}"
            trace = "\n".join(self.last)
            error.add_note(f"The last steps:\n{trace}\nAgain: {again}")
            raise
