"""What a second start asks of the window that runs."""

from collections.abc import Callable

import pytest

from kanbert_desktop.app.environment import Options
from kanbert_desktop.app.system.handover import HandoverRequest
from kanbert_desktop.app.system.window_requests import WindowRequests
from kanbert_desktop.cli import handover
from kanbert_desktop.cli.handover import OTHER_SCREEN_CODE, raise_window_request


def asked(*words: str, code: int = 0) -> list[tuple[object, ...]]:
    """What the window did, in order."""
    done: list[tuple[object, ...]] = []

    def note(name: str) -> Callable[..., None]:
        return lambda *values: done.append((name, *values))

    window = WindowRequests(
        raise_window=note("raise"),
        open_capture=note("capture"),
        follow_link=note("link"),
        find=note("find"),
        show_my_work=note("my work"),
        prepare=note("prepare"),
    )
    request = HandoverRequest(words, "id-1")
    assert handover._serve_window_request(window, request, lambda *_: None) == code
    return done


@pytest.mark.parametrize(
    ("options", "done"),
    [
        (Options(), [("raise",)]),
        (Options(account="a1"), [("raise", "a1")]),
        (Options(capture=True), [("capture",)]),
        (Options(my_work=True), [("my work",)]),
        (Options(find="--sandbox"), [("find", "--sandbox")]),
        (Options(link="kanbert-desktop://card/1"), [("link", "kanbert-desktop://card/1")]),
        (Options(hidden=True), []),
    ],
)
def test_each_option_is_carried_out_after_the_token(options: Options, done: list[tuple[str, ...]]) -> None:
    assert asked(*raise_window_request(options, "token-1")) == [("prepare", "token-1", False), *done]


def test_without_a_token_an_older_one_is_forgotten() -> None:
    assert asked(*raise_window_request(Options())) == [("prepare", "", False), ("raise",)]


def test_the_window_knows_when_no_token_can_come() -> None:
    words = raise_window_request(Options(), must_come_forward=True)
    assert asked(*words) == [("prepare", "", True), ("raise",)]


@pytest.mark.parametrize(("options", "code"), [(Options(), OTHER_SCREEN_CODE), (Options(hidden=True), 0)])
def test_a_window_in_another_session_stays_there_and_says_so_where_it_was_asked_for(
    options: Options, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":7")
    words = raise_window_request(options, "token-1")
    monkeypatch.setenv("DISPLAY", ":8")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert asked(*words, code=code) == []


def test_words_of_a_newer_version_are_ignored() -> None:
    assert asked("raise", "--later=1", "--more") == [("prepare", "", False), ("raise",)]
