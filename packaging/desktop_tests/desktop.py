"""What the scenarios may do with a desktop, and what they see of it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import ClassVar, TypeVar

from desktop_tests.input_devices import LEFT, InputDevices, Point, points_between
from desktop_tests.session import Session
from devtools.steps import StepError

Size = tuple[int, int]
SCREEN: Size = (1440, 900)
_Part = TypeVar("_Part")


class DesktopError(Exception):
    """The desktop rejected a request or did not answer."""


class Ability(Enum):
    """What only some desktops have. A scenario names what it needs, and runs where that is there."""

    DASH = "a dash with icons of applications"
    ACTIVATION = "an activation token for each program that is launched"
    SEARCH = "a search that asks programs"
    NOTIFICATIONS = "notifications that can be clicked"
    DARK = "a dark style"
    APPEARANCE = "a contrast and a text size"
    SCALE = "a scale of the screen"
    SCREENS = "several screens"
    TOUCH = "a touch screen"
    INPUT_METHODS = "input methods for Chinese and Japanese"


@dataclass(frozen=True)
class Rectangle:
    """In the units of windows: with a scale of 2, one is two pixels wide."""

    x: float
    y: float
    width: float
    height: float

    @property
    def centre(self) -> Point:
        return self.x + self.width / 2, self.y + self.height / 2

    def has(self, point: Point) -> bool:
        x, y = point[0] - self.x, point[1] - self.y
        return 0 <= x < self.width and 0 <= y < self.height


@dataclass(frozen=True)
class Screen:
    """One of several beside each other. `x` is in units of windows."""

    x: float
    pixels: Size
    scale: float

    @property
    def frame(self) -> Rectangle:
        width, height = self.pixels
        return Rectangle(self.x, 0, width / self.scale, height / self.scale)


@dataclass(frozen=True)
class Window:
    """A window as the compositor knows it; `frame` includes what it or the program draws as decoration, without shadows."""

    id: int
    title: str
    app_id: str
    has_focus: bool
    frame: Rectangle


class Desktop(ABC):
    """One desktop. It can be started again after a stop, which is the next log-in of the same user.

    A start sets `screens` and `_devices`.
    """

    name: ClassVar[str]
    abilities: ClassVar[frozenset[Ability]] = frozenset()

    def __init__(self, session: Session) -> None:
        self.session = session
        self.screens: Sequence[Screen] = ()
        self._devices: InputDevices | None = None

    @abstractmethod
    def start(self, screens: Sequence[Size] = (SCREEN,)) -> None:
        """Returns when programs can be started. More than one screen needs `Ability.SCREENS`."""

    @abstractmethod
    def stop(self) -> None:
        """Ends everything that was started in it."""

    @abstractmethod
    def tidy_up(self) -> None:
        """Closes what the desktop shows over the windows, and whatever it told by itself."""

    def log_off(self, look: Callable[[], None]) -> None:
        """Ends the session as the user does; calls `look` when the desktop asks for a confirmation.

        Without a session manager nobody asks the programs: the session ends with the compositor.
        """
        look()
        self.stop()

    # Pointer, finger and keys

    def move(self, point: Point) -> None:
        self._started_devices.move(point)

    def press_button(self, button: int = LEFT) -> None:
        self._started_devices.button(button, is_down=True)

    def release_button(self, button: int = LEFT) -> None:
        self._started_devices.button(button, is_down=False)

    def click(self, point: Point, button: int = LEFT) -> None:
        # From beside it: a pointer that stands there already enters nothing.
        self.move((point[0] - 1, point[1]))
        self.move(point)
        self.press_button(button)
        self.release_button(button)

    def glide(self, start: Point, end: Point, steps: int = 20) -> None:
        """Moves the pointer at a user's pace."""
        for point in points_between(start, end, steps):
            self.move(point)

    def swipe(self, start: Point, end: Point) -> None:
        """Moves one finger over the screen. Needs `Ability.TOUCH`."""
        self._started_devices.swipe(start, end)

    def scroll(self, dx: float, dy: float) -> None:
        """Two fingers on a touch pad, in pixels; a positive `dy` shows what is below."""
        self._started_devices.scroll(dx, dy)

    def press_keys(self, *names: str) -> None:
        """Presses the keys together, by their X names: `press_keys("Control_L", "k")`."""
        self._started_devices.press(*names)

    def type_text(self, text: str) -> None:
        """Types what the present keyboard layout has; a line break is the Enter key."""
        for letter in text:
            self._started_devices.press(letter)

    @property
    def _started_devices(self) -> InputDevices:
        return self._started(self._devices)

    def _started(self, part: _Part | None) -> _Part:
        """What a start makes. Raises `StepError` before it."""
        if part is None:
            raise StepError(f"{self.name} is not started.")
        return part

    # Screen and windows

    @abstractmethod
    def screenshot(self, file: Path) -> None:
        """Of all screens."""

    @abstractmethod
    def windows(self) -> list[Window]: ...

    @abstractmethod
    def raise_window(self, window: Window) -> None:
        """Gives it the focus without a click."""

    @abstractmethod
    def launch(self, entry: str) -> None:
        """Starts an application by the id of its desktop file, as a menu does."""

    @abstractmethod
    def set_clipboard(self, text: str) -> None: ...

    # Only with their ability

    def click_dash(self, entry: str, button: int = LEFT) -> None:
        """Opens the overview and clicks the icon there."""
        raise NotImplementedError(Ability.DASH)

    def open_dash_menu(self, entry: str) -> None:
        """Opens the overview and the menu of the icon there."""
        raise NotImplementedError(Ability.DASH)

    def choose(self, text: str) -> None:
        """Clicks an entry of that menu."""
        raise NotImplementedError(Ability.DASH)

    def search(self, text: str) -> list[str]:
        """Types in the search; returns the titles of what this program finds, when there is something."""
        raise NotImplementedError(Ability.SEARCH)

    def open_found(self, title: str) -> None:
        """Opens what `search` returned."""
        raise NotImplementedError(Ability.SEARCH)

    def notification(self, words: str) -> Rectangle | None:
        """Where a notification with these words is shown."""
        raise NotImplementedError(Ability.NOTIFICATIONS)

    def set_dark(self, on: bool) -> None:
        raise NotImplementedError(Ability.DARK)

    def set_high_contrast(self, on: bool) -> None:
        raise NotImplementedError(Ability.APPEARANCE)

    def set_text_scale(self, factor: float) -> None:
        raise NotImplementedError(Ability.APPEARANCE)

    def set_scales(self, *factors: float) -> None:
        """Uses as many of the screens, from the left; the others are unplugged. Each gets the nearest scale that it offers.

        More than one needs `Ability.SCREENS`.
        """
        raise NotImplementedError(Ability.SCALE)

    def send_to_screen(self, window: Window, number: int) -> None:
        """As the desktop's key for it does; the first screen has the number 0."""
        raise NotImplementedError(Ability.SCREENS)

    def screenshot_of_screen(self, number: int, file: Path) -> None:
        """At the scale of any of the screens."""
        raise NotImplementedError(Ability.SCREENS)

    def pixels_per_unit(self, window: Window) -> float:
        """How many pixels the program drew for one unit of the window's width: fewer than the scale look blurred."""
        raise NotImplementedError(Ability.SCALE)

    def use_input_method(self, engine: str) -> None:
        """Types through this engine of ibus from now on; "" is the plain keyboard again."""
        raise NotImplementedError(Ability.INPUT_METHODS)

    def accepts_composition(self) -> bool:
        """Whether a field with the focus takes composed text."""
        raise NotImplementedError(Ability.INPUT_METHODS)

    def composed_text(self) -> str:
        """What is shown in the field and is not yet its text."""
        raise NotImplementedError(Ability.INPUT_METHODS)

    def candidates(self) -> Rectangle | None:
        """Where the words to choose from are shown."""
        raise NotImplementedError(Ability.INPUT_METHODS)


def side_by_side(sizes: Sequence[Size], scales: Sequence[float]) -> list[Screen]:
    """As many screens as there are scales, from the left."""
    screens: list[Screen] = []
    for pixels, scale in zip(sizes, scales, strict=False):
        x = sum(screen.frame.width for screen in screens)
        screens.append(Screen(x, pixels, scale))
    return screens
