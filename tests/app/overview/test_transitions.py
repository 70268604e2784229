"""Moves that sync observes, kept once each, and what they tell: ages, throughput, cumulative flow."""

import stat
from collections.abc import Callable, Iterator
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


class Desk:
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

    def path(self) -> Path:
        return self.account.store.path.with_name(transitions.FILE_NAME)


@pytest.fixture
def desk(account: OpenAccount, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(account, monkeypatch)


def test_without_an_observed_day_there_are_no_figures(desk: Desk) -> None:
    assert desk.movement() == Movement(None, None, {}, (), ())
    assert not desk.path().exists()


def test_figures_begin_with_the_day_of_the_first_sync(desk: Desk) -> None:
    desk.start()
    movement = desk.movement()
    assert (movement.since, movement.complete_since) == (TODAY, TODAY)
    assert stat.S_IMODE(desk.path().stat().st_mode) == 0o600


def test_a_board_that_comes_later_is_told(desk: Desk) -> None:
    desk.overview.recorder._known = {CATALOGUE, HEAT}
    desk.start()
    desk.now += 3 * DAY
    everything = desk.overview.figures(desk.overview.everything(), desk.today).movement
    assert (everything.since, everything.complete_since) == (TODAY, None)


def test_the_same_change_seen_again_is_one_move(desk: Desk) -> None:
    desk.start()
    one = card(1, "Plakat", Column.WIP)
    done = desk.move(one, Column.COMPLETED)
    desk.observe(one, done, desk.now + timedelta(seconds=1))
    assert [week.done for week in desk.movement().throughput] == [1]


def test_throughput_counts_a_card_once_a_week(desk: Desk) -> None:
    desk.start()
    one = desk.move(card(1, "Plakat", Column.WIP), Column.COMPLETED)
    one = desk.move(one, Column.WIP)
    one = desk.move(one, Column.APPROVED)
    desk.move(one, Column.CLOSED)
    desk.now += 7 * DAY
    desk.move(card(2, "Anzeige", Column.WIP), Column.COMPLETED)
    weeks = desk.movement().throughput
    assert [week.done for week in weeks] == [1, 1]
    assert [week.monday.weekday() for week in weeks] == [0, 0]
    # The first began before anything was observed, the second has not ended.
    assert [week.is_complete for week in weeks] == [False, False]


def test_an_unsent_move_counts_at_once(desk: Desk) -> None:
    desk.start()
    desk.account.receive_cards(card(1, "Plakat", Column.WIP))
    desk.account.service.move_card("1", Column.COMPLETED)
    movement = desk.movement()
    assert [week.done for week in movement.throughput] == [1]
    assert movement.ages[Column.COMPLETED].oldest == Age(0, False)
    assert movement.flow[-1].columns == {Column.COMPLETED: 1, Column.WIP: 0} or movement.flow[-1].columns == {
        Column.COMPLETED: 1
    }


def test_the_age_of_what_came_before_is_a_minimum(desk: Desk) -> None:
    desk.start()
    desk.account.receive_cards(card(1, "Alt", Column.WIP), card(2, "Älter", Column.WIP))
    desk.now += 4 * DAY
    desk.move(card(3, "Neu", Column.NEW), Column.WIP)
    desk.now += 2 * DAY
    ages = desk.movement().ages[Column.WIP]
    assert ages.observed == 1
    assert ages.median == Age(6, True)
    assert ages.oldest == Age(6, True)


def test_the_median_is_exact_where_everything_was_observed(desk: Desk) -> None:
    desk.start()
    for number, days in enumerate((1, 5, 2)):
        desk.move(card(number, "Karte", Column.NEW), Column.WIP)
        desk.now += days * DAY
    ages = desk.movement().ages[Column.WIP]
    assert (ages.median, ages.oldest, ages.observed) == (Age(7, False), Age(8, False), 3)


def test_flow_goes_backwards_from_the_cards_of_today(desk: Desk) -> None:
    desk.start()
    desk.account.receive_cards(card(1, "Eins", Column.NEW), card(2, "Zwei", Column.NEW))
    desk.now += DAY
    desk.move(card(1, "Eins", Column.NEW), Column.WIP)
    desk.now += DAY
    made = card(3, "Drei", Column.NEW)
    desk.account.receive_cards(made)
    desk.observe(None, made)
    counted = [{column: n for column, n in day.columns.items() if n} for day in desk.movement().flow]
    assert counted == [
        {Column.NEW: 2},
        {Column.NEW: 1, Column.WIP: 1},
        {Column.NEW: 2, Column.WIP: 1},
    ]


def test_a_deleted_card_leaves_the_flow_and_the_ages(desk: Desk) -> None:
    desk.start()
    one = desk.move(card(1, "Weg", Column.NEW), Column.WIP)
    desk.now += DAY
    desk.account.local_cards.remove_cards([one.key])
    desk.observe(one, None)
    desk.observe(one, None)
    movement = desk.movement()
    assert movement.ages == {}
    assert [sum(day.columns.values()) for day in movement.flow] == [1, 0]


def test_a_card_from_another_board_leaves_that_one(desk: Desk) -> None:
    desk.start()
    one = card(1, "Umzug", Column.WIP, CATALOGUE)
    moved = replace(one, board=WEB)
    desk.account.receive_cards(moved)
    desk.observe(one, moved)
    desk.observe(one, moved)
    assert desk.movement().ages[Column.WIP].oldest == Age(0, False)
    board = desk.account.service.board(CATALOGUE)
    assert desk.overview.figures(desk.overview.of_board(board), desk.today).movement.ages == {}


def test_a_time_in_the_future_is_now(desk: Desk) -> None:
    desk.start()
    one = card(1, "Morgen", Column.NEW)
    moved = replace(one, column=Column.WIP)
    desk.account.receive_cards(moved)
    desk.observe(one, moved, desk.now + 400 * DAY)
    assert desk.movement().ages[Column.WIP].oldest == Age(0, False)


def test_what_is_older_than_two_years_is_removed(desk: Desk) -> None:
    desk.start()
    desk.move(card(1, "Alt", Column.WIP), Column.COMPLETED)
    desk.now += 800 * DAY
    desk.move(card(2, "Neu", Column.WIP), Column.COMPLETED)
    count: Callable[[object], int] = lambda db: db.execute("SELECT count(*) FROM moves").fetchone()[0]  # type: ignore[attr-defined]  # noqa: E731
    assert desk.overview._file.read(count, 0) == 1


def test_a_file_that_cannot_be_read_is_made_anew(desk: Desk) -> None:
    desk.start()
    desk.account.service.close()
    desk.path().write_bytes(b"nothing of the kind" * 500)
    del desk.account.service.__dict__["overview"]
    assert desk.movement() == Movement(None, None, {}, (), ())
    desk.start()
    desk.move(card(1, "Plakat", Column.WIP), Column.COMPLETED)
    assert [week.done for week in desk.movement().throughput] == [1]


def test_a_card_without_a_move_is_not_written(desk: Desk) -> None:
    desk.start()
    one = card(1, "Plakat", Column.WIP)
    renamed = replace(one, title="Plakate")
    observed = Observation((ObservedChange(one, renamed, datetime(2026, 11, 24, tzinfo=UTC)),))
    assert desk.overview.recorder(observed) is None


def test_figures_of_a_board_that_is_not_observed_yet_are_not_invented(desk: Desk) -> None:
    desk.start()
    scope = desk.overview.of_board(desk.account.service.board(WEB)._replace(id=BoardId("b9")))
    assert desk.overview.figures(scope, desk.today).movement.since is None
