"""Delays on the Qt loop: none is left behind, and each runs once at its time."""

import asyncio
from collections.abc import Iterator
from contextvars import ContextVar

import pytest
from PySide6.QtWidgets import QApplication

from kanbert_desktop.app.system.qt_loop import QtEventLoop


@pytest.fixture
def loop(qapp: QApplication) -> Iterator[QtEventLoop]:
    qapp.setQuitOnLastWindowClosed(False)
    loop = QtEventLoop(qapp)
    asyncio.set_event_loop(loop)
    yield loop
    loop.close()
    asyncio.set_event_loop(None)


def test_a_timeout_that_was_not_needed_leaves_no_timer(loop: QtEventLoop) -> None:
    async def scenario() -> None:
        async with asyncio.timeout(3600):
            assert loop.delay_count == 1
            await asyncio.sleep(0)
        assert loop.delay_count == 0

    loop.run_until_complete(scenario())


def test_a_cancelled_sleep_leaves_no_timer(loop: QtEventLoop) -> None:
    async def scenario() -> None:
        sleeping = asyncio.ensure_future(asyncio.sleep(3600))
        await asyncio.sleep(0)
        assert loop.delay_count == 1
        sleeping.cancel()
        await asyncio.gather(sleeping, return_exceptions=True)
        assert loop.delay_count == 0

    loop.run_until_complete(scenario())


def test_a_timeout_still_ends_what_takes_too_long(loop: QtEventLoop) -> None:
    async def scenario() -> None:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.01):
                await asyncio.Event().wait()
        assert loop.delay_count == 0

    loop.run_until_complete(scenario())


def test_delays_run_once_in_the_order_of_their_times_with_their_context(loop: QtEventLoop) -> None:
    name: ContextVar[str] = ContextVar("name")
    seen: list[tuple[int, str]] = []

    async def scenario() -> None:
        over = asyncio.Event()
        name.set("mine")
        # From one moment: a pause between these lines would change the order of their times.
        start = loop.time()
        loop.call_at(start + 0.06, over.set)
        loop.call_at(start + 0.03, lambda: seen.append((2, name.get())))
        first = loop.call_at(start + 0.01, lambda: seen.append((1, name.get())))
        await over.wait()
        first.cancel()
        first.cancel()
        assert first.cancelled()

    loop.run_until_complete(scenario())
    assert seen == [(1, "mine"), (2, "mine")]
    assert loop.delay_count == 0


def test_a_delay_may_be_cancelled_before_another_of_the_same_moment(loop: QtEventLoop) -> None:
    seen: list[str] = []

    async def scenario() -> None:
        over = asyncio.Event()
        second: list[asyncio.Handle] = []
        loop.call_later(0.01, lambda: second[0].cancel())  # noqa: PLW0108  it does not exist yet
        second.append(loop.call_later(0.01, lambda: seen.append("never")))
        loop.call_later(0.05, over.set)
        await over.wait()

    loop.run_until_complete(scenario())
    assert seen == []


def test_nothing_runs_after_the_loop_was_closed(qapp: QApplication) -> None:
    qapp.setQuitOnLastWindowClosed(False)
    loop, seen = QtEventLoop(qapp), list[str]()
    loop.call_later(0.001, lambda: seen.append("never"))
    loop.close()
    assert loop.delay_count == 0
    qapp.processEvents()
    assert seen == []
