"""The tasks without a network, on a train."""

from datetime import timedelta

from kanbert_desktop.domain.board import Column
from kanbert_desktop.ui.cards.texts import today
from kanbert_desktop.ui.widgets.file_dialogs import suggested_path
from working_day.online import BOARD, DRAGGED, PARENT
from working_day.tasks import Task, WorkingDay

NAME = "Website-Relaunch"
REMARK = "I ask the studio from the train."
ELSEWHERE = "Bildrechte der Stylistin"
SAID = "Two letters may be wrong."
FABRICS = "Pick the fabrics"
CONTESTED, MINE, THEIRS = (f"Wireframes {name}" for name in ("Filialseiten", "Filialen", "Standorte"))
INTERVIEW = "Editorial: interview with the cabinetmaker"
HALF = "The quote came back, ninety euros more"
TOMS = "Cookie-Banner nach Rechtsprüfung anpassen"


async def comment_without_network(day: WorkingDay) -> None:
    await day.user.click("Write a comment")
    await day.user.write(REMARK)
    await day.user.press("ctrl+Return")
    await day.user.wait_for("Waiting for network")
    await day.user.wait_until(lambda: day.is_announced(PARENT, REMARK), "the comment")
    assert not day.comments_on_server(REMARK)


async def jump_to_a_card_and_back(day: WorkingDay) -> None:
    await day.user.press("ctrl+k")
    await day.user.write("stylistin")
    await day.user.wait_for(ELSEWHERE)
    await day.user.press("Return")
    await day.user.wait_for(f"Card {ELSEWHERE}")
    await day.user.press("alt+Left")
    await day.user.wait_for(f"Card {PARENT}")


async def see_only_mine(day: WorkingDay) -> None:
    await day.user.click("My cards")
    await day.user.wait_until_gone(TOMS)
    await day.user.click("My cards")
    await day.user.wait_for(TOMS)


async def describe_a_card(day: WorkingDay) -> None:
    await day.user.click(DRAGGED)
    await day.user.click("Add a description")
    await day.user.write(SAID)
    await day.user.press("ctrl+period")
    await day.user.wait_until_gone(f"Card {DRAGGED}")
    assert day.card(DRAGGED).description == f"<p>{SAID}</p>"


async def add_a_card_in_one_line(day: WorkingDay) -> None:
    await day.user.press("n")
    await day.user.write(f"{FABRICS} @aylin due:tomorrow")
    await day.user.press("ctrl+Return")
    await day.user.wait_until(lambda: day.cards(FABRICS), "the card")
    await day.user.wait_for(FABRICS)
    card = day.card(FABRICS)
    assert card.due == today() + timedelta(days=1)
    assert day.assignee(card) == "Aylin"


async def rename_what_a_colleague_renames(day: WorkingDay) -> None:
    [task] = day.on_server(CONTESTED)
    day.colleague.edit(task["id"], title=THEIRS)
    await day.user.press("4", "F2")
    await day.user.write(MINE)
    await day.user.press("Return")
    await day.user.wait_for(MINE)


async def undo_and_redo(day: WorkingDay) -> None:
    await day.user.press("ctrl+z")
    await day.user.wait_for(CONTESTED)
    await day.user.press("ctrl+shift+z")
    await day.user.wait_for(MINE)


async def delete_a_card(day: WorkingDay) -> None:
    before = day.focused()
    await day.user.press("Down")
    await day.user.wait_until(lambda: day.focused() not in ("", before), "the next card")
    day.noted_text = day.focused()
    await day.user.press("Delete")
    await day.user.wait_until_gone(day.noted_text)


async def bring_it_back(day: WorkingDay) -> None:
    await day.user.press("ctrl+shift+d")
    await day.user.wait_for(f"Restore “{day.noted_text}”")
    await day.user.press("Return")
    await day.user.wait_until(lambda: day.cards(day.noted_text), "the card")


