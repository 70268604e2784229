"""KWin: the compositor of Plasma, in a window of a virtual X screen that takes the pictures.

Without a graphics card KWin itself takes none: `kwin_wayland --virtual` draws with QPainter, and its screenshots and screen
casts need OpenGL.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from desktop_tests import pictures
from desktop_tests.clipboard import copy_text
from desktop_tests.desktop import SCREEN, Ability, Desktop, Rectangle, Size, Window, side_by_side
from desktop_tests.fake_input import FakeInput
from desktop_tests.kwin_scripts import KwinScripts
from desktop_tests.protocol_log import NAME, ProtocolLog
from desktop_tests.session import Session, wait_until
from desktop_tests.session_bus import SessionBus
from desktop_tests.wayland_client import WaylandClient

DISPLAY = "wayland-kwin"
_IDENTIFIER = "parseInt(String(w.internalId).slice(1, 9), 16)"
_WINDOWS = f"""workspace.windowList().filter(w => w.normalWindow).map(w => [
  {_IDENTIFIER}, w.caption, w.desktopFileName, w.active,
  w.frameGeometry.x, w.frameGeometry.y, w.frameGeometry.width, w.frameGeometry.height])"""
_RAISE = f"workspace.activeWindow = workspace.windowList().find(w => {_IDENTIFIER} === %d)"


_RUNNER = ("kanbert.Desktop.Search", "/kanbert/Desktop/Search", "org.kde.krunner1")
_X_WINDOW = re.compile(r'(0x[0-9a-f]+) "KDE Wayland Compositor')
_BORDERS = 4
"""Units of a frame's width, at the most, that KWin draws and not the program."""
_ONE_LINE = 60
"""KRunner is less high than that without results."""


