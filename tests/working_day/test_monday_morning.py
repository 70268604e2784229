"""A Monday morning at the real window: the inbox is emptied and the week planned without a network, then all arrives once."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Card, Column
from kanbert_desktop.ui.cards.texts import today
from kanbert_desktop.ui.widgets.file_dialogs import suggested_path
from monkey.error_capture import error_capture
from plugins.qt_loop import QtLoop
from support.appearance import appearance_restored
from tour import xdotool
from working_day.calendar import calendar_page
from working_day.tasks import WorkingDay, working_day

__all__ = ["appearance_restored"]


@dataclass(frozen=True)
class Session:
    """Settings of a user, and a view to pin."""

    language: str
    theme: str
    query: str
    view: str


SESSIONS = [
    Session("en", "light", "is:overdue", "Overdue everywhere"),
    Session("de", "dark", "ist:offen", "Alles Offene"),
]


def on_screen(widget: QWidget, point: QPoint) -> tuple[int, int]:
    there = widget.mapToGlobal(point)
    return there.x(), there.y()


async def colleagues_worked_on_the_weekend(day: WorkingDay) -> list[Card]:
    """One card of the user has another date, another one was moved."""
    dated, *others = (card for card in day.my_work_titles() if card.due)
    moved = next(card for card in others if card.column is Column.NEW)
    day.colleague.edit(dated.id, due_date=(today() + timedelta(days=9)).isoformat())
    day.colleague.edit(moved.id, status=Column.WIP.value)
    await day.user.press("ctrl+r")
    await day.user.wait_for(tr("Inbox, %n unread", 2))
    return [dated, moved]


async def empty_the_inbox(day: WorkingDay, cards: list[Card]) -> None:
    await day.user.press("ctrl+shift+i")
    for card in cards:
        await day.user.wait_for(f"{tr('Unread')}, {card.title}")
    await day.user.press("e")
    await day.user.wait_until_gone(tr("Inbox, %n unread", 2))
    await day.user.press("e")
    await day.user.wait_for(tr("All caught up."))


async def plan_the_week(day: WorkingDay) -> dict[str, date]:
    """One card is dragged to another day, another one moved by keyboard."""
    await day.user.press("ctrl+shift+c")
    page = calendar_page(day)
    grid = page.grid
    await day.user.wait_until(lambda: grid.visible_keys(today()), "cards of today")
    key = grid.visible_keys(today())[0]
    dragged = day.service.require_card(key)
    target = today() + timedelta(days=1 if today().isoweekday() not in (6, 7) else -1)
    start = on_screen(grid.viewport(), grid.card_rect(key).center())
    end = on_screen(grid.viewport(), grid.visualRect(grid.days.index_of(target)).center())
    await xdotool.press_button(*start)
    await xdotool.move_pointer(start, end, lambda: grid._drop_day == target)
    await xdotool.release_button()
    await day.user.wait_until(lambda: day.service.require_card(key).due == target, "the dragged card")
    await day.user.wait_until(lambda: grid.current_key() == key, "the focus on the dragged card")
    await day.user.press("shift+Down")
    later = target + timedelta(days=7)
    await day.user.wait_until(lambda: day.service.require_card(key).due == later, "a week later")
    return {dragged.title: later}


async def pin_a_view(day: WorkingDay, session: Session) -> None:
    await day.user.press("slash")
    await day.user.write(session.query)
    await day.user.press("ctrl+shift+s")
    await day.user.wait_for(tr("Save as view"))
    await day.user.press("ctrl+a")
    await day.user.write(session.view)
    await day.user.press("Return")
    await day.user.wait_for(session.view)


async def print_the_overview(day: WorkingDay) -> Path:
    folder = suggested_path("any", "pdf").parent
    for earlier in folder.glob("*.pdf"):
        # The session before used the same folder; the dialog would ask whether to replace it.
        earlier.unlink()
    await day.user.press("ctrl+shift+g")
    await day.user.wait_for(tr("Cards per column"))
    await day.user.press("ctrl+shift+p")
    await day.user.wait_for_dialog(tr("Save as PDF"))
    await day.user.press("Return")
    await day.user.wait_until(lambda: list(folder.glob("*.pdf")), "the PDF")
    (printed,) = folder.glob("*.pdf")
    saved = tr("Saved as “{file}”, %n page(s).", 1, file=printed.name)
    await day.user.wait_for(f"{saved.partition(printed.name)[0]}{printed.name}")
    return printed


@pytest.mark.usefixtures("keyring_session", "appearance_restored")
@pytest.mark.parametrize("session", SESSIONS, ids=lambda session: f"{session.language}-{session.theme}")
def test_a_monday_morning_without_a_network_arrives_once(
    qt_loop: QtLoop, tmp_path: Path, session: Session
) -> None:
    async def story() -> None:
        with error_capture(qt_loop.loop) as errors:
            async with working_day(tmp_path, language=session.language, theme=session.theme) as day:
                news = await colleagues_worked_on_the_weekend(day)
                day.go_offline()
                await empty_the_inbox(day, news)
                planned = await plan_the_week(day)
                await pin_a_view(day, session)
                printed = await print_the_overview(day)
                assert printed.read_bytes().startswith(b"%PDF")
                await day.user.wait_for(tr("Waiting for network"))
                day.go_online()
                await day.user.wait_for(tr("Up to date"))
                for title, due in planned.items():
                    assert [row["due_date"] for row in day.on_server(title)] == [due.isoformat()]
                assert day.service.sync.status().pending == 0
            assert not errors.errors

    qt_loop(story())
