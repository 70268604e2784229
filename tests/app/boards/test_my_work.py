"""The user's cards by due date."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kanbert_desktop.app.boards.my_work import DueSpan, MyWork, count_my_work, due_span
from kanbert_desktop.domain.board import Column
from kanbert_desktop.domain.events import EventBus
from support.fake_service import CATALOGUE, HEAT, ME, WEB, OpenAccount, card, open_fake_account

TUESDAY = date(2026, 11, 24)
SUNDAY = date(2026, 11, 29)


@pytest.fixture
def desktop(profile: Path) -> Iterator[OpenAccount]:
    opened = open_fake_account(profile, EventBus())
    yield opened
    opened.store.close()


@pytest.mark.parametrize(
    ("due", "today", "span"),
    [
        (None, TUESDAY, DueSpan.NO_DATE),
        (date(2026, 11, 23), TUESDAY, DueSpan.OVERDUE),
        (TUESDAY, TUESDAY, DueSpan.TODAY),
        (date(2026, 11, 25), TUESDAY, DueSpan.TOMORROW),
        (date(2026, 11, 26), TUESDAY, DueSpan.NEXT_DAYS),
        (date(2026, 12, 1), TUESDAY, DueSpan.NEXT_DAYS),
        (date(2026, 12, 2), TUESDAY, DueSpan.LATER),
        (date(2026, 11, 30), SUNDAY, DueSpan.TOMORROW),
        (date.max, TUESDAY, DueSpan.LATER),
        (date.min, TUESDAY, DueSpan.OVERDUE),
    ],
)
def test_a_due_date_has_its_span(desktop: OpenAccount, due: date | None, today: date, span: DueSpan) -> None:
    desktop.local_cards.put_cards([replace(card(101, "Mine", Column.NEW, WEB, due=due), assignee=ME.id)])
    work = MyWork(desktop.service, today)
    assert [each for each, count in work.counts.items() if count] == [span]
    assert [one.key for one in work.of(span)] == ["101"]
    assert due_span(due, today) is span


def test_open_cards_of_all_boards_come_in_the_order_of_their_dates(desktop: OpenAccount) -> None:
    mine = [
        card(101, "Later", Column.NEW, WEB, due=date(2027, 1, 8)),
        card(102, "Soon", Column.WIP, HEAT, due=date(2026, 12, 8)),
        card(103, "Now", Column.BACKLOG, CATALOGUE, due=TUESDAY),
        card(104, "Done", Column.COMPLETED, WEB, due=TUESDAY),
        card(105, "Away", Column.CLOSED, WEB, due=TUESDAY),
    ]
    desktop.local_cards.put_cards(replace(one, assignee=ME.id) for one in mine)
    work = MyWork(desktop.service, TUESDAY)
    assert [one.title for one in work.of(DueSpan.LATER)] == ["Soon", "Later"]
    assert [one.title for one in work.of(DueSpan.TODAY)] == ["Now"]
    assert len(work) == count_my_work(desktop.service) == 3


def test_nobody_has_no_work(desktop: OpenAccount) -> None:
    desktop.local_cards.me = None
    assert count_my_work(desktop.service) == 0