class KwinDesktop(Desktop):
    name: ClassVar[str] = "kwin"
    abilities: ClassVar[frozenset[Ability]] = frozenset(
        {Ability.SCALE, Ability.SCREENS, Ability.TOUCH, Ability.DARK, Ability.SEARCH}
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._client: WaylandClient | None = None
        self._scripts: KwinScripts | None = None
        self._session_bus: SessionBus | None = None
        self._results: list[str] = []
        self._host = ""
        self._drawn = ProtocolLog(session.log(NAME))
        self._sizes: Sequence[Size] = ()

    def start(self, screens: Sequence[Size] = (SCREEN,)) -> None:
        """Its screens are windows of the same size, beside each other on a larger screen of X."""
        session = self.session
        session.begin(
            XDG_SESSION_TYPE="wayland",
            XDG_CURRENT_DESKTOP="KDE",
            KDE_FULL_SESSION="true",
            KDE_SESSION_VERSION="6",
            WAYLAND_DISPLAY=DISPLAY,
        )
        (width, height), *_same = screens
        host = session.start_x_screen(width * len(screens), height)
        session.start(
            "kwin",
            [
                *("env", "KWIN_WAYLAND_NO_PERMISSION_CHECKS=1", f"DISPLAY={host}"),
                *("kwin_wayland", "--x11-display", host, "--socket", DISPLAY),
                *("--width", str(width), "--height", str(height), "--no-lockscreen"),
                *("--output-count", str(len(screens))),
            ],
        )
        self._host, self._sizes = host, screens
        wait_until((session.runtime / DISPLAY).exists, "the socket of KWin")
        self._client = WaylandClient(session.variables)
        self._devices = FakeInput(self._client)
        self._session_bus = SessionBus(session.variables["DBUS_SESSION_BUS_ADDRESS"])
        self._scripts = KwinScripts(session.variables["DBUS_SESSION_BUS_ADDRESS"], session.folder / "kwin.js")
        self._place_x_windows()
        self.screens = side_by_side(screens, [1.0] * len(screens))

    def stop(self) -> None:
        for one in (self._client, self._scripts, self._session_bus):
            if one is not None:
                one.close()
        self._client = self._scripts = self._session_bus = self._devices = None
        self.session.end()

    def tidy_up(self) -> None:
        """The compositor alone shows nothing over the windows."""

    def screenshot(self, file: Path) -> None:
        self.session.run("import", "-display", self._host, "-window", "root", file)

    def windows(self) -> list[Window]:
        return [
            Window(identifier, title, app_id or "", has_focus, Rectangle(*frame))
            for identifier, title, app_id, has_focus, *frame in self._inside.evaluate(_WINDOWS)
        ]

    def raise_window(self, window: Window) -> None:
        self._inside.evaluate(f"({_RAISE % window.id}).active")

    def launch(self, entry: str) -> None:
        """Without a token: Plasma's menu and KRunner get one from KWin, and what KRunner finds comes to the front with it."""
        file = Path(self.session.variables["XDG_DATA_HOME"], "applications", entry)
        self.session.start(NAME, ["gio", "launch", file])

    def set_clipboard(self, text: str) -> None:
        copy_text(self.session, text)

    def search(self, text: str) -> list[str]:
        """In KRunner."""
        self._call_krunner("display")
        wait_until(lambda: self._krunner() is not None, "KRunner")
        self.type_text(text)
        wait_until(lambda: bool(self._found(text)), f"results for “{text}”")
        self._results = self._found(text)
        wait_until(self._shows_results, "KRunner to show them")
        return self._results

    def open_found(self, title: str) -> None:
        """With the arrow keys: the results of this program are the first."""
        for _ in range(self._results.index(title)):
            self.press_keys("Down")
        self.press_keys("Return")

    def set_dark(self, on: bool) -> None:
        self.session.run("plasma-apply-colorscheme", "BreezeDark" if on else "BreezeLight")

    def set_scales(self, *factors: float) -> None:
        self._drawn.forget()
        self.screens = side_by_side(self._sizes, factors)
        for number in range(len(self._sizes)):
            name = f"output.{number + 1}"
            if number >= len(factors):
                self._arrange(f"{name}.disable")
                continue
            self._arrange(f"{name}.enable")
            screen = self.screens[number]
            self._arrange(f"{name}.scale.{screen.scale}", f"{name}.position.{round(screen.x)},0")

    def send_to_screen(self, window: Window, number: int) -> None:
        self._drawn.forget()
        found = f"workspace.windowList().find(w => {_IDENTIFIER} === {window.id})"
        there = f"workspace.screens.find(screen => screen.geometry.x === {round(self.screens[number].x)})"
        self._inside.evaluate(f"workspace.sendClientToScreen({found}, {there})")

    def screenshot_of_screen(self, number: int, file: Path) -> None:
        self.screenshot(file)
        width, height = self._sizes[number]
        pictures.crop(file, number * width, 0, width, height)

    def _arrange(self, *what: str) -> None:
        self.session.run("kscreen-doctor", *what)

    def _place_x_windows(self) -> None:
        """Beside each other: KWin leaves them on top of each other."""
        if len(self._sizes) == 1:
            return
        wait_until(lambda: len(self._x_windows()) == len(self._sizes), "the windows of KWin")
        for number, identifier in enumerate(self._x_windows()):
            place = (identifier, str(number * self._sizes[0][0]), "0")
            self.session.run("env", f"DISPLAY={self._host}", "xdotool", "windowmove", *place)

    def _x_windows(self) -> list[str]:
        """In the order of the screens."""
        tree = self.session.run("xwininfo", "-display", self._host, "-root", "-tree")
        return sorted(_X_WINDOW.findall(tree))

    def pixels_per_unit(self, window: Window) -> float:
        return self._drawn.last_width(window.frame.width - _BORDERS) / window.frame.width

    def _found(self, text: str) -> list[str]:
        """Titles as this program answers KRunner, the best first."""
        (matches,) = self._bus.call(*_RUNNER, "Match", "s", text)
        return [match[1] for match in sorted(matches, key=lambda match: -match[4])]

    def _krunner(self) -> Rectangle | None:
        """Where KRunner is: the only window without a name."""
        return next(
            (window.frame for window in self.windows() if not window.app_id and not window.title), None
        )

    def _shows_results(self) -> bool:
        frame = self._krunner()
        return frame is not None and frame.height > _ONE_LINE

    def _call_krunner(self, method: str) -> None:
        self._bus.call("org.kde.krunner", "/App", "org.kde.krunner.App", method)

    @property
    def _bus(self) -> SessionBus:
        return self._started(self._session_bus)

    @property
    def _inside(self) -> KwinScripts:
        return self._started(self._scripts)
