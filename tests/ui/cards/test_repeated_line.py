"""A card written with "every Monday" comes now and makes a template; one undo takes back both."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kanbert_desktop.app.boards.recurring_cards import due_day, next_day
from kanbert_desktop.app.boards.templates import Template, Templates
from kanbert_desktop.domain.board import Column
from kanbert_desktop.domain.events import EventBus
from kanbert_desktop.ui.cards.commands import CardCommands
from kanbert_desktop.ui.cards.quick_add_parser import LineNames, NewCardLine, parse_line
from support.fake_service import ME, WEB, OpenAccount, open_fake_account

TUESDAY, MONDAY = date(2026, 11, 24), date(2026, 11, 30)


@pytest.fixture
def desktop(profile: Path) -> Iterator[OpenAccount]:
    opened = open_fake_account(profile, EventBus())
    yield opened
    opened.store.close()


def line_of(text: str) -> NewCardLine:
    return parse_line(text, TUESDAY, LineNames((ME,), ME), bare_days=True, repeats=True)


def add(desktop: OpenAccount, text: str) -> list[str]:
    shown: list[str] = []
    commands = CardCommands(desktop.service)
    commands.change_queued.connect(lambda _change, said: shown.append(said))
    commands.problem_reported.connect(lambda title, _message: shown.append(title))
    commands.add_many(WEB, [line_of(text)], Column.WIP)
    return shown


def test_the_first_card_is_there_and_the_next_one_follows_a_week_later(desktop: OpenAccount) -> None:
    assert add(desktop, "Report every Monday @me") == ["Card added, and again every Monday."]
    (saved,) = Templates(desktop.service).all()
    (card,) = [desktop.service.require_card(one.card) for one in desktop.local_cards.pending.entries()]
    assert (card.title, card.due, card.assignee, card.column) == ("Report", MONDAY, ME.id, Column.WIP)
    assert (saved.assignee, saved.column, saved.due) == (ME.id, Column.WIP, "+0")
    assert due_day(saved, MONDAY) is None
    assert next_day(saved, TUESDAY) == date(2026, 12, 7)


def test_one_undo_takes_back_both_and_redo_brings_both(desktop: OpenAccount) -> None:
    service = desktop.service
    add(desktop, "Report every Monday")
    (key,) = [entry.card for entry in desktop.local_cards.pending.entries()]
    service.undo()
    assert (Templates(service).all(), service.card(key)) == ([], None)
    service.redo()
    assert [one.title for one in Templates(service).all()] == ["Report"]
    assert "Report" in [
        card.title for entry in desktop.local_cards.pending.entries() if (card := service.card(entry.card))
    ]


def test_a_title_that_is_taken_adds_nothing(desktop: OpenAccount) -> None:
    Templates(desktop.service).add(Template("Report"))
    assert add(desktop, "Report every Monday") == ["This title is taken."]
    assert desktop.local_cards.pending.pending_count() == 0
