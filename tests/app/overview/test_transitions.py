"""Moves that sync observes, kept once each, and what they tell: ages, throughput, cumulative flow."""

import sqlite3
import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from kanbert_desktop.app.overview.overview import Overview
from kanbert_desktop.app.overview.transitions import Age, Movement
from kanbert_desktop.domain.board import BoardId, Card, Column
from kanbert_desktop.domain.events import EventBus
from kanbert_desktop.store import transitions
from kanbert_desktop.sync.observed_changes import Observation, ObservedChange
from support.fake_service import CATALOGUE, HEAT, NOW, WEB, card, open_fake_account
from support.open_account import OpenAccount

DAY = timedelta(days=1)
TODAY = NOW.astimezone().date()


@pytest.fixture
def account(profile: Path) -> Iterator[OpenAccount]:
    opened = open_fake_account(profile, EventBus())
    opened.local_cards.remove_cards([each.key for each in list(opened.local_cards.cards())])
    yield opened
    opened.service.close()
    opened.store.close()


class ObservedAccount:
    """Cards on one board, observed day by day."""

    def __init__(self, account: OpenAccount, monkeypatch: pytest.MonkeyPatch) -> None:
        self.account, self.now = account, NOW
        monkeypatch.setattr(account.replica, "now", lambda: self.now)
        monkeypatch.setattr(account.replica, "is_board_loaded", lambda _board: True)

    @property
    def overview(self) -> Overview:
        return self.account.service.overview

    @property
    def today(self) -> date:
        return self.now.astimezone().date()

    def start(self) -> None:
        self.overview.recorder.note_loaded_boards()
        assert self.account.store.flush(10)

    def observe(self, before: Card | None, after: Card | None, at: datetime | None = None) -> None:
        write = self.overview.recorder(Observation((ObservedChange(before, after, at or self.now),)))
        if write is not None:
            self.account.store.write(write)
            assert self.account.store.flush(10)

    def move(self, one: Card, column: Column) -> Card:
        moved = replace(one, column=column)
        self.account.receive_cards(moved)
        self.observe(one, moved)
        return moved

    def movement(self) -> Movement:
        board = self.account.service.board(WEB)
        return self.overview.figures(self.overview.of_board(board), self.today).movement

    def move_count(self) -> int:
        def count(db: sqlite3.Connection) -> int:
            found: int = db.execute("SELECT count(*) FROM moves").fetchone()[0]
            return found

        return self.overview._file.read(count, 0)

    def path(self) -> Path:
        return self.account.store.path.with_name(transitions.FILE_NAME)


@pytest.fixture
def observed(account: OpenAccount, monkeypatch: pytest.MonkeyPatch) -> ObservedAccount:
    return ObservedAccount(account, monkeypatch)


def test_without_an_observed_day_there_are_no_figures(observed: ObservedAccount) -> None:
    assert observed.movement() == Movement(None, None, {}, (), ())
    assert not observed.path().exists()


def test_figures_begin_with_the_day_of_the_first_sync(observed: ObservedAccount) -> None:
    observed.start()
    movement = observed.movement()
    assert (movement.since, movement.complete_since) == (TODAY, TODAY)
    assert stat.S_IMODE(observed.path().stat().st_mode) == 0o600


def test_a_board_that_comes_later_is_named(observed: ObservedAccount) -> None:
    observed.overview.recorder._known = {CATALOGUE, HEAT}
    observed.start()
    observed.now += 3 * DAY
    everything = observed.overview.figures(observed.overview.everything(), observed.today).movement
    assert (everything.since, everything.complete_since) == (TODAY, None)


def test_the_same_change_seen_again_is_one_move(observed: ObservedAccount) -> None:
    observed.start()
    one = card(1, "Plakat", Column.WIP)
    done = observed.move(one, Column.COMPLETED)
    observed.now += timedelta(seconds=1)
    observed.observe(one, done)
    assert [week.done for week in observed.movement().throughput] == [1]
    assert observed.move_count() == 1


def test_throughput_counts_a_card_once_a_week(observed: ObservedAccount) -> None:
    observed.start()
    one = observed.move(card(1, "Plakat", Column.WIP), Column.COMPLETED)
    one = observed.move(one, Column.WIP)
    one = observed.move(one, Column.APPROVED)
    observed.move(one, Column.CLOSED)
    observed.now += 7 * DAY
    observed.move(card(2, "Anzeige", Column.WIP), Column.COMPLETED)
    weeks = observed.movement().throughput
    assert [week.done for week in weeks] == [1, 1]
    assert [week.monday.weekday() for week in weeks] == [0, 0]
    # The first began before anything was observed, the second has not ended.
    assert [week.is_complete for week in weeks] == [False, False]


def test_an_unsent_move_counts_at_once(observed: ObservedAccount) -> None:
    observed.start()
    observed.account.receive_cards(card(1, "Plakat", Column.WIP))
    observed.account.service.move_card("1", Column.COMPLETED)
    movement = observed.movement()
    assert [week.done for week in movement.throughput] == [1]
    assert movement.ages[Column.COMPLETED].oldest == Age(0, False)
    assert movement.flow[-1].columns == {Column.COMPLETED: 1, Column.WIP: 0} or movement.flow[-1].columns == {
        Column.COMPLETED: 1
    }


