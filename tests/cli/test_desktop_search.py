"""The search process on a real session bus, started by the bus itself or by the test."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import DBusConnection
from jeepney.wrappers import unwrap_msg

from devtools.child_processes import ChildProcesses
from kanbert_desktop.app.desktop_search.search_bus import GNOME, KRUNNER
from kanbert_desktop.app.system import bus_names, desktop_files
from kanbert_desktop.cli.desktop_search import serve_search
from support.searched_account import searched_account
from support.session_bus import late_bus, open_bus, owner_of, private_bus

TIMEOUT_SECONDS = 60
COMMAND = [sys.executable, "-m", "kanbert_desktop"]
CODE = """
import json, sys
from kanbert_desktop.cli.desktop_search import serve_search
code = serve_search([], float(sys.argv[1]))
print(json.dumps([code, sorted({name.partition(".")[0] for name in sys.modules})]))
"""
NEVER_IMPORTED = {"PySide6", "shiboken6", "qasync", "httpx", "httpcore", "oauthlib", "keyring", "ssl", "nh3"}


@pytest.fixture
def children(profile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ChildProcesses]:
    """A bus that can start the search of an account with cards."""
    searched_account(profile)
    service = tmp_path / "share" / desktop_files.BUS_SERVICE
    service.parent.mkdir(parents=True)
    service.write_bytes(desktop_files.file_contents(COMMAND)[desktop_files.BUS_SERVICE])
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.setenv("KANBERT_PROFILE", str(profile))
    with private_bus(monkeypatch, services=[service]) as children:
        yield children


@pytest.fixture
def desktop(children: ChildProcesses) -> Iterator[DBusConnection]:
    """A connection as the desktop has one."""
    assert children
    with open_bus() as connection:
        yield connection


def ask(desktop: DBusConnection, interface: str, member: str, signature: str, *values: object) -> Any:  # noqa: ANN401
    where = DBusAddress(bus_names.SEARCH_PATH, bus_name=bus_names.SEARCH, interface=interface)
    call = new_method_call(where, member, signature or None, values)
    return unwrap_msg(desktop.send_and_get_reply(call, timeout=TIMEOUT_SECONDS))


def start_search(children: ChildProcesses, idle_seconds: float) -> "subprocess.Popen[str]":
    import os

    return children.start(
        [sys.executable, "-c", CODE, str(idle_seconds)], dict(os.environ), stdout=subprocess.PIPE
    )


def test_the_bus_starts_it_and_gnome_finds_a_card(desktop: DBusConnection) -> None:
    assert ask(desktop, GNOME, "GetInitialResultSet", "as", ["navi"]) == (["t1"],)
    assert ask(desktop, GNOME, "GetSubsearchResultSet", "asas", ["t1"], ["navigation", "x"]) == ([],)
    assert ask(desktop, GNOME, "GetResultMetas", "as", ["t1"]) == (
        [
            {
                "id": ("s", "t1"),
                "name": ("s", "Navigation"),
                "description": ("s", "Website · In progress"),
                "gicon": ("s", "kanbert-desktop"),
                "clipboardText": ("s", "kanbert-desktop://card/t1"),
            }
        ],
    )


def test_krunner_finds_the_same_card(desktop: DBusConnection) -> None:
    about = {"subtext": ("s", "Website · In progress"), "category": ("s", "Kanbert cards")}
    row = ("t1", "Navigation", "kanbert-desktop", 50, 1.0, about)
    assert ask(desktop, KRUNNER, "Match", "s", "navi") == ([row],)
    assert ask(desktop, KRUNNER, "Match", "s", "na") == ([],)
    assert ask(desktop, KRUNNER, "Actions", "") == ([],)


def test_it_imports_neither_qt_nor_the_network_and_ends_when_nobody_searches(
    children: ChildProcesses,
) -> None:
    process = start_search(children, 0.1)
    out, _ = process.communicate(timeout=TIMEOUT_SECONDS)
    code, modules = json.loads(out)
    assert code == 0
    assert "jeepney" in modules
    assert NEVER_IMPORTED & set(modules) == set()


def test_it_ends_with_the_bus(
    profile: Path, monkeypatch: pytest.MonkeyPatch, children: ChildProcesses
) -> None:
    assert profile
    with private_bus(monkeypatch):
        process = start_search(children, 600)
        wait_for_owner()
    out, _ = process.communicate(timeout=TIMEOUT_SECONDS)
    assert json.loads(out)[0] == 7


def wait_for_owner() -> None:
    """Asks what is answered only by the process itself, which the bus of this test cannot start."""
    from jeepney import MatchRule, message_bus
    from jeepney.io.blocking import Proxy

    rule = MatchRule(type="signal", interface="org.freedesktop.DBus", member="NameOwnerChanged")
    rule.add_arg_condition(0, bus_names.SEARCH)
    with open_bus() as connection, connection.filter(rule) as owners:
        Proxy(message_bus, connection).AddMatch(rule)
        if not Proxy(message_bus, connection).NameHasOwner(bus_names.SEARCH)[0]:
            connection.recv_until_filtered(owners, timeout=TIMEOUT_SECONDS)


def test_a_second_process_leaves_the_search_to_the_first(children: ChildProcesses) -> None:
    assert children
    owner = owner_of(bus_names.SEARCH)
    try:
        assert serve_search([]) == 0
    finally:
        owner.close()


def test_a_bus_that_answers_late_is_waited_for(children: ChildProcesses) -> None:
    assert children
    with late_bus(2.0):
        assert serve_search([], 0.1) == 0


def test_without_a_bus_it_ends_at_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/none")
    assert serve_search([]) == 7
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    assert serve_search([]) == 7


def test_wrong_options_end_it_as_any_verb() -> None:
    assert serve_search(["--server", "http://kanbert.test"]) == 2
