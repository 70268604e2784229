"""Each question about cards is answered by an index: its plan scans nothing, and it reads no more rows in a large file."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from kanbert_desktop.store import base, card_queries, cards, due_queries, ranks, search
from kanbert_desktop.store.base import BaseRow, Kind
from kanbert_desktop.store.card_queries import ColumnName
from kanbert_desktop.store.due_queries import DuePlaces
from kanbert_desktop.store.migrations import migrate
from kanbert_desktop.store.search import CardText
from kanbert_desktop.sync.card_columns import columns_of_row

SMALL, LARGE = 1000, 20_000
COLUMN = ColumnName("p1", 1)
ASSIGNED = card_queries.Assigned("u1", (1, 2), ("p1", "p2"))
PLACE = ("2026-06-15", "karte", "")
DUE = DuePlaces(["p1", "p2"], [1, 2], "2026-06-01", "2026-07-01")
Query = Callable[[sqlite3.Connection], object]
QUERIES: dict[str, Query] = {
    "by_keys": lambda db: card_queries.by_keys(db, ["7", "9"]),
    "by_ids": lambda db: card_queries.by_ids(db, ["7", "9"]),
    "rows_of_ids": lambda db: card_queries.rows_of_ids(db, ["7", "9"]),
    "places": lambda db: card_queries.places(db, ["7", "9"], ["4"]),
    "key_of": lambda db: card_queries.key_of(db, "7"),
    "key_of_nothing": lambda db: card_queries.key_of(db, "none"),
    "ids_of_keys": lambda db: card_queries.ids_of_keys(db, ["7", "9"]),
    "children": lambda db: card_queries.children(db, ["4"]),
    "first": lambda db: card_queries.after(db, COLUMN, "due", None, 10),
    "after": lambda db: card_queries.after(db, COLUMN, "due", PLACE, 10),
    "last": lambda db: card_queries.before(db, COLUMN, "due", None, 10),
    "before": lambda db: card_queries.before(db, COLUMN, "due", PLACE, 10),
    "priority": lambda db: card_queries.after(db, COLUMN, "priority", (1, *PLACE), 10),
    "title": lambda db: card_queries.after(db, COLUMN, "title", PLACE[1:], 10),
    "updated": lambda db: card_queries.before(db, COLUMN, "updated", (-5, *PLACE[1:]), 10),
    "own": lambda db: card_queries.after(db, COLUMN, "own", (2.0, 5, *PLACE[1:]), 10),
    "unranked": lambda db: card_queries.unranked(db, COLUMN, 2.0, 10),
    "ranks_of": lambda db: ranks.ranks_of(db, "p1", ["7", "9"]),
    "values_of": lambda db: card_queries.values_of(db, ["7"], "due"),
    "counts": lambda db: card_queries.counts(db, "p1"),
    "count_assigned_of": lambda db: card_queries.count_assigned_of(db, ["7"], "u7", [1, 2], ["p7"]),
    "columns_of_children": lambda db: card_queries.columns_of_children(db, ["7", "9"]),
    "places_with_rows": lambda db: base.places_with_rows(db, Kind.COMMENT, ["7", "9"]),
    "count_due_of": lambda db: due_queries.count_of(db, ["7"], DUE),
    "has_cards": card_queries.has_cards,
    "priorities": card_queries.priorities,
    "last_changed": lambda db: card_queries.last_changed(db, None, 10),
    "last_changed_after": lambda db: card_queries.last_changed(db, (-5, "7"), 10),
    "last_changed_on_board": lambda db: card_queries.last_changed(db, None, 10, "p1"),
    "last_changed_on_board_after": lambda db: card_queries.last_changed(db, (-5, "7"), 10, "p1"),
    "last_changed_in": lambda db: card_queries.last_changed_in(
        db, (-(1 << 62), ""), 10, [1, 2], ["p1", "p2"]
    ),
    "last_changed_in_none": lambda db: card_queries.last_changed_in(db, (-5, "7"), 10, [1, 2], []),
    "listed_keys": lambda db: card_queries.listed_keys(db, 100, 10),
}
COUNTING: dict[str, Query] = {
    "count_before": lambda db: card_queries.count_before(db, COLUMN, "due", PLACE),
    "at_offset": lambda db: card_queries.at_offset(db, COLUMN, "due", 30, 100),
    "at_offset_from_the_end": lambda db: card_queries.at_offset(db, COLUMN, "due", 70, 100),
    "assigned_days": lambda db: card_queries.assigned_days(db, ASSIGNED, ["7"], ["2026-03-01"]),
    "assigned_at": lambda db: card_queries.assigned_at(db, ASSIGNED, ["7"], 3, 10),
    "assigned_before": lambda db: card_queries.assigned_before(db, ASSIGNED, ["7"], PLACE),
    "assigned_to": lambda db: card_queries.assigned_to(db, "u1", [1, 2]),
    "count_assigned": lambda db: card_queries.count_assigned(db, "u1", [1, 2], ["p1", "p2"]),
    "due": lambda db: due_queries.find(db, DUE),
    "due_by_day": lambda db: due_queries.keys_by_day(db, DUE, [3, 4]),
    "first_due": lambda db: due_queries.find_first(db, DUE, 10),
    "count_due": lambda db: due_queries.count(db, DUE),
    "created_between": lambda db: card_queries.created_between(db, 0, 1),
}
"""Their cost grows with the answer, or with the place in an index, but they read nothing else."""


def filled(path: Path, count: int) -> sqlite3.Connection:
    db = sqlite3.connect(path, isolation_level=None)
    migrate(db, path)
    for statement in card_queries.SORT_INDEXES.values():
        db.execute(statement)
    db.execute("BEGIN")
    base.put_rows(db, (row(number) for number in range(count)))
    cards.refresh(db, columns_of_row)
    db.execute("COMMIT")
    return db


def row(number: int) -> BaseRow:
    """Ten boards, six columns; one card in ten is a sub-task."""
    raw = {
        "id": str(number),
        "project_id": f"p{number % 10}",
        "title": f"Karte {number % 977}",
        "status": ["Backlog", "New", "WIP", "Completed", "Approved", "Closed"][number // 10 % 6],
        "due_date": f"2026-{number % 12 + 1:02}-{number % 28 + 1:02}",
        "assignee": {"id": f"u{number % 500}"},
        "parent_task_id": str(number - 10) if number % 100 == 14 else None,
        "priority": {"id": str(number % 3), "title": "x", "order": number % 3},
        "updated_at": f"2026-01-{number % 28 + 1:02}T00:00:00Z",
        "created_at": f"2026-01-{number % 28 + 1:02}T00:00:00Z",
    }
    return BaseRow(Kind.CARD, str(number), str(number), f"p{number % 10}", json.dumps(raw).encode())


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    with closing(filled(tmp_path_factory.mktemp("small") / "store.db", SMALL)) as db:
        yield db


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    with closing(filled(tmp_path_factory.mktemp("large") / "store.db", LARGE)) as db:
        yield db


def steps(db: sqlite3.Connection, query: Query) -> int:
    """Steps of SQLite's virtual machine: a row costs about ten."""
    counted = 0

    def count() -> int:
        nonlocal counted
        counted += 1
        return 0

    db.set_progress_handler(count, 1)
    query(db)
    db.set_progress_handler(None, 1)
    return counted


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_reads_no_more_in_a_large_file(
    small: sqlite3.Connection, large: sqlite3.Connection, name: str
) -> None:
    query = QUERIES[name]
    query(large)
    assert steps(large, query) <= steps(small, query) * 1.2 + 50


