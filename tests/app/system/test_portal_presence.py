"""The portal is asked before Qt waits for it: it answers, is silent, or there is none."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from devtools.child_processes import ChildProcesses
from kanbert_desktop.app.system import portal_presence
from kanbert_desktop.app.system.portal_presence import portal_answers
from support.session_bus import private_bus
from support.settings_portal import start_settings_portal


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[ChildProcesses]:
    with private_bus(monkeypatch) as children:
        yield children


@pytest.mark.parametrize("behaviour", ["answers", "old"])
def test_a_portal_of_any_version_answers(behaviour: str, bus: ChildProcesses) -> None:
    portal = start_settings_portal(bus, behaviour)
    assert portal_answers(os.environ, seconds=60)
    assert portal.wait_for_line() == "Get"


def test_a_silent_portal_is_not_waited_for(bus: ChildProcesses, monkeypatch: pytest.MonkeyPatch) -> None:
    portal = start_settings_portal(bus, "silent")
    connections: list[socket.socket] = []
    ask, write_message = portal_presence._ask, portal_presence._message

    def note_and_ask(connection: socket.socket) -> None:
        connections.append(connection)
        ask(connection)

    def write_with_short_timeout(serial: int, *more: Any) -> bytes:  # noqa: ANN401  passed on
        # Only the portal is silent: the bus, which is asked first, may be busy for so long.
        connections[0].settimeout(0.2)
        return write_message(serial, *more)

    monkeypatch.setattr(portal_presence, "_ask", note_and_ask)
    monkeypatch.setattr(portal_presence, "_message", write_with_short_timeout)
    assert not portal_answers(os.environ, seconds=60)
    assert portal.wait_for_line() == "Get"


def test_without_a_portal_the_bus_answers_and_starts_none(bus: ChildProcesses) -> None:
    assert portal_answers(os.environ, seconds=60)


@pytest.mark.parametrize(
    "address", ["", "unix:path=/nowhere/bus", "tcp:host=localhost", "unix:abstract=nobody,guid=1", "unix:"]
)
def test_without_a_bus_qt_finds_out_by_itself(address: str) -> None:
    assert portal_answers({"DBUS_SESSION_BUS_ADDRESS": address})


def test_a_bus_that_answers_nothing_is_not_waited_for(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "a,b"))
        listening.listen()
        address = f"unix:path={tmp_path}/a%2cb,guid=0123"
        assert not portal_answers({"DBUS_SESSION_BUS_ADDRESS": address}, seconds=0.05)
