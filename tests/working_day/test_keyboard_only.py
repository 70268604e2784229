"""A whole working day without a pointer: every feature is reached by keys, and the focus is in sight after each scene.

`KEYBOARD_DAY_PICTURES=1` leaves a numbered picture of each scene in `build/keyboard-day`, in both themes and languages.
"""

import os
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest

from kanbert_desktop.app.boards.saved_views import ViewLayout
from kanbert_desktop.app.settings import MOTION
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Column
from kanbert_desktop.ui.capture.window import CaptureController
from kanbert_desktop.ui.cards.texts import today
from monkey.error_capture import error_capture
from plugins.qt_loop import QtLoop
from support.appearance import appearance_restored
from working_day.calendar import calendar_page
from working_day.keyboard import PICTURES, KeyboardUser
from working_day.tasks import WorkingDay, working_day

__all__ = ["appearance_restored"]
SESSIONS: list[tuple[str, str]] = [("en", "light")]
if os.environ.get(PICTURES):
    SESSIONS += [("en", "dark"), ("de", "light"), ("de", "dark")]
BOARD, TITLE, PART, REMARK = "Website-Relaunch", "Call the printer", "Ask for a proof", "the proof is here"
RENAMED, THEIRS = "Call the printer again", "Ring the printer"
Scene = Callable[[WorkingDay, KeyboardUser], Awaitable[None]]


async def look_at_my_work(day: WorkingDay, user: KeyboardUser) -> None:
    await user.press("ctrl+shift+m")
    await user.wait_for(tr("Overdue"))
    await user.press("Down", "shift+Down")
    await user.wait_for(tr("%n card(s) selected", 2))
    await user.look("my work with two cards selected")
    await user.press("Escape")
    await user.wait_until_gone(tr("%n card(s) selected", 2))


async def open_a_board(day: WorkingDay, user: KeyboardUser) -> None:
    await user.press("ctrl+k")
    await user.write("website-rel")
    await user.wait_for(BOARD)
    await user.press("Return")
    await user.wait_until(day.focused, "a card with the focus")
    await user.look("the board")


async def add_a_card(day: WorkingDay, user: KeyboardUser) -> None:
    await user.press("2", "n")
    await user.write(f"{TITLE} @aylin !high {tr('tomorrow')}")
    await user.look("a line that says who and when")
    await user.press("ctrl+Return")
    await user.wait_until(lambda: day.focused() == TITLE, "the new card with the focus")
    card = day.card(TITLE)
    assert (day.assignee(card), card.due, card.column) == ("Aylin", today() + timedelta(days=1), Column.NEW)
    await user.look("the new card")


async def assign_and_move(day: WorkingDay, user: KeyboardUser) -> None:
    await user.press("a")
    await user.write("jonas")
    await user.look("whom to assign")
    await user.press("Return")
    await user.wait_until(lambda: day.assignee(day.card(TITLE)) == "Jonas", "the assignee")
    await user.press("ctrl+shift+Right")
    await user.wait_until(lambda: day.card(TITLE).column is Column.WIP, "the move")
    assert day.focused() == TITLE
    await user.look("the card in the next column")


async def sort_into_my_order(day: WorkingDay, user: KeyboardUser) -> None:
    await user.press("ctrl+shift+Up")
    await user.wait_for(tr("Not now"))
    await user.look("the question before My order")
    await user.press("Return")
    await user.wait_until_gone(tr("Not now"))
    await user.wait_until(lambda: day.focused() == TITLE, "the focus on the card")
    await user.look("my order")


async def group(day: WorkingDay, user: KeyboardUser) -> None:
    await user.press("s")
    await user.look("the menu of sort orders and groups")
    await user.choose_by_arrow(tr("Assignee"))
    await user.wait_for("Jonas")
    await user.look("groups")
    await user.press("s")
    await user.choose_by_arrow(tr("No groups"))
    await user.look("no groups")


async def filter_cards(day: WorkingDay, user: KeyboardUser) -> None:
    await user.press("ctrl+f")
    await user.write("printer")
    await user.wait_until(lambda: day.shown_titles() == [TITLE], "only the card that matches")
    await user.look("a filter")
    await user.press("Down")
    await user.wait_until(lambda: day.has_focus(TITLE), "the focus on the card")
    await user.look("the card that matches")
    await user.press("ctrl+f", "ctrl+a", "BackSpace", "Escape")
    await user.wait_until(lambda: len(day.shown_titles()) > 1, "all cards")
    await user.wait_until(day.has_focus, "the focus on a card")
    await user.look("all cards again")


