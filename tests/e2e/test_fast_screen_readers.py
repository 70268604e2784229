"""Two screen readers read everything without a pause while pages, panels and popups appear and vanish."""

import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from support.fast_screen_readers import FastScreenReader, fast_screen_readers
from support.real_window import TIMEOUT_SECONDS, without_browser
from support.sandbox import RunningSandbox
from support.screen_reader import ALWAYS_ON, ScreenReader, screen_reader
from support.terminal import Terminal

LONG_WALKS = 150
"""Seconds for two complete readings on a busy machine."""
TURNS = 8
"""To a page and back."""
PAGES = ("ctrl+comma", "Return", "F1")
"""Longer than a small window: the settings, a card, the cheat sheet."""
KEYS = (
    *("ctrl+k", "Escape", "slash", "Escape", "Return", "Escape", "ctrl+comma", "Escape", "F1", "Escape"),
    *("ctrl+shift+m", "ctrl+shift+a", "ctrl+shift+d", "Escape", "m", "Escape", "d", "Escape", "a", "Escape"),
    *("ctrl+f", "Escape", "n", "Escape", "Down", "Return", "ctrl+comma", "alt+Left", "Escape", "F6"),
)


class Read:
    """A window that is being read."""

    def __init__(self, window: "subprocess.Popen[str]", readers: list[FastScreenReader]) -> None:
        self._window, self._readers = window, readers

    def lives(self) -> None:
        code = self._window.poll()
        assert code is None, f"the window ended with {code}"
        assert not [ending for reader in self._readers if (ending := reader.ending)]

    def is_read_through(self) -> None:
        """By each of them, from here on, unless it ends in the meantime."""
        for reader in self._readers:
            reader.next_walk(LONG_WALKS, self._window.poll)
        self.lives()


class ReadWindow:
    """Opens windows read by two screen readers, and one that presses every button."""

    def __init__(
        self, profile: Path, reader: ScreenReader, hurried: list[FastScreenReader], stack: ExitStack
    ) -> None:
        self.reader = reader
        self._profile, self._hurried, self._stack = profile, hurried, stack

    def open(self, **variables: str) -> Read:
        window = Terminal(self._profile).start(
            **ALWAYS_ON, QT_QPA_PLATFORM="xcb", LANG="C.UTF-8", **variables
        )
        self._stack.callback(window.communicate, timeout=TIMEOUT_SECONDS)
        self._stack.callback(window.terminate)
        return Read(window, self._hurried)


def make_small(reader: ScreenReader) -> None:
    """The window in front, so that all of its pages scroll."""
    reader.wait_for_active_window()
    subprocess.run(["xdotool", "getactivewindow", "windowsize", "820", "520"], check=True)


@pytest.fixture
def read_window(screen: str, keyring_session: str, profile: Path, tmp_path: Path) -> Iterator[ReadWindow]:
    assert screen
    assert keyring_session
    with (
        without_browser(tmp_path / "programs"),
        screen_reader() as reader,
        fast_screen_readers() as hurried,
        ExitStack() as stack,
    ):
        yield ReadWindow(profile, reader, hurried, stack)


@pytest.mark.timeout(480)
def test_first_pages_outlive_readers_in_a_hurry(read_window: ReadWindow) -> None:
    read = read_window.open()
    read_window.reader.find("Connect to Kanbert")
    read_window.reader.write("9d2f4c1a-0b1e-4f6a-8c3d-2e5f7a9b1c3d", "Client ID", "text")
    read.is_read_through()
    for _ in range(TURNS):
        read_window.reader.press("Sign in with your browser", "button")
        read_window.reader.find("Continue in your browser")
        read.lives()
        read_window.reader.press("Cancel", "button")
        read_window.reader.find("Connect to Kanbert")
        read.lives()
    for _ in range(TURNS):
        # The page grows and shrinks: its scroll bar appears and vanishes.
        read_window.reader.press("More")
        read.lives()
    read.is_read_through()


@pytest.mark.timeout(480)
def test_a_board_outlives_readers_in_a_hurry(read_window: ReadWindow, sandbox: RunningSandbox) -> None:
    token = sandbox.credentials["access_token"]
    read = read_window.open(KANBERT_SERVER=sandbox.url, KANBERT_ACCESS_TOKEN=token)
    read_window.reader.find("Up to date, *", "button")
    make_small(read_window.reader)
    for key in PAGES:
        read_window.reader.press_keys(key)
        read.is_read_through()
        read_window.reader.press_keys("Escape")
        read.lives()
    for key in KEYS * 2:
        read_window.reader.press_keys(key)
        read.lives()
    read.is_read_through()
