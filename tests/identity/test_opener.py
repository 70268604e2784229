"""Opening the system's browser: with its own environment, and with nothing of ours that is secret."""

import stat
import threading
from pathlib import Path

import pytest

from kanbert_desktop.identity.opener import child_environment, open_in_browser


def test_the_systems_opener_gets_the_link_and_none_of_our_secrets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opener = tmp_path / "xdg-open"
    opener.write_text(
        f'#!/bin/sh\nenv > "{tmp_path}/env"\nprintf "%s" "$1" > "{tmp_path}/part"\nmv "{tmp_path}/part" "{tmp_path}/link"\n'
    )
    opener.chmod(opener.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setenv("KANBERT_ACCESS_TOKEN", "direct-token-in-env")
    before = set(threading.enumerate())
    open_in_browser("https://kanbert.test/oauth/authorize?a=1&b=%20c")
    for thread in set(threading.enumerate()) - before:
        if thread.name == "open browser":
            assert thread.daemon
            thread.join(20)
    assert (tmp_path / "link").read_text() == "https://kanbert.test/oauth/authorize?a=1&b=%20c"
    assert "direct-token-in-env" not in (tmp_path / "env").read_text()


def test_a_missing_opener_is_no_error(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    before = set(threading.enumerate())
    open_in_browser("https://kanbert.test/")
    for thread in set(threading.enumerate()) - before:
        thread.join(20)
    assert "could not be opened" in caplog.text
    assert "https://kanbert.test" not in caplog.text


def test_a_bundle_gives_the_browser_the_environment_it_was_started_with() -> None:
    bundled = {
        "PATH": "/usr/bin",
        "LD_LIBRARY_PATH": "/opt/bundle",
        "LD_LIBRARY_PATH_ORIG": "/home/lib",
        "XDG_DATA_DIRS": "/usr/share",
        "QT_PLUGIN_PATH": "/opt/bundle/plugins",
        "PYTHONHOME": "/opt/bundle",
        "GIO_MODULE_DIR": "/opt/bundle/gio",
        "KANBERT_CLIENT_SECRET": "the-client-secret",
        "XDG_RUNTIME_DIR": "/run/user/1",
    }
    assert child_environment(bundled, frozen=True) == {
        "PATH": "/usr/bin",
        "LD_LIBRARY_PATH": "/home/lib",
        "XDG_DATA_DIRS": "/usr/share",
        "XDG_RUNTIME_DIR": "/run/user/1",
    }
    assert bundled["LD_LIBRARY_PATH"] == "/opt/bundle", "our own environment stays"


def test_outside_a_bundle_only_our_own_variables_are_left_out() -> None:
    variables = {"PATH": "/usr/bin", "QT_SCALE_FACTOR": "2", "KANBERT_PROFILE": "/x"}
    assert child_environment(variables, frozen=False) == {"PATH": "/usr/bin", "QT_SCALE_FACTOR": "2"}