async def add_a_sub_task(day: WorkingDay, user: KeyboardUser) -> None:
    await user.press("Return")
    await user.wait_for(f"{tr('Card')} {TITLE}")
    await user.look("the card panel")
    await user.tab_to(tr("Add a sub-task"))
    await user.write(PART)
    await user.press("Return")
    await user.wait_for(f"{tr('Completed')}: {PART}")
    await user.look("a sub-task")
    await user.tab_to(f"{tr('Completed')}: {PART}", "shift+Tab")
    await user.press("space")
    await user.wait_until(lambda: day.card(PART).column is Column.COMPLETED, "the tick")
    await user.look("a sub-task that is done")


async def comment(day: WorkingDay, user: KeyboardUser) -> None:
    await user.tab_to(tr("Write a comment"))
    await user.write("@ayl")
    await user.wait_for("Aylin")
    await user.look("whom to mention")
    await user.press("Return")
    await user.write(REMARK)
    await user.press("ctrl+Return")
    await user.wait_until(lambda: day.is_announced(TITLE, REMARK), "the comment")
    await user.look("a comment with a mention")
    await user.press("Escape")
    await user.wait_until(lambda: day.has_focus(TITLE), "the focus on the card")
    await user.look("the board after the panel")


async def decide(day: WorkingDay, user: KeyboardUser) -> None:
    await user.wait_until(lambda: not day.service.sync.status().pending, "the card on the server")
    day.go_offline()
    await user.press("F2", "ctrl+a")
    await user.write(RENAMED)
    await user.press("Return")
    await user.wait_until(lambda: day.has_focus(RENAMED), "the focus on the renamed card")
    day.colleague.edit(day.on_server(TITLE)[0]["id"], title=THEIRS)
    day.go_online()
    await user.wait_for(tr("%n need(s) your decision", 1))
    await user.press("ctrl+shift+a", "Left")
    await user.look("a decision")
    await user.press("ctrl+Return")
    await user.wait_until_gone(tr("%n need(s) your decision", 1))
    await user.look("nothing to decide")


async def plan_in_the_calendar(day: WorkingDay, user: KeyboardUser) -> None:
    await user.press("ctrl+shift+c")
    page = calendar_page(day)
    await user.wait_until(lambda: page.grid.visible_keys(today()), "cards of today")
    await user.press("Down")
    await user.wait_until(page.grid.current_key, "the focus on a card")
    key = page.grid.current_key()
    assert key is not None
    await user.look("a card in the calendar")
    await user.press("shift+Down")
    later = today() + timedelta(days=7)
    await user.wait_until(lambda: day.service.require_card(key).due == later, "a week later")
    await user.wait_until(lambda: page.grid.current_key() == key, "the focus on the card")
    await user.look("a week later")
    await user.press("Escape")
    await user.wait_until(lambda: not page.isVisible(), "the page before")
    await user.look("back from the calendar")


async def save_a_view(day: WorkingDay, user: KeyboardUser) -> None:
    await user.press("slash")
    await user.write("is:overdue")
    await user.press("ctrl+shift+s")
    await user.wait_for(tr("Save as view"))
    await user.look("the name of a view")
    await user.press("ctrl+a")
    await user.write("Late")
    await user.press("Return")
    await user.wait_for("Late")
    await user.look("a view as a list")
    await user.tab_to(f"{tr('Layout')}: {tr('List')}", "shift+Tab")
    await user.press("Right")
    await user.wait_until(lambda: day.saved_layout("Late") is ViewLayout.COLUMNS, "the columns")
    await user.look("a view as columns")


async def empty_the_inbox(day: WorkingDay, user: KeyboardUser) -> None:
    # Until the decision is sent, the card has another title there.
    await user.wait_until(lambda: not day.service.sync.status().pending, "the decision on the server")
    task = day.on_server(THEIRS)[0] if day.on_server(THEIRS) else day.on_server(RENAMED)[0]
    day.colleague.edit(task["id"], due_date=(today() + timedelta(days=9)).isoformat())
    await user.press("ctrl+shift+i", "ctrl+r")
    await user.wait_for(f"{tr('Unread')}, {task['title']}")
    await user.look("the inbox")
    await user.press("Down", "e")
    await user.wait_for(tr("All caught up."))
    await user.look("an empty inbox")


