"""A monkey at the window, told by a seed: what it does in a step is drawn from the seed and the step's number alone."""

import asyncio
import gc
import random
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from monkey import xdotool_input
from monkey.environment import MonkeyEnvironment, objects_of, resident_bytes
from monkey.error_capture import ErrorCapture
from monkey.events import EVENTS
from monkey.input_actions import ACTIONS
from monkey.tour import PAGES

STEPS = 500
SHOWN = 15
"""So many of the last steps are told where it fails."""
WARM = 0.4
"""After this share of the steps every page has been seen: what is made once is made."""
PAUSE_SECONDS = 0.005
"""Seconds between two gestures, in which the window may do what they ask."""
CHECK_EVERY = 100
PAGE_EVERY = 5
"""Steps between two visits, where the monkey is read."""
MAX_GROWTH = 1.25
"""Of the objects of Qt; and of memory, in which the history of all wishes has to be as well."""
ALL = (*ACTIONS, *EVENTS)


@dataclass
class Monkey:
    """Raises `AssertionError` with the way to go it again."""

    seed: int
    environment: MonkeyEnvironment
    error_capture: ErrorCapture
    say: Callable[[str], None] = lambda _text: None
    watches_memory: bool = False
    has_screen_readers: bool = False
    """Every page and dialog is opened and closed on the way."""
    step: int = 0
    last: deque[str] = field(default_factory=lambda: deque(maxlen=SHOWN))
    _objects: int = 0
    _bytes: int = 0

    async def play(self, steps: int = STEPS) -> None:
        with self._told():
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

    # What may not grow.

    async def _see_everything(self) -> None:
        """Pages and popups that are made when they are first needed."""
        for keys in ("ctrl+k", "slash", "ctrl+shift+m", "ctrl+shift+a", "F1", "ctrl+comma", "ctrl+f"):
            await xdotool_input.press("Escape", keys)
            await asyncio.sleep(PAUSE_SECONDS)
        await self._rest()

    async def _rest(self) -> None:
        """Nothing open, nothing typed, and what was to be deleted is."""
        window, workspace = self.environment.window, self.environment.window.workspace
        assert workspace is not None
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
        self.say(f"{number:>8} steps, {mega:.0f} MB, {len(list(self.environment.mirror.cards()))} cards")

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except BaseException as error:
            part = "readers" if self.has_screen_readers else "monkey"
            again = f"python3 packaging/dev.py soak {part} --seed {self.seed} --steps {self.step + 1}"
            trace = "\n".join(self.last)
            error.add_note(f"The last steps:\n{trace}\nAgain: {again}")
            raise
