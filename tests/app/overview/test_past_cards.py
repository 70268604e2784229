"""What queries ask about the past: `done:` and `on:`, as the overview counts it."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from kanbert_desktop.app.overview.figures import column_query, day_query, done_query
from kanbert_desktop.app.overview.transitions import Movement
from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.domain.changes import Field
from kanbert_desktop.domain.events import EventBus
from kanbert_desktop.store import transitions
from kanbert_desktop.store.transitions import Move
from support.fake_service import HEAT, NOW, WEB, card, open_fake_account
from support.open_account import OpenAccount

TODAY = NOW.astimezone().date()
DAY = timedelta(days=1)
NEW, WIP, DONE = Column.NEW, Column.WIP, Column.COMPLETED


@pytest.fixture
def desktop(profile: Path) -> Iterator[OpenAccount]:
    """Three boards, observed for five weeks, without cards."""
    opened = open_fake_account(profile, EventBus())
    opened.local_cards.remove_cards([each.key for each in list(opened.local_cards.cards())])
    write(opened)
    yield opened
    opened.service.close()
    opened.store.close()


def write(desktop: OpenAccount, *moves: Move) -> None:
    overview = desktop.service.overview
    since = [(board, (TODAY - 35 * DAY).isoformat()) for board in desktop.local_cards.boards]

    def store(db: object) -> None:
        transitions.note_boards(db, since)  # type: ignore[arg-type]
        transitions.put(db, moves, [])  # type: ignore[arg-type]

    overview._file.write(store)


def move(number: int, ago: int, old: Column | None, new: Column | None, *, board: str = WEB) -> Move:
    """Of the card with this number, so many days ago."""
    day = TODAY - ago * DAY
    places = [column.value if column is not None else "" for column in (old, new)]
    return Move(board, day.isoformat(), str(number), f"{day.isoformat()}T10:00:00.000000+00:00", *places)


def found(desktop: OpenAccount, *query: str) -> set[str]:
    return {hit.card.title for hit in desktop.service.search.find(" ".join(query))}


def movement(desktop: OpenAccount) -> Movement:
    overview = desktop.service.overview
    return overview.figures(overview.everything(), TODAY).movement


def monday(day: date) -> date:
    return day - day.weekday() * DAY


def test_done_finds_what_the_week_counts(desktop: OpenAccount) -> None:
    desktop.receive_cards(
        card(1, "This week", DONE),
        card(2, "Last month", DONE),
        card(3, "Reopened", WIP),
        card(4, "Open", NEW),
    )
    write(
        desktop, move(1, 0, WIP, DONE), move(2, 30, NEW, DONE), move(3, 30, WIP, DONE), move(3, 1, DONE, WIP)
    )
    for week in movement(desktop).throughput:
        assert len(found(desktop, done_query(week.monday))) == week.done
    assert found(desktop, "done:today") == {"This week"}
    assert found(desktop, done_query(monday(TODAY - 30 * DAY))) == {"Last month", "Reopened"}
    assert found(desktop, "done:<60d -done:today is:done") == {"Last month"}
    assert found(desktop, "erledigt:heute") == {"This week"}


def test_moving_on_within_done_columns_counts_once(desktop: OpenAccount) -> None:
    desktop.receive_cards(card(1, "Approved", Column.APPROVED))
    write(desktop, move(1, 9, WIP, DONE), move(1, 0, DONE, Column.APPROVED))
    assert found(desktop, "done:today") == set()
    assert found(desktop, done_query(monday(TODAY - 9 * DAY))) == {"Approved"}


def test_an_unsent_move_counts_today(desktop: OpenAccount) -> None:
    desktop.receive_cards(card(1, "Mine", WIP), card(2, "Other", WIP))
    desktop.service.edit_card(CardKey("1"), {Field.COLUMN: DONE})
    assert found(desktop, "done:today") == {"Mine"}
    assert found(desktop, "done:yesterday") == set()
    assert found(desktop, column_query(WIP), day_query(TODAY - DAY)) == {"Mine", "Other"}
    assert found(desktop, column_query(WIP), day_query(TODAY)) == {"Other"}


def test_on_finds_what_the_flow_counts(desktop: OpenAccount) -> None:
    desktop.receive_cards(
        card(1, "Quick", DONE), card(2, "Slow", WIP), card(3, "Quiet", NEW), card(4, "Late", NEW)
    )
    write(
        desktop,
        move(1, 20, None, NEW),
        move(1, 10, NEW, WIP),
        move(1, 5, WIP, DONE),
        move(2, 7, NEW, WIP),
        move(4, 3, None, NEW),
    )
    for day in movement(desktop).flow:
        for column in (NEW, WIP, DONE):
            query = (column_query(column), day_query(day.day))
            assert len(found(desktop, *query)) == day.columns.get(column, 0), query
    assert found(desktop, day_query(TODAY - 15 * DAY)) == {"Quick", "Slow", "Quiet"}
    assert found(desktop, 'spalte:"zu erledigen"', f"am:{TODAY - 4 * DAY}") == {"Quiet"}


def test_a_card_from_another_board_was_there_before(desktop: OpenAccount) -> None:
    desktop.receive_cards(card(1, "Moved", WIP, HEAT))
    write(desktop, move(1, 2, NEW, None, board=WEB), move(1, 2, None, WIP, board=HEAT))
    assert found(desktop, column_query(NEW), day_query(TODAY - 3 * DAY)) == {"Moved"}


def test_a_move_that_is_observed_meanwhile_changes_the_answer(desktop: OpenAccount) -> None:
    desktop.receive_cards(card(1, "One", WIP), card(2, "Two", WIP))
    queries = ("done:today",), (column_query(WIP), day_query(TODAY - DAY))
    assert [found(desktop, *query) for query in queries] == [set(), {"One", "Two"}]
    desktop.receive_cards(card(1, "One", DONE))
    desktop.service.overview.past_cards.note([move(1, 0, WIP, DONE)])
    assert [found(desktop, *query) for query in queries] == [{"One"}, {"One", "Two"}]


def test_only_the_last_answers_are_kept(desktop: OpenAccount) -> None:
    desktop.receive_cards(card(1, "One", WIP))
    for ago in range(40):
        found(desktop, f"done:{TODAY - ago * DAY}", day_query(TODAY - ago * DAY))
        found(desktop, day_query(TODAY - ago * DAY))
    past = desktop.service.overview.past_cards
    assert len(past._done) <= 16
    assert len(past._before) <= 16


def test_without_any_moves_nothing_was_done(desktop: OpenAccount) -> None:
    desktop.receive_cards(card(1, "One", DONE))
    assert found(desktop, "done:<30d") == set()
    assert found(desktop, "column:completed", "on:yesterday") == {"One"}
