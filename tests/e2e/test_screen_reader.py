"""A real AT-SPI client: sign in, add, move, find and date a card, and go through the pages, by what is announced."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kanbert_desktop.sandbox.faults import HeldRequest, hold_request
from support.sandbox import RunningSandbox
from support.screen_reader import ALWAYS_ON, ScreenReader, screen_reader
from support.terminal import TIMEOUT_SECONDS, Terminal

TITLE = "Read the contract aloud"
VIEW = "Contracts"
CREATE = "/api/v1/tasks"


@pytest.fixture
def reader(screen: str, keyring_session: str, profile: Path) -> Iterator[ScreenReader]:
    """Before the window is open, at a computer where nobody has signed in."""
    assert screen
    assert keyring_session
    with screen_reader() as listening:
        window = Terminal(profile).start(**ALWAYS_ON, QT_QPA_PLATFORM="xcb", LANG="C.UTF-8")
        yield listening
        window.terminate()
        window.communicate(timeout=TIMEOUT_SECONDS)


def sign_in(reader: ScreenReader, sandbox: RunningSandbox) -> None:
    reader.find("Connect to Kanbert")
    reader.press("Access token", "radio button")
    reader.write(sandbox.url, "Server address", "text")
    reader.write(sandbox.credentials["access_token"], "Access token", "password text")
    reader.press("Sign in", "button")
    reader.find("Up to date, *", "button")


def open_board(reader: ScreenReader, name: str) -> None:
    reader.press("Go to a board, card, person or command", "button")
    reader.write(name, "Go to a board, card, person or command", "text")
    reader.wait_for_announcement(f"*{name}*")
    reader.has_focus_on("Go to a board, card, person or command")
    reader.press_keys("Return")
    reader.find(f"{name} – Kanbert Desktop", "frame")


def add(reader: ScreenReader, gate: HeldRequest) -> None:
    """Its state is announced with it while it is unsent."""
    reader.press("Add card to To do", "button")
    reader.write(TITLE, "Title of the new card", "text")
    reader.has_focus_on("Title of the new card")
    reader.press_keys("Return")
    reader.wait_for_announcement("Card added.")
    assert gate.has_arrived.wait(TIMEOUT_SECONDS)
    reader.find(f"{TITLE}, To do, Saved here, not sent*", "list item")
    gate.release()
    reader.find(f"{TITLE}, To do", "list item")
    reader.press_keys("Escape")


def move(reader: ScreenReader) -> None:
    reader.tab_to(TITLE)
    reader.press_keys("ctrl+shift+Right")
    reader.wait_for_announcement(f"{TITLE}: moved to In progress")
    assert reader.has_focus_on(f"{TITLE}, In progress*").role == "list item"
    assert reader.has_selection_on(f"{TITLE}, In progress*").role == "list item"
    assert any(item.startswith(TITLE) for item in reader.items("In progress, * cards"))


def find(reader: ScreenReader) -> None:
    reader.press_keys("slash")
    reader.has_focus_on("Search everything")
    reader.write("contract aloud", "Search everything", "text")
    reader.wait_for_announcement("1 card*")
    reader.press_keys("Down")
    reader.tab_to(TITLE)
    reader.press_keys("Return")
    reader.find(f"Card {TITLE}", "panel")


def change_due(reader: ScreenReader) -> None:
    reader.press("Due: *", "button")
    reader.has_focus_on("Due date as text")
    reader.write("tomorrow", "Due date as text", "text")
    reader.press_keys("Return")
    reader.wait_for_announcement("Due date changed.")
    reader.find("Due: * · tomorrow", "button")
    reader.press_keys("Escape")
    # Its mark is gone: the server has it.
    reader.find(f"{TITLE}, In progress, due Tomorrow", "list item")


def walk_the_calendar(reader: ScreenReader) -> None:
    """The card is due tomorrow; it is focused within its day and opened."""
    reader.press_keys("ctrl+shift+c")
    assert reader.has_focus_on("Calendar").role == "table"
    reader.press_keys("Right")
    reader.tab_to(f"{TITLE}, In progress, due Tomorrow")
    reader.press_keys("Return")
    reader.find(f"Card {TITLE}", "panel")
    reader.press_keys("Escape")


def walk_a_saved_view(reader: ScreenReader) -> None:
    reader.press_keys("slash")
    reader.has_focus_on("Search everything")
    reader.write("contract is:open", "Search everything", "text")
    reader.press_keys("ctrl+shift+s")
    reader.has_focus_on("Name")
    reader.write(VIEW, "Name", "text")
    reader.press_keys("Return")
    reader.find(VIEW, "list")
    reader.find(f"{TITLE}, *", "list item")


def walk_the_inbox_and_the_overview(reader: ScreenReader) -> None:
    reader.press_keys("ctrl+shift+i")
    reader.find("All caught up.", "label")
    reader.press_keys("ctrl+shift+g")
    for table in ("Cards per column", "Open cards per assignee", "Done per week"):
        reader.find(table, "table")


def test_a_card_is_added_moved_found_and_dated_by_names_alone(
    reader: ScreenReader, sandbox: RunningSandbox
) -> None:
    sign_in(reader, sandbox)
    open_board(reader, "Website-Relaunch")
    gate = HeldRequest()
    sandbox.faults.inject("POST", CREATE, hold_request(gate))
    add(reader, gate)
    move(reader)
    find(reader)
    change_due(reader)
    walk_the_calendar(reader)
    walk_a_saved_view(reader)
    walk_the_inbox_and_the_overview(reader)
    [known] = sandbox.state.rows("SELECT status, due_date FROM tasks WHERE title = ?", TITLE)
    assert known["status"] == "WIP"
    assert known["due_date"]
