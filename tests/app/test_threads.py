"""Blocking calls in a thread, and callers that stop waiting."""

import asyncio
import threading

import pytest

from kanbert_desktop.app.tasks import run_in_thread
from plugins.qt_loop import QtLoop


def test_results_and_errors_reach_the_caller(qt_loop: QtLoop) -> None:
    assert qt_loop(run_in_thread("answer", lambda: 42)) == 42
    with pytest.raises(ZeroDivisionError):
        qt_loop(run_in_thread("trouble", lambda: 1 // 0))


def test_a_call_nobody_waits_for_ends_silently(qt_loop: QtLoop, monkeypatch: pytest.MonkeyPatch) -> None:
    printed: list[object] = []
    monkeypatch.setattr(threading, "excepthook", printed.append)
    begun, go_on = threading.Event(), threading.Event()
    workers: list[threading.Thread] = []

    def work() -> None:
        workers.append(threading.current_thread())
        begun.set()
        go_on.wait(60)

    async def give_up() -> None:
        waiting = asyncio.ensure_future(run_in_thread("work", work))
        await asyncio.sleep(0)
        assert begun.wait(60)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting

    qt_loop(give_up())
    go_on.set()
    workers[0].join(60)
    assert not workers[0].is_alive()
    assert not printed
