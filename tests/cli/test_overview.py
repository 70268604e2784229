"""`overview`: figures as JSON and as text, of a board, a client and everything."""

import sqlite3
from contextlib import closing
from datetime import date, timedelta

import pytest

from kanbert_desktop.app.overview.hours import HOURS_BOOKED, HoursState
from support.sandbox import RunningSandbox
from support.terminal import Terminal


def test_a_board_has_its_figures(terminal: Terminal) -> None:
    terminal.json("add", "WEB", "Überfällig", "--column", "WIP", "--due", "2020-02-29", "--assignee", "me")
    figures = terminal.json("overview", "WEB")
    assert figures["scope"]["kind"] == "board"
    assert figures["overdue"] == len(terminal.json("cards", "WEB", "--search", "is:overdue"))
    assert figures["due_this_week"] == len(terminal.json("cards", "WEB", "--search", "due:this-week is:open"))
    assert figures["open"] == len(terminal.json("cards", "WEB", "--search", "is:open"))
    (board,) = [one for one in terminal.json("boards") if one["shortcode"] == "WEB"]
    counted = {one["column"]: one["cards"] + one["sub_tasks"] for one in figures["columns"]}
    assert counted == {name: board["columns"][name] for name in counted}
    assert sum(one["open"] for one in figures["assignees"]) == figures["open"]
    # The profile was loaded once for all tests of this process: midnight may have passed since.
    first, today = (date.fromisoformat(figures[name]) for name in ("since", "today"))
    days = [first + timedelta(number) for number in range((today - first).days + 1)]
    assert figures["since"] == figures["complete_since"]
    assert [day["day"] for day in figures["flow"]] == [day.isoformat() for day in days]
    weeks = {day.isocalendar()[:2] for day in days}
    assert [week["is_complete"] for week in figures["throughput"]] == [False] * len(weeks)


def test_everything_is_the_sum_of_its_clients(terminal: Terminal) -> None:
    boards = terminal.json("boards")
    everything = terminal.json("overview")
    clients = [
        terminal.json("overview", "--client", name) for name in {one["client"] for one in boards} if name
    ]
    assert everything["scope"] == {"kind": "all", "id": None, "name": None}
    without = [terminal.json("overview", one["id"]) for one in boards if not one["client"]]
    assert everything["open"] == sum(one["open"] for one in [*clients, *without])


def test_people_read_a_table(terminal: Terminal) -> None:
    text = terminal.run("overview", "WEB").stdout
    assert "Backlog" in text
    assert "Overdue" in text


def test_an_unknown_client_is_refused(terminal: Terminal) -> None:
    result = terminal.run("overview", "--client", "Nobody at all", "--json")
    assert result.exit_code == 5
    assert "Nobody at all" in result.error["message"]


def test_hours_booked_are_loaded_by_sync_where_they_are_switched_on(
    own_terminal: Terminal, own_sandbox: RunningSandbox
) -> None:
    with own_sandbox.state.transaction() as database:
        database.execute("UPDATE tokens SET scopes = scopes || ' efforts:read'")
        database.execute("DELETE FROM efforts WHERE date < date('now', '-7 days')")
    assert own_terminal.run("sync").exit_code == 0
    assert own_terminal.json("overview")["hours"] is None
    (store,) = own_terminal.profile.rglob("store.db")
    with closing(sqlite3.connect(store)) as database:
        database.execute("INSERT INTO local (name, value) VALUES (?, ?)", (HOURS_BOOKED, HoursState.ON.value))
        database.commit()
    assert own_terminal.json("overview")["hours"]["loaded_at"] is None
    assert own_terminal.run("sync").exit_code == 0
    hours = own_terminal.json("overview")["hours"]
    assert list(hours) == ["since", "loaded_at", "total", "weeks", "boards", "people"]
    assert hours["loaded_at"] is not None
    assert hours["total"] > 0
    assert len(hours["weeks"]) == 12
    for part in ("weeks", "boards", "people"):
        assert sum(one["hours"] for one in hours[part]) == pytest.approx(hours["total"], abs=0.2)
    assert set(hours["people"][0]["person"]) == {"id", "name", "email"}
    assert "Hours booked" in own_terminal.run("overview").stdout
