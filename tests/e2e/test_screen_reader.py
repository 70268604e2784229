"""A real AT-SPI client in place of eyes: sign in, add, move, find and date a card by what is said aloud."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kanbert_desktop.sandbox.faults import HeldRequest, hold_request
from support.sandbox import RunningSandbox
from support.screen_reader import ALWAYS_ON, ScreenReader, screen_reader
from support.terminal import Terminal

TITLE = "Read the contract aloud"
CREATE = "/api/v1/tasks"


@pytest.fixture
def reader(screen: str, keyring_session: str, profile: Path) -> Iterator[ScreenReader]:
    """Before the window is open, at a computer nobody has signed in at."""
    assert screen
    assert keyring_session
    with screen_reader() as listening:
        window = Terminal(profile).start(**ALWAYS_ON, QT_QPA_PLATFORM="xcb", LANG="C.UTF-8")
        yield listening
        window.terminate()
        window.communicate(timeout=30)


def sign_in(reader: ScreenReader, sandbox: RunningSandbox) -> None:
    reader.finds("Connect to Kanbert")
    reader.presses("Access token", "radio button")
    reader.presses("More")
    reader.writes(sandbox.url, "Server", "text")
    reader.writes(sandbox.credentials["access_token"], "Access token", "password text")
    reader.presses("Sign in", "button")
    reader.finds("Up to date, *", "button")


def open_board(reader: ScreenReader, name: str) -> None:
    reader.presses("Go to a board, card, person or command", "button")
    reader.writes(name, "Go to a board, card, person or command", "text")
    reader.hears(f"*{name}*")
    reader.keys("Return")
    reader.finds(f"{name} – Kanbert Desktop", "frame")


def add(reader: ScreenReader, gate: HeldRequest) -> None:
    """Its state is heard with it while it is not sent."""
    reader.presses("Add card to To do", "button")
    reader.writes(TITLE, "Title of the new card", "text")
    reader.keys("Return")
    reader.hears("Card added.")
    gate.has_arrived.wait(30)
    reader.finds(f"{TITLE}, To do, Saved here, not sent*", "list item")
    gate.release()
    reader.finds(f"{TITLE}, To do", "list item")
    reader.keys("Escape")


def move(reader: ScreenReader) -> None:
    reader.walks_to(TITLE)
    reader.keys("ctrl+shift+Right")
    reader.hears(f"{TITLE}: moved to In progress")
    here = reader.finds(f"{TITLE}, In progress*", "list item")
    assert {"focused", "selected"} <= here.states
    assert any(item.startswith(TITLE) for item in reader.items("In progress, * cards"))


def find(reader: ScreenReader) -> None:
    reader.keys("slash")
    reader.is_at("Search everything")
    reader.writes("contract aloud", "Search everything", "text")
    reader.hears("1 card*")
    reader.keys("Down")
    reader.walks_to(TITLE)
    reader.keys("Return")
    reader.finds(f"Card {TITLE}", "panel")


def change_due(reader: ScreenReader) -> None:
    reader.presses("Due: *", "button")
    reader.is_at("Due date in words")
    reader.writes("tomorrow", "Due date in words", "text")
    reader.keys("Return")
    reader.hears("Due date changed.")
    reader.finds("Due: *, tomorrow", "button")
    reader.keys("Escape")
    # Its mark has gone: the server has it.
    reader.finds(f"{TITLE}, In progress, due Tomorrow", "list item")


def test_a_card_is_added_moved_found_and_dated_by_names_alone(
    reader: ScreenReader, sandbox: RunningSandbox
) -> None:
    sign_in(reader, sandbox)
    open_board(reader, "Website-Relaunch")
    gate = HeldRequest()
    sandbox.trouble.inject("POST", CREATE, hold_request(gate))
    add(reader, gate)
    move(reader)
    find(reader)
    change_due(reader)
    [known] = sandbox.world.rows("SELECT status, due_date FROM tasks WHERE title = ?", TITLE)
    assert known["status"] == "WIP"
    assert known["due_date"]
