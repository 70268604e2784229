"""The cards of days, the trays, and both with a filter."""

from collections.abc import Generator, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

import pytest

from kanbert_desktop.app.boards.calendar import TRAY_SIZE, CalendarQuestion
from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.domain.changes import Field
from kanbert_desktop.domain.events import EventBus
from support.fake_service import CATALOGUE, HEAT, WEB, OpenAccount, card, open_fake_account

TUESDAY = date(2026, 12, 1)
T = TypeVar("T")


@pytest.fixture
def desktop(profile: Path) -> Iterator[OpenAccount]:
    opened = open_fake_account(profile, EventBus())
    opened.local_cards.remove_cards([each.key for each in list(opened.local_cards.cards())])
    yield opened
    opened.store.close()


def asked(*boards: str, days: int = 7) -> CalendarQuestion:
    chosen = boards or (WEB, CATALOGUE, HEAT)
    return CalendarQuestion(TUESDAY, TUESDAY + timedelta(days=days - 1), TUESDAY, chosen)  # type: ignore[arg-type]


def result(steps: Generator[None, None, T]) -> T:
    while True:
        try:
            next(steps)
        except StopIteration as done:
            value: T = done.value
            return value


def test_a_day_lists_open_cards_before_done_ones(desktop: OpenAccount) -> None:
    desktop.receive_cards(
        card(1, "b", Column.COMPLETED, due=TUESDAY),
        card(2, "Zebra", Column.NEW, due=TUESDAY),
        card(3, "apple", Column.WIP, HEAT, due=TUESDAY),
        card(4, "Archived", Column.CLOSED, due=TUESDAY),
        card(5, "Before", Column.NEW, due=TUESDAY - timedelta(days=1)),
        card(6, "After", Column.NEW, due=TUESDAY + timedelta(days=7)),
        card(7, "Last", Column.NEW, due=TUESDAY + timedelta(days=6)),
    )
    days = desktop.service.calendar.days(asked())
    assert days == {TUESDAY: ("3", "2", "1"), TUESDAY + timedelta(days=6): ("7",)}
    assert desktop.service.calendar.days(asked(HEAT)) == {TUESDAY: ("3",)}


def test_a_sub_task_is_on_its_day(desktop: OpenAccount) -> None:
    desktop.receive_cards(
        card(1, "Parent", Column.NEW), card(2, "Child", Column.NEW, due=TUESDAY, parent=CardKey("1"))
    )
    assert desktop.service.calendar.days(asked()) == {TUESDAY: ("2",)}


def test_an_unsent_change_is_shown_at_once(desktop: OpenAccount) -> None:
    desktop.receive_cards(card(1, "Moved", Column.NEW, due=TUESDAY))
    desktop.service.edit_card("1", {Field.DUE: TUESDAY + timedelta(days=2)})
    made = desktop.service.add_card(WEB, "Made here", due=TUESDAY)
    days = desktop.service.calendar.days(asked())
    assert days == {TUESDAY: (made.card,), TUESDAY + timedelta(days=2): ("1",)}
    desktop.service.edit_card("1", {Field.DUE: None})
    assert desktop.service.calendar.trays(asked()).undated.keys == ("1",)


def test_only_the_days_that_a_change_concerns_are_read_again(desktop: OpenAccount) -> None:
    calendar, question = desktop.service.calendar, asked()
    desktop.receive_cards(
        card(1, "Moved", Column.NEW, due=TUESDAY),
        card(2, "Done", Column.NEW, due=TUESDAY),
        card(3, "Undated", Column.NEW, due=TUESDAY + timedelta(days=1)),
        card(4, "Out of the span", Column.NEW, due=TUESDAY + timedelta(days=2)),
        card(5, "Still there", Column.NEW, due=TUESDAY + timedelta(days=3)),
        card(6, "Comes in", Column.NEW, due=TUESDAY + timedelta(days=30)),
    )
    known = calendar.days(question)
    desktop.service.edit_card("1", {Field.DUE: TUESDAY + timedelta(days=4)})
    desktop.service.edit_card("2", {Field.COLUMN: Column.COMPLETED})
    desktop.service.edit_card("3", {Field.DUE: None})
    desktop.service.edit_card("4", {Field.DUE: TUESDAY + timedelta(days=40)})
    desktop.service.edit_card("6", {Field.DUE: TUESDAY + timedelta(days=4)})
    made = desktop.service.add_card(WEB, "Made here", due=TUESDAY)
    changed = {CardKey(key) for key in "12346"} | {made.card}
    days = calendar.days_after(question, known, changed)
    assert days == calendar.days(question)
    assert days[TUESDAY + timedelta(days=3)] is known[TUESDAY + timedelta(days=3)]


