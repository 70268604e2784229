"""On the train: no network, and the work goes on."""

from datetime import timedelta

from kanbert_desktop.domain.board import Column
from kanbert_desktop.ui.cards.texts import today
from kanbert_desktop.ui.widgets.popups import suggested_path
from working_day.online import BOARD, DRAGGED, PARENT
from working_day.tasks import Day, Task

NAME = "Website-Relaunch"
REMARK = "I ask the studio from the train."
ELSEWHERE = "Bildrechte der Stylistin"
SAID = "Two letters may be wrong."
FABRICS = "Pick the fabrics"
CONTESTED, MINE, THEIRS = (f"Wireframes {name}" for name in ("Filialseiten", "Filialen", "Standorte"))
INTERVIEW = "Editorial: interview with the cabinetmaker"
HALF = "The quote came back, ninety euros more"
TOMS = "Cookie-Banner nach Rechtsprüfung anpassen"


async def comment_without_network(day: Day) -> None:
    await day.person.click("Write a comment")
    await day.person.write(REMARK)
    await day.person.press("ctrl+Return")
    await day.person.see("Waiting for network")
    await day.person.until(lambda: day.is_said(PARENT, REMARK), "the comment")
    assert not day.comments_on_server(REMARK)


async def jump_to_a_card_and_back(day: Day) -> None:
    await day.person.press("ctrl+k")
    await day.person.write("stylistin")
    await day.person.press("Return")
    await day.person.see(f"Card {ELSEWHERE}")
    await day.person.press("alt+Left")
    await day.person.see(f"Card {PARENT}")


async def see_only_mine(day: Day) -> None:
    await day.person.click("My cards")
    await day.person.see_no(TOMS)
    await day.person.click("My cards")
    await day.person.see(TOMS)


async def describe_a_card(day: Day) -> None:
    await day.person.click(DRAGGED)
    await day.person.click("Add a description")
    await day.person.write(SAID)
    await day.person.press("ctrl+period")
    await day.person.see_no(f"Card {DRAGGED}")
    assert day.card(DRAGGED).description == f"<p>{SAID}</p>"


async def add_a_card_in_one_line(day: Day) -> None:
    await day.person.press("n")
    await day.person.write(f"{FABRICS} @aylin due:tomorrow")
    await day.person.press("Return", "Escape")
    await day.person.see(FABRICS)
    card = day.card(FABRICS)
    assert card.due == today() + timedelta(days=1)
    assert day.assignee(card) == "Aylin"


async def rename_what_a_colleague_renames(day: Day) -> None:
    [task] = day.on_server(CONTESTED)
    day.colleague.edit(task["id"], title=THEIRS)
    await day.person.press("4", "F2")
    await day.person.write(MINE)
    await day.person.press("Return")
    await day.person.see(MINE)


async def undo_and_redo(day: Day) -> None:
    await day.person.press("ctrl+z")
    await day.person.see(CONTESTED)
    await day.person.press("ctrl+shift+z")
    await day.person.see(MINE)


async def delete_a_card(day: Day) -> None:
    await day.person.press("Down")
    day.kept = day.focused()
    await day.person.press("Delete")
    await day.person.see_no(day.kept)


async def bring_it_back(day: Day) -> None:
    await day.person.press("ctrl+shift+d")
    await day.person.see(f"Restore “{day.kept}”")
    await day.person.press("Return")
    await day.person.until(lambda: day.cards(day.kept), "the card")


async def complete_a_card_in_my_work(day: Day) -> None:
    before = {card.key for card in day.mine_to_do()}
    await day.person.press("ctrl+shift+m")
    await day.person.see("Overdue")
    await day.person.press("m", "4")
    await day.person.until(lambda: len(day.mine_to_do()) == len(before) - 1, "one less to do")
    [done] = before - {card.key for card in day.mine_to_do()}
    card = day.desk.card(done)
    assert card is not None
    assert card.column is Column.COMPLETED


async def make_the_board_a_favourite(day: Day) -> None:
    await day.person.click(BOARD)
    await day.person.press("ctrl+shift+f")
    await day.person.see("Favourites")
    await day.person.see(f"“{NAME}” is a favourite now.")


