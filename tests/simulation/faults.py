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
    from simulation.client import Seat
    from simulation.scenario import Story

WRITES = ("POST", "PATCH", "DELETE")
CODES = (401, 403, 404, 405, 408, 409, 412, 422, 425, 429, 500, 502, 503, 504)


def trouble(story: "Story", _seat: "Seat") -> None:
    """The next requests of one kind meet it."""
    method = story.rng.choice(["GET", "POST", "POST", *WRITES, "*"])
    name, action = _some_trouble(story, method)
    times = story.rng.choice([1, 1, 1, 2, 4])
    story.say(f"  trouble: {method} {name} × {times}")
    story.trouble.inject(method, "/api/v1/tasks*", action, times)


def _some_trouble(story: "Story", method: str) -> tuple[str, Fault]:
    rng = story.rng
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


def poison(story: "Story", seat: "Seat") -> None:
    """One card is refused for good, or fails for good; the others must get through (I11)."""
    cards = sorted(card.server_id for card in seat.mirror.cards() if card.server_id)
    if cards and not story.poisoned:
        server_id, code = story.rng.choice(cards), story.rng.choice([422, 500, 503])
        story.say(f"  poison: {server_id[:8]} answers {code}")
        story.poisoned.add(server_id)
        story.trouble.inject("PATCH", f"/api/v1/tasks/{server_id}", error_status(code), None)


def go_offline(story: "Story", _seat: "Seat") -> None:
    story.say("  offline")
    story.trouble.offline = True


def go_online(story: "Story", _seat: "Seat") -> None:
    story.say("  online")
    story.trouble.offline = False


def restart(story: "Story", seat: "Seat") -> None:
    story.say(f"  {seat.name} restarts")
    seat.restart()


def crash(story: "Story", seat: "Seat") -> None:
    """In the middle of a sync, at any moment of it."""
    seat.life.doom(story.rng.randrange(1, 40))
    story.sync(seat)
    seat.life.spare()


def clock_jumps(story: "Story", seat: "Seat") -> None:
    """Suspend, or a clock set by hand: this computer's alone."""
    seat.skew = timedelta(seconds=story.rng.choice([0, 8 * 3600, -3600, 90, -90, 400 * 86400]))
    story.say(f"  the clock of {seat.name} is {seat.skew} off")


def access_ends(story: "Story", _seat: "Seat") -> None:
    """A board can be read no longer, by anybody here."""
    boards = story.world.rows("SELECT id FROM projects WHERE status = 'running' ORDER BY id")
    board = story.rng.choice(boards)["id"]
    story.say(f"  no access to board {board[:8]}")
    story.world.change("DELETE FROM members WHERE project_id = ?", board)
    story.world.change("UPDATE projects SET is_private = 1 WHERE id = ?", board)


def access_returns(story: "Story", _seat: "Seat") -> None:
    story.say("  access to every board")
    story.world.change("UPDATE projects SET is_private = 0")


def board_closes(story: "Story", _seat: "Seat") -> None:
    boards = story.world.rows("SELECT id FROM projects WHERE status = 'running' ORDER BY id")
    if len(boards) > 5:
        story.say("  a board is closed")
        story.world.change(
            "UPDATE projects SET status = 'completed' WHERE id = ?", story.rng.choice(boards)["id"]
        )


def token_ends(story: "Story", _seat: "Seat") -> None:
    story.say("  all tokens are revoked")
    story.world.change("UPDATE tokens SET revoked = 1")


def token_returns(story: "Story", _seat: "Seat") -> None:
    story.say("  all tokens are good")
    story.world.change("UPDATE tokens SET revoked = 0")


def foreign_token(story: "Story", seat: "Seat") -> None:
    """The keyring hands out somebody else's token: nothing may go out, nothing may come in (I10)."""
    other = next(user for user in story.users if user != seat.user)
    before = seat.store.flush() and seat.disks[seat.user].image()
    seat.connect(other)
    story.sync(seat, meanwhile=False)
    after = [row for row in seat.disks[seat.user].image() if row[0] == "base"]
    if after != [row for row in before if row[0] == "base"]:
        story.wrong("I10", f"{seat.name} took rows with the token of somebody else")
    seat.connect(seat.user)


def sign_out_and_in(story: "Story", seat: "Seat") -> None:
    """As the same person or as the other one; unsent edits kept or given up."""
    pending = story.rng.choice(["keep", "keep", "discard"])
    user = story.rng.choice(story.users)
    story.say(f"  {seat.name} signs out ({pending}) and in as {story.users.index(user)}")
    seat.sign_out(pending)
    seat.sign_in(user)


def turn_switches(story: "Story") -> None:
    """Which of the server's guesses hold in this story."""
    rng, switches = story.rng, story.switches
    switches.page_limit = rng.choice([7, 11, 30])
    switches.filter_external_id = rng.random() < 0.5
    switches.comments_readable = rng.random() < 0.7
    switches.cursor_tie_break = rng.random() < 0.8
    story.world.offset = timedelta(seconds=rng.choice([0, 0, 17, -600, 36000]))
    story.say(f"{dataclasses.asdict(switches)} offset {story.world.offset}")


Mishap = Callable[["Story", "Seat"], None]
