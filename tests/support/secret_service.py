"""A real Secret Service on a bus of its own, and a user who answers its real prompt on the screen."""

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
import secretstorage

from devtools.child_processes import ChildProcesses
from devtools.screen import start_session
from kanbert_desktop.identity.secret_service import DEFAULT_COLLECTION, open_bus

TIMEOUT_SECONDS = 60
ANSWER_SECONDS = 3
"""More than the prompt and what waits for it need to react to keys on a busy machine."""
PASSWORD = "a throw-away password"


class KeyringPrompts:
    """The user in front of the prompt."""

    def __init__(self, session: ChildProcesses) -> None:
        self._session = session

    def lock(self) -> None:
        with closing(open_bus()) as connection:
            secretstorage.Collection(connection, DEFAULT_COLLECTION).lock()

    def clear(self, service: str, item: str) -> None:
        """With the desktop's own tool."""
        command = ["secret-tool", "clear", "service", service, "username", item]
        subprocess.run(command, check=True, capture_output=True, timeout=TIMEOUT_SECONDS)

    def close(self) -> None:
        """The desktop's session ends: bus and daemon go."""
        self._session.stop()

    def wait_for_prompt(self) -> None:
        """An earlier prompt that closes during the search makes it fail; then it is repeated."""
        search = ["xdotool", "search", "--sync", "--onlyvisible", "--class", "gcr-prompter"]
        deadline = time.monotonic() + TIMEOUT_SECONDS
        while subprocess.run(search, check=False, capture_output=True, timeout=TIMEOUT_SECONDS).returncode:
            assert time.monotonic() < deadline, "no prompt appears"

    def press(self, keys: Callable[[], None], until: Callable[[], bool]) -> None:
        """Repeats while the prompt is too young to take keys.

        The prompt ignores keys while it checks a password: keys pressed again at once would lose their beginning, be
        refused as a wrong password, and so on without end.
        """
        deadline = time.monotonic() + TIMEOUT_SECONDS
        while not until():
            assert time.monotonic() < deadline, "the prompt does not listen"
            # A window manager may miss a window that was just mapped; then the keys go nowhere.
            focus = ["xdotool", "search", "--onlyvisible", "--class", "gcr-prompter", "windowfocus"]
            subprocess.run(focus, check=False, capture_output=True, timeout=TIMEOUT_SECONDS)
            keys()
            _wait(until, ANSWER_SECONDS)

    def dismiss(self) -> None:
        _xdotool("key", "Escape")

    def answer(self) -> None:
        _xdotool("key", "ctrl+a")
        _xdotool("type", PASSWORD)
        _xdotool("key", "Return")


def _wait(until: Callable[[], bool], seconds: float) -> None:
    """Returns as soon as `until` holds, or when the time is over."""
    end, pause = time.monotonic() + seconds, threading.Event()
    while not until() and time.monotonic() < end:
        pause.wait(0.02)


def _xdotool(*words: str) -> None:
    subprocess.run(["xdotool", *words], check=True, capture_output=True, timeout=TIMEOUT_SECONDS)


@contextmanager
def private_secret_service(screen: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[KeyringPrompts]:
    """The shared keyring stays open. The path is short, because it names sockets."""
    with (
        ChildProcesses() as children,
        tempfile.TemporaryDirectory(prefix="kd-", ignore_cleanup_errors=True) as place,
    ):
        monkeypatch.setenv("XDG_DATA_HOME", place)
        monkeypatch.setenv("DISPLAY", screen)
        for name, value in start_session(children, os.environ, Path(place)).items():
            monkeypatch.setenv(name, value)
        yield KeyringPrompts(children)