async def search_descriptions_and_return(day: Day) -> None:
    await day.person.press("slash")
    await day.person.write("portrait")
    await day.person.press("Return")
    await day.person.see(f"Card {INTERVIEW}")
    await day.person.press("ctrl+1")
    await day.person.see_no(f"Card {INTERVIEW}")
    await day.person.see(BOARD)


async def keep_a_template(day: Day) -> None:
    day.kept = day.focused()
    await day.person.press("t")
    await day.person.see(f"“{day.kept}” is a template on this computer now.")


async def use_the_template(day: Day) -> None:
    before = len(day.cards(day.kept))
    await day.person.press("ctrl+k")
    await day.person.write(day.kept)
    await day.person.see(day.kept)
    await day.person.press("Return")
    await day.person.until(lambda: len(day.cards(day.kept)) == before + 1, "the new card")


async def copy_a_link(day: Day) -> None:
    await day.person.press("l")
    await day.person.until(lambda: "://" in day.person.pasted(), "a link")


async def two_cards_for_a_colleague(day: Day) -> None:
    await day.person.press("shift+Down", "a")
    await day.person.write("jonas")
    await day.person.press("Return")
    await day.person.until(
        lambda: [day.assignee(card) for card in day.selected()] == ["Jonas", "Jonas"], "two for Jonas"
    )


async def save_the_board_as_pdf(day: Day) -> None:
    await day.person.press("ctrl+shift+p")
    await day.person.see_dialog("Save as PDF")
    await day.person.press("Return")
    await day.person.see(f"Saved as “{NAME}.pdf”")
    assert suggested_path(NAME, "pdf").read_bytes().startswith(b"%PDF")


async def export_a_table(day: Day) -> None:
    await day.person.press("ctrl+shift+e")
    await day.person.see_dialog("Export board")
    await day.person.press("Return")
    await day.person.see(f"Exported to “{NAME}.csv”")
    table = suggested_path(NAME, "csv").read_text(encoding="utf-8")
    assert MINE in table
    assert FABRICS in table


async def make_it_dark(day: Day) -> None:
    await day.person.press("ctrl+comma")
    await day.person.click("Theme: Dark")
    await day.person.until(lambda: day.window.palette().window().color().lightness() < 64, "a dark window")


async def go_home_in_the_middle_of_a_comment(day: Day) -> None:
    await day.person.click(BOARD)
    title = day.focused()
    await day.person.press("c")
    await day.person.write(HALF)
    await day.person.press("ctrl+q")
    await day.start_again()
    await day.person.see(f"Card {title}")
    await day.person.click("Write a comment")
    await day.person.press("ctrl+Return")
    await day.person.until(lambda: day.is_said(title, HALF), "the comment")


TRAIN = (
    Task("comment without a network", comment_without_network),
    Task("jump to a card of another board, and back", jump_to_a_card_and_back),
    Task("see only my cards, then all again", see_only_mine),
    Task("describe a card and put it away", describe_a_card),
    Task("a card with assignee and date, in one line", add_a_card_in_one_line),
    Task("rename the first card of a column", rename_what_a_colleague_renames),
    Task("undo that, and do it again", undo_and_redo),
    Task("delete the next card", delete_a_card),
    Task("bring it back from the deleted ones", bring_it_back),
    Task("complete the first of my cards, over all boards", complete_a_card_in_my_work),
    Task("open the board, make it a favourite", make_the_board_a_favourite),
    Task("search everything for a word, return to the favourite", search_descriptions_and_return),
    Task("keep a card as a template", keep_a_template),
    Task("use the template", use_the_template),
    Task("copy a link to the card", copy_a_link),
    Task("this and the next card for a colleague", two_cards_for_a_colleague),
    Task("save the board as a PDF", save_the_board_as_pdf),
    Task("export the board as a table", export_a_table),
    Task("make it dark", make_it_dark),
    Task("quit in the middle of a comment, start, send it", go_home_in_the_middle_of_a_comment),
)
