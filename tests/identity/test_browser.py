"""Opening the system browser: with its own environment, and without this program's secrets."""

import base64
import stat
from pathlib import Path

import pytest

from kanbert_desktop.identity import browser
from kanbert_desktop.identity.activation import outgoing_tokens
from kanbert_desktop.identity.browser import child_environment, has_browser, open_commands
from support.browser_opening import open_and_wait

LINK = "https://kanbert.test/oauth/authorize?a=1&b=it's&c=%20d"
WSL = {"WSL_DISTRO_NAME": "Debian"}


@pytest.fixture(autouse=True)
def _screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":99")


def stand_in(folder: Path, name: str, script: str) -> None:
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)


def test_the_systems_open_command_gets_the_link_and_none_of_our_secrets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(tmp_path, "xdg-open", f'env > "{tmp_path}/env"\nprintf "%s" "$1" > "{tmp_path}/link"')
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setenv("KANBERT_ACCESS_TOKEN", "direct-token-in-env")
    open_and_wait(LINK)
    assert (tmp_path / "link").read_text() == LINK
    assert "direct-token-in-env" not in (tmp_path / "env").read_text()


@pytest.mark.parametrize("token", ["token-1", ""])
def test_the_open_command_gets_a_new_token_and_never_the_one_that_started_us(
    token: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    stand_in(tmp_path, "xdg-open", f'env > "{tmp_path}/env"\nexit 1')
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "stale")
    monkeypatch.setenv("DESKTOP_STARTUP_ID", "stale")
    monkeypatch.setattr(outgoing_tokens, "make", lambda: token)
    open_and_wait(LINK)
    variables = (tmp_path / "env").read_text().splitlines()
    assert [line for line in variables if line.startswith(("XDG_ACTIVATION", "DESKTOP_STARTUP"))] == (
        [f"XDG_ACTIVATION_TOKEN={token}"] if token else []
    )
    assert "token-1" not in caplog.text


def test_a_missing_open_command_is_no_error(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    open_and_wait(LINK)
    assert "could not be opened" in caplog.text
    assert "https://kanbert.test" not in caplog.text


@pytest.mark.parametrize(("code", "found"), [(0, True), (3, False), (4, False)])
def test_the_result_says_whether_a_browser_was_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, found: bool
) -> None:
    """Codes of `xdg-open`: 3 is a missing program, 4 a failed action."""
    stand_in(tmp_path, "xdg-open", f"exit {code}")
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert open_and_wait(LINK) is found


def test_without_an_open_command_or_a_screen_no_browser_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert not open_and_wait(LINK)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    assert not open_and_wait(LINK)


def test_a_browser_that_ends_badly_much_later_was_one_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(tmp_path, "xdg-open", "exit 1")
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(browser, "_CERTAIN_SECONDS", 0.0)
    assert open_and_wait(LINK)


def test_a_bundle_gives_the_browser_the_environment_it_was_started_with() -> None:
    bundled = {
        "PATH": "/opt/bundle/bin:/usr/bin",
        "LD_LIBRARY_PATH": "/opt/bundle",
        "LD_LIBRARY_PATH_ORIG": "/home/lib",
        "XDG_DATA_DIRS": "/usr/share",
        "QT_PLUGIN_PATH": "/opt/bundle/plugins",
        "QML2_IMPORT_PATH": "/opt/bundle/qml",
        "QML_IMPORT_PATH": "/home/qml",
        "QTWEBENGINEPROCESS_PATH": "/opt/bundle/QtWebEngineProcess",
        "SSL_CERT_FILE": "/opt/bundle/certifi/cacert.pem",
        "GI_TYPELIB_PATH": "/opt/bundle/gi_typelibs",
        "EMPTY": "",
        "BESIDE": "/opt/bundles/x",
        "PYTHONHOME": "/opt/bundle",
        "GIO_MODULE_DIR": "/opt/bundle/gio",
        "KANBERT_CLIENT_SECRET": "the-client-secret",
        "XDG_RUNTIME_DIR": "/run/user/1",
    }
    assert child_environment(bundled, bundle="/opt/bundle") == {
        "PATH": "/usr/bin",
        "LD_LIBRARY_PATH": "/home/lib",
        "XDG_DATA_DIRS": "/usr/share",
        "XDG_RUNTIME_DIR": "/run/user/1",
        "EMPTY": "",
        "BESIDE": "/opt/bundles/x",
    }
    assert bundled["LD_LIBRARY_PATH"] == "/opt/bundle", "our own environment stays"


def test_outside_a_bundle_only_our_own_variables_are_left_out() -> None:
    variables = {"PATH": "/usr/bin", "QT_SCALE_FACTOR": "2", "KANBERT_PROFILE": "/x"}
    assert child_environment(variables, bundle=None) == {"PATH": "/usr/bin", "QT_SCALE_FACTOR": "2"}


@pytest.mark.parametrize(
    ("variables", "platform", "expected"),
    [
        ({}, "linux", False),
        ({"DISPLAY": "", "WAYLAND_DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"BROWSER": "w3m"}, "linux", True),
        (WSL, "linux", True),
        ({}, "darwin", True),
        ({}, "win32", True),
    ],
)
def test_without_a_screen_there_is_only_the_link(
    variables: dict[str, str], platform: str, expected: bool
) -> None:
    assert has_browser(variables, platform) is expected


def test_without_a_screen_nothing_is_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path, "xdg-open", f'touch "{tmp_path}/started"')
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER", "WSL_DISTRO_NAME", "WSL_INTEROP"):
        monkeypatch.delenv(name, raising=False)
    open_and_wait(LINK)
    assert not (tmp_path / "started").exists()


def test_inside_windows_its_own_openers_come_first_and_explorer_never() -> None:
    tried = open_commands(LINK, WSL, "linux")
    assert [command[0] for command in tried] == ["wslview", "powershell.exe", "xdg-open"]
    script = base64.b64decode(tried[1][-1]).decode("utf-16-le")
    assert script == "Start-Process 'https://kanbert.test/oauth/authorize?a=1&b=it''s&c=%20d'"


def test_the_next_open_command_is_tried_if_one_is_missing_or_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As inside Windows without `wslview`, with stand-ins."""
    stand_in(tmp_path, "powershell.exe", "exit 1")
    stand_in(tmp_path, "xdg-open", f'printf "%s" "$1" > "{tmp_path}/link"')
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setenv("WSL_DISTRO_NAME", "Debian")
    open_and_wait(LINK)
    assert (tmp_path / "link").read_text() == LINK
