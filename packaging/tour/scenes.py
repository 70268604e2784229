"""What happens in each sitting: a first day in the office, a train, and the evening at home."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tour.walkthrough import Walkthrough

BOARD = "Board Website-Relaunch"
MOVED = "Suche: Tippfehler-Toleranz testen"
OPENED = "Checkout: guest order without an account"
NEW = "Book the photo studio for the 10th"
REMARK = "I ask the studio from the train."
CONTESTED = "Redirect list for 412 old product addresses"
MINE = "Redirect list for all old product addresses"
THEIRS = "Redirect list for 398 old product addresses"

GO_OFFLINE, GO_ONLINE = "unplug", "plug in"
"""Lines on standard output that the one outside obeys."""


async def first_day(guide: Walkthrough) -> bool:
    """Sign in by the browser, look around."""
    await guide.wait_for("Sign in with your browser")
    await guide.screenshot("sign-in", "The first start: one button.")
    await guide.click("Sign in with your browser")
    await guide.wait_for("Open again")
    await guide.screenshot("waiting", "The browser is open; the link can be copied, the time left is seen.")
    await guide.allow_in_browser()
    await guide.wait_for("Up to date")
    await guide.click(BOARD)
    await guide.wait_for(MOVED)
    await guide.screenshot("board", "Boards are there: clients and boards at the left, five columns.")
    await guide.click(OPENED)
    await guide.wait_for("Comment by Jonas Brandt")
    await guide.screenshot("card", "A card beside the board: fields, description, sub-tasks, comments.")
    await guide.choose("Account", "Appearance", "Dark")
    await guide.screenshot("dark", "The same in the dark theme.")
    await guide.choose("Account", "Language", "Deutsch")
    await guide.screenshot("german", "The same in German.")
    await guide.choose("Konto", "Sprache", "English")
    await guide.choose("Account", "Appearance", "Light")
    return False


async def offline_session(guide: Walkthrough) -> bool:
    """The cable is pulled, work goes on, and the power goes too."""
    await guide.wait_for(MOVED)
    await guide.wait_for("Up to date")
    guide.tell_machine(GO_OFFLINE)
    await guide.drag(MOVED, "In progress", ("drag", "No network: a card is dragged to another column."))
    await guide.wait_for(f"{MOVED}, In progress")
    await guide.add_card("To do", NEW)
    await guide.rename(CONTESTED, MINE)
    await guide.click(NEW)
    await guide.comment(REMARK)
    await guide.wait_for("Waiting for network")
    await guide.screenshot("train", "A card moved, one written, one renamed, one comment: all saved here.")
    await guide.saved()
    return True


async def reconnected_session(guide: Walkthrough) -> bool:
    """After the crash everything is there, without a network; with one, it goes out once."""
    await guide.wait_for(NEW)
    await guide.wait_for(f"{MOVED}, In progress")
    await guide.wait_for("Waiting for network")
    await guide.screenshot(
        "after-the-crash", "Killed and started again, still without a network: nothing is lost."
    )
    guide.tell_machine(GO_ONLINE)
    await guide.press("F5")
    await guide.wait_for("1 needs your decision")
    await guide.screenshot(
        "sent", "Plugged in: everything is sent, once. One card was renamed there as well."
    )
    await guide.click("Attention")
    await guide.click("Theirs, in Kanbert")
    await guide.screenshot("attention", "Both versions side by side; nothing was overwritten.")
    await guide.click("Save this decision")
    await guide.wait_for("Up to date")
    await guide.screenshot("decided", "Decided: up to date again.")
    return False


SESSIONS: Mapping[str, Callable[[Walkthrough], Awaitable[bool]]] = {
    "first day": first_day,
    "train": offline_session,
    "evening": reconnected_session,
}
"""Each answers whether the power is cut at its end."""
