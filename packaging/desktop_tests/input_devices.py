"""What moves pointer, finger and keys of a desktop."""

from __future__ import annotations

from typing import Protocol

LEFT, RIGHT = 0x110, 0x111
"""The buttons of a mouse, as the kernel numbers them."""
Point = tuple[float, float]


class InputDevices(Protocol):
    """Points are in the units of windows, over all screens."""

    def move(self, point: Point) -> None: ...

    def button(self, code: int, *, is_down: bool) -> None: ...

    def swipe(self, start: Point, end: Point) -> None:
        """One finger."""

    def scroll(self, dx: float, dy: float) -> None: ...

    def press(self, *names: str) -> None:
        """Keys together, by their X names or letters."""


def points_between(start: Point, end: Point, steps: int) -> list[Point]:
    """Evenly spaced, both ends included."""
    (x, y), (to_x, to_y) = start, end
    return [(x + (to_x - x) * step / steps, y + (to_y - y) * step / steps) for step in range(steps + 1)]