def test_cards_by_due_day_are_answered_by_the_index_alone(large: sqlite3.Connection) -> None:
    for query in (COUNTING["due"], COUNTING["due_by_day"], COUNTING["first_due"], COUNTING["count_due"]):
        plan = next(plan for plan in plans_of(large, query) if "cards" in plan)
        assert "COVERING INDEX cards_by_due (board=? AND col=? AND alone=? AND due>? AND due<?)" in plan


def write_a_comment(db: sqlite3.Connection) -> None:
    db.execute("BEGIN")
    base.put_rows(db, [BaseRow(Kind.COMMENT, "c1", "c1", "7", b"{}")])
    cards.refresh(db, columns_of_row)
    search.refresh(db, lambda _card, _comments: CardText("karte", "", "", None))
    db.execute("ROLLBACK")


def test_a_transaction_reads_no_more_in_a_large_file(
    small: sqlite3.Connection, large: sqlite3.Connection
) -> None:
    for db in (small, large):
        search.forget_changes(db)
    assert steps(large, write_a_comment) <= steps(small, write_a_comment) * 1.2 + 50


@pytest.mark.parametrize("name", QUERIES | COUNTING)
def test_no_plan_scans_a_table_or_sorts(large: sqlite3.Connection, name: str) -> None:
    plans = plans_of(large, (QUERIES | COUNTING)[name])
    assert plans
    for plan in plans:
        assert "SCAN cards" not in plan or name in ("has_cards", *ORDERED_SCANS), plan
        assert "SCAN base" not in plan, plan
        assert "TEMP B-TREE FOR ORDER BY" not in plan or name in SORTED, plan


SORTED = ("children", "due_by_day", "first_due")
"""They sort their own answer."""
ORDERED_SCANS = ("last_changed",)
"""They walk an index from its end, and stop."""


def plans_of(db: sqlite3.Connection, query: Query) -> list[str]:
    asked: list[tuple[str, tuple[Any, ...]]] = []
    db.set_trace_callback(lambda sql: asked.append((sql, ())))
    query(db)
    db.set_trace_callback(None)
    return [row[3] for sql, _ in asked for row in db.execute(f"EXPLAIN QUERY PLAN {sql}")]
