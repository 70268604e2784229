"""The tasks with a network, in the office."""

from datetime import timedelta

from kanbert_desktop.domain.board import Column
from kanbert_desktop.ui.cards.texts import today
from working_day.tasks import Task, WorkingDay

BOARD = "Board Website-Relaunch"
COPIED = "Kickoff with the printer\nBook the photo studio\nSend the offer to Bergmann"
PRINTER, STUDIO, OFFER = COPIED.splitlines()
RENAMED = "Send the second offer to Bergmann"
DRAGGED = "Suche: Tippfehler-Toleranz testen"
PARENT = "Photo shoot briefing: sofas, daylight studio, two variants"
PART = "Choose four fabrics"


async def see_what_is_due_today(day: WorkingDay) -> None:
    await day.user.press("ctrl+shift+m")
    await day.user.wait_for("Today, 2")
    await day.user.wait_for("Bildrechte der Stylistin klären")


async def open_the_clients_board(day: WorkingDay) -> None:
    await day.user.click(BOARD)
    await day.user.wait_for("To do, 6 cards")


async def add_three_cards_from_a_mail(day: WorkingDay) -> None:
    day.user.has_copied(COPIED)
    await day.user.press("ctrl+v")
    await day.user.wait_until(
        lambda: all(day.cards(title) for title in (PRINTER, STUDIO, OFFER)), "the three cards"
    )
    await day.user.wait_until(lambda: day.focused() in (PRINTER, STUDIO, OFFER), "a new card with the focus")


async def assign_one(day: WorkingDay) -> None:
    title = day.focused()
    await day.user.press("a")
    await day.user.write("aylin")
    await day.user.press("Return")
    await day.user.wait_until(lambda: day.assignee(day.card(title)) == "Aylin", "the assignee")


async def say_when_it_is_due(day: WorkingDay) -> None:
    title = day.focused()
    await day.user.press("d")
    await day.user.write("next friday")
    await day.user.press("Return")
    await day.user.wait_until(lambda: day.card(title).due is not None, "the date")
    due = day.card(title).due
    assert due is not None
    assert due.weekday() == 4


async def rename_in_place(day: WorkingDay) -> None:
    await day.user.press("F2")
    await day.user.write(RENAMED)
    await day.user.press("Return")
    await day.user.wait_for(RENAMED)
    assert day.focused() == RENAMED


async def drag_a_card(day: WorkingDay) -> None:
    await day.user.drag(DRAGGED, "In progress,")
    await day.user.wait_for(f"{DRAGGED}, In progress")


async def take_back_a_move_that_is_sent(day: WorkingDay) -> None:
    await day.user.wait_until(lambda: day.on_server(DRAGGED)[0]["status"] == "WIP", "the move on the server")
    await day.user.press("ctrl+z")
    await day.user.wait_for(f"{DRAGGED}, To do")


async def move_by_key(day: WorkingDay) -> None:
    title = day.focused()
    before = day.card(title).column
    await day.user.press("ctrl+shift+Right")
    await day.user.wait_until(lambda: day.card(title).column is not before, "the move")
    assert day.focused() == title


async def assign_to_me(day: WorkingDay) -> None:
    title = day.focused()
    await day.user.press("i")
    me = day.service.me
    assert me is not None
    await day.user.wait_until(lambda: day.card(title).assignee == me.id, "the assignee")


async def say_how_urgent_it_is(day: WorkingDay) -> None:
    title = day.focused()
    await day.user.press("alt+2")
    await day.user.wait_until(lambda: day.priority(title) == "High", "the priority")


async def move_three_at_once(day: WorkingDay) -> None:
    await day.user.press("Home", "shift+Down", "shift+Down")
    await day.user.wait_for("3 cards selected")
    before = {card.column for card in day.selected()}
    await day.user.press("ctrl+shift+Right")
    await day.user.wait_until(lambda: {card.column for card in day.selected()}.isdisjoint(before), "the move")
    assert len(day.selected()) == 3


async def one_date_for_three(day: WorkingDay) -> None:
    await day.user.press("shift+d")
    requested = [today() + timedelta(days=1)] * 3
    await day.user.wait_until(
        lambda: [card.due for card in day.selected()] == requested, "the date of all three"
    )


async def open_a_card(day: WorkingDay) -> None:
    await day.user.click(PARENT)
    await day.user.wait_for(f"Card {PARENT}")


async def add_a_sub_card(day: WorkingDay) -> None:
    await day.user.click("Add a sub-task")
    await day.user.write(PART)
    await day.user.press("Return")
    await day.user.wait_for(f"Completed: {PART}")


async def tick_it(day: WorkingDay) -> None:
    await day.user.click(f"Completed: {PART}")
    await day.user.wait_until(lambda: day.card(PART).column is Column.COMPLETED, "the tick")


async def comment_to_the_team(day: WorkingDay) -> None:
    await day.user.click("Write a comment")
    await day.user.write("The studio has only the tenth left.")
    await day.user.press("ctrl+Return")
    await day.user.wait_for("Comment by Mira Kessler")


async def comment_for_the_client(day: WorkingDay) -> None:
    await day.user.click("Write a comment")
    await day.user.write("We have booked the tenth.")
    await day.user.press("ctrl+shift+Return")
    said = "SELECT is_public FROM comments WHERE comment LIKE '%booked the tenth%'"
    await day.user.wait_until(lambda: day.server.state.rows(said), "the comment on the server")
    assert [row["is_public"] for row in day.server.state.rows(said)] == [1]


ONLINE_TASKS = (
    Task("see what is due today", see_what_is_due_today),
    Task("open the client's board", open_the_clients_board),
    Task("add three cards from a mail", add_three_cards_from_a_mail),
    Task("assign one to a colleague", assign_one),
    Task("due “next Friday”", say_when_it_is_due),
    Task("rename a card in place", rename_in_place),
    Task("drag a card to the next column", drag_a_card),
    Task("take back a move that is sent", take_back_a_move_that_is_sent),
    Task("move a card by keyboard", move_by_key),
    Task("assign a card to myself", assign_to_me),
    Task("give it a priority", say_how_urgent_it_is),
    Task("move three cards at once", move_three_at_once),
    Task("one due date for three cards", one_date_for_three),
    Task("open a card", open_a_card),
    Task("add a sub-card", add_a_sub_card),
    Task("tick it", tick_it),
    Task("comment to the team", comment_to_the_team),
    Task("comment for the client", comment_for_the_client),
)
