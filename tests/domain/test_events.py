"""The event bus delivers in order, to every handler, whatever one of them does."""

import logging

import pytest

from kanbert_desktop.domain.events import BoardsChanged, EventBus, SignedOut


def test_an_event_published_by_a_handler_waits_its_turn() -> None:
    bus = EventBus()
    heard: list[str] = []

    def on_boards(_: BoardsChanged) -> None:
        bus.publish(SignedOut())
        heard.append("boards")

    bus.subscribe(BoardsChanged, on_boards)
    bus.subscribe(SignedOut, lambda _: heard.append("out"))
    bus.publish(BoardsChanged())
    assert heard == ["boards", "out"]


def test_a_failing_handler_is_logged_and_the_others_still_hear(caplog: pytest.LogCaptureFixture) -> None:
    bus = EventBus()
    heard: list[str] = []

    def fail(_: BoardsChanged) -> None:
        raise ValueError

    bus.subscribe(BoardsChanged, fail)
    bus.subscribe(BoardsChanged, lambda _: heard.append("boards"))
    with caplog.at_level(logging.ERROR):
        bus.publish(BoardsChanged())
    assert heard == ["boards"]
    assert "BoardsChanged failed" in caplog.text


def test_an_ended_subscription_hears_nothing() -> None:
    bus = EventBus()
    heard: list[str] = []
    end = bus.subscribe(BoardsChanged, lambda _: heard.append("boards"))
    end()
    end()
    bus.publish(BoardsChanged())
    assert heard == []
