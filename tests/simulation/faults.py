"""Faults of computers, network and server."""

import dataclasses
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from kanbert_desktop.sandbox.faults import (
    Fault,
    broken_json,
    captive_portal,
    cut_off_body,
    delay,
    duplicate_request,
    error_status,
    gateway_error,
    lose_response,
    redirect_elsewhere,
    reset_connection,
    truncated_body,
)

if TYPE_CHECKING:
    from simulation.client import SimulatedClient
    from simulation.scenario import Scenario

WRITES = ("POST", "PATCH", "DELETE")
CODES = (401, 403, 404, 405, 408, 409, 412, 422, 425, 429, 500, 502, 503, 504)


def network_fault(scenario: "Scenario", _client: "SimulatedClient") -> None:
    """Hits the next requests of one kind."""
    method = scenario.random.choice(["GET", "POST", "POST", *WRITES, "*"])
    name, action = _some_trouble(scenario, method)
    times = scenario.random.choice([1, 1, 1, 2, 4])
    scenario.log(f"  trouble: {method} {name} × {times}")
    scenario.faults.inject(method, "/api/v1/tasks*", action, times)


def _some_trouble(scenario: "Scenario", method: str) -> tuple[str, Fault]:
    rng = scenario.random
    if method != "GET" and rng.random() < 0.4:
        return "lost answer", lose_response()
    if rng.random() < 0.4:
        code = rng.choice(CODES)
        retry_after = rng.choice([None, 2, 30, 200]) if code in (429, 503) else None
        after = method in WRITES and code >= 500 and rng.random() < 0.5
        return f"{code}{' after the deed' if after else ''}", error_status(
            code, retry_after=retry_after, after=after
        )
    return rng.choice(
        [
            ("lost answer", lose_response()),
            ("reset", reset_connection()),
            ("delay", delay(rng.choice([1, 15, 40]))),
            ("twice", duplicate_request()),
            ("html", captive_portal()),
            ("gateway", gateway_error(after=method in WRITES)),
            ("redirect", redirect_elsewhere()),
            ("broken json after the deed", broken_json(after=True)),
            ("truncated", truncated_body(0.6)),
            ("broken off", cut_off_body()),
        ]
    )


def poison(scenario: "Scenario", client: "SimulatedClient") -> None:
    """One card always fails; the others must get through (I11)."""
    cards = sorted(card.server_id for card in client.local_cards.cards() if card.server_id)
    if cards and not scenario.poisoned:
        server_id, code = scenario.random.choice(cards), scenario.random.choice([422, 500, 503])
        scenario.log(f"  poison: {server_id[:8]} answers {code}")
        scenario.poisoned.add(server_id)
        scenario.faults.inject("PATCH", f"/api/v1/tasks/{server_id}", error_status(code), None)


def go_offline(scenario: "Scenario", _client: "SimulatedClient") -> None:
    scenario.log("  offline")
    scenario.faults.offline = True


def go_online(scenario: "Scenario", _client: "SimulatedClient") -> None:
    scenario.log("  online")
    scenario.faults.offline = False


def restart(scenario: "Scenario", client: "SimulatedClient") -> None:
    scenario.log(f"  {client.name} restarts")
    client.restart()


def crash(scenario: "Scenario", client: "SimulatedClient") -> None:
    """In the middle of a sync, at any point."""
    client.process.schedule_crash(scenario.random.randrange(1, 40))
    scenario.sync(client)
    client.process.cancel_crash()


def clock_jumps(scenario: "Scenario", client: "SimulatedClient") -> None:
    """Suspend, or a changed clock, of this computer only."""
    client.clock_skew = timedelta(seconds=scenario.random.choice([0, 8 * 3600, -3600, 90, -90, 400 * 86400]))
    scenario.log(f"  the clock of {client.name} is {client.clock_skew} off")


def access_ends(scenario: "Scenario", _client: "SimulatedClient") -> None:
    """A board can no longer be read by any user here."""
    boards = scenario.state.rows("SELECT id FROM projects WHERE status = 'running' ORDER BY id")
    board = scenario.random.choice(boards)["id"]
    scenario.log(f"  no access to board {board[:8]}")
    scenario.state.change("DELETE FROM members WHERE project_id = ?", board)
    scenario.state.change("UPDATE projects SET is_private = 1 WHERE id = ?", board)


def access_returns(scenario: "Scenario", _client: "SimulatedClient") -> None:
    scenario.log("  access to every board")
    scenario.state.change("UPDATE projects SET is_private = 0")


def board_closes(scenario: "Scenario", _client: "SimulatedClient") -> None:
    boards = scenario.state.rows("SELECT id FROM projects WHERE status = 'running' ORDER BY id")
    if len(boards) > 5:
        scenario.log("  a board is closed")
        scenario.state.change(
            "UPDATE projects SET status = 'completed' WHERE id = ?", scenario.random.choice(boards)["id"]
        )


def token_ends(scenario: "Scenario", _client: "SimulatedClient") -> None:
    scenario.log("  all tokens are revoked")
    scenario.state.change("UPDATE tokens SET revoked = 1")


def token_returns(scenario: "Scenario", _client: "SimulatedClient") -> None:
    scenario.log("  all tokens are good")
    scenario.state.change("UPDATE tokens SET revoked = 0")


def foreign_token(scenario: "Scenario", client: "SimulatedClient") -> None:
    """The keyring returns another user's token: nothing may be sent or stored (I10)."""
    other = next(user for user in scenario.users if user != client.user)
    before = client.store.flush() and client.disks[client.user].image()
    client.connect(other)
    scenario.sync(client, meanwhile=False)
    after = [row for row in client.disks[client.user].image() if row[0] == "base"]
    if after != [row for row in before if row[0] == "base"]:
        scenario.fail("I10", f"{client.name} took rows with the token of somebody else")
    client.connect(client.user)


def sign_out_and_in(scenario: "Scenario", client: "SimulatedClient") -> None:
    """As the same or another user; unsent edits kept or discarded."""
    pending = scenario.random.choice(["keep", "keep", "discard"])
    user = scenario.random.choice(scenario.users)
    scenario.log(f"  {client.name} signs out ({pending}) and in as {scenario.users.index(user)}")
    client.sign_out(pending)
    client.sign_in(user)


def draw_behaviour(scenario: "Scenario") -> None:
    """Which of the server's guesses are true in this scenario."""
    rng, behaviour = scenario.random, scenario.behaviour
    behaviour.page_limit = rng.choice([7, 11, 30])
    behaviour.filter_external_id = rng.random() < 0.5
    behaviour.comments_readable = rng.random() < 0.7
    behaviour.cursor_tie_break = rng.random() < 0.8
    scenario.state.clock_offset = timedelta(seconds=rng.choice([0, 0, 17, -600, 36000]))
    scenario.log(f"{dataclasses.asdict(behaviour)} offset {scenario.state.clock_offset}")


SimulatedFault = Callable[["Scenario", "SimulatedClient"], None]