async def complete_a_card_in_my_work(day: WorkingDay) -> None:
    before = {card.key for card in day.my_work_titles()}
    await day.user.press("ctrl+shift+m")
    await day.user.wait_for("Overdue")
    await day.user.press("m", "4")
    await day.user.wait_until(lambda: len(day.my_work_titles()) == len(before) - 1, "one less to do")
    [done] = before - {card.key for card in day.my_work_titles()}
    card = day.service.card(done)
    assert card is not None
    assert card.column is Column.COMPLETED


async def make_the_board_a_favourite(day: WorkingDay) -> None:
    await day.user.click(BOARD)
    await day.user.press("ctrl+shift+f")
    await day.user.wait_for("Favourites")
    await day.user.wait_for(f"“{NAME}” was added to favourites.")


async def search_descriptions_and_return(day: WorkingDay) -> None:
    await day.user.press("slash")
    await day.user.write("portrait")
    await day.user.press("Return")
    await day.user.wait_for(f"Card {INTERVIEW}")
    await day.user.press("ctrl+1")
    await day.user.wait_until_gone(f"Card {INTERVIEW}")
    await day.user.wait_for(BOARD)


async def keep_a_template(day: WorkingDay) -> None:
    day.noted_text = day.focused()
    await day.user.press("t")
    await day.user.wait_for(f"“{day.noted_text}” was saved as a template on this computer.")


async def use_the_template(day: WorkingDay) -> None:
    before = len(day.cards(day.noted_text))
    await day.user.press("ctrl+k")
    await day.user.write(day.noted_text)
    await day.user.wait_for(day.noted_text)
    await day.user.press("Return")
    await day.user.wait_until(lambda: len(day.cards(day.noted_text)) == before + 1, "the new card")


async def copy_a_link(day: WorkingDay) -> None:
    await day.user.press("l")
    await day.user.wait_until(lambda: "://" in day.user.clipboard_text(), "a link")


async def two_cards_for_a_colleague(day: WorkingDay) -> None:
    await day.user.press("shift+Up", "a")
    await day.user.write("jonas")
    await day.user.press("Return")
    await day.user.wait_until(
        lambda: [day.assignee(card) for card in day.selected()] == ["Jonas", "Jonas"], "two for Jonas"
    )


async def save_the_board_as_pdf(day: WorkingDay) -> None:
    await day.user.press("ctrl+shift+p")
    await day.user.wait_for_dialog("Save as PDF")
    await day.user.press("Return")
    await day.user.wait_for(f"Saved as “{NAME}.pdf”")
    assert suggested_path(NAME, "pdf").read_bytes().startswith(b"%PDF")


async def export_a_table(day: WorkingDay) -> None:
    await day.user.press("ctrl+shift+e")
    await day.user.wait_for_dialog("Export board")
    await day.user.press("Return")
    await day.user.wait_for(f"Exported to “{NAME}.csv”")
    table = suggested_path(NAME, "csv").read_text(encoding="utf-8")
    assert MINE in table
    assert FABRICS in table


async def make_it_dark(day: WorkingDay) -> None:
    await day.user.press("ctrl+shift+l")
    await day.user.wait_until(lambda: day.window.palette().window().color().lightness() < 64, "a dark window")


async def go_home_in_the_middle_of_a_comment(day: WorkingDay) -> None:
    await day.user.click(BOARD)
    title = day.focused()
    await day.user.press("c")
    await day.user.write(HALF)
    await day.user.press("ctrl+q")
    await day.start_again()
    await day.user.wait_for(f"Card {title}")
    await day.user.wait_until(lambda: day.is_writing(HALF), "the focus where the text stopped")
    await day.user.press("ctrl+Return")
    await day.user.wait_until(lambda: day.is_announced(title, HALF), "the comment")


OFFLINE_TASKS = (
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
    Task("this card and the one above for a colleague", two_cards_for_a_colleague),
    Task("save the board as a PDF", save_the_board_as_pdf),
    Task("export the board as a table", export_a_table),
    Task("make it dark", make_it_dark),
    Task("quit in the middle of a comment, start, send it", go_home_in_the_middle_of_a_comment),
)
