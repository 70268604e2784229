"""An idle client sends at most one request a minute, and still notices everything."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.domain.changes import EditCard, Field, State
from kanbert_desktop.domain.errors import TransientError
from kanbert_desktop.sandbox.faults import error_status
from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.sync.meta_names import LAST_FULL_COMPARE, SUSPECT
from kanbert_desktop.sync.push import FIRST_WAIT, MAX_WAIT, retry_later
from kanbert_desktop.sync.requests import cards_to_send
from kanbert_desktop.sync.schedule import Schedule
from support.sync_clients import SyncClient, SyncServer


def let_pass(server: SyncServer, client: SyncClient, *, economical: bool = False, **span: float) -> int:
    """Lets so much time pass under the schedule; returns the number of requests."""

    async def scenario() -> int:
        before, end = len(server.faults.requests), server.clock.now() + timedelta(**span)
        schedule = Schedule(client.engine)
        schedule.set_economical(economical)
        running = asyncio.create_task(schedule.run())
        # The clock advances with each sleep of the schedule: nothing here waits for real time.
        while server.clock.now() < end:  # noqa: ASYNC110
            await asyncio.sleep(0)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        return len(server.faults.requests) - before

    return asyncio.run(scenario())


def test_an_idle_hour_costs_sixty_requests_at_most(server: SyncServer, client: SyncClient) -> None:
    let_pass(server, client, minutes=20)
    for _ in range(3):
        assert let_pass(server, client, hours=1) <= 61


def test_an_idle_hour_on_battery_costs_a_fifth_and_compares_nothing(
    server: SyncServer, client: SyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_pass(server, client, minutes=20)
    compared: list[bool] = []
    monkeypatch.setattr(client.engine._consistency_check, "is_due", lambda: bool(compared.append(True)))
    assert let_pass(server, client, hours=1, economical=True) <= 13
    assert compared == []
    let_pass(server, client, hours=1)
    assert compared


def test_it_still_hears_of_everything(server: SyncServer, client: SyncClient) -> None:
    let_pass(server, client, minutes=20)
    task = next(task for task in server.tasks() if client.replica.local_cards.card(task["id"]))
    server.colleague.edit(task["id"], title="Heard of")
    let_pass(server, client, minutes=3)
    assert client.card(task["id"]).title == "Heard of"
    with server.state.transaction() as db:
        db.execute("UPDATE users SET last_name = 'Neumann' WHERE id = ?", (server.colleague.id,))
    let_pass(server, client, hours=2)
    assert any(person.name.endswith("Neumann") for person in client.replica.local_cards.people.values())


def test_a_card_deleted_by_a_colleague_is_noticed_long_before_the_daily_comparison(
    server: SyncServer, client: SyncClient
) -> None:
    let_pass(server, client, hours=1, minutes=5)
    task = next(
        task
        for task in server.tasks()
        if (card := client.replica.local_cards.card(task["id"]))
        and not client.replica.local_cards.children(card.key)
    )
    swept = client.replica.meta[LAST_FULL_COMPARE]
    server.colleague.delete(task["id"])
    let_pass(server, client, hours=2)
    assert client.replica.local_cards.card(task["id"]) is None
    assert client.replica.meta[LAST_FULL_COMPARE] != swept
    assert client.replica.meta[SUSPECT] is None


def compare_all_pages(server: SyncServer, client: SyncClient) -> None:
    """Compares every page once."""

    async def all_pages() -> None:
        while True:
            await client.engine._consistency_check.check_page()
            if client.engine._consistency_check._cursor is None:
                return

    asyncio.run(all_pages())


@pytest.fixture
def calm(server: SyncServer, client: SyncClient) -> SyncClient:
    """The last full compare was two hours ago."""
    server.clock.advance(hours=2)
    return client


@pytest.mark.parametrize("limit", [1, 3, 7, 30])
def test_where_all_is_well_nothing_is_suspected(server: SyncServer, calm: SyncClient, limit: int) -> None:
    server.behaviour.page_limit = limit
    compare_all_pages(server, calm)
    compare_all_pages(server, calm)
    assert calm.replica.meta[SUSPECT] is None


def test_cards_of_one_moment_are_no_difference(server: SyncServer, calm: SyncClient) -> None:
    with server.state.transaction() as db:
        db.execute("UPDATE tasks SET created_at = '2026-11-01T08:00:00+00:00'")
    asyncio.run(calm.sync(full=True))
    server.clock.advance(hours=2)
    server.behaviour.page_limit = 3
    compare_all_pages(server, calm)
    assert calm.replica.meta[SUSPECT] is None


@pytest.mark.parametrize("limit", [3, 30])
def test_a_hole_is_suspected_and_filled(
    server: SyncServer, calm: SyncClient, limit: int, caplog: pytest.LogCaptureFixture
) -> None:
    server.behaviour.page_limit = limit
    known = sorted(calm.replica.local_cards.base.cards(), key=lambda card: str(card.created_at))
    hole = known[len(known) // 2]
    calm.replica.apply(Batch(removed=[hole.key]))
    assert calm.store.flush(10)
    calm.restart()
    compare_all_pages(server, calm)
    assert calm.replica.meta[SUSPECT] is not None
    assert calm.engine.is_full_compare_due()
    assert "1 there alone" in caplog.text
    assert hole.title not in caplog.text
    asyncio.run(calm.sync(full=True))
    assert calm.card(hole.server_id or "").title == hole.title
    assert calm.replica.meta[SUSPECT] is None


def test_a_server_that_lists_nothing_removes_nothing(server: SyncServer, calm: SyncClient) -> None:
    before = {card.key for card in calm.replica.local_cards.cards()}
    server.faults.inject(
        "GET",
        "/api/v1/tasks",
        error_status(200, {"data": [], "meta": {"next_cursor": None}, "links": []}),
        times=None,
    )
    compare_all_pages(server, calm)
    assert {card.key for card in calm.replica.local_cards.cards()} == before
    assert calm.replica.meta[SUSPECT] is not None


def test_a_change_held_back_by_a_wrong_clock_goes_all_the_same(
    server: SyncServer, client: SyncClient
) -> None:
    made_change = client.edit(next(iter(client.replica.local_cards.cards())).key, title="Held")
    far = replace(made_change.entry, not_before=server.clock.now() + timedelta(days=400))
    client.replica.apply(Batch(put=[far]))
    assert cards_to_send(client.replica.local_cards, server.clock.now(), release_holds=False) == [
        made_change.card
    ]
    near = replace(made_change.entry, not_before=server.clock.now() + timedelta(minutes=5))
    client.replica.apply(Batch(put=[near]))
    assert cards_to_send(client.replica.local_cards, server.clock.now(), release_holds=False) == []


def test_setbacks_are_spread_between_floor_and_cap(server: SyncServer, client: SyncClient) -> None:
    now = server.clock.now()
    change = EditCard(CardKey("1"), {Field.TITLE: "a"}, {Field.TITLE: "b"})
    entry = client.edit(next(iter(client.replica.local_cards.cards())).key, title="x").entry
    waits = set()
    for number in range(40):
        failed = replace(entry, id=str(number), change=change, attempts=8)  # type: ignore[arg-type]
        again = retry_later(failed, "server_error", now, others_succeed=False)
        assert again.state is State.PENDING
        assert again.not_before is not None
        waits.add(again.not_before - now)
    assert all(FIRST_WAIT <= wait <= MAX_WAIT for wait in waits)
    assert len(waits) > 30


def test_a_delay_the_server_asked_for_is_stored(server: SyncServer, client: SyncClient) -> None:
    server.faults.inject("GET", "/api/v1/tasks", error_status(429, retry_after=600))
    with pytest.raises(TransientError):
        asyncio.run(client.sync())
    client.restart()
    assert let_pass(server, client, minutes=9) == 0
    assert let_pass(server, client, minutes=2) > 0
