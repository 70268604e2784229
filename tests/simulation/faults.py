"""What happens to computers, network and server."""

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


def network_fault(story: "Scenario", _seat: "SimulatedClient") -> None:
    """The next requests of one kind meet it."""
    method = story.random.choice(["GET", "POST", "POST", *WRITES, "*"])
    name, action = _some_trouble(story, method)
    times = story.random.choice([1, 1, 1, 2, 4])
    story.log(f"  trouble: {method} {name} × {times}")
    story.faults.inject(method, "/api/v1/tasks*", action, times)


def _some_trouble(story: "Scenario", method: str) -> tuple[str, Fault]:
    rng = story.random
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


def poison(story: "Scenario", seat: "SimulatedClient") -> None:
    """One card is refused for good, or fails for good; the others must get through (I11)."""
    cards = sorted(card.server_id for card in seat.mirror.cards() if card.server_id)
    if cards and not story.poisoned:
        server_id, code = story.random.choice(cards), story.random.choice([422, 500, 503])
        story.log(f"  poison: {server_id[:8]} answers {code}")
        story.poisoned.add(server_id)
        story.faults.inject("PATCH", f"/api/v1/tasks/{server_id}", error_status(code), None)


def go_offline(story: "Scenario", _seat: "SimulatedClient") -> None:
    story.log("  offline")
    story.faults.offline = True


def go_online(story: "Scenario", _seat: "SimulatedClient") -> None:
    story.log("  online")
    story.faults.offline = False


def restart(story: "Scenario", seat: "SimulatedClient") -> None:
    story.log(f"  {seat.name} restarts")
    seat.restart()


def crash(story: "Scenario", seat: "SimulatedClient") -> None:
    """In the middle of a sync, at any moment of it."""
    seat.process.schedule_crash(story.random.randrange(1, 40))
    story.sync(seat)
    seat.process.cancel_crash()


def clock_jumps(story: "Scenario", seat: "SimulatedClient") -> None:
    """Suspend, or a clock set by hand: this computer's alone."""
    seat.clock_skew = timedelta(seconds=story.random.choice([0, 8 * 3600, -3600, 90, -90, 400 * 86400]))
    story.log(f"  the clock of {seat.name} is {seat.clock_skew} off")


def access_ends(story: "Scenario", _seat: "SimulatedClient") -> None:
    """A board can be read no longer, by anybody here."""
    boards = story.state.rows("SELECT id FROM projects WHERE status = 'running' ORDER BY id")
    board = story.random.choice(boards)["id"]
    story.log(f"  no access to board {board[:8]}")
    story.state.change("DELETE FROM members WHERE project_id = ?", board)
    story.state.change("UPDATE projects SET is_private = 1 WHERE id = ?", board)


def access_returns(story: "Scenario", _seat: "SimulatedClient") -> None:
    story.log("  access to every board")
    story.state.change("UPDATE projects SET is_private = 0")


def board_closes(story: "Scenario", _seat: "SimulatedClient") -> None:
    boards = story.state.rows("SELECT id FROM projects WHERE status = 'running' ORDER BY id")
    if len(boards) > 5:
        story.log("  a board is closed")
        story.state.change(
            "UPDATE projects SET status = 'completed' WHERE id = ?", story.random.choice(boards)["id"]
        )


def token_ends(story: "Scenario", _seat: "SimulatedClient") -> None:
    story.log("  all tokens are revoked")
    story.state.change("UPDATE tokens SET revoked = 1")


def token_returns(story: "Scenario", _seat: "SimulatedClient") -> None:
    story.log("  all tokens are good")
    story.state.change("UPDATE tokens SET revoked = 0")


def foreign_token(story: "Scenario", seat: "SimulatedClient") -> None:
    """The keyring hands out somebody else's token: nothing may go out, nothing may come in (I10)."""
    other = next(user for user in story.users if user != seat.user)
    before = seat.store.flush() and seat.disks[seat.user].image()
    seat.connect(other)
    story.sync(seat, meanwhile=False)
    after = [row for row in seat.disks[seat.user].image() if row[0] == "base"]
    if after != [row for row in before if row[0] == "base"]:
        story.fail("I10", f"{seat.name} took rows with the token of somebody else")
    seat.connect(seat.user)


def sign_out_and_in(story: "Scenario", seat: "SimulatedClient") -> None:
    """As the same person or as the other one; unsent edits kept or given up."""
    pending = story.random.choice(["keep", "keep", "discard"])
    user = story.random.choice(story.users)
    story.log(f"  {seat.name} signs out ({pending}) and in as {story.users.index(user)}")
    seat.sign_out(pending)
    seat.sign_in(user)


def draw_behaviour(story: "Scenario") -> None:
    """Which of the server's guesses hold in this story."""
    rng, switches = story.random, story.behaviour
    switches.page_limit = rng.choice([7, 11, 30])
    switches.filter_external_id = rng.random() < 0.5
    switches.comments_readable = rng.random() < 0.7
    switches.cursor_tie_break = rng.random() < 0.8
    story.state.offset = timedelta(seconds=rng.choice([0, 0, 17, -600, 36000]))
    story.log(f"{dataclasses.asdict(switches)} offset {story.state.offset}")


SimulatedFault = Callable[["Scenario", "SimulatedClient"], None]
