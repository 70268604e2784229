"""Sway: the compositor of wlroots without a screen, moved through wlroots' protocols for virtual devices."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

from desktop_tests.clipboard import copy_text
from desktop_tests.desktop import SCREEN, Ability, Rectangle, Size, Window, side_by_side
from desktop_tests.gsettings import BACKEND, GSettingsDesktop
from desktop_tests.protocol_log import NAME, ProtocolLog
from desktop_tests.session import Session, wait_until
from desktop_tests.virtual_devices import VirtualDevices
from desktop_tests.wayland_client import WaylandClient
from devtools.sway import DISPLAY, sway_command, sway_variables

# Each window has the whole screen. One that asks for the focus with the token of a user's action gets it, which sway
# does by itself only within a workspace.
_CONFIGURATION = """workspace_layout tabbed
focus_on_window_activation focus
"""
_Node = Mapping[str, Any]


def start_sway(session: Session, screen: Size) -> None:
    """Returns when programs can be started on it."""
    session.start("sway", sway_command(session.folder, *screen, more=_CONFIGURATION))
    wait_until((session.runtime / DISPLAY).exists, "the socket of sway")
    wait_until(lambda: bool(ask_sway(session, "get_outputs")), "the screen of sway")


def ask_sway(session: Session, question: str) -> Any:  # noqa: ANN401  whatever sway tells
    return json.loads(session.run("swaymsg", "--type", question, "--raw"))


class SwayDesktop(GSettingsDesktop):
    name: ClassVar[str] = "sway"
    abilities: ClassVar[frozenset[Ability]] = frozenset(
        {Ability.ACTIVATION, Ability.SCALE, Ability.SCREENS, Ability.DARK, Ability.APPEARANCE}
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._client: WaylandClient | None = None
        self._virtual: VirtualDevices | None = None
        self._drawn = ProtocolLog(session.log(NAME))
        self._sizes: Sequence[Size] = ()

    def start(self, screens: Sequence[Size] = (SCREEN,)) -> None:
        self.session.begin(
            XDG_SESSION_TYPE="wayland",
            XDG_CURRENT_DESKTOP="sway",
            **BACKEND,
            **sway_variables(self.session.runtime),
        )
        start_sway(self.session, screens[0])
        self._sizes = screens
        self._client = WaylandClient(self.session.variables)
        self._devices = self._virtual = VirtualDevices(self._client, *screens[0])
        self.set_scales(*[1.0] * len(screens))

    def stop(self) -> None:
        if self._client is not None:
            self._client.close()
        self._client = self._devices = self._virtual = None
        self.session.end()

    def log_off(self, look: Callable[[], None]) -> None:
        """Sway has no session manager and asks nothing: its programs lose their connection."""
        look()
        # Sway may be gone before it answers.
        self.session.start("log-off", ["swaymsg", "exit"])
        wait_until(lambda: not (self.session.runtime / DISPLAY).exists(), "the end of sway")
        self.stop()

    def tidy_up(self) -> None:
        """The compositor alone shows nothing over the windows."""

    def screenshot(self, file: Path) -> None:
        self.session.run("grim", file)

    def windows(self) -> list[Window]:
        return windows_in(ask_sway(self.session, "get_tree"))

    def raise_window(self, window: Window) -> None:
        self._tell(f"[con_id={window.id}] focus")

    def launch(self, entry: str) -> None:
        """By a key that is bound to it: sway gives what it executes an activation token."""
        file = Path(self.session.variables["XDG_DATA_HOME"], "applications", entry)
        self._tell(f"exec gio launch {file} >> {self.session.log(NAME)} 2>&1")

    def set_clipboard(self, text: str) -> None:
        copy_text(self.session, text)

    def set_scales(self, *factors: float) -> None:
        """A screen that is plugged in again has a name that was not used before."""
        self._drawn.forget()
        for _ in range(len(self._outputs()), len(factors)):
            self._tell("create_output")
        names = self._outputs()
        for name in names[len(factors) :]:
            self._tell(f"output {name} unplug")
        self.screens = side_by_side(self._sizes, factors)
        for name, screen in zip(names, self.screens, strict=False):
            width, height = screen.pixels
            place = f"position {round(screen.x)} 0 scale {screen.scale}"
            self._tell(f"output {name} resolution {width}x{height} {place}")
        frames = [screen.frame for screen in self.screens]
        size = round(sum(frame.width for frame in frames)), round(max(frame.height for frame in frames))
        self._started(self._virtual).pointer.size = size

    def send_to_screen(self, window: Window, number: int) -> None:
        self._drawn.forget()
        self._tell(f"[con_id={window.id}] move container to output {self._outputs()[number]}")
        self.raise_window(window)

    def screenshot_of_screen(self, number: int, file: Path) -> None:
        self.session.run("grim", "-o", self._outputs()[number], file)

    def _outputs(self) -> list[str]:
        """The names of the screens that are plugged in, from the left."""
        return sorted(output["name"] for output in ask_sway(self.session, "get_outputs"))

    def pixels_per_unit(self, window: Window) -> float:
        return self._drawn.last_width(window.frame.width) / window.frame.width

    def _tell(self, command: str) -> None:
        self.session.run("swaymsg", command)


def windows_in(tree: _Node) -> list[Window]:
    return [_window(node) for node in _views(tree)]


def _views(node: _Node) -> Iterator[_Node]:
    """The windows below a node of sway's tree."""
    if node.get("pid") and not node["nodes"]:
        yield node
    for child in [*node["nodes"], *node["floating_nodes"]]:
        yield from _views(child)


def _window(node: _Node) -> Window:
    around, inside = node["rect"], node["window_rect"]
    frame = Rectangle(around["x"] + inside["x"], around["y"] + inside["y"], inside["width"], inside["height"])
    return Window(node["id"], node["name"] or "", node["app_id"] or "", node["focused"], frame)
