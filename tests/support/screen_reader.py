"""A user with a screen reader: finds everything by its accessible name and presses real keys."""

import json
import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from devtools.child_processes import ChildProcesses

LAUNCHER = "/usr/libexec/at-spi-bus-launcher"
SYSTEM_PYTHON = "/usr/bin/python3"
CLIENT = Path(__file__).with_name("at_spi_client.py")
ALWAYS_ON = {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
MAX_STEPS = 60
TIMEOUT_SECONDS = 60
KEY_SECONDS = 10
"""A key that has moved no focus by then moves none."""


@dataclass(frozen=True)
class AccessibleObject:
    """What the accessibility bus says of an object."""

    name: str
    role: str
    states: frozenset[str]


@dataclass(frozen=True)
class Place:
    """Where an object is in its window, and how large that window is without its decoration."""

    window: str
    width_of_window: int
    height_of_window: int
    x: int
    y: int
    width: int
    height: int


class ScreenReader:
    """Each request waits until the window can answer it; an `AssertionError` says what was there instead."""

    def __init__(self, client: "subprocess.Popen[str]") -> None:
        self._client = client
        assert self._answer() == "ready"

    def find(self, name: str, role: str | None = None) -> AccessibleObject:
        """`*` in a name matches anything."""
        return _object_from(self._must("find_description", name=name, role=role))

    def place(self, name: str, role: str | None = None) -> Place:
        found = self._must("place", name=name, role=role)
        assert isinstance(found, list)
        return Place(*found)

    def wait_until_gone(self, name: str, role: str | None = None) -> None:
        self._must("is_gone", name=name, role=role)

    def press(self, name: str, role: str | None = None) -> None:
        self._must("press", name=name, role=role)

    def write(self, text: str, name: str, role: str | None = None) -> None:
        """Writes into the field of that name."""
        self._must("write", name=name, role=role, text=text)

    def text(self, name: str, role: str | None = None) -> str:
        """What is written in the field of that name."""
        found = self._must("text", name=name, role=role)
        assert isinstance(found, list)
        return str(found[0])

    def items(self, name: str, role: str = "list") -> list[str]:
        """The items of the list of that name."""
        found = self._must("items", name=name, role=role)
        assert isinstance(found, list)
        return found

    def has_focus_on(self, name: str) -> AccessibleObject:
        """Asserts that the object has the focus."""
        return _object_from(self._must("find_description", name=name, state="focused"))

    def has_selection_on(self, name: str) -> AccessibleObject:
        """Asserts that the object is selected."""
        return _object_from(self._must("find_description", name=name, state="selected"))

    def focused(self) -> AccessibleObject:
        """The innermost object with the focus."""
        return _object_from(self._must("focused"))

    def wait_for_announcement(self, words: str) -> None:
        """Asserts that the text was announced, now or earlier."""
        self._must("announcements", name=words)

    def press_keys(self, *keys: str) -> None:
        """Sends keys to the focused window."""
        self.wait_for_active_window()
        subprocess.run(["xdotool", "key", "--delay", "40", *keys], check=True)

    def wait_for_active_window(self) -> None:
        """A window manager may miss a window that was just mapped: keys would go nowhere."""
        deadline = time.monotonic() + TIMEOUT_SECONDS
        while subprocess.run(["xdotool", "getactivewindow"], check=False, capture_output=True).returncode:
            assert time.monotonic() < deadline, "no window has the keyboard"
            search = ["xdotool", "search", "--onlyvisible", "--class", "kanbert", "windowactivate"]
            subprocess.run(search, check=False, capture_output=True)

    def tab_to(self, name: str, by: str = "Down") -> AccessibleObject:
        """Presses a key until the object of that name has the focus.

        A key that is pressed again before the first one was handled would pass that object.
        """
        for _ in range(MAX_STEPS):
            before = self._must("focused")
            here = _object_from(before)
            if here.name.startswith(name):
                return here
            changes = self._must("focus_changes")
            assert isinstance(changes, list)
            self.press_keys(by)
            self._ask(
                "has_focus_changed",
                seen=str(changes[0]),
                before=json.dumps(before),
                seconds=str(KEY_SECONDS),
            )
        raise AssertionError(f"no way leads to {name!r} by {by}")

    def _must(self, change: str, **what: str | None) -> object:
        found = self._ask(change, **what)
        if not found:
            there = self._ask("tree")
            seen = there if isinstance(there, list) else []
            raise AssertionError(f"{change} {what}: not there. Instead:\n" + "\n".join(map(str, seen)))
        return found

    def _ask(self, change: str, **what: str | None) -> object:
        request = {"do": change, **{name: value for name, value in what.items() if value is not None}}
        assert self._client.stdin is not None
        self._client.stdin.write(json.dumps(request) + "\n")
        self._client.stdin.flush()
        return self._answer()

    def _answer(self) -> object:
        assert self._client.stdout is not None
        line = self._client.stdout.readline()
        assert line, "the accessibility client has ended"
        answer: object = json.loads(line)
        return answer


def _object_from(found: object) -> AccessibleObject:
    assert isinstance(found, dict)
    return AccessibleObject(found["name"], found["role"], frozenset(found["states"]))


def start_accessibility_bus(children: ChildProcesses) -> None:
    """Returns when it can be found: libatspi ends a client that is earlier."""
    children.start(
        [LAUNCHER, "--launch-immediately"],
        os.environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    wait = ["gdbus", "wait", "--session", "--timeout", str(TIMEOUT_SECONDS), "org.a11y.Bus"]
    subprocess.run(wait, check=True, capture_output=True)


@contextmanager
def screen_reader() -> Iterator[ScreenReader]:
    """On the current display and D-Bus session; the program to read must be started inside, with `ALWAYS_ON`."""
    with ChildProcesses() as children:
        start_accessibility_bus(children)
        client = children.start(
            [SYSTEM_PYTHON, "-W", "ignore", str(CLIENT)],
            os.environ,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        yield ScreenReader(client)
