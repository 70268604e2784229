"""Calls and delays on the Qt loop: in their order, each once and at its time, also inside of other loops."""

import asyncio
import time
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from functools import partial

import pytest
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from kanbert_desktop.app.system.qt_loop import QtEventLoop

GIVE_UP_MS = 10_000


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


def test_no_delay_ends_early(loop: QtEventLoop) -> None:
    async def taken_longer(seconds: float) -> bool:
        began = time.monotonic()
        await asyncio.sleep(seconds)
        return time.monotonic() - began >= seconds

    async def scenario() -> list[bool]:
        # Coarse timers of Qt are early or late, depending on the moment: some of so many would be early.
        return await asyncio.gather(*(taken_longer(0.0004 + 0.0137 * number) for number in range(30)))

    assert all(loop.run_until_complete(scenario()))


def test_calls_run_in_their_order_with_their_context(loop: QtEventLoop) -> None:
    name: ContextVar[str] = ContextVar("name")
    seen: list[tuple[int, str]] = []

    def note(number: int) -> None:
        seen.append((number, name.get()))

    async def scenario() -> None:
        over = asyncio.Event()
        name.set("first")
        loop.call_soon(note, 1)
        loop.call_later(0, note, 2)
        name.set("second")
        loop.call_soon(note, 3)
        loop.call_at(loop.time(), note, 4)
        loop.call_soon(over.set)
        await over.wait()

    loop.run_until_complete(scenario())
    assert seen == [(1, "first"), (2, "first"), (3, "second"), (4, "second")]


def test_a_cancelled_call_does_not_run(loop: QtEventLoop) -> None:
    seen: list[str] = []
    failures: list[object] = []
    loop.set_exception_handler(lambda _loop, context: failures.append(context))

    async def scenario() -> None:
        later: list[asyncio.Handle] = []
        loop.call_soon(seen.append, "never").cancel()
        loop.call_soon(lambda: later[0].cancel())  # noqa: PLW0108  it does not exist yet
        later.append(loop.call_soon(seen.append, "neither"))
        for _ in range(3):
            await asyncio.sleep(0)

    loop.run_until_complete(scenario())
    assert (seen, failures) == ([], [])


def test_a_call_that_fails_keeps_none_of_the_others(loop: QtEventLoop) -> None:
    seen: list[str] = []
    failures: list[object] = []
    loop.set_exception_handler(lambda _loop, context: failures.append(context["exception"]))

    def fail() -> None:
        raise LookupError

    async def scenario() -> None:
        over = asyncio.Event()
        loop.call_soon(fail)
        loop.call_soon(seen.append, "ran")
        loop.call_soon(over.set)
        await over.wait()

    loop.run_until_complete(scenario())
    assert seen == ["ran"]
    assert [type(failure) for failure in failures] == [LookupError]


def _run_inner_loop(until: Callable[[Callable[[], None]], object]) -> None:
    """As a dialog, a menu or a drag does."""
    inner = QEventLoop()
    given_up = QTimer(singleShot=True, interval=GIVE_UP_MS)
    given_up.timeout.connect(inner.quit)
    given_up.start()
    until(inner.quit)
    inner.exec()
    assert given_up.isActive()


def test_calls_go_on_while_one_of_them_runs_a_loop(loop: QtEventLoop) -> None:
    seen: list[str] = []

    async def scenario() -> None:
        over = asyncio.Event()

        def end_inner(leave: Callable[[], None]) -> None:
            # Due already, made in the inner loop, and by a call of it.
            loop.call_soon(lambda: loop.call_soon(lambda: (seen.append("made inside"), leave())))

        def run_inner() -> None:
            seen.append("inner begins")
            _run_inner_loop(end_inner)
            seen.append("inner ended")

        loop.call_soon(run_inner)
        loop.call_soon(seen.append, "due before")
        loop.call_later(0.05, over.set)
        await over.wait()

    loop.run_until_complete(scenario())
    assert seen == ["inner begins", "due before", "made inside", "inner ended"]


def test_a_loop_inside_of_a_call_may_wait_for_a_call_that_is_due(loop: QtEventLoop) -> None:
    async def scenario() -> None:
        over = asyncio.Event()
        leaving: list[Callable[[], None]] = []
        loop.call_soon(_run_inner_loop, leaving.append)
        # No other call becomes due meanwhile, which would start a timer too.
        loop.call_soon(lambda: (leaving[0](), over.set()))
        await over.wait()

    failures: list[object] = []
    loop.set_exception_handler(lambda _loop, context: failures.append(context))
    loop.run_until_complete(scenario())
    assert not failures


def test_the_last_call_may_run_a_loop_that_waits_for_a_task(loop: QtEventLoop) -> None:
    seen: list[str] = []

    async def work(leave: Callable[[], None]) -> None:
        for _ in range(5):
            await asyncio.sleep(0)
        await asyncio.sleep(0.01)
        seen.append("worked")
        leave()

    async def scenario() -> None:
        over = asyncio.Event()
        tasks: list[asyncio.Task[None]] = []

        def run_inner() -> None:
            _run_inner_loop(lambda leave: tasks.append(loop.create_task(work(leave))))
            seen.append("inner ended")
            over.set()

        loop.call_soon(run_inner)
        await over.wait()
        await tasks[0]

    loop.run_until_complete(scenario())
    assert seen == ["worked", "inner ended"]


def test_loops_inside_of_loops_lose_no_call(loop: QtEventLoop) -> None:
    seen: list[int] = []

    async def scenario() -> None:
        over = asyncio.Event()

        def descend(depth: int) -> None:
            loop.call_soon(seen.append, depth)
            if depth:
                _run_inner_loop(
                    lambda leave: (loop.call_soon(descend, depth - 1), loop.call_later(0.02, leave))
                )
            else:
                loop.call_later(0.1, over.set)

        loop.call_soon(descend, 3)
        await over.wait()

    loop.run_until_complete(scenario())
    assert seen == [3, 2, 1, 0]


def test_tasks_that_only_yield_do_not_keep_qt_waiting(loop: QtEventLoop) -> None:
    async def scenario() -> None:
        fired: list[bool] = []
        timer = QTimer(singleShot=True, interval=0)
        timer.timeout.connect(lambda: fired.append(True))
        timer.start()
        async with asyncio.timeout(30):
            while not fired:  # noqa: ASYNC110  that it only yields is the point
                await asyncio.sleep(0)

    loop.run_until_complete(scenario())


def test_a_call_from_another_thread_runs_on_the_loop(loop: QtEventLoop) -> None:
    async def scenario() -> int:
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(asyncio.sleep(0, 7), loop))

    assert loop.run_until_complete(scenario()) == 7


def test_calls_run_in_the_debug_mode_too(loop: QtEventLoop) -> None:
    seen: list[int] = []

    async def scenario() -> None:
        for number in range(3):
            loop.call_soon(partial(seen.append, number))
        await asyncio.sleep(0.01)

    loop.set_debug(enabled=True)
    loop.run_until_complete(scenario())
    assert seen == [0, 1, 2]


def test_nothing_runs_after_the_loop_was_closed(qapp: QApplication) -> None:
    qapp.setQuitOnLastWindowClosed(False)
    loop, seen = QtEventLoop(qapp), list[str]()
    loop.call_later(0.001, lambda: seen.append("never"))
    loop.call_soon(seen.append, "neither")
    loop.close()
    assert loop.delay_count == 0
    qapp.processEvents()
    assert seen == []
