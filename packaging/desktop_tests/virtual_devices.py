"""A pointer and a keyboard of compositors built on wlroots, by their protocols for virtual devices.

The devices exist as long as the client. A keyboard that came and went with each key would take the focus of the window
along, and its first key would be down before the window has the keyboard.
"""

from __future__ import annotations

import os
import time

from desktop_tests.input_devices import Point
from desktop_tests.keyboard_layout import KEYMAP, MODIFIERS, keys_for
from desktop_tests.wayland_client import WaylandClient, fixed, integers

STEP_SECONDS = 0.01
"""Between two events of a hand: compositors and programs join motions that come at once."""
SUBDIVISION = 100
"""A place may lie between two units of the screen."""


class VirtualPointer:
    """`width` and `height` are those of the whole screen, in the units in which the compositor lays windows out."""

    _MOTION_ABSOLUTE, _BUTTON, _AXIS, _FRAME, _AXIS_SOURCE, _AXIS_STOP = 1, 2, 3, 4, 5, 6
    _CREATE_POINTER, _DEFAULT = 0, 0
    _FINGER, _VERTICAL, _HORIZONTAL = 1, 0, 1

    def __init__(self, client: WaylandClient, width: int, height: int) -> None:
        self._client = client
        self.size = (width, height)
        manager = client.bind("zwlr_virtual_pointer_manager_v1", 1)
        self._pointer = client.new_object()
        client.request(manager, self._CREATE_POINTER, integers(self._DEFAULT, self._pointer))
        client.wait()

    def move(self, point: Point) -> None:
        place = [round(value * SUBDIVISION) for value in (*point, *self.size)]
        self._request(self._MOTION_ABSOLUTE, integers(_now(), *place))
        self._end_frame()

    def button(self, code: int, *, is_down: bool) -> None:
        self._request(self._BUTTON, integers(_now(), code, int(is_down)))
        self._end_frame()

    def scroll(self, dx: float, dy: float) -> None:
        """Two fingers on a touch pad, in pixels, which then leave it."""
        turned = [(axis, by) for axis, by in ((self._HORIZONTAL, dx), (self._VERTICAL, dy)) if by]
        self._request(self._AXIS_SOURCE, integers(self._FINGER))
        for axis, by in turned:
            self._request(self._AXIS, integers(_now(), axis) + fixed(by))
        self._end_frame()
        self._request(self._AXIS_SOURCE, integers(self._FINGER))
        for axis, _by in turned:
            self._request(self._AXIS_STOP, integers(_now(), axis))
        self._end_frame()

    def _request(self, opcode: int, arguments: bytes) -> None:
        self._client.request(self._pointer, opcode, arguments)

    def _end_frame(self) -> None:
        self._request(self._FRAME, b"")
        self._client.wait()
        time.sleep(STEP_SECONDS)


class VirtualKeyboard:
    """An American keyboard."""

    _CREATE_KEYBOARD = 0
    _KEYMAP, _KEY, _MODIFIERS = 0, 1, 2
    _XKB_TEXT = 1

    def __init__(self, client: WaylandClient) -> None:
        self._client = client
        self._held = 0
        manager = client.bind("zwp_virtual_keyboard_manager_v1", 1)
        input_group = client.bind("wl_seat", 1)
        self._keyboard = client.new_object()
        client.request(manager, self._CREATE_KEYBOARD, integers(input_group, self._keyboard))
        self._send_keymap()

    def press(self, *names: str) -> None:
        """Presses keys one after the other, by their X names or letters, and releases them in reverse."""
        pressed = [pair for name in names for pair in keys_for(name)]
        for name, key in pressed:
            self._send(name, key, is_down=True)
        for name, key in reversed(pressed):
            self._send(name, key, is_down=False)
        time.sleep(STEP_SECONDS)

    def _send(self, name: str, key: int, *, is_down: bool) -> None:
        self._client.request(self._keyboard, self._KEY, integers(_now(), key, int(is_down)))
        if bit := MODIFIERS.get(name):
            # The compositor leaves the state of a virtual keyboard to its client.
            self._held = self._held | bit if is_down else self._held & ~bit
            self._client.request(self._keyboard, self._MODIFIERS, integers(self._held, 0, 0, 0))
        self._client.wait()

    def _send_keymap(self) -> None:
        data = KEYMAP.encode() + b"\0"
        file = os.memfd_create("keymap", os.MFD_CLOEXEC)
        try:
            os.write(file, data)
            self._client.request(self._keyboard, self._KEYMAP, integers(self._XKB_TEXT, len(data)), [file])
            self._client.wait()
        finally:
            os.close(file)


class VirtualDevices:
    """Both as one. There is no finger: wlroots has no protocol for a virtual touch screen."""

    def __init__(self, client: WaylandClient, width: int, height: int) -> None:
        self.pointer, self.keyboard = VirtualPointer(client, width, height), VirtualKeyboard(client)
        self.move, self.button, self.scroll = self.pointer.move, self.pointer.button, self.pointer.scroll
        self.press = self.keyboard.press

    def swipe(self, start: Point, end: Point) -> None:
        raise NotImplementedError


def _now() -> int:
    """Milliseconds of a clock that never goes back."""
    return int(time.monotonic() * 1000)
