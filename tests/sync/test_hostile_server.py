"""Over a real socket: whatever a server sends, a cycle ends in a known error, and no user change is lost."""

import asyncio
import json
import random
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from kanbert_desktop.api.client import KanbertApi
from kanbert_desktop.api.payloads import Record, read_card
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.net.client import make_client
from kanbert_desktop.sync import server_reader
from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.sync.engine import Engine
from kanbert_desktop.sync.schedule import MANUAL, Schedule
from support.bearer_auth import BearerAuth
from support.hostile_responses import CORPUS, FalseResponses, FalsifyingServer
from support.hostile_server import HostileServer, hostile_server
from support.sync_clients import SyncClient, SyncServer

SECONDS = 60
ROUNDS = 12
HONEST = re.compile(
    r"/api/v1/(whoami|users|clients|projects|tasks|tasks/comments|tasks/[\w%.~-]+(/comments)?)(\?[^#]*)?"
)


@pytest.fixture
def liar(server: SyncServer) -> Iterator[FalsifyingServer]:
    liar = FalsifyingServer(server.app)
    with hostile_server(liar) as hostile:
        liar.server = hostile  # type: ignore[attr-defined]
        yield liar


@pytest.fixture
def victim(server: SyncServer, liar: FalsifyingServer, monkeypatch: pytest.MonkeyPatch) -> SyncClient:
    """It has synced while the server was honest, and uses the socket."""
    monkeypatch.setattr(server_reader, "MAX_PAGES", 40)
    client = server.add_client()
    hostile: HostileServer = liar.server  # type: ignore[attr-defined]
    token = server.state.secrets.credentials()["access_token"]

    async def cycle(*, full: bool = False) -> None:
        # A connection belongs to the loop that made it.
        async with asyncio.timeout(SECONDS), make_client(hostile.origin, auth=BearerAuth(token)) as http:
            engine = Engine(
                client.replica,
                KanbertApi(http),
                server.clock.now,
                server.clock.sleep,
                random.Random(1),  # noqa: S311
            )
            await engine.run_cycle(full=full, release_holds=True)

    client.sync = cycle  # type: ignore[method-assign,assignment]
    asyncio.run(client.sync())
    return client


def ended(client: SyncClient, *, full: bool = False) -> KanbertError | None:
    """None: success."""
    try:
        asyncio.run(client.sync(full=full))
    except KanbertError as error:
        return error
    return None


def work(server: SyncServer, client: SyncClient, number: int) -> None:
    """Changes made in the meantime, locally and on the server."""
    known = [task["id"] for task in server.tasks() if client.replica.local_cards.card(task["id"])]
    first, second = known[number % len(known)], known[(number + 1) % len(known)]
    client.edit(first, title=f"Typed here {number}")
    client.add(f"Added here {number}")
    client.comment(second, f"<p>Said here {number}</p>")
    server.colleague.edit(known[(number + 2) % len(known)], description=f"<p>Changed there {number}</p>")


@pytest.mark.parametrize("lies", CORPUS, ids=lambda lies: lies.name)
def test_a_false_response_loses_no_user_change(
    server: SyncServer, liar: FalsifyingServer, victim: SyncClient, lies: FalseResponses
) -> None:
    hostile: HostileServer = liar.server  # type: ignore[attr-defined]
    hostile.requests.clear()
    liar.false_responses = lies
    made = 0
    while made < (1 if lies.changes_rows else 2 * len(lies.variants)) and (
        lies.changes_rows or liar.count < len(lies.variants)
    ):
        work(server, victim, made)
        made += 1
        error = ended(victim)
        if lies.changes_rows:
            assert error is None
            assert server.task_with_title("Typed here 0")
            assert victim.replica.local_cards.pending.pending_count() == 0
        server.clock.advance(minutes=10)
    assert lies.changes_rows or liar.count >= len(lies.variants)
    ended(victim, full=True)
    liar.false_responses = None

    for _ in range(ROUNDS):
        server.clock.advance(minutes=10)
        if ended(victim) is None and not victim.replica.local_cards.pending.pending_count():
            break
    # Everything arrived once, or waits for a decision, whatever the server reported.
    asked = " ".join(repr(entry.change) for entry in victim.attention())
    comments_sent = [row["comment"] for row in server.state.comments()]
    lost = [
        words
        for number in range(made)
        for words, arrived in (
            (f"Added here {number}", len(server.task_with_title(f"Added here {number}"))),
            (f"Said here {number}", sum(f"Said here {number}<" in comment for comment in comments_sent)),
            (f"Typed here {number}", len(server.task_with_title(f"Typed here {number}"))),
        )
        if arrived > 1 or (not arrived and f"{words}'" not in asked and f"{words}<" not in asked)
    ]
    assert lost == []
    assert [asked.target for asked in hostile.requests if not HONEST.fullmatch(asked.target)] == []


EVIL = "x/../../../evil?y"


def test_an_id_that_a_former_version_took_in_steers_nothing(
    server: SyncServer, liar: FalsifyingServer, victim: SyncClient
) -> None:
    """The id is in the base already, and an edit of that card waits."""
    hostile: HostileServer = liar.server  # type: ignore[attr-defined]
    first, second = [task for task in server.tasks() if victim.replica.local_cards.card(task["id"])][:2]
    row = {"id": EVIL, "project_id": first["project_id"], "title": "Old", "status": "New"}
    raw = json.dumps(row).encode()
    victim.replica.apply(Batch(cards=[Record(read_card(raw), raw)]))
    victim.edit(EVIL, title="Typed here")
    victim.comment(EVIL, "<p>Said here</p>")
    victim.delete(EVIL)
    victim.edit(second["id"], title="Typed there")
    hostile.requests.clear()
    ended(victim)
    server.clock.advance(minutes=1)
    ended(victim, full=True)
    assert server.task_with_title("Typed there")
    assert [asked.target for asked in hostile.requests if not HONEST.fullmatch(asked.target)] == []
    assert [asked.target for asked in hostile.requests if "evil" in asked.target] == []


def test_one_session_of_a_window_survives_the_whole_corpus(
    server: SyncServer, liar: FalsifyingServer, victim: SyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    """One engine and its schedule, with all their state: the window's, which logs a bug and continues."""
    hostile: HostileServer = liar.server  # type: ignore[attr-defined]
    token = server.state.secrets.credentials()["access_token"]
    tried = [
        one
        for lies in CORPUS
        for one in (
            [lies] if lies.changes_rows else (replace(lies, variants=(report,)) for report in lies.variants)
        )
    ]

    async def session() -> None:
        async with make_client(hostile.origin, auth=BearerAuth(token)) as http:
            api, clock = KanbertApi(http), server.clock
            engine = Engine(victim.replica, api, clock.now, clock.sleep, random.Random(1))  # noqa: S311
            schedule = Schedule(engine)
            for number, one in enumerate(tried):
                liar.false_responses = one
                if number % 10 == 0:
                    work(server, victim, number)
                schedule.wake(MANUAL)
                async with asyncio.timeout(SECONDS):
                    await schedule._once()
                clock.advance(minutes=2)
            liar.false_responses = None
            schedule.wake(MANUAL)
            await schedule._once()

    asyncio.run(session())
    assert "A sync cycle broke" not in caplog.text
    assert len(tried) > 150
