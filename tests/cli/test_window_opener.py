"""The desktop's search opens a card in the window that runs, else in a new one."""

import os
from pathlib import Path
from typing import Any

import pytest

from kanbert_desktop.app.environment import Environment, Options
from kanbert_desktop.app.system import handover
from kanbert_desktop.app.system.handover import HandoverRequest, HandoverResult
from kanbert_desktop.cli import window_opener
from kanbert_desktop.cli.handover import OTHER_SCREEN_CODE
from kanbert_desktop.cli.window_opener import WindowOpener


class Desktop:
    """Records what the window is asked and what is started. `exit_code` is the window's answer."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, exit_code: int | None) -> None:
        self.asked: list[tuple[str, ...]] = []
        self.started: list[list[str]] = []
        self.variables: dict[str, str] = {}

        def hand_over(_place: str, request: HandoverRequest, *_: Any, **_how: Any) -> HandoverResult:  # noqa: ANN401
            self.asked.append(request.words)
            return HandoverResult(exit_code)

        def popen(command: list[str], *, env: dict[str, str], **_how: object) -> None:
            self.started.append(command)
            self.variables = env

        monkeypatch.setattr(handover, "hand_over", hand_over)
        monkeypatch.setattr(window_opener.subprocess, "Popen", popen)
        monkeypatch.setattr(window_opener, "program_command", lambda: ["kanbert"])


@pytest.fixture
def opener(profile: Path) -> WindowOpener:
    options = Options(profile=profile)
    return WindowOpener(Environment.for_options(options), options)


def test_a_card_opens_in_the_window_that_runs(opener: WindowOpener, monkeypatch: pytest.MonkeyPatch) -> None:
    desktop = Desktop(monkeypatch, 0)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", ":3")
    opener.open_card("kd-1", "token-1")
    opener.open_search("neues angebot")
    assert desktop.asked == [
        ("raise", "--link=kanbert-desktop://card/kd-1", "--token=token-1", "--screen=x11=:3", "--forward"),
        ("raise", "--find=neues angebot", "--screen=x11=:3", "--forward"),
    ]
    assert desktop.started == []


def test_for_a_window_in_another_session_a_process_is_started_that_says_so(
    opener: WindowOpener, monkeypatch: pytest.MonkeyPatch
) -> None:
    desktop = Desktop(monkeypatch, OTHER_SCREEN_CODE)
    opener.open_search("neues angebot")
    assert len(desktop.started) == 1


def test_without_a_window_one_is_started_on_the_same_profile(
    opener: WindowOpener, profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desktop = Desktop(monkeypatch, None)
    monkeypatch.setenv("DESKTOP_STARTUP_ID", "old")
    monkeypatch.setenv("DBUS_STARTER_BUS_TYPE", "session")
    opener.open_search("--sandbox")
    opener.open_card("kd-1", "token-1")
    assert desktop.started == [["kanbert", "--find=--sandbox"], ["kanbert", "kanbert-desktop://card/kd-1"]]
    assert desktop.variables["KANBERT_PROFILE"] == str(profile)
    assert desktop.variables["XDG_ACTIVATION_TOKEN"] == "token-1"
    assert {"DESKTOP_STARTUP_ID", "DBUS_STARTER_BUS_TYPE"}.isdisjoint(desktop.variables)
    assert os.environ["DESKTOP_STARTUP_ID"] == "old"
