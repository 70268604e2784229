"""Hours booked that a real server sends: loaded in parts, kept offline, and switched off where they cannot be had."""

import asyncio
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest

from kanbert_desktop.app.overview.hours import HOURS_BOOKED, BookedHours, HoursState
from kanbert_desktop.app.overview.hours_loading import HoursLoader
from kanbert_desktop.app.overview.overview import Overview
from kanbert_desktop.domain.errors import KanbertError, Refused, SignInRequired, TransientError
from kanbert_desktop.domain.events import HoursBookedChanged
from kanbert_desktop.sandbox.faults import error_status, then_run, without_field
from kanbert_desktop.store import efforts
from support.sync_clients import SyncClient, SyncServer, sync_server

SCOPE = " efforts:read"
EFFORTS = "/api/v1/efforts"


class HoursClient:
    """A client with hours switched on."""

    def __init__(self, server: SyncServer, client: SyncClient) -> None:
        self.server, self.client = server, client
        self.values: dict[str, str] = {HOURS_BOOKED: "on"}
        self.overview = self._opened()
        self.loader = HoursLoader(self.overview.hours, client.engine.reader, server.clock.now)
        self.events: list[HoursBookedChanged] = []
        client.bus.subscribe(HoursBookedChanged, self.events.append)

    def _opened(self) -> Overview:
        values = self.values
        return Overview(
            self.client.replica, self.client.store, lambda name: values.get(name, ""), values.__setitem__
        )

    @property
    def state(self) -> HoursState:
        return self.overview.hours.state

    @property
    def today(self) -> date:
        return self.server.clock.now().astimezone().date()

    def load(self) -> None:
        asyncio.run(self.loader.load_if_due())
        assert self.client.store.flush(10)

    def figures(self, board: str = "") -> BookedHours | None:
        overview, boards = self.overview, self.client.replica.local_cards.boards
        scope = overview.of_board(boards[self.client.board(board)]) if board else overview.everything()
        return overview.figures(scope, self.today).hours

    def shown(self, board: str = "") -> BookedHours:
        figures = self.figures(board)
        assert figures is not None
        return figures

    def book(self, day: date, minutes: int, board: str = "WEB") -> None:
        sql = (
            "INSERT INTO efforts SELECT ?, projects.id, users.id, 'project', ?, ? FROM projects, users "
            "WHERE shortcode = ? AND users.type = 'user' LIMIT 1"
        )
        with self.server.state.transaction() as db:
            db.execute(sql, (self.server.state.new_id(), day.isoformat(), minutes, board))

    def booked(self, board: str = "", since: str = "2026-09-07") -> int:
        """Minutes that the server has."""
        sql = (
            "SELECT coalesce(sum(minutes), 0) AS sum FROM efforts JOIN projects ON projects.id = project_id "
            "WHERE projects.status = 'running' AND shortcode LIKE ? AND date >= ?"
        )
        return int(self.server.state.rows(sql, board or "%", since)[0]["sum"])

    def requests(self) -> int:
        return sum(seen.path.endswith("/efforts") for seen in self.server.faults.requests)


@pytest.fixture
def hours_client(seeded_sandbox: Path, tmp_path: Path) -> Iterator[HoursClient]:
    with sync_server(seeded_sandbox, tmp_path) as server:
        with server.state.transaction() as db:
            db.execute("UPDATE tokens SET scopes = scopes || ?", (SCOPE,))
        client = server.add_client()
        asyncio.run(client.sync())
        made = HoursClient(server, client)
        yield made
        made.overview.close()


def test_hours_add_up_by_week_board_and_person(hours_client: HoursClient) -> None:
    hours_client.load()
    everything, web = hours_client.shown(), hours_client.shown("WEB")
    assert everything.minutes == hours_client.booked() > 0
    assert web.minutes == hours_client.booked("WEB") > 0
    for figures in (everything, web):
        assert sum(one.minutes for one in figures.boards) == figures.minutes
        assert sum(one.minutes for one in figures.people) == figures.minutes
    assert len(everything.weeks) == 12
    assert everything.since == everything.weeks[0].monday == date(2026, 9, 7)
    assert [week.is_complete for week in everything.weeks] == [True] * 11 + [False]
    assert all(" " in person.name for person in everything.people)
    assert everything.loaded_at == hours_client.server.clock.now()
    assert hours_client.events


def test_they_are_there_offline_and_after_a_restart(hours_client: HoursClient) -> None:
    hours_client.load()
    before = hours_client.shown()
    hours_client.server.faults.offline = True
    hours_client.overview.close()
    hours_client.overview = hours_client._opened()
    assert hours_client.shown() == before


def test_what_was_booked_lately_is_loaded_within_the_hour(hours_client: HoursClient) -> None:
    hours_client.load()
    complete, before = hours_client.requests(), hours_client.shown().minutes
    hours_client.book(hours_client.today - timedelta(days=3), 45)
    hours_client.load()
    assert hours_client.requests() == complete, "nothing is due"
    hours_client.server.clock.advance(minutes=61)
    hours_client.load()
    assert hours_client.shown().minutes == before + 45
    assert hours_client.requests() - complete < complete / 2, "the last days only"


def test_older_changes_are_loaded_within_the_day(hours_client: HoursClient) -> None:
    hours_client.load()
    before = hours_client.shown().minutes
    hours_client.book(hours_client.today - timedelta(days=40), 30)
    with hours_client.server.state.transaction() as db:
        db.execute("DELETE FROM efforts WHERE date < '2026-09-21'")
    hours_client.server.clock.advance(minutes=61)
    hours_client.load()
    assert hours_client.shown().minutes == before
    hours_client.server.clock.advance(hours=24)
    hours_client.load()
    assert hours_client.shown().minutes == hours_client.booked(since="2026-09-14")


