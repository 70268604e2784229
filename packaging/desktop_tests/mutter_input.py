"""Pointer, finger and keys through GNOME's interface for remote desktops."""

from __future__ import annotations

import time
from collections.abc import Mapping

from desktop_tests.desktop import Screen
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
    """It ends with the connection.

    Points are in units of windows. Mutter takes those of a recorded monitor, and a change of the monitors ends what records
    them: pointer and finger need `follow` then, while a held button stays down.
    """

    def __init__(self, bus: SessionBus) -> None:
        self._bus = bus
        self._keys = self._new_session()
        self._begin(self._keys)
        # Mutter makes its device with the first motion: a button that comes first is lost.
        self._notify(self._keys, "PointerMotionRelative", "dd", 0.0, 0.0)
        self._pointer = ""
        self._streams: list[tuple[str, Screen]] = []
        self._has_touched = False

    def follow(self, screens: Mapping[str, Screen]) -> None:
        """`screens` by the names of their connectors."""
        self._pointer = self._new_session()
        id_ = self._bus.call(
            *(_REMOTE, self._pointer, "org.freedesktop.DBus.Properties", "Get", "ss"),
            *(f"{_REMOTE}.Session", "SessionId"),
        )[0]
        options = {"remote-desktop-session-id": id_}
        cast: str = self._bus.call(_CAST, _path(_CAST), _CAST, "CreateSession", "a{sv}", options)[0]
        # Nobody reads the recordings.
        self._streams = [
            (self._bus.call(_CAST, cast, f"{_CAST}.Session", "RecordMonitor", "sa{sv}", name, {})[0], screen)
            for name, screen in screens.items()
        ]
        self._begin(self._pointer)
        self._has_touched = False

    def move(self, point: Point) -> None:
        self._notify(self._pointer, "PointerMotionAbsolute", "sdd", *self._place(point))

    def button(self, code: int, *, is_down: bool) -> None:
        self._notify(self._keys, "PointerButton", "ib", code, is_down)

    def swipe(self, start: Point, end: Point) -> None:
        if not self._has_touched:
            # Mutter makes its device with the first touch, which no program sees.
            self._has_touched = True
            self._finger(_EMPTY, _EMPTY, 1)
            time.sleep(_FIRST_TOUCH_SECONDS)
        self._finger(start, end, _FINGER_STEPS)

    def scroll(self, dx: float, dy: float) -> None:
        self._notify(self._keys, "PointerAxis", "ddu", float(dx), float(dy), 0)
        self._notify(self._keys, "PointerAxis", "ddu", 0.0, 0.0, _FINISHED)

    def press(self, *names: str) -> None:
        signs = [keysym(name) for name in names]
        for sign in signs:
            self._notify(self._keys, "KeyboardKeysym", "ub", sign, True)
        for sign in reversed(signs):
            self._notify(self._keys, "KeyboardKeysym", "ub", sign, False)

    def _finger(self, start: Point, end: Point, steps: int) -> None:
        first, *others = points_between(start, end, steps)
        for event, point in [("TouchDown", first), *(("TouchMotion", other) for other in others)]:
            stream, x, y = self._place(point)
            self._notify(self._pointer, event, "sudd", stream, 0, x, y)
        self._notify(self._pointer, "TouchUp", "u", 0)

    def _place(self, point: Point) -> tuple[str, float, float]:
        """The recording of the screen at that point, and where it is there."""
        stream, screen = next((pair for pair in self._streams if pair[1].frame.has(point)), self._streams[0])
        return stream, (point[0] - screen.x) * screen.scale, point[1] * screen.scale

    def _new_session(self) -> str:
        session: str = self._bus.call(_REMOTE, _path(_REMOTE), _REMOTE, "CreateSession")[0]
        return session

    def _begin(self, session: str) -> None:
        self._bus.call(_REMOTE, session, f"{_REMOTE}.Session", "Start")

    def _notify(self, session: str, event: str, signature: str, *values: object) -> None:
        self._bus.call(_REMOTE, session, f"{_REMOTE}.Session", f"Notify{event}", signature, *values)
        time.sleep(_PAUSE_SECONDS)


def _path(name: str) -> str:
    return "/" + name.replace(".", "/")
