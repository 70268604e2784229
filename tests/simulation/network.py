"""The connection between a client and the server; checks every request on the way."""

import asyncio
import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import httpx

from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.domain.changes import EditCard, Field, State, same_value
from simulation.change_audit import COLUMNS, server_value

if TYPE_CHECKING:
    from simulation.client import SimulatedClient
    from simulation.scenario import Scenario

FRESH_PULL = timedelta(seconds=10)
"""The limit of sync/RULES.md, "Push", repeated here on purpose."""
NAMES = {**COLUMNS, Field.PARENT: "parent_task_id"}


class JudgingTransport(httpx.ASGITransport):
    """Belongs to one process of one account; reports requests that must never be sent.

    `pulled_to` is the server's journal position when the last pull began.
    """

    def __init__(self, scenario: "Scenario", client: "SimulatedClient", token_user: str) -> None:
        super().__init__(scenario.app)
        self.scenario = scenario
        self.client = client
        self.token_user = token_user
        self._pulled_at: datetime | None = None
        self._read: dict[str, tuple[datetime, int]] = {}
        self.pulled_to = 0

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        process, scenario = self.client.process, self.scenario
        process.pass_moment("before a request")
        scenario.act_meanwhile(self.client)
        for _ in range(scenario.random.randrange(3)):
            await asyncio.sleep(0)
        process.pass_moment("sending")
        self._judge(request)
        position = scenario.state.position()
        try:
            response = await self._through(request)
        except Exception as error:
            process.pass_moment("after a lost answer")
            scenario.log(f"    {self.client.name} {_shown(request)} → {type(error).__name__}")
            raise
        process.pass_moment("answered")
        scenario.log(f"    {self.client.name} {_shown(request)} → {response.status_code}")
        scenario.act_meanwhile(self.client)
        if response.status_code == 200 and _is_pull(request):
            self._note_pull(request, position)
        elif response.status_code == 200 and request.method == "GET":
            self._read[_place(request)] = (self.client.now(), position)
        return response

    async def _through(self, request: httpx.Request) -> httpx.Response:
        if self.scenario.faults.offline:
            raise httpx.ConnectError("offline", request=request)
        return await super().handle_async_request(request)

    # What counts as a pull, to know which pushes follow a fresh one.

    def _note_pull(self, request: httpx.Request, position: int) -> None:
        self._pulled_at = self.client.now()
        if "page[cursor]" not in request.url.params:
            self.pulled_to = position

    # What must hold for every request.

    def _judge(self, request: httpx.Request) -> None:
        if request.method == "GET":
            return
        if self.token_user != self.client.user:
            self.scenario.fail("I10", f"{_shown(request)} with the token of somebody else")
        if not self.client.has_in_flight_on_disk():
            self.scenario.fail(
                "D6", f"{_shown(request)} before its mark was durable: a crash now would forget it"
            )
        if request.method in ("PATCH", "DELETE"):
            self._judge_freshness(request)
        if request.method == "PATCH":
            self._judge_fields(request)
        if request.method == "POST" and request.url.path.endswith("/tasks"):
            self._judge_create(json.loads(request.content))

    def _judge_freshness(self, request: httpx.Request) -> None:
        """D33: without versions, a pull just before is the only protection against overwriting a colleague."""
        age = self.client.now() - self._pulled_at if self._pulled_at is not None else None
        # All clients share one clock: another client's slow response may take time between our check and our request.
        if age is None or (age >= FRESH_PULL and not self.scenario.is_crowded):
            self.scenario.fail("D33", f"{_shown(request)} after a pull {age} ago")

    def _judge_fields(self, request: httpx.Request) -> None:
        """Only changed fields are sent (D16), and nothing is overwritten that the user has not seen (D31)."""
        body = json.loads(request.content)
        server_id = request.url.path.rsplit("/", 1)[1]
        key = self.client.local_cards.key_of(server_id) or CardKey(server_id)
        was = self._was(key)
        requested = {NAMES[name] for name in was}
        if extra := set(body) - requested:
            self.scenario.fail("D16", f"PATCH of {sorted(extra)}, wished were {sorted(requested)}")
        seen_to = self._seen_to(server_id, key)
        if seen_to is None:
            return
        versions = self.scenario.state.versions(server_id)
        seen = max((row["n"] for row in versions if row["n"] <= seen_to), default=0)
        since = [row for row in versions if row["n"] >= seen]
        for name, old in was.items():
            if NAMES[name] in body and not any(_is(row, name, old) for row in since):
                there = [row[NAMES[name]] for row in since]
                self.scenario.fail("D31", f"PATCH over {there}; the person saw {old!r}")

    def _seen_to(self, server_id: str, key: CardKey) -> int | None:
        """The journal position when the card was last read; None if nothing is promised about it."""
        if self.scenario.is_listed(server_id):
            return self.pulled_to
        card = self.client.local_cards.base_card(key)
        board = self.client.local_cards.boards.get(card.board) if card is not None else None
        # An unreadable card rejects every write. A closed board is known after a quarter of an hour.
        if not self.scenario.is_readable(server_id) or card is None or board is None or board.is_running:
            return None
        looks = [self._read[place] for place in (server_id, card.board) if place in self._read]
        fresh = [to for at, to in looks if self.client.now() - at < FRESH_PULL or self.scenario.is_crowded]
        if not fresh:
            self.scenario.fail("D33", f"PATCH of {server_id} on a board that is over, read at {looks}")
        return max(fresh)

    def _was(self, key: CardKey) -> dict[Field, object]:
        """What the user saw in the fields being sent."""
        was: dict[Field, object] = {}
        for entry in self.client.local_cards.pending.entries_of(key):
            if entry.state is State.IN_FLIGHT and isinstance(entry.change, EditCard):
                was = {**entry.change.old, **was}
        return was

    def _judge_create(self, body: dict[str, object]) -> None:
        """I3: a create is sent again only after a lookup has shown that the card is not there."""
        there = self.scenario.state.versions(str(body.get("external_id")))
        if there and self.scenario.is_listed(there[-1]["id"]):
            self.scenario.fail("I3", f"{body.get('title')!r} was sent again though it is there")


def _is_pull(request: httpx.Request) -> bool:
    """Reads everything that changed lately, not one board or some columns."""
    requested = request.url.params.get("filter", "")
    return (
        request.url.params.get("sort", "").startswith("-updated_at")
        and '"project.status"' in requested
        and '"status"' not in requested
    )


def _place(request: httpx.Request) -> str:
    """The requested card, or the board whose cards were requested."""
    requested = json.loads(request.url.params.get("filter", "[]"))
    boards = [one["value"] for one in requested if one["field"] == "project.id"]
    return boards[0] if boards else request.url.path.rsplit("/", 1)[1]


def _is(row: dict[str, object], name: Field, value: object) -> bool:
    there = row[NAMES[name]]
    if name is Field.IS_PUBLIC:
        return bool(there) == bool(value)
    if name is Field.PARENT:
        return True
    if name in (Field.DUE, Field.PRIORITY):
        return (there or None) == server_value(value)
    return same_value(name, there, value)


def _shown(request: httpx.Request) -> str:
    sort = request.url.params.get("sort")
    return f"{request.method} {request.url.path}{f' by {sort}' if sort else ''}"