async def look_at_the_overview(day: WorkingDay, user: KeyboardUser) -> None:
    await user.press("ctrl+shift+g")
    await user.wait_for(tr("Cards per column"))
    await user.look("the overview")


async def search(day: WorkingDay, user: KeyboardUser) -> None:
    await user.press("slash", "ctrl+a")
    await user.write("studio")
    await user.press("Down")
    await user.look("search results")
    await user.press("Return")
    await user.look("a card that was found")
    await user.press("Escape")
    await user.wait_until(day.has_focus, "the focus on the card")


async def delete_and_bring_back(day: WorkingDay, user: KeyboardUser) -> None:
    title = day.focused()
    await user.press("Delete")
    await user.wait_until(lambda: not day.cards(title), "the delete")
    await user.wait_until(day.has_focus, "the focus on the next card")
    await user.look("after a delete")
    await user.press("ctrl+shift+d")
    await user.wait_for(tr("Restore “{title}”", title=title))
    await user.look("recently deleted")
    await user.press("Return")
    await user.wait_until(lambda: day.cards(title), "the card")
    await user.press("Escape")
    await user.wait_until(day.has_focus, "the focus on a card")
    await user.look("the card is back")


async def look_up_a_key(day: WorkingDay, user: KeyboardUser) -> None:
    await user.press("F1")
    await user.wait_for_dialog(tr("Keyboard shortcuts"))
    await user.look("the key sheet")
    await user.press("Escape")
    await user.wait_until(day.has_focus, "the focus where it was")
    await user.look("after the key sheet")


async def capture(day: WorkingDay, user: KeyboardUser) -> None:
    await user.press("ctrl+shift+n")
    await user.wait_for_dialog(tr("New card"))
    await user.look("capture")
    await user.write("Order paper")
    await user.press("Return")
    await user.wait_until(lambda: day.cards("Order paper"), "the captured card")
    await user.wait_until(day.window.isActiveWindow, "the window before")
    await user.look("after the capture")


async def undo_and_redo(day: WorkingDay, user: KeyboardUser) -> None:
    await user.press("ctrl+z")
    await user.wait_until(lambda: not day.cards("Order paper"), "the undo")
    await user.press("ctrl+shift+z")
    await user.wait_until(lambda: day.cards("Order paper"), "the redo")
    await user.look("undone and done again")


async def change_a_setting(day: WorkingDay, user: KeyboardUser) -> None:
    await user.press("ctrl+comma")
    await user.look("the settings")
    await user.tab_to(f"{tr('Motion')}: {tr('Reduced')}")
    await user.press("Left")
    await user.wait_until(lambda: day.application.settings.get(MOTION) == "full", "the setting")
    await user.look("a setting that was changed")
    await user.press("Escape")
    await user.look("back from the settings")


async def sign_out(day: WorkingDay, user: KeyboardUser) -> None:
    await user.press("ctrl+shift+o")
    await user.look("the account menu")
    await user.choose_by_arrow(tr("Sign out"))
    await user.wait_until(lambda: day.window.workspace is None, "the first page")
    await user.look("signed out")


DAY: tuple[Scene, ...] = (
    *(look_at_my_work, open_a_board, add_a_card, assign_and_move, sort_into_my_order, group, filter_cards),
    *(add_a_sub_task, comment, decide, plan_in_the_calendar, save_a_view, empty_the_inbox),
    *(
        look_at_the_overview,
        search,
        delete_and_bring_back,
        look_up_a_key,
        capture,
        undo_and_redo,
        change_a_setting,
        sign_out,
    ),
)


@pytest.mark.usefixtures("keyring_session", "appearance_restored")
@pytest.mark.parametrize(("language", "theme"), SESSIONS)
def test_a_whole_day_needs_no_pointer(qt_loop: QtLoop, tmp_path: Path, language: str, theme: str) -> None:
    user = KeyboardUser(f"{language}-{theme}")

    async def story() -> None:
        with error_capture(qt_loop.loop) as errors:
            # Without motion, a picture shows where things are, not how they get there.
            async with working_day(tmp_path, language=language, theme=theme, motion="reduced") as day:
                captures = CaptureController(day.application, day.window.theme, day.window)
                day.window.capture_requested.connect(captures.open)
                for scene in DAY:
                    try:
                        await scene(day, user)
                    except BaseException as error:
                        error.add_note(f"in the scene “{scene.__name__}”")
                        raise
            assert not errors.errors

    qt_loop(story())
    assert len(user.scenes) > len(DAY)
