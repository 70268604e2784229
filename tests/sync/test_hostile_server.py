"""Over a real socket: whatever a server says, a cycle ends in one of our errors, and nothing a person did is lost."""

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
from support.hostile_responses import CORPUS, Liar, Lies
from support.hostile_server import HostileServer, hostile_server
from support.sync_clients import Computer, Office, Token

SECONDS = 60
ROUNDS = 12
HONEST = re.compile(
    r"/api/v1/(whoami|users|clients|projects|tasks|tasks/comments|tasks/[\w%.~-]+(/comments)?)(\?[^#]*)?"
)


@pytest.fixture
def liar(office: Office) -> Iterator[Liar]:
    liar = Liar(office.app)
    with hostile_server(liar) as server:
        liar.server = server  # type: ignore[attr-defined]
        yield liar


@pytest.fixture
def victim(office: Office, liar: Liar, monkeypatch: pytest.MonkeyPatch) -> Computer:
    """It has synced while the server was honest, and talks to it over the socket."""
    monkeypatch.setattr(server_reader, "MOST_PAGES", 40)
    computer = office.computer()
    server: HostileServer = liar.server  # type: ignore[attr-defined]
    token = office.world.secrets.credentials()["access_token"]

    async def cycle(*, full: bool = False) -> None:
        # A connection belongs to the loop that made it.
        async with asyncio.timeout(SECONDS), make_client(server.origin, auth=Token(token)) as http:
            engine = Engine(
                computer.ledger,
                KanbertApi(http),
                office.clock.now,
                office.clock.sleep,
                random.Random(1),  # noqa: S311
            )
            await engine.run_cycle(full=full, release_holds=True)

    computer.sync = cycle  # type: ignore[method-assign,assignment]
    asyncio.run(computer.sync())
    return computer


def ended(computer: Computer, *, full: bool = False) -> KanbertError | None:
    """None: well."""
    try:
        asyncio.run(computer.sync(full=full))
    except KanbertError as error:
        return error
    return None


def work(office: Office, computer: Computer, number: int) -> None:
    """What a person does meanwhile, here and there."""
    known = [task["id"] for task in office.tasks() if computer.ledger.mirror.card(task["id"])]
    first, second = known[number % len(known)], known[(number + 1) % len(known)]
    computer.edit(first, title=f"Typed here {number}")
    computer.add(f"Added here {number}")
    computer.comment(second, f"<p>Said here {number}</p>")
    office.colleague.edit(known[(number + 2) % len(known)], description=f"<p>Changed there {number}</p>")


@pytest.mark.parametrize("lies", CORPUS, ids=lambda lies: lies.name)
def test_a_lie_costs_nothing_that_a_person_did(
    office: Office, liar: Liar, victim: Computer, lies: Lies
) -> None:
    server: HostileServer = liar.server  # type: ignore[attr-defined]
    server.asked.clear()
    liar.lies = lies
    made = 0
    while made < (1 if lies.of_rows else 2 * len(lies.tells)) and (
        lies.of_rows or liar.told < len(lies.tells)
    ):
        work(office, victim, made)
        made += 1
        error = ended(victim)
        if lies.of_rows:
            assert error is None
            assert office.titled("Typed here 0")
            assert victim.ledger.mirror.pending_count() == 0
        office.clock.pass_by(minutes=10)
    assert lies.of_rows or liar.told >= len(lies.tells)
    ended(victim, full=True)
    liar.lies = None

    for _ in range(ROUNDS):
        office.clock.pass_by(minutes=10)
        if ended(victim) is None and not victim.ledger.mirror.pending_count():
            break
    # Everything arrived once, or waits for a decision, whatever the server said it had done.
    asked = " ".join(repr(entry.change) for entry in victim.attention())
    said = [row["comment"] for row in office.world.comments()]
    lost = [
        words
        for number in range(made)
        for words, arrived in (
            (f"Added here {number}", len(office.titled(f"Added here {number}"))),
            (f"Said here {number}", sum(f"Said here {number}<" in comment for comment in said)),
            (f"Typed here {number}", len(office.titled(f"Typed here {number}"))),
        )
        if arrived > 1 or (not arrived and f"{words}'" not in asked and f"{words}<" not in asked)
    ]
    assert lost == []
    assert [asked.target for asked in server.asked if not HONEST.fullmatch(asked.target)] == []


EVIL = "x/../../../evil?y"


def test_an_id_that_a_former_version_took_in_steers_nothing(
    office: Office, liar: Liar, victim: Computer
) -> None:
    """It is in the base already, and an edit of that card waits."""
    server: HostileServer = liar.server  # type: ignore[attr-defined]
    first, second = [task for task in office.tasks() if victim.ledger.mirror.card(task["id"])][:2]
    row = {"id": EVIL, "project_id": first["project_id"], "title": "Old", "status": "New"}
    raw = json.dumps(row).encode()
    victim.ledger.apply(Batch(cards=[Record(read_card(raw), raw)]))
    victim.edit(EVIL, title="Typed here")
    victim.comment(EVIL, "<p>Said here</p>")
    victim.delete(EVIL)
    victim.edit(second["id"], title="Typed there")
    server.asked.clear()
    ended(victim)
    office.clock.pass_by(minutes=1)
    ended(victim, full=True)
    assert office.titled("Typed there")
    assert [asked.target for asked in server.asked if not HONEST.fullmatch(asked.target)] == []
    assert [asked.target for asked in server.asked if "evil" in asked.target] == []


def test_one_session_of_a_window_survives_the_whole_corpus(
    office: Office, liar: Liar, victim: Computer, caplog: pytest.LogCaptureFixture
) -> None:
    """One engine and its schedule, with all they remember: the window's, which logs a fault and goes on."""
    server: HostileServer = liar.server  # type: ignore[attr-defined]
    token = office.world.secrets.credentials()["access_token"]
    tried = [
        one
        for lies in CORPUS
        for one in ([lies] if lies.of_rows else (replace(lies, tells=(tell,)) for tell in lies.tells))
    ]

    async def session() -> None:
        async with make_client(server.origin, auth=Token(token)) as http:
            api, clock = KanbertApi(http), office.clock
            engine = Engine(victim.ledger, api, clock.now, clock.sleep, random.Random(1))  # noqa: S311
            schedule = Schedule(engine)
            for number, one in enumerate(tried):
                liar.lies = one
                if number % 10 == 0:
                    work(office, victim, number)
                schedule.wake(MANUAL)
                async with asyncio.timeout(SECONDS):
                    await schedule._once()
                clock.pass_by(minutes=2)
            liar.lies = None
            schedule.wake(MANUAL)
            await schedule._once()

    asyncio.run(session())
    assert "A sync cycle broke" not in caplog.text
    assert len(tried) > 150
