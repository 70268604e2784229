"""In the office: the network is there."""

from datetime import timedelta

from kanbert_desktop.domain.board import Column
from kanbert_desktop.ui.cards.texts import today
from working_day.tasks import Day, Task

BOARD = "Board Website-Relaunch"
COPIED = "Kickoff with the printer\nBook the photo studio\nSend the offer to Bergmann"
PRINTER, STUDIO, OFFER = COPIED.splitlines()
RENAMED = "Send the second offer to Bergmann"
DRAGGED = "Suche: Tippfehler-Toleranz testen"
PARENT = "Photo shoot briefing: sofas, daylight studio, two variants"
PART = "Choose four fabrics"


async def see_what_is_due_today(day: Day) -> None:
    await day.person.press("ctrl+shift+m")
    await day.person.see("Today, 2")
    await day.person.see("Bildrechte der Stylistin klären")


async def open_the_clients_board(day: Day) -> None:
    await day.person.click(BOARD)
    await day.person.see("To do, 6 cards")


async def add_three_cards_from_a_mail(day: Day) -> None:
    day.person.has_copied(COPIED)
    await day.person.press("2", "ctrl+v")
    await day.person.see("To do, 9 cards")
    await day.person.until(lambda: day.focused() in (PRINTER, STUDIO, OFFER), "a new card with the focus")


async def assign_one(day: Day) -> None:
    title = day.focused()
    await day.person.press("a")
    await day.person.write("aylin")
    await day.person.press("Return")
    await day.person.see(f"{title}, To do, Aylin")


async def say_when_it_is_due(day: Day) -> None:
    title = day.focused()
    await day.person.press("d")
    await day.person.write("next friday")
    await day.person.press("Return")
    await day.person.until(lambda: day.card(title).due is not None, "the date")
    due = day.card(title).due
    assert due is not None
    assert due.weekday() == 4


async def rename_in_place(day: Day) -> None:
    await day.person.press("F2")
    await day.person.write(RENAMED)
    await day.person.press("Return")
    await day.person.see(RENAMED)
    assert day.focused() == RENAMED


async def drag_a_card(day: Day) -> None:
    await day.person.drag(DRAGGED, "In progress,")
    await day.person.see(f"{DRAGGED}, In progress")


async def take_back_a_move_that_is_sent(day: Day) -> None:
    await day.person.until(lambda: day.on_server(DRAGGED)[0]["status"] == "WIP", "the move on the server")
    await day.person.press("ctrl+z")
    await day.person.see(f"{DRAGGED}, To do")


async def move_by_key(day: Day) -> None:
    title = day.focused()
    before = day.card(title).column
    await day.person.press("ctrl+shift+Right")
    await day.person.until(lambda: day.card(title).column is not before, "the move")
    assert day.focused() == title


async def assign_to_me(day: Day) -> None:
    title = day.focused()
    await day.person.press("i")
    me = day.desk.me
    assert me is not None
    await day.person.until(lambda: day.card(title).assignee == me.id, "the assignee")


async def say_how_urgent_it_is(day: Day) -> None:
    title = day.focused()
    await day.person.press("p")
    await day.person.choose("High")
    await day.person.until(lambda: day.priority(title) == "High", "the priority")


async def move_three_at_once(day: Day) -> None:
    await day.person.press("Home", "shift+Down", "shift+Down")
    await day.person.see("3 cards selected")
    before = {card.column for card in day.selected()}
    await day.person.press("ctrl+shift+Right")
    await day.person.until(lambda: {card.column for card in day.selected()}.isdisjoint(before), "the move")
    assert len(day.selected()) == 3


async def one_date_for_three(day: Day) -> None:
    await day.person.press("d")
    await day.person.write("in 3 days")
    await day.person.press("Return")
    wished = [today() + timedelta(days=3)] * 3
    await day.person.until(lambda: [card.due for card in day.selected()] == wished, "the date of all three")


async def open_a_card(day: Day) -> None:
    await day.person.click(PARENT)
    await day.person.see(f"Card {PARENT}")


async def add_a_sub_card(day: Day) -> None:
    await day.person.click("Add a sub-task")
    await day.person.write(PART)
    await day.person.press("Return")
    await day.person.see(f"Completed: {PART}")


async def tick_it(day: Day) -> None:
    await day.person.click(f"Completed: {PART}")
    await day.person.until(lambda: day.card(PART).column is Column.COMPLETED, "the tick")


async def comment_to_the_team(day: Day) -> None:
    await day.person.click("Write a comment")
    await day.person.write("The studio has only the tenth left.")
    await day.person.press("ctrl+Return")
    await day.person.see("Comment by Mira Kessler")


async def comment_for_the_client(day: Day) -> None:
    await day.person.click("Write a comment")
    await day.person.write("We have booked the tenth.")
    await day.person.click("Who reads it")
    await day.person.choose("Everyone with access")
    await day.person.click("Send comment")
    said = "SELECT is_public FROM comments WHERE comment LIKE '%booked the tenth%'"
    await day.person.until(lambda: day.server.world.rows(said), "the comment on the server")
    assert [row["is_public"] for row in day.server.world.rows(said)] == [1]


MORNING = (
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
