"""Activation tokens in the environment, where a desktop and Qt exchange them."""

import os

import pytest

from kanbert_desktop.app.system.activation import given_token, use_token


@pytest.fixture(autouse=True)
def no_token(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID"):
        monkeypatch.setenv(name, "")


def test_the_token_of_wayland_comes_before_that_of_x11(monkeypatch: pytest.MonkeyPatch) -> None:
    assert given_token() == ""
    monkeypatch.setenv("DESKTOP_STARTUP_ID", "gnome-shell_TIME1234")
    assert given_token() == "gnome-shell_TIME1234"
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "token-1")
    assert given_token() == "token-1"


@pytest.mark.parametrize("text", ["a\nb", "ü", "x" * 1001, "\udcff"])
def test_what_no_desktop_gives_is_no_token(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "older")
    use_token(text)
    assert "XDG_ACTIVATION_TOKEN" not in os.environ
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", text)
    assert given_token() == ""


def test_qt_finds_the_newest_token_in_the_environment() -> None:
    use_token("token-1")
    use_token("token-2")
    assert os.environ["XDG_ACTIVATION_TOKEN"] == "token-2"
    use_token("")
    assert "XDG_ACTIVATION_TOKEN" not in os.environ
