"""Pointer, finger and keys of KWin, by its protocol for programs that the user allows to move them."""

from __future__ import annotations

import time

from desktop_tests.input_devices import Point, points_between
from desktop_tests.keyboard_layout import keys_for
from desktop_tests.wayland_client import WaylandClient, fixed, integers, string

STEP_SECONDS = 0.01
"""Between two events of a hand: compositors and programs join motions that come at once."""


class FakeInput:
    _AUTHENTICATE, _BUTTON, _AXIS = 0, 2, 3
    _TOUCH_DOWN, _TOUCH_MOTION, _TOUCH_UP, _TOUCH_FRAME = 4, 5, 6, 8
    _MOTION_ABSOLUTE, _KEY = 9, 10
    _VERTICAL, _HORIZONTAL = 0, 1
    _FINGER = 0

    def __init__(self, client: WaylandClient) -> None:
        self._client = client
        self._input = client.bind("org_kde_kwin_fake_input", 4)
        self._request(self._AUTHENTICATE, string("desktop scenarios") + string("moves as a user does"))

    def move(self, point: Point) -> None:
        self._request(self._MOTION_ABSOLUTE, fixed(point[0]) + fixed(point[1]))

    def button(self, code: int, *, is_down: bool) -> None:
        self._request(self._BUTTON, integers(code, int(is_down)))

    def scroll(self, dx: float, dy: float) -> None:
        for axis, by in ((self._HORIZONTAL, dx), (self._VERTICAL, dy)):
            if by:
                self._request(self._AXIS, integers(axis) + fixed(by))

    def press(self, *names: str) -> None:
        """Presses keys one after the other, by their X names or letters, and releases them in reverse."""
        pressed = [key for name in names for _name, key in keys_for(name)]
        for key in pressed:
            self._request(self._KEY, integers(key, 1))
        for key in reversed(pressed):
            self._request(self._KEY, integers(key, 0))

    def swipe(self, start: Point, end: Point, steps: int = 20) -> None:
        """One finger."""
        first, *points = points_between(start, end, steps)
        self._touch(self._TOUCH_DOWN, first)
        for point in points:
            self._touch(self._TOUCH_MOTION, point)
        self._touch(self._TOUCH_UP)

    def _touch(self, opcode: int, point: Point | None = None) -> None:
        place = b"" if point is None else fixed(point[0]) + fixed(point[1])
        self._client.request(self._input, opcode, integers(self._FINGER) + place)
        self._request(self._TOUCH_FRAME, b"")

    def _request(self, opcode: int, arguments: bytes) -> None:
        self._client.request(self._input, opcode, arguments)
        self._client.wait()
        time.sleep(STEP_SECONDS)
