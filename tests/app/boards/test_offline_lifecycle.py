"""A card created, edited and restarted offline arrives at a real server exactly once."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kanbert_desktop.api.client import KanbertApi
from kanbert_desktop.app.boards.local_data import LocalData
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.domain.board import CardKey, Column, Mark
from kanbert_desktop.domain.changes import Field
from kanbert_desktop.domain.events import EventBus
from kanbert_desktop.net.client import make_client
from kanbert_desktop.store.database import Store, open_store
from kanbert_desktop.sync.engine import CycleReport, Engine
from kanbert_desktop.sync.replica import Replica
from support.bearer_auth import BearerAuth
from support.open_account import FakeSyncControl
from support.sandbox import RunningSandbox, running_sandbox


class OfflineRun:
    """One process after the other on the same file."""

    def __init__(self, path: Path, sandbox: RunningSandbox) -> None:
        self._path, self._sandbox = path, sandbox
        self.store: Store
        self.start()

    def start(self) -> None:
        self.store = open_store(self._path).store
        self.replica = Replica(self.store, EventBus(), lambda: datetime.now(UTC))
        self.replica.load()
        self.service = BoardService(self.replica, LocalData(self.replica, self.store), FakeSyncControl())  # type: ignore[arg-type]

    def restart(self) -> None:
        asyncio.run(self.service.wait_until_saved())
        assert self.store.close()
        self.start()

    def sync(self) -> CycleReport:
        async def once() -> CycleReport:
            token = BearerAuth(self._sandbox.credentials["access_token"])
            async with make_client(self._sandbox.url, auth=token) as http:
                engine = Engine(self.replica, KanbertApi(http), lambda: datetime.now(UTC))
                return await engine.run_cycle(release_holds=True)

        return asyncio.run(once())


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[RunningSandbox]:
    with running_sandbox(tmp_path / "sandbox", tasks=20) as running:
        yield running


@pytest.fixture
def run(sandbox: RunningSandbox, tmp_path: Path) -> Iterator[OfflineRun]:
    lived = OfflineRun(tmp_path / "store.db", sandbox)
    lived.sync()
    yield lived
    lived.store.close()


def live(run: OfflineRun) -> tuple[CardKey, CardKey]:
    """Everything a user can do with a card that no server has seen. Returns the card and its sub-task."""
    service = run.service
    board = service.board("WEB").id
    card = service.add_card(board, "Entwurf", due=date(2026, 12, 1)).card
    service.edit_card(card, {Field.TITLE: "Endfassung", Field.DUE: date(2026, 12, 24)})
    service.move_card(card, Column.WIP)
    service.add_comment(card, "<p>Zuerst</p>")
    child = service.add_card(board, "Unterpunkt", parent=card).card
    dropped = service.add_card(board, "Doch nicht", parent=card).card
    run.restart()
    service = run.service
    service.add_comment(card, "<p>Verschrieben</p>")
    service.undo()
    service.delete_card(dropped)
    service.delete_card(child)
    service.undo()
    service.edit_card(child, {Field.TITLE: "Unterpunkt, genauer"})
    service.delete_card(card, hold=True)
    run.restart()
    run.service.undo()
    run.service.move_card(card, Column.COMPLETED)
    run.service.undo()
    return card, child


def test_a_card_lives_offline_and_then_reaches_the_server_once(
    sandbox: RunningSandbox, run: OfflineRun
) -> None:
    before = len(sandbox.state.tasks())
    card, child = live(run)
    assert run.service.require_card(card).mark is Mark.PENDING
    assert [one.key for one in run.service.sub_tasks(card)] == [child]
    report = run.sync()
    (above,) = [row for row in sandbox.state.tasks() if row["external_id"] == card]
    (below,) = [row for row in sandbox.state.tasks() if row["external_id"] == child]
    assert (above["title"], above["status"], above["due_date"]) == ("Endfassung", "WIP", "2026-12-24")
    assert (below["title"], below["parent_task_id"]) == ("Unterpunkt, genauer", above["id"])
    printed = [row["comment"] for row in sandbox.state.comments() if row["task_id"] == above["id"]]
    assert printed == ["<p>Zuerst</p>"]
    assert len(sandbox.state.tasks()) == before + 2
    assert (report.pushed, report.pending, report.attention) == (3, 0, 0)
    assert [sandbox.faults.count_requests(method) for method in ("POST", "PATCH", "DELETE")] == [3, 0, 0]
    assert run.service.require_card(card).mark is Mark.NONE


def test_offline_changes_can_be_undone_after_they_were_sent(sandbox: RunningSandbox, run: OfflineRun) -> None:
    card, child = live(run)
    run.sync()
    run.restart()
    run.service.undo()
    assert run.service.require_card(child).title == "Unterpunkt"
    assert run.sync().pushed == 1
    (below,) = [row for row in sandbox.state.tasks() if row["external_id"] == child]
    assert below["title"] == "Unterpunkt"
    assert run.service.require_card(card).server_id is not None


def test_a_deleted_card_comes_back_with_its_priority(sandbox: RunningSandbox, run: OfflineRun) -> None:
    task = next(
        row
        for row in sandbox.state.tasks()
        if row["priority_id"]
        and run.service.card(row["id"])
        and not run.service.sub_tasks(CardKey(row["id"]))
    )
    run.service.delete_card(task["id"])
    run.sync()
    assert [row for row in sandbox.state.tasks() if row["id"] == task["id"]] == []
    run.restart()
    undone = run.service.undo()
    assert undone is not None
    run.sync()
    (copy,) = [row for row in sandbox.state.tasks() if row["external_id"] == undone.card]
    kept = ("title", "status", "due_date", "assignee_id", "description", "priority_id", "is_public")
    assert [copy[name] for name in kept] == [task[name] for name in kept]
