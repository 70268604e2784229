"""Activation tokens over the connection to a Wayland compositor."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kanbert_desktop.identity.activation import ActivationTokens, outgoing_tokens
from kanbert_desktop.ui.window import wayland_activation
from kanbert_desktop.ui.window.link_handler import ExternalUrlHandler
from kanbert_desktop.ui.window.wayland_activation import LastInput, make_token, request_token
from support.wayland_compositor import TOKEN, Compositor

SERIAL = 77


def last_input(compositor: Compositor) -> LastInput:
    """Surface and input devices are any objects of that connection; the display is the first one."""
    return LastInput(compositor.display, compositor.display, compositor.display, SERIAL)


@pytest.fixture(autouse=True)
def _long_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """A quarter of a second passes on a busy machine before a compositor that answers has answered."""
    monkeypatch.setattr(wayland_activation, "WAIT_SECONDS", 60.0)


def test_a_token_is_asked_for_with_surface_and_last_input() -> None:
    with Compositor() as compositor:
        assert request_token(last_input(compositor)) == TOKEN
        assert request_token(last_input(compositor)) == TOKEN
    once = [
        ("xdg_activation_v1", "get_activation_token"),
        ("token", "set_serial", str(SERIAL), "1"),
        ("token", "set_surface", "1"),
        ("token", "commit"),
        ("token", "destroy"),
        ("xdg_activation_v1", "destroy"),
    ]
    assert compositor.asked == [*once, *once], "nothing stays behind"


def test_a_compositor_without_tokens_gives_none() -> None:
    with Compositor(has_tokens=False) as compositor:
        assert request_token(last_input(compositor)) == ""


@pytest.mark.parametrize("request_", ["sync", "commit"])
def test_a_compositor_that_hangs_is_not_waited_for(request_: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wayland_activation, "WAIT_SECONDS", 0.05)
    with Compositor(silent_at=request_) as compositor:
        assert request_token(last_input(compositor)) == ""


@pytest.mark.parametrize("request_", ["get_registry", "commit"])
def test_a_lost_connection_is_no_error(request_: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with Compositor(leaves_at=request_) as compositor:
        monkeypatch.setattr(wayland_activation, "_last_input", lambda: last_input(compositor))
        assert make_token() == ""


def test_there_is_none_on_x11(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    assert make_token() == ""


@pytest.mark.parametrize(("platform", "made"), [("wayland", "a token"), ("xcb", "")])
def test_what_opens_links_hands_tokens_on_where_there_are_some(
    platform: str, made: str, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outgoing_tokens, "make", ActivationTokens().make)
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: platform)
    monkeypatch.setattr(wayland_activation, "make_token", lambda: "a token")
    parent = QWidget()
    ExternalUrlHandler(parent)
    assert outgoing_tokens.make() == made
    parent.deleteLater()
    qapp.processEvents()
