"""Pointer, finger and keys through GNOME's interface for remote desktops."""

from __future__ import annotations

import time

from desktop_tests.input_devices import Point, points_between
from desktop_tests.keysyms import keysym
from desktop_tests.session_bus import SessionBus

_REMOTE, _CAST = "org.gnome.Mutter.RemoteDesktop", "org.gnome.Mutter.ScreenCast"
_PAUSE_SECONDS = 0.02
_FINGER_STEPS = 15
_FIRST_TOUCH_SECONDS = 0.5
_EMPTY = (300.0, 4.0)
"""Nothing of the panel is there."""
_FINISHED = 1
"""A flag of a scroll event: the fingers left the touch pad."""


class MutterInput:
    """It ends with the connection, and with every change of the screen: then a new one is needed.

    `scale` is that of the screen: points are in units of windows, a recording is in pixels.
    """

    def __init__(self, bus: SessionBus, scale: float = 1) -> None:
        self._bus, self._scale = bus, scale
        self._session: str = self._bus.call(_REMOTE, _path(_REMOTE), _REMOTE, "CreateSession")[0]
        id_ = self._bus.call(
            *(_REMOTE, self._session, "org.freedesktop.DBus.Properties", "Get", "ss"),
            *(f"{_REMOTE}.Session", "SessionId"),
        )[0]
        options = {"remote-desktop-session-id": id_}
        cast: str = self._bus.call(_CAST, _path(_CAST), _CAST, "CreateSession", "a{sv}", options)[0]
        # Coordinates are those of a recorded monitor; nobody reads the recording.
        self._stream: str = self._bus.call(
            _CAST, cast, f"{_CAST}.Session", "RecordMonitor", "sa{sv}", "Meta-0", {}
        )[0]
        self._bus.call(_REMOTE, self._session, f"{_REMOTE}.Session", "Start")
        self._has_touched = False

    def move(self, point: Point) -> None:
        self._notify("PointerMotionAbsolute", "sdd", self._stream, *self._pixels(point))

    def button(self, code: int, *, is_down: bool) -> None:
        self._notify("PointerButton", "ib", code, is_down)

    def swipe(self, start: Point, end: Point) -> None:
        if not self._has_touched:
            # Mutter makes its device with the first touch, which no program sees.
            self._has_touched = True
            self._finger(_EMPTY, _EMPTY, 1)
            time.sleep(_FIRST_TOUCH_SECONDS)
        self._finger(start, end, _FINGER_STEPS)

    def scroll(self, dx: float, dy: float) -> None:
        self._notify("PointerAxis", "ddu", float(dx), float(dy), 0)
        self._notify("PointerAxis", "ddu", 0.0, 0.0, _FINISHED)

    def press(self, *names: str) -> None:
        signs = [keysym(name) for name in names]
        for sign in signs:
            self._notify("KeyboardKeysym", "ub", sign, True)
        for sign in reversed(signs):
            self._notify("KeyboardKeysym", "ub", sign, False)

    def _finger(self, start: Point, end: Point, steps: int) -> None:
        first, *others = points_between(start, end, steps)
        self._notify("TouchDown", "sudd", self._stream, 0, *self._pixels(first))
        for point in others:
            self._notify("TouchMotion", "sudd", self._stream, 0, *self._pixels(point))
        self._notify("TouchUp", "u", 0)

    def _pixels(self, point: Point) -> Point:
        return point[0] * self._scale, point[1] * self._scale

    def _notify(self, event: str, signature: str, *values: object) -> None:
        self._bus.call(_REMOTE, self._session, f"{_REMOTE}.Session", f"Notify{event}", signature, *values)
        time.sleep(_PAUSE_SECONDS)


def _path(name: str) -> str:
    return "/" + name.replace(".", "/")
