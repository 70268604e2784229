"""The session ends while the user types: everything is there at the next start, and the program quits quickly."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from devtools.child_processes import ChildProcesses
from devtools.screen import start_screen
from kanbert_desktop.app.system.instance_lock import socket_path
from support import typing_window
from support.gnome_session import start_gnome_session
from support.session_bus import private_bus
from support.terminal import Terminal
from support.typing_window import CAPTURED_TITLE, COMMENT, NEW, TITLE
from support.window_processes import OpenWindow

TIMEOUT_SECONDS = 60


@pytest.fixture
def writer(terminal: Terminal, screen: str) -> Iterator["subprocess.Popen[str]"]:
    """A window with unfinished texts, typed less than the draft delay ago."""
    with writing(terminal, screen) as process:
        yield process


@contextmanager
def writing(terminal: Terminal, screen: str, prefix: Sequence[str] = ()) -> Iterator["subprocess.Popen[str]"]:
    process = subprocess.Popen(
        [*prefix, sys.executable, typing_window.__file__],
        env=terminal.environment(DISPLAY=screen, QT_QPA_PLATFORM="xcb", LANG="C.UTF-8"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "written\n"
    try:
        yield process
    finally:
        process.kill()
        process.communicate(timeout=TIMEOUT_SECONDS)


def drafts(terminal: Terminal) -> dict[str, str]:
    """What is on the disk, by kind."""
    (file,) = terminal.profile.rglob("store.db")
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as db:
        found = db.execute("SELECT place, text FROM drafts WHERE text <> ''").fetchall()
    return {place.partition(":")[0]: text for place, text in found}


EVERYTHING = {"title": TITLE, "comment": COMMENT, "quick-add": NEW, "capture": CAPTURED_TITLE}


def twice(process: "subprocess.Popen[str]") -> None:
    """As systemd ends a session."""
    process.send_signal(signal.SIGTERM)
    process.send_signal(signal.SIGHUP)


@pytest.mark.parametrize(
    "end",
    [
        lambda process: process.send_signal(signal.SIGTERM),
        lambda process: process.send_signal(signal.SIGHUP),
        twice,
    ],
    ids=["SIGTERM", "SIGHUP", "both"],
)
def test_a_signal_ends_it_with_everything_saved(
    writer: "subprocess.Popen[str]", terminal: Terminal, end: Callable[["subprocess.Popen[str]"], None]
) -> None:
    end(writer)
    assert writer.wait(TIMEOUT_SECONDS) == 0
    assert drafts(terminal) == EVERYTHING


def test_a_signal_that_comes_as_soon_as_the_window_can_be_found_ends_it_as_well(
    terminal: Terminal, open_window: OpenWindow
) -> None:
    window = open_window(terminal)
    assert window.close() == 0
    assert not Path(socket_path(terminal.profile)).exists()


def test_the_session_manager_is_answered_after_saving(
    terminal: Terminal, screen: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with private_bus(monkeypatch) as bus:
        host = start_gnome_session(bus)
        with writing(terminal, screen) as process:
            assert host.received()[0] == "RegisterClient"
            host.say("QueryEndSession")
            assert host.received() == ["EndSessionResponse", True, ""]
            assert drafts(terminal) == EVERYTHING
            assert process.poll() is None
            host.say("EndSession")
            assert host.received()[0] == "EndSessionResponse"
            assert process.wait(TIMEOUT_SECONDS) == 0


def test_a_program_started_to_ignore_hang_ups_goes_on(terminal: Terminal, screen: str) -> None:
    """As `nohup` starts it."""
    with writing(terminal, screen, prefix=["nohup"]) as process:
        process.send_signal(signal.SIGHUP)
        assert terminal.json("status")["signed_in"]
        assert process.poll() is None
        process.send_signal(signal.SIGTERM)
        assert process.wait(TIMEOUT_SECONDS) == 0


def test_a_screen_that_dies_takes_only_what_was_typed_in_the_last_moment(terminal: Terminal) -> None:
    with ChildProcesses() as children:
        display = start_screen(children, os.environ)["DISPLAY"]
        with writing(terminal, display) as process:
            while drafts(terminal) != EVERYTHING:
                assert process.poll() is None
            children.stop()
            assert process.wait(TIMEOUT_SECONDS) != 0
    assert drafts(terminal) == EVERYTHING
