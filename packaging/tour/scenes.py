"""What happens in each sitting: a first day in the office, a train, and the evening at home."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tour.walkthrough import Guide

BOARD = "Board Website-Relaunch"
MOVED = "Suche: Tippfehler-Toleranz testen"
OPENED = "Checkout: guest order without an account"
NEW = "Book the photo studio for the 10th"
REMARK = "I ask the studio from the train."
CONTESTED = "Redirect list for 412 old product addresses"
MINE = "Redirect list for all old product addresses"
THEIRS = "Redirect list for 398 old product addresses"

UNPLUG, PLUG_IN = "unplug", "plug in"
"""Lines on standard output that the one outside obeys."""


async def first_day(guide: Guide) -> bool:
    """Sign in by the browser, look around."""
    await guide.see("Sign in with your browser")
    await guide.picture("sign-in", "The first start: one button.")
    await guide.click("Sign in with your browser")
    await guide.see("Open again")
    await guide.picture("waiting", "The browser is open; the link can be copied, the time left is seen.")
    await guide.allow_in_browser()
    await guide.see("Up to date")
    await guide.click(BOARD)
    await guide.see(MOVED)
    await guide.picture("board", "Boards are there: clients and boards at the left, five columns.")
    await guide.click(OPENED)
    await guide.see("Comment by Jonas Brandt")
    await guide.picture("card", "A card beside the board: fields, description, sub-tasks, comments.")
    await guide.choose("Account", "Appearance", "Dark")
    await guide.picture("dark", "The same in the dark theme.")
    await guide.choose("Account", "Language", "Deutsch")
    await guide.picture("german", "The same in German.")
    await guide.choose("Konto", "Sprache", "English")
    await guide.choose("Account", "Appearance", "Light")
    return False


async def train(guide: Guide) -> bool:
    """The cable is pulled, work goes on, and the power goes too."""
    await guide.see(MOVED)
    await guide.see("Up to date")
    guide.say(UNPLUG)
    await guide.drag(MOVED, "In progress", ("drag", "No network: a card is dragged to another column."))
    await guide.see(f"{MOVED}, In progress")
    await guide.add_card("To do", NEW)
    await guide.rename(CONTESTED, MINE)
    await guide.click(NEW)
    await guide.comment(REMARK)
    await guide.see("Waiting for network")
    await guide.picture("train", "A card moved, one written, one renamed, one comment: all saved here.")
    await guide.saved()
    return True


async def evening(guide: Guide) -> bool:
    """After the crash everything is there, without a network; with one, it goes out once."""
    await guide.see(NEW)
    await guide.see(f"{MOVED}, In progress")
    await guide.see("Waiting for network")
    await guide.picture(
        "after-the-crash", "Killed and started again, still without a network: nothing is lost."
    )
    guide.say(PLUG_IN)
    await guide.press("F5")
    await guide.see("1 needs your decision")
    await guide.picture("sent", "Plugged in: everything is sent, once. One card was renamed there as well.")
    await guide.click("Attention")
    await guide.click("Theirs, in Kanbert")
    await guide.picture("attention", "Both versions side by side; nothing was overwritten.")
    await guide.click("Save this decision")
    await guide.see("Up to date")
    await guide.picture("decided", "Decided: up to date again.")
    return False


SITTINGS: Mapping[str, Callable[[Guide], Awaitable[bool]]] = {
    "first day": first_day,
    "train": train,
    "evening": evening,
}
"""Each answers whether the power is cut at its end."""