def test_weeks_that_are_over_leave_the_file(hours_client: HoursClient) -> None:
    hours_client.load()
    hours_client.server.clock.advance(hours=24 * 30)
    hours_client.load()
    days = hours_client.overview.hours._file.read(
        lambda db: [row[0] for row in db.execute("SELECT min(day) FROM efforts")], [""]
    )
    assert days[0] >= hours_client.shown().since.isoformat() == "2026-10-05"


def test_nothing_is_asked_for_or_shown_while_they_are_off(hours_client: HoursClient) -> None:
    hours_client.load()
    sent = hours_client.requests()
    hours_client.overview.hours.set_state(HoursState.OFF)
    assert hours_client.client.store.flush(10)
    hours_client.server.clock.advance(hours=30)
    hours_client.load()
    assert hours_client.requests() == sent
    assert hours_client.figures() is None
    left = hours_client.overview.hours._file.read(efforts.loads, {"": ""})
    assert left == {}, "nothing stays in the file"


def test_a_server_without_the_route_switches_them_off(hours_client: HoursClient) -> None:
    hours_client.server.behaviour.efforts_readable = False
    hours_client.load()
    assert hours_client.state is HoursState.UNKNOWN_TO_SERVER
    assert hours_client.figures() is None


def test_a_withdrawn_scope_switches_them_off_and_removes_them(hours_client: HoursClient) -> None:
    hours_client.load()
    with hours_client.server.state.transaction() as db:
        db.execute("UPDATE tokens SET scopes = replace(scopes, ?, '')", (SCOPE,))
    hours_client.server.clock.advance(minutes=61)
    hours_client.load()
    assert hours_client.state is HoursState.NOT_ALLOWED
    assert hours_client.overview.hours._file.read(efforts.loads, {"": ""}) == {}
    assert asyncio.run(hours_client.client.sync()).attention == 0, "the sync goes on"


@pytest.mark.parametrize("field", ["hours", "user", "date"])
def test_rows_of_another_form_switch_them_off(hours_client: HoursClient, field: str) -> None:
    hours_client.server.faults.inject("GET", EFFORTS, without_field(field), times=None)
    hours_client.load()
    assert hours_client.state is HoursState.UNREADABLE


def test_a_session_that_is_over_changes_nothing(hours_client: HoursClient) -> None:
    hours_client.load()
    before = hours_client.shown()
    with hours_client.server.state.transaction() as db:
        db.execute("UPDATE tokens SET revoked = 1")
    hours_client.server.clock.advance(minutes=61)
    hours_client.load()
    assert hours_client.state is HoursState.ON
    assert hours_client.shown() == before


def test_a_failure_is_tried_again_later(hours_client: HoursClient) -> None:
    hours_client.load()
    before = hours_client.shown()
    hours_client.server.clock.advance(minutes=61)
    hours_client.server.faults.offline = True
    hours_client.load()
    hours_client.server.faults.offline = False
    assert hours_client.shown() == before
    assert not hours_client.loader.is_due
    hours_client.server.clock.advance(minutes=16)
    assert hours_client.loader.is_due


def test_a_load_that_is_cut_off_changes_nothing(hours_client: HoursClient) -> None:
    hours_client.load()
    before = hours_client.shown()
    with hours_client.server.state.transaction() as db:
        db.execute("UPDATE efforts SET minutes = minutes + 7")
    hours_client.server.clock.advance(hours=25)
    faults = hours_client.server.faults
    fail = partial(faults.inject, "GET", EFFORTS, error_status(500), None)
    faults.inject("GET", EFFORTS, then_run(fail))
    hours_client.load()
    assert hours_client.shown().people == before.people


def test_a_damaged_file_is_loaded_again(hours_client: HoursClient) -> None:
    hours_client.load()
    before = hours_client.shown()
    hours_client.overview.close()
    path = hours_client.client.store.path.with_name(efforts.FILE_NAME)
    for companion in path.parent.glob(f"{path.name}-*"):
        companion.unlink()
    path.write_bytes(b"damaged" * 1000)
    hours_client.overview = hours_client._opened()
    hours_client.loader = HoursLoader(
        hours_client.overview.hours, hours_client.client.engine.reader, hours_client.server.clock.now
    )
    assert hours_client.shown().minutes == 0
    assert hours_client.shown().loaded_at is None
    hours_client.load()
    assert hours_client.shown() == before


def test_a_direct_token_that_may_read_them_switches_them_on(hours_client: HoursClient) -> None:
    hours_client.overview.hours.set_state(HoursState.OFF)
    asyncio.run(hours_client.loader.switch_on())
    assert hours_client.state is HoursState.ON
    hours_client.load()
    assert hours_client.shown().minutes > 0


@pytest.mark.parametrize(
    ("status", "error"), [(403, Refused), (404, Refused), (401, SignInRequired), (500, TransientError)]
)
def test_a_direct_token_learns_what_the_server_answered(
    hours_client: HoursClient, status: int, error: type[KanbertError]
) -> None:
    hours_client.overview.hours.set_state(HoursState.OFF)
    hours_client.server.faults.inject("GET", EFFORTS, error_status(status), times=None)
    with pytest.raises(error):
        asyncio.run(hours_client.loader.switch_on())
    assert hours_client.state is HoursState.OFF


def test_a_value_of_a_newer_version_means_off(hours_client: HoursClient) -> None:
    hours_client.values[HOURS_BOOKED] = "on, but monthly"
    assert hours_client.state is HoursState.OFF
