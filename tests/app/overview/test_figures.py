"""Figures of a board, a client and everything, also with unsent changes, and limits of columns."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from kanbert_desktop.app.overview.figures import OverviewFigures, OverviewScope, assignee_query
from kanbert_desktop.app.overview.limits import COLUMN_LIMITS
from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.domain.changes import Field
from kanbert_desktop.domain.events import EventBus
from kanbert_desktop.sync.card_figures import ColumnCount
from support.fake_service import HEAT, ME, WEB, card, open_fake_account
from support.open_account import OpenAccount

TUESDAY = date(2026, 12, 1)
DAY = timedelta(days=1)


@pytest.fixture
def desktop(profile: Path) -> Iterator[OpenAccount]:
    opened = open_fake_account(profile, EventBus())
    opened.local_cards.remove_cards([each.key for each in list(opened.local_cards.cards())])
    yield opened
    opened.service.close()
    opened.store.close()


def of_web(desktop: OpenAccount) -> OverviewFigures:
    overview = desktop.service.overview
    return overview.figures(overview.of_board(desktop.service.board(WEB)), TUESDAY)


def counts(figures: OverviewFigures) -> dict[Column, ColumnCount]:
    return {one.column: one.counted for one in figures.columns if one.counted.all}


def test_due_cards_are_counted_as_the_search_finds_them(desktop: OpenAccount) -> None:
    desktop.receive_cards(
        card(1, "Late", Column.WIP, due=TUESDAY - 30 * DAY),
        card(2, "Yesterday", Column.NEW, due=TUESDAY - DAY),
        card(3, "Sunday", Column.NEW, due=TUESDAY + 5 * DAY),
        card(4, "Next Monday", Column.NEW, due=TUESDAY + 6 * DAY),
        card(5, "Done", Column.COMPLETED, due=TUESDAY - DAY),
        card(6, "Undated", Column.NEW),
        card(7, "Elsewhere", Column.NEW, HEAT, due=TUESDAY),
    )
    figures = of_web(desktop)
    assert (figures.open, figures.overdue, figures.due_this_week) == (5, 2, 2)
    everything = desktop.service.overview.figures(desktop.service.overview.everything(), TUESDAY)
    assert (everything.open, everything.due_this_week) == (6, 3)


def test_unsent_changes_count(desktop: OpenAccount) -> None:
    desktop.receive_cards(
        card(1, "Late", Column.WIP, due=TUESDAY - DAY, assignee=ME.id),
        card(2, "Later", Column.NEW, due=TUESDAY - DAY),
    )
    desktop.service.edit_card("1", {Field.DUE: TUESDAY + DAY, Field.ASSIGNEE: None})
    desktop.service.move_card("2", Column.COMPLETED)
    desktop.service.add_card(WEB, "Made here", assignee=ME.id)
    figures = of_web(desktop)
    assert (figures.overdue, figures.due_this_week) == (0, 1)
    assert [(one.person, one.open) for one in figures.assignees] == [(ME.id, 1), (None, 1)]
    assert counts(figures) == {
        Column.NEW: ColumnCount(1),
        Column.WIP: ColumnCount(1),
        Column.COMPLETED: ColumnCount(1),
    }


def test_sub_tasks_are_counted_apart(desktop: OpenAccount) -> None:
    desktop.receive_cards(
        card(1, "Parent", Column.NEW), card(2, "Child", Column.WIP, parent=CardKey("1"), assignee=ME.id)
    )
    figures = of_web(desktop)
    assert counts(figures) == {Column.NEW: ColumnCount(1), Column.WIP: ColumnCount(0, 1)}
    assert [(one.person, one.open) for one in figures.assignees] == [(ME.id, 1), (None, 1)]


def test_a_client_has_the_figures_of_its_boards(desktop: OpenAccount) -> None:
    desktop.receive_cards(card(1, "Hier", Column.NEW), card(2, "Dort", Column.NEW, HEAT))
    overview = desktop.service.overview
    (moebel,) = [one for one in desktop.service.clients() if one.name == "Bergmann Möbel"]
    scope = overview.of_client(moebel)
    assert len(scope.boards) == 2
    assert overview.figures(scope, TUESDAY).open == 1
    assert scope.query("is:overdue") == 'is:overdue client:"Bergmann Möbel"'


def test_a_column_says_when_its_limit_is_exceeded(desktop: OpenAccount) -> None:
    desktop.receive_cards(*(card(n, f"Karte {n}", Column.WIP) for n in range(3)))
    limits = desktop.service.overview.limits
    limits.put(WEB, Column.WIP, 3)
    assert not of_web(desktop).exceeded
    limits.put(WEB, Column.WIP, 2)
    (exceeded,) = of_web(desktop).exceeded
    assert (exceeded.column, exceeded.limit, exceeded.counted.cards) == (Column.WIP, 2, 3)
    limits.put(WEB, Column.WIP, None)
    assert desktop.service.local.value(COLUMN_LIMITS) == ""


@pytest.mark.parametrize("text", ["[1]", "{", '{"b1": {"WIP": -4, "New": "x"}}', '{"b1": 7}'])
def test_damaged_limits_are_none(desktop: OpenAccount, text: str) -> None:
    desktop.service.local.save_value(COLUMN_LIMITS, text)
    assert desktop.service.overview.limits.of_board(WEB) == {}
    desktop.service.overview.limits.put(WEB, Column.NEW, 5)
    assert desktop.service.overview.limits.of_board(WEB) == {Column.NEW: 5}


def test_a_query_finds_what_was_counted(desktop: OpenAccount) -> None:
    desktop.receive_cards(
        card(1, "Late", Column.WIP, due=date(2020, 2, 29), assignee=ME.id), card(2, "Nobody's", Column.NEW)
    )
    scope = desktop.service.overview.of_board(desktop.service.board(WEB))
    for query, title in (
        (scope.query("is:overdue"), "Late"),
        (scope.query(assignee_query(ME.name)), "Late"),
        (scope.query(assignee_query(None)), "Nobody's"),
        (scope.query('column:"New"'), "Nobody's"),
    ):
        chosen = desktop.service.search.card_filter(query)
        assert not chosen.hints
        assert [one.title for one in desktop.local_cards.cards() if chosen.matches(one)] == [title], query


def test_the_query_of_everything_names_no_board() -> None:
    assert OverviewScope(()).query("is:overdue") == "is:overdue"
