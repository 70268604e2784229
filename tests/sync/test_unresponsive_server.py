"""A server that does not respond is noticed long before a request times out, and there is one status for everything."""

import asyncio

import pytest

from kanbert_desktop.domain.errors import KanbertError, TransientError
from kanbert_desktop.domain.events import EventBus, SyncState, SyncStatus, SyncStatusChanged
from kanbert_desktop.sandbox.faults import HeldRequest, error_status, hold_request
from kanbert_desktop.sync.server_reader import ResponseMonitor
from kanbert_desktop.sync.status import StatusTracker
from support.fake_clock import FakeClock
from support.mirror import Mirror
from support.sync_clients import START, SyncClient, SyncServer

PROJECTS = "/api/v1/projects"
COMMENTS = "/api/v1/tasks/*/comments"


async def until_silent(standing: StatusTracker, bus: EventBus) -> None:
    silent = asyncio.Event()
    end = bus.subscribe(
        SyncStatusChanged, lambda event: silent.set() if event.status.no_response_since is not None else None
    )
    if standing.current().no_response_since is None:
        await silent.wait()
    end()


def test_a_hanging_request_is_reported_until_it_ends() -> None:
    heard: list[SyncStatus] = []
    bus = EventBus()
    bus.subscribe(SyncStatusChanged, lambda event: heard.append(event.status))
    standing = StatusTracker(Mirror(), bus)
    silence = ResponseMonitor(standing, FakeClock().now, seconds=0)

    async def scenario() -> None:
        with silence.watch_request():
            await until_silent(standing, bus)
            with silence.watch_request():
                await asyncio.sleep(0)

    asyncio.run(scenario())
    assert [(one.state, one.no_response_since) for one in heard] == [
        (SyncState.WAITING_FOR_NETWORK, START),
        (SyncState.UP_TO_DATE, None),
    ]


def test_a_quick_response_is_not_reported() -> None:
    standing = StatusTracker(Mirror(), EventBus())
    silence = ResponseMonitor(standing, FakeClock().now)

    async def scenario() -> None:
        with silence.watch_request():
            await asyncio.sleep(0)

    asyncio.run(scenario())
    assert standing.current().no_response_since is None


def test_a_cycle_that_hangs_is_not_up_to_date(server: SyncServer, client: SyncClient) -> None:
    hold = HeldRequest()
    server.faults.inject("GET", PROJECTS, hold_request(hold))
    client.engine._reader.response_monitor._seconds = 0
    server.clock.advance(hours=1)

    async def scenario() -> SyncStatus:
        syncing = asyncio.create_task(client.sync())
        await until_silent(client.replica.status, client.bus)
        hanging = client.replica.status.current()
        hold.release()
        await syncing
        return hanging

    hanging = asyncio.run(scenario())
    assert hanging.state is SyncState.WAITING_FOR_NETWORK
    after = client.replica.status.current()
    assert (after.state, after.no_response_since) == (SyncState.UP_TO_DATE, None)


@pytest.mark.parametrize("ahead", [False, True], ids=["opened", "read ahead"])
def test_a_failure_to_read_comments_is_the_status_of_everything(
    server: SyncServer, client: SyncClient, ahead: bool
) -> None:
    card = next(iter(client.replica.local_cards.base.cards()))
    server.faults.offline = True
    with pytest.raises(TransientError):
        asyncio.run(client.engine.prefetch_comments() if ahead else client.engine.read_comments(card.key))
    record = client.replica.status.current()
    assert (record.state, record.problem) == (SyncState.WAITING_FOR_NETWORK, "offline")
    server.faults.offline = False
    asyncio.run(client.sync())
    assert client.replica.status.current().state is SyncState.UP_TO_DATE


def test_comments_that_the_server_fails_at_are_no_missing_network(
    server: SyncServer, client: SyncClient
) -> None:
    card = next(iter(client.replica.local_cards.base.cards()))
    for _ in range(3):
        server.faults.inject("GET", COMMENTS, error_status(500))
    with pytest.raises(KanbertError):
        asyncio.run(client.engine.read_comments(card.key))
    assert client.replica.status.current().state is SyncState.UP_TO_DATE
    assert client.engine.comments_state(card.key) == "failed"
    server.faults.clear()
    asyncio.run(client.engine.read_comments(card.key))
    assert client.engine.comments_state(card.key) == "known"


def test_the_number_of_a_servers_error_outlives_the_program(server: SyncServer, client: SyncClient) -> None:
    server.clock.advance(hours=1)
    for _ in range(3):
        server.faults.inject("GET", "*", error_status(500))
    with pytest.raises(KanbertError):
        asyncio.run(client.sync())
    assert dict(client.replica.status.current().parameters) == {"status": "500"}
    asyncio.run(client.replica.wait_until_saved())
    client.restart()
    assert dict(client.replica.status.current().parameters) == {"status": "500"}
