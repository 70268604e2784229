"""Recurring templates make each card once, whatever clock, crash or time zone do."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from kanbert_desktop.app.application import Application
from kanbert_desktop.app.boards.local_data import TEMPLATES
from kanbert_desktop.app.boards.recurring_cards import due_day, make_due_cards, next_day, publish_due_cards
from kanbert_desktop.app.boards.templates import Template, Templates
from kanbert_desktop.app.environment import Environment, Options
from kanbert_desktop.domain.board import Card, Column
from kanbert_desktop.domain.errors import InvalidInput
from kanbert_desktop.domain.events import EventBus, RecurringCardsMade
from kanbert_desktop.domain.recurrence import Recurrence, RecurrenceUnit
from kanbert_desktop.domain.value_classes import replace
from kanbert_desktop.sync.meta_names import LAST_SYNC
from support.fake_service import NOW, WEB, OpenAccount, open_fake_account

MONDAY = date(2026, 11, 30)
WEEK = timedelta(days=7)
TITLE = "Wochenbericht"


@pytest.fixture
def desktop(profile: Path) -> Iterator[OpenAccount]:
    opened = open_fake_account(profile, EventBus())
    yield opened
    opened.store.close()


def weekly(**more: object) -> Template:
    recurrence = Recurrence(RecurrenceUnit.WEEK, MONDAY, (0,))
    made = Template(TITLE, "<p>Zahlen</p>", board=WEB, recurrence=recurrence, since=MONDAY)
    return replace(made, **more)


def cards_of(desktop: OpenAccount, title: str = TITLE) -> list[Card]:
    entries = desktop.local_cards.pending.entries()
    cards = [desktop.service.card(entry.card) for entry in entries]
    return [card for card in cards if card is not None and card.title == title]


def test_the_card_is_made_with_everything_on_its_board(desktop: OpenAccount) -> None:
    template = weekly(column=Column.WIP, assignee="u2", due="fri", sub_tasks=("Sammeln",), is_public=True)
    Templates(desktop.service).add(template)
    result = make_due_cards(desktop.service, MONDAY)
    (card,) = cards_of(desktop)
    assert [(one.day, one.card) for one in result.made] == [(MONDAY, card.key)]
    assert (card.board, card.column, card.assignee, card.is_public) == (WEB, Column.WIP, "u2", True)
    assert (card.due, card.description) == (date(2026, 12, 4), "<p>Zahlen</p>")
    assert [part.title for part in desktop.service.sub_tasks(card.key)] == ["Sammeln"]


def test_a_day_gets_one_card_however_often_it_is_looked_for(desktop: OpenAccount) -> None:
    Templates(desktop.service).add(weekly())
    for day in (0, 0, 1, 6):
        make_due_cards(desktop.service, MONDAY + timedelta(days=day))
    assert len(cards_of(desktop)) == 1
    make_due_cards(desktop.service, MONDAY + WEEK)
    assert len(cards_of(desktop)) == 2


def test_several_missed_days_get_one_card(desktop: OpenAccount) -> None:
    Templates(desktop.service).add(weekly(recurrence=Recurrence(RecurrenceUnit.DAY, MONDAY)))
    result = make_due_cards(desktop.service, MONDAY + timedelta(days=5))
    assert [one.day for one in result.made] == [MONDAY + timedelta(days=5)]
    assert len(cards_of(desktop)) == 1


def test_a_clock_that_is_set_back_makes_nothing_again(desktop: OpenAccount) -> None:
    Templates(desktop.service).add(weekly())
    for days in (14, 7, 0, 13, 14):
        make_due_cards(desktop.service, MONDAY + timedelta(days=days))
    assert len(cards_of(desktop)) == 1


def test_a_time_zone_in_which_it_is_yesterday_makes_nothing_again(desktop: OpenAccount) -> None:
    daily = weekly(recurrence=Recurrence(RecurrenceUnit.DAY, MONDAY))
    Templates(desktop.service).add(daily)
    for days in (1, 0, 1, 2):
        make_due_cards(desktop.service, MONDAY + timedelta(days=days))
    assert len(cards_of(desktop)) == 2


def test_a_clock_that_ran_far_ahead_does_not_stop_the_template(desktop: OpenAccount) -> None:
    Templates(desktop.service).add(weekly())
    make_due_cards(desktop.service, date(2030, 1, 1))
    assert make_due_cards(desktop.service, MONDAY).made
    (stored,) = Templates(desktop.service).all()
    assert next_day(stored, MONDAY) == MONDAY + WEEK


def test_card_and_day_are_one_transaction(desktop: OpenAccount, monkeypatch: pytest.MonkeyPatch) -> None:
    Templates(desktop.service).add(weekly(sub_tasks=("Sammeln", "Senden")))
    desktop.wait_until_saved()
    written: list[object] = []
    write = desktop.store.write
    monkeypatch.setattr(desktop.store, "write", lambda job, **more: written.append(job) or write(job, **more))
    make_due_cards(desktop.service, MONDAY)
    assert len(written) == 1


def test_the_next_process_makes_no_second_card(desktop: OpenAccount, profile: Path) -> None:
    Templates(desktop.service).add(weekly())
    make_due_cards(desktop.service, MONDAY)
    desktop.close()
    again = open_fake_account(profile, EventBus())
    assert make_due_cards(again.service, MONDAY + timedelta(days=1)) == ([], [])
    again.close()


def test_a_day_that_is_forgotten_with_an_older_state_is_not_made_again(desktop: OpenAccount) -> None:
    templates = Templates(desktop.service)
    templates.add(weekly())
    before = templates.all()
    make_due_cards(desktop.service, MONDAY)
    templates.set_all(before)
    assert make_due_cards(desktop.service, MONDAY).made == []
    assert templates.require(TITLE).made == (MONDAY,)


def test_an_undone_card_is_not_made_again(desktop: OpenAccount) -> None:
    Templates(desktop.service).add(weekly(sub_tasks=("Sammeln",)))
    make_due_cards(desktop.service, MONDAY)
    desktop.service.undo()
    assert cards_of(desktop) == []
    assert make_due_cards(desktop.service, MONDAY).made == []


def test_saving_while_a_card_is_made_does_not_forget_its_day(desktop: OpenAccount) -> None:
    templates = Templates(desktop.service)
    opened = templates.add(weekly())
    make_due_cards(desktop.service, MONDAY)
    templates.put(replace(opened, title="Bericht"), instead_of=TITLE)
    assert templates.require("Bericht").made == (MONDAY,)


def test_a_pause_makes_nothing_up_afterwards(desktop: OpenAccount) -> None:
    templates, today = Templates(desktop.service), MONDAY + timedelta(days=9)
    templates.add(weekly())
    templates.pause(TITLE, MONDAY, is_paused=True)
    assert make_due_cards(desktop.service, today).made == []
    resumed = templates.pause(TITLE, today, is_paused=False)
    assert make_due_cards(desktop.service, today).made == []
    assert next_day(resumed, today) == MONDAY + 2 * WEEK


@pytest.mark.parametrize("reason", ["read_only", "unknown_board"])
def test_what_cannot_be_made_stays_due_and_is_published_once_a_day(desktop: OpenAccount, reason: str) -> None:
    service, published = desktop.service, []
    desktop.replica.meta[LAST_SYNC] = NOW.isoformat()
    desktop.bus.subscribe(RecurringCardsMade, published.append)
    Templates(service).add(
        weekly(since=service.today(), recurrence=Recurrence(RecurrenceUnit.DAY, date(2026, 11, 1)))
    )
    desktop.sync_control.can_write = reason != "read_only"
    board = desktop.local_cards.boards[WEB]
    if reason == "unknown_board":
        del desktop.local_cards.boards[WEB]
    for _ in range(2):
        result = publish_due_cards(service, desktop.bus)
        assert [error.key for _template, error in result.failed] == [reason]
    assert published == [RecurringCardsMade((), (TITLE,))]
    desktop.sync_control.can_write = True
    desktop.local_cards.boards[WEB] = board
    publish_due_cards(service, desktop.bus)
    assert len(cards_of(desktop)) == 1


def test_before_the_first_sync_a_missing_board_is_no_news(desktop: OpenAccount) -> None:
    service, published = desktop.service, []
    desktop.bus.subscribe(RecurringCardsMade, published.append)
    Templates(service).add(
        weekly(since=service.today(), recurrence=Recurrence(RecurrenceUnit.DAY, date(2026, 11, 1)))
    )
    del desktop.local_cards.boards[WEB]
    publish_due_cards(service, desktop.bus)
    assert published == []


def test_the_application_looks_every_minute_but_reads_no_template_twice_in_vain(
    desktop: OpenAccount, profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    application = Application(Environment(profile), Options())
    monkeypatch.setattr(Application, "service", property(lambda _self: desktop.service))
    since = desktop.service.today()
    daily = Recurrence(RecurrenceUnit.DAY, since)
    Templates(desktop.service).add(weekly(since=since, recurrence=daily))
    for _ in range(3):
        application.on_minute()
    assert len(cards_of(desktop)) == 1
    monkeypatch.setattr(Templates, "all", lambda _self: pytest.fail("read again"))
    application.on_minute()


def test_days_before_it_was_saved_are_not_due() -> None:
    template = weekly(since=MONDAY + timedelta(days=2))
    assert due_day(template, MONDAY + timedelta(days=3)) is None
    assert next_day(template, MONDAY + timedelta(days=3)) == MONDAY + WEEK


def test_what_is_stored_is_read_again(desktop: OpenAccount) -> None:
    templates = Templates(desktop.service)
    saved = templates.add(weekly(due="+3", is_paused=True, made=(MONDAY,), column=Column.BACKLOG))
    assert templates.all() == [saved]
    assert templates.require(TITLE).id == saved.id


def test_rows_that_cannot_be_read_stay_stored(desktop: OpenAccount) -> None:
    newer = {
        "title": "Neu",
        "description": "",
        "is_public": False,
        "sub_tasks": [],
        "repeat": {"unit": "moon"},
    }
    desktop.service.local.save_value(TEMPLATES, json.dumps([newer]))
    Templates(desktop.service).add(weekly())
    Templates(desktop.service).remove(TITLE)
    assert json.loads(desktop.service.local.value(TEMPLATES)) == [newer]


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ({"title": " "}, "title_empty"),
        ({"board": ""}, "template_without_board"),
        ({"due": "+400"}, "template_due"),
        ({"due": "someday"}, "template_due"),
        ({"sub_tasks": ("",)}, "title_empty"),
        ({"sub_tasks": ("x",) * 101}, "too_many_sub_tasks"),
    ],
)
def test_a_template_that_could_make_no_card_is_not_saved(
    desktop: OpenAccount, wrong: dict[str, object], key: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        Templates(desktop.service).add(weekly(**wrong))
    assert caught.value.key == key
    assert Templates(desktop.service).all() == []


def test_no_template_is_lost_to_the_limit(desktop: OpenAccount) -> None:
    templates = Templates(desktop.service)
    templates.set_all([Template(f"Vorlage {number}", id=str(number)) for number in range(200)])
    with pytest.raises(InvalidInput):
        templates.add(weekly())
    assert len(templates.all()) == 200
