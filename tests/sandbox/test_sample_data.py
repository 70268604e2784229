"""The sample data: a plausible agency, and bulk data on request."""

from collections import Counter
from pathlib import Path

from kanbert_desktop.sandbox.sample_data import open_state
from support.in_process_sandbox import InProcessSandbox, sandbox_clock

STATUSES = {"Backlog", "New", "WIP", "Completed", "Approved", "Closed"}


def test_an_agency_with_clients_boards_and_cards(sandbox: InProcessSandbox) -> None:
    cards = [row for row in sandbox.state.tasks() if row["parent_task_id"] is None]
    boards = sandbox.state.rows("SELECT * FROM projects")
    assert len(sandbox.state.rows("SELECT * FROM clients")) == 4
    assert Counter(board["status"] for board in boards) == {"running": 8, "closed": 1}
    assert 150 <= len(cards) <= 180
    assert {card["status"] for card in cards} == STATUSES
    assert len({card["title"] for card in cards}) == len(cards)


def test_due_dates_are_before_on_and_after_today(sandbox: InProcessSandbox) -> None:
    days = Counter(
        "none"
        if row["due_date"] is None
        else "late"
        if row["due_date"] < "2026-11-24"
        else "today"
        if row["due_date"] == "2026-11-24"
        else "soon"
        if row["due_date"] <= "2026-11-30"
        else "later"
        for row in sandbox.state.tasks()
        if row["status"] in {"New", "WIP", "Completed"}
    )
    assert min(days[kind] for kind in ("none", "late", "today", "soon", "later")) >= 5


def test_every_timestamp_is_in_the_past_and_in_order(sandbox: InProcessSandbox) -> None:
    for row in sandbox.state.tasks() + sandbox.state.comments():
        assert row["created_at"] <= row["updated_at"] <= sandbox.state.now()
    born = {row["id"]: row["created_at"] for row in sandbox.state.tasks()}
    assert all(row["created_at"] >= born[row["task_id"]] for row in sandbox.state.comments())


def test_seeding_happens_once(tmp_path: Path) -> None:
    clock = sandbox_clock()
    first = open_state(tmp_path / "sandbox", clock=clock)
    rows = first.tasks()
    first.close()
    clock.advance(days=3)
    second = open_state(tmp_path / "sandbox", tasks=500, clock=clock)
    assert second.tasks() == rows
    second.close()


def test_bulk_data_has_the_requested_number_of_cards(tmp_path: Path) -> None:
    state = open_state(tmp_path / "sandbox", tasks=10_000)
    cards = [row for row in state.tasks() if row["parent_task_id"] is None]
    assert len(cards) == 10_000
    assert {row["status"] for row in cards} == STATUSES
    boards = Counter(row["project_id"] for row in cards)
    assert len(boards) >= 20
    assert len({row["uri"] for row in cards}) == 10_000
    state.close()


def test_the_sandbox_can_be_empty(tmp_path: Path) -> None:
    state = open_state(tmp_path / "sandbox", tasks=0)
    assert state.tasks() == []
    assert len(state.rows("SELECT * FROM projects")) == 9
    state.close()
