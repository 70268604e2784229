"""The link goes to the desktop portal over the bus and is in no argument list; without a portal, to the open command."""

import json
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from devtools.child_processes import ChildProcesses
from kanbert_desktop.identity import desktop_portal
from kanbert_desktop.identity.activation import outgoing_tokens
from kanbert_desktop.identity.browser import can_use_portal
from support.browser_opening import open_and_wait
from support.portal_service import start_portal
from support.session_bus import late_bus, private_bus

LINK = "https://kanbert.test/oauth/authorize?state=the-state&code_challenge=the-challenge"


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[ChildProcesses]:
    monkeypatch.setenv("DISPLAY", ":99")
    for name in ("BROWSER", "WSL_DISTRO_NAME", "WSL_INTEROP"):
        monkeypatch.delenv(name, raising=False)
    # Only a portal that is silent is given up.
    monkeypatch.setattr(desktop_portal, "ANSWER_SECONDS", 60.0)
    monkeypatch.setattr(desktop_portal, "RESPONSE_SECONDS", 60.0)
    with private_bus(monkeypatch) as children:
        yield children


@pytest.fixture
def token(monkeypatch: pytest.MonkeyPatch) -> None:
    """A compositor that has tokens."""
    monkeypatch.setattr(outgoing_tokens, "make", lambda: "token-1")


@pytest.fixture
def xdg_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file in which the open command leaves its address."""
    program = tmp_path / "xdg-open"
    program.write_text(f'#!/bin/sh\nprintf "%s" "$1" > "{tmp_path}/link"\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return tmp_path / "link"


@pytest.mark.parametrize("behaviour", ["opens", "cancelled"])
def test_a_portal_gets_the_link_and_no_program_does(
    bus: ChildProcesses, xdg_open: Path, behaviour: str
) -> None:
    service = start_portal(bus, behaviour)
    open_and_wait(LINK)
    member, (parent, address, options) = json.loads(service.wait_for_line())
    assert (member, parent, address) == ("OpenURI", "", LINK)
    assert list(options) == ["handle_token"]
    assert not xdg_open.exists()


def test_a_bus_that_answers_late_is_waited_for(bus: ChildProcesses, xdg_open: Path) -> None:
    service = start_portal(bus, "opens")
    with late_bus(2.0):
        open_and_wait(LINK)
    assert json.loads(service.wait_for_line())[0] == "OpenURI"
    assert not xdg_open.exists()


@pytest.mark.usefixtures("token")
def test_the_portal_gets_the_token(bus: ChildProcesses, xdg_open: Path) -> None:
    service = start_portal(bus, "opens")
    open_and_wait(LINK)
    _, (_, address, options) = json.loads(service.wait_for_line())
    assert (address, options["activation_token"]) == (LINK, ["s", "token-1"])
    assert not xdg_open.exists()


@pytest.mark.usefixtures("token")
def test_with_a_token_the_portal_gets_a_folder_as_an_open_file(
    bus: ChildProcesses, xdg_open: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "Mein Ordner"
    folder.mkdir()
    service = start_portal(bus, "opens")
    open_and_wait(folder.as_uri())
    member, (_, opened, options) = json.loads(service.wait_for_line())
    assert (member, opened, options["activation_token"]) == ("OpenFile", str(folder), ["s", "token-1"])
    assert not xdg_open.exists()


@pytest.mark.usefixtures("token")
def test_a_folder_that_is_gone_is_left_to_the_open_command(
    bus: ChildProcesses, xdg_open: Path, caplog: pytest.LogCaptureFixture
) -> None:
    service = start_portal(bus, "opens")
    open_and_wait("file:///nowhere/at/all")
    assert xdg_open.read_text() == "file:///nowhere/at/all"
    assert service.is_quiet()
    assert "nowhere" not in caplog.text


@pytest.mark.parametrize("behaviour", ["fails", "refuses", "silent", "endless"])
def test_the_open_command_follows_a_portal_that_does_not_open(
    bus: ChildProcesses,
    xdg_open: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    behaviour: str,
) -> None:
    monkeypatch.setattr(desktop_portal, "ANSWER_SECONDS", 60.0 if behaviour != "silent" else 2.0)
    monkeypatch.setattr(desktop_portal, "RESPONSE_SECONDS", 60.0 if behaviour != "endless" else 0.2)
    service = start_portal(bus, behaviour)
    open_and_wait(LINK)
    assert json.loads(service.wait_for_line())[0] == "OpenURI"
    if behaviour == "endless":
        # The chooser on the screen closes first.
        assert json.loads(service.wait_for_line())[0] == "Close"
    assert xdg_open.read_text() == LINK
    assert "the-state" not in caplog.text


def test_without_a_portal_the_open_command_is_used_at_once(bus: ChildProcesses, xdg_open: Path) -> None:
    open_and_wait(LINK)
    assert xdg_open.read_text() == LINK


@pytest.mark.parametrize("address", ["", "unix:path=/nowhere/bus", "nonsense"])
def test_without_a_bus_as_well(address: str, xdg_open: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":99")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    open_and_wait(LINK)
    assert xdg_open.read_text() == LINK


@pytest.mark.parametrize(
    ("address", "variables", "platform", "expected"),
    [
        (LINK, {}, "linux", True),
        ("http://127.0.0.1:1/", {}, "linux", True),
        ("file:///srv", {}, "linux", False),
        ("/srv/export.csv", {}, "linux", False),
        ("mailto:me@kanbert.test", {}, "linux", False),
        (LINK, {"BROWSER": "w3m"}, "linux", False),
        (LINK, {"WSL_DISTRO_NAME": "Debian"}, "linux", False),
        (LINK, {}, "darwin", False),
        (LINK, {}, "win32", False),
    ],
)
def test_the_portal_is_for_web_pages_if_no_browser_is_configured(
    address: str, variables: dict[str, str], platform: str, expected: bool
) -> None:
    assert can_use_portal(address, variables, platform) is expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (LINK, True),
        ("file:///srv", True),
        ("mailto:me@kanbert.test", True),
        ("file://server/srv", False),
        ("/srv/export.csv", False),
        ("kanbert-desktop://card/1", False),
    ],
)
def test_with_a_token_the_portal_is_for_folders_and_mail_too(address: str, expected: bool) -> None:
    assert can_use_portal(address, {}, "linux", has_token=True) is expected
    assert not can_use_portal(address, {"BROWSER": "w3m"}, "linux", has_token=True)
