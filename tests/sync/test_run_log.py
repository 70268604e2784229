"""The last cycles as numbers: what they did, how they ended, how long they took."""

import asyncio

import pytest

from kanbert_desktop.domain.errors import KanbertError, Refused
from kanbert_desktop.sync.status import MAX_RUNS, SyncRunLog
from support.fake_clock import FakeClock
from support.sync_clients import SyncClient, SyncServer


def test_a_cycle_says_what_it_did(server: SyncServer, client: SyncClient) -> None:
    client.add("Neu")
    asyncio.run(client.sync())
    first, *_, last = client.engine.runs
    assert first.pulled == len(server.tasks()) - 1
    assert (last.kind, last.pushed, last.problem) == ("usual", 1, "")
    assert last.started_at.tzinfo is not None


def test_one_that_fails_says_why(server: SyncServer, client: SyncClient) -> None:
    server.faults.offline = True
    with pytest.raises(KanbertError):
        asyncio.run(client.sync())
    assert list(client.engine.runs)[-1].problem == "offline"


def test_a_rejection_is_logged_with_its_status_and_a_bug_with_its_type() -> None:
    clock = FakeClock()
    runs = SyncRunLog(clock.now)

    def fail(error: Exception) -> None:
        with runs.record("full"):
            clock.advance(seconds=2)
            raise error

    for error in (Refused("forbidden", status=403, message="private"), ZeroDivisionError("private")):
        with pytest.raises(type(error)):
            fail(error)
    assert [run.problem for run in runs] == ["forbidden (403)", "ZeroDivisionError"]
    assert [run.duration.total_seconds() for run in runs] == [2, 2]


def test_only_the_last_ones_are_kept() -> None:
    clock = FakeClock()
    runs = SyncRunLog(clock.now)
    for number in range(MAX_RUNS + 5):
        with runs.record("idle") as run:
            run.pulled = number
    assert [run.pulled for run in runs] == list(range(5, MAX_RUNS + 5))