def test_the_age_of_what_came_before_is_a_minimum(observed: ObservedAccount) -> None:
    observed.start()
    observed.account.receive_cards(card(1, "Alt", Column.WIP), card(2, "Älter", Column.WIP))
    observed.now += 4 * DAY
    observed.move(card(3, "Neu", Column.NEW), Column.WIP)
    observed.now += 2 * DAY
    ages = observed.movement().ages[Column.WIP]
    assert ages.observed == 1
    assert ages.median == Age(6, True)
    assert ages.oldest == Age(6, True)


def test_the_median_is_exact_where_everything_was_observed(observed: ObservedAccount) -> None:
    observed.start()
    for number, days in enumerate((1, 5, 2)):
        observed.move(card(number, "Karte", Column.NEW), Column.WIP)
        observed.now += days * DAY
    ages = observed.movement().ages[Column.WIP]
    assert (ages.median, ages.oldest, ages.observed) == (Age(7, False), Age(8, False), 3)


def test_flow_goes_backwards_from_the_cards_of_today(observed: ObservedAccount) -> None:
    observed.start()
    observed.account.receive_cards(card(1, "Eins", Column.NEW), card(2, "Zwei", Column.NEW))
    observed.now += DAY
    observed.move(card(1, "Eins", Column.NEW), Column.WIP)
    observed.now += DAY
    made = card(3, "Drei", Column.NEW)
    observed.account.receive_cards(made)
    observed.observe(None, made)
    counted = [{column: n for column, n in day.columns.items() if n} for day in observed.movement().flow]
    assert counted == [
        {Column.NEW: 2},
        {Column.NEW: 1, Column.WIP: 1},
        {Column.NEW: 2, Column.WIP: 1},
    ]


def test_a_deleted_card_leaves_the_flow_and_the_ages(observed: ObservedAccount) -> None:
    observed.start()
    one = observed.move(card(1, "Weg", Column.NEW), Column.WIP)
    observed.now += DAY
    observed.account.local_cards.remove_cards([one.key])
    observed.observe(one, None)
    observed.observe(one, None)
    movement = observed.movement()
    assert movement.ages == {}
    assert [sum(day.columns.values()) for day in movement.flow] == [1, 0]


def test_a_card_from_another_board_leaves_that_one(observed: ObservedAccount) -> None:
    observed.start()
    one = card(1, "Umzug", Column.WIP, CATALOGUE)
    moved = replace(one, board=WEB)
    observed.account.receive_cards(moved)
    observed.observe(one, moved)
    observed.observe(one, moved)
    assert observed.movement().ages[Column.WIP].oldest == Age(0, False)
    board = observed.account.service.board(CATALOGUE)
    assert observed.overview.figures(observed.overview.of_board(board), observed.today).movement.ages == {}


def test_a_time_in_the_future_is_now(observed: ObservedAccount) -> None:
    observed.start()
    one = card(1, "Morgen", Column.NEW)
    moved = replace(one, column=Column.WIP)
    observed.account.receive_cards(moved)
    observed.observe(one, moved, observed.now + 400 * DAY)
    assert observed.movement().ages[Column.WIP].oldest == Age(0, False)


def test_what_is_older_than_two_years_is_removed(observed: ObservedAccount) -> None:
    observed.start()
    observed.move(card(1, "Alt", Column.WIP), Column.COMPLETED)
    observed.now += 800 * DAY
    observed.move(card(2, "Neu", Column.WIP), Column.COMPLETED)
    assert observed.move_count() == 1


def test_a_file_that_cannot_be_read_is_replaced(observed: ObservedAccount) -> None:
    observed.start()
    observed.account.service.close()
    observed.path().write_bytes(b"nothing of the kind" * 500)
    del observed.account.service.__dict__["overview"]
    assert observed.movement() == Movement(None, None, {}, (), ())
    observed.start()
    observed.move(card(1, "Plakat", Column.WIP), Column.COMPLETED)
    assert [week.done for week in observed.movement().throughput] == [1]


def test_a_file_that_is_damaged_meanwhile_is_replaced(observed: ObservedAccount) -> None:
    observed.start()
    one = observed.move(card(1, "Plakat", Column.WIP), Column.COMPLETED)
    observed.overview._file._forget()
    observed.path().write_bytes(b"nothing of the kind" * 500)
    observed.now += DAY
    assert observed.movement().since is None
    observed.move(one, Column.APPROVED)
    assert observed.movement().since == observed.today


def test_a_card_without_a_move_is_not_written(observed: ObservedAccount) -> None:
    observed.start()
    one = card(1, "Plakat", Column.WIP)
    renamed = replace(one, title="Plakate")
    changed = Observation((ObservedChange(one, renamed, datetime(2026, 11, 24, tzinfo=UTC)),))
    assert observed.overview.recorder(changed) is None


def test_figures_of_a_board_that_is_not_observed_yet_are_not_invented(observed: ObservedAccount) -> None:
    observed.start()
    scope = observed.overview.of_board(observed.account.service.board(WEB)._replace(id=BoardId("b9")))
    assert observed.overview.figures(scope, observed.today).movement.since is None
