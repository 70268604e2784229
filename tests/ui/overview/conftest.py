"""The overview page of an account with three boards, and moves of eight weeks."""

from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.overview.hours import Hours, HoursState, LoadedPart
from kanbert_desktop.app.overview.overview import Overview
from kanbert_desktop.domain.board import Column
from kanbert_desktop.store import efforts, transitions
from kanbert_desktop.store.efforts import DayMinutes
from kanbert_desktop.store.transitions import Move
from kanbert_desktop.ui.cards.texts import today
from kanbert_desktop.ui.navigation.history import PageKind
from kanbert_desktop.ui.overview.page import OverviewPage
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_application import FakeApplication
from support.fake_service import CATALOGUE, HEAT, ME, NOW, WEB, card

DAY = timedelta(days=1)
DAYS = 50


def write_history(overview: Overview) -> None:
    """Three boards observed for seven weeks: a card begins each day, and two thirds of them are done a week later."""
    now = today()
    flow = ((Column.BACKLOG, Column.NEW, 2), (Column.NEW, Column.WIP, 1), (Column.WIP, Column.COMPLETED, 1))
    moves = [
        Move(WEB, day.isoformat(), f"x{number}{new}", day.isoformat(), old.value, new.value)
        for number in range(DAYS)
        for old, new, every in flow
        if (day := now - number * DAY) and number % (every + number % 3) == 0
    ]
    moves += [
        Move(WEB, (now - number * DAY).isoformat(), f"y{number}", "", "", Column.BACKLOG.value)
        for number in range(DAYS)
    ]

    def write(db: "object") -> None:
        since = (now - (DAYS - 1) * DAY).isoformat()
        transitions.note_boards(db, [(board, since) for board in (WEB, CATALOGUE, HEAT)])  # type: ignore[arg-type]
        transitions.put(db, moves, [])  # type: ignore[arg-type]

    overview._file.write(write)


def write_hours(hours: Hours) -> None:
    """Twelve weeks of three people, one of whom is no longer in the list of people, on three boards."""
    now = today()
    rows = [
        DayMinutes((now - number * DAY).isoformat(), board, person, 45 * (1 + number % 4))
        for number in range(84)
        for board, person in ((WEB, ME.id), (CATALOGUE, "u2"), (HEAT, "gone"))
        if number % 3 or person == ME.id
    ]
    loads = {part.value: NOW.isoformat() for part in LoadedPart}

    def write(db: "object") -> None:
        efforts.replace_from(db, "", rows)  # type: ignore[arg-type]
        efforts.note(db, {"gone": "Kai Ehemalig", "u2": "Lea Sommer", ME.id: ME.name}, loads)  # type: ignore[arg-type]

    hours.set_state(HoursState.ON)
    hours._file.write(write)


@pytest.fixture
def page(window: MainWindow, application: FakeApplication, qtbot: QtBot) -> OverviewPage:
    """Opened from the board WEB."""
    service = window.workspace.service
    day = today()
    application.receive_cards(
        card(101, "Angebot prüfen", Column.NEW, WEB, due=day - 2 * DAY, assignee=ME.id),
        card(102, "Plakat freigeben", Column.WIP, WEB, due=day, assignee=ME.id),
        card(103, "Seite texten", Column.WIP, WEB, due=day, assignee="u2"),
        *(card(200 + n, f"Idee {n}", Column.BACKLOG, WEB) for n in range(30)),
        *(card(300 + n, f"Fertig {n}", Column.COMPLETED, WEB) for n in range(46)),
    )
    service.overview.limits.put(WEB, Column.WIP, 3)
    service.overview.limits.put(WEB, Column.NEW, 8)
    write_history(service.overview)
    window.workspace.navigator.open_board(WEB)
    window.workspace.page_opener.open_overview()
    shown = window.workspace.navigator.page(PageKind.OVERVIEW)
    assert isinstance(shown, OverviewPage)
    return shown


@pytest.fixture
def hours_page(page: OverviewPage) -> OverviewPage:
    """With hours booked."""
    write_hours(page._service.overview.hours)
    page.refresh()
    return page