def test_trays_hold_open_cards_only(desktop: OpenAccount) -> None:
    yesterday = TUESDAY - timedelta(days=1)
    desktop.receive_cards(
        card(1, "Late", Column.WIP, due=yesterday),
        card(2, "Later", Column.NEW, HEAT, due=yesterday - timedelta(days=400)),
        card(3, "Done", Column.COMPLETED, due=yesterday),
        card(4, "Today", Column.NEW, due=TUESDAY),
        card(5, "Some time", Column.BACKLOG),
        card(6, "Finished", Column.APPROVED),
    )
    trays = desktop.service.calendar.trays(asked())
    assert trays.overdue.keys == ("2", "1")
    assert trays.undated.keys == ("5",)
    assert (trays.overdue.count, trays.undated.count) == (2, 1)


@pytest.mark.parametrize("stored", [0, 60], ids=["in memory", "on disk"])
def test_a_card_due_on_the_last_day_of_the_calendar_is_dated(desktop: OpenAccount, stored: int) -> None:
    desktop.receive_cards(
        card(1, "b", Column.NEW, due=date.max),
        card(2, "a", Column.NEW),
        *(card(10 + number, "x", Column.NEW, CATALOGUE, due=TUESDAY) for number in range(stored)),
    )
    calendar = desktop.service.calendar
    last_days = CalendarQuestion(date.max - timedelta(days=1), date.max, TUESDAY, [WEB])
    assert calendar.days(last_days) == {date.max: ("1",)}
    assert calendar.trays(last_days).undated.keys == ("2",)
    assert [one.key for one in calendar.dated_cards([WEB])] == ["1"]
    desktop.service.edit_card("2", {Field.DUE: date.max})
    desktop.service.edit_card("1", {Field.DUE: None})
    assert calendar.days(last_days) == {date.max: ("2",)}
    assert calendar.trays(last_days).undated.keys == ("1",)


def test_a_full_tray_counts_all_cards(desktop: OpenAccount) -> None:
    desktop.receive_cards(*(card(n, f"Idee {n:03}", Column.NEW) for n in range(TRAY_SIZE + 7)))
    tray = desktop.service.calendar.trays(asked()).undated
    assert len(tray.keys) == TRAY_SIZE
    assert tray.count == TRAY_SIZE + 7
    filtered = result(desktop.service.calendar.accepted_trays(asked(), lambda _card: True)).undated
    assert (len(filtered.keys), filtered.count, filtered.is_more) == (TRAY_SIZE, TRAY_SIZE, True)


def test_a_filter_is_the_search_language(desktop: OpenAccount) -> None:
    desktop.receive_cards(
        card(1, "Plakat", Column.NEW, due=TUESDAY),
        card(2, "Plakat", Column.NEW, HEAT, due=TUESDAY),
        card(3, "Anzeige", Column.NEW, due=TUESDAY + timedelta(days=1)),
        card(4, "Plakat ohne Datum", Column.NEW),
    )
    accepts = desktop.service.search.card_filter("plakat board:WEB").matches
    assert result(desktop.service.calendar.accepted_days(asked(), accepts)) == {TUESDAY: ("1",)}
    assert result(desktop.service.calendar.accepted_trays(asked(), accepts)).undated.keys == ("4",)


def test_every_dated_card_is_listed_by_board_and_day(desktop: OpenAccount) -> None:
    desktop.receive_cards(
        card(1, "Later", Column.NEW, due=date(2027, 2, 28)),
        card(2, "Sooner", Column.NEW, due=date(2024, 2, 29)),
        card(5, "Elsewhere", Column.COMPLETED, HEAT, due=date(2020, 1, 1)),
        card(3, "None", Column.NEW),
        card(4, "Archived", Column.CLOSED, due=TUESDAY),
    )
    listed = desktop.service.calendar.dated_cards([WEB, HEAT])
    assert [each.title for each in listed] == ["Sooner", "Later", "Elsewhere"]
