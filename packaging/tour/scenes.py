"""The scenes of the tour: a first day online, offline work on a train, and the evening at home."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tour.walkthrough import Walkthrough

BOARD = "Board Website-Relaunch"
MOVED = "Suche: Tippfehler-Toleranz testen"
OPENED = "Checkout: guest order without an account"
NEW = "Book the photo studio for the 10th"
VIEW = "Next two weeks"
REMARK = "I ask the studio from the train."
CONTESTED = "Redirect list for 412 old product addresses"
MINE = "Redirect list for all old product addresses"
NEWS: tuple[Mapping[str, object], ...] = (
    {"status": "Completed"},
    {"due_date": "2026-12-18", "status": "WIP"},
    {"title": "Colour proof for the catalogue: second round"},
)
"""What others change on open cards of the user, each on another one."""
THEIRS = "Redirect list for 398 old product addresses"

GO_OFFLINE, GO_ONLINE = "unplug", "plug in"
"""Lines on standard output that the tour's main process obeys."""


async def first_day(user: Walkthrough) -> bool:
    """Signs in with the browser and looks around."""
    await user.wait_for("Sign in with your browser")
    await user.screenshot("sign-in", "The first start: one button.")
    await user.click("Sign in with your browser")
    await user.wait_for("Open again")
    await user.screenshot("waiting", "The browser is open; the link can be copied, the time left is seen.")
    await user.allow_in_browser()
    await user.wait_for("Up to date")
    await user.click(BOARD)
    await user.wait_for(MOVED)
    await user.screenshot(
        "board", "Boards are there: clients and boards at the left, five columns, three tips."
    )
    await user.click("Got it")
    await user.click(OPENED)
    await user.wait_for("Comment by Jonas Brandt")
    await user.screenshot("card", "A card beside the board: fields, description, sub-tasks, comments.")
    await user.save_view(VIEW, "is:open due:<14d")
    await user.wait_for(f"{VIEW}, ")
    await user.screenshot("view", "A question of every Monday, saved as a view: all clients, counted live.")
    await user.click("Layout: Columns")
    await user.screenshot("view-columns", "The same view as columns over all boards.")
    await user.click(BOARD)
    await user.choose("Account", "Appearance", "Dark")
    await user.screenshot("dark", "The same in the dark theme.")
    await user.choose("Account", "Language", "Deutsch")
    await user.screenshot("german", "The same in German.")
    await user.choose("Konto", "Sprache", "English")
    await user.choose("Account", "Appearance", "Light")
    await user.click("Calendar")
    await user.wait_for("To plan")
    await user.screenshot("calendar", "The month at a glance: the cards of all boards on their due days.")
    await user.click(BOARD)
    return False


async def offline_session(user: Walkthrough) -> bool:
    """Goes offline, continues working, and loses power."""
    await user.wait_for(MOVED)
    await user.wait_for("Up to date")
    user.tell_machine(GO_OFFLINE)
    await user.drag(MOVED, "In progress", ("drag", "No network: a card is dragged to another column."))
    await user.wait_for(f"{MOVED}, In progress")
    await user.add_card("To do", NEW)
    await user.rename(CONTESTED, MINE)
    await user.click(NEW)
    await user.comment(REMARK)
    await user.wait_for("Waiting for network")
    await user.screenshot("train", "A card moved, one written, one renamed, one comment: all saved here.")
    await user.saved()
    return True


async def reconnected_session(user: Walkthrough) -> bool:
    """After the crash everything is there offline; online, each change is sent once."""
    await user.wait_for(NEW)
    await user.wait_for(f"{MOVED}, In progress")
    await user.wait_for("Waiting for network")
    await user.screenshot(
        "after-the-crash", "Killed and started again, still without a network: nothing is lost."
    )
    user.tell_machine(GO_ONLINE)
    await user.press("F5")
    await user.wait_for("1 needs your decision")
    await user.screenshot("sent", "Plugged in: everything is sent, once. One card was renamed there as well.")
    await user.click("Attention")
    await user.click("Theirs, in Kanbert")
    await user.screenshot("attention", "Both versions side by side; nothing was overwritten.")
    await user.click("Save this decision")
    await user.wait_for("Up to date")
    await user.screenshot("decided", "Decided: up to date again.")
    await user.click("Inbox, ")
    await user.wait_for("Unread, ")
    await user.screenshot("inbox", "The inbox: what others changed meanwhile on the cards of this user.")
    await user.press("Return")
    await user.wait_for("Read, ")
    await user.screenshot("inbox-card", "An entry was opened beside the list, and is read.")
    await user.click("Overview")
    await user.wait_for("Cards per column")
    await user.screenshot("overview", "The overview: what is due, who has how much, and how cards move.")
    return False


SESSIONS: Mapping[str, Callable[[Walkthrough], Awaitable[bool]]] = {
    "first day": first_day,
    "train": offline_session,
    "evening": reconnected_session,
}
"""Each returns whether the power is cut at its end."""
